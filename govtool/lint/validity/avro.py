"""What is wrong with the Avro schema or protocol of a contract: read once, told by one rule for each fault.

A name that the file does not define is looked for in the other schemas of its tree, the nearest first.
"""

from collections.abc import Iterator
from functools import lru_cache

from govtool.finding import Finding
from govtool.lint.rule import Hit
from govtool.model.avro.beside import Beside
from govtool.model.avro.protocol import is_protocol, read_protocol
from govtool.model.avro.read import Lookup, read_schema
from govtool.model.contract import Contract
from govtool.source.document import Document

_MISSING = frozenset({"avro-type-defined", "avro-type-defined-before-use"})
_PROTOCOL = ".avpr"


def faults(contract: Contract, rule: str) -> Iterator[Hit]:
    """The faults of one kind, each where it stands."""
    for found in _findings(contract):
        if found.rule == rule:
            yield Hit(found.at, found.message, found.help, found.related)


@lru_cache(maxsize=8)
def _findings(contract: Contract) -> tuple[Finding, ...]:
    """Everything that is wrong; other files are read only where this one lacks a type."""
    found, own = _read(contract.document)
    if _MISSING.isdisjoint(each.rule for each in found):
        return found
    others = Beside(contract)
    # What the file defines further down is used too early, wherever else it is defined.
    return _read(contract.document, lambda name: None if name in own else others(name))[0]


def _read(document: Document, lookup: Lookup | None = None) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """What is wrong with a document, and the full names that it defines."""
    if is_protocol(document.data) or document.path.endswith(_PROTOCOL):
        protocol = read_protocol(document, lookup)
        return protocol.findings, frozenset(made.name for made in protocol.types)
    schema = read_schema(document, (), lookup)
    return schema.findings, frozenset(schema.names)
