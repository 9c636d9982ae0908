"""The parts of a contract that must be judged: its document, and what only references lead to, in any file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from govtool.finding import Pointer
from govtool.model.contract import Contract
from govtool.model.detect import Format, detect
from govtool.model.grammar import Kinds, grammar_of
from govtool.model.schema import dialect_of
from govtool.model.shape import mapping
from govtool.model.walk import REFERENCE, Node, walk
from govtool.source.document import Document
from govtool.source.refs import RefError, Target

_OF_INTEREST = frozenset({"Discriminator", "Schema", "MediaType", "Parameter", "Header", "Items", "Response"})
_TELLING = frozenset({"$ref", "default", "example", "examples"})
_OTHER_DIALECT = {"$schema": "http://json-schema.org/draft-07/schema#"}


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A reference as it is written, with the kind of object that its place asks for."""

    node: Node
    field: Pointer
    """Where its text stands, from the node."""
    text: str
    kind: str
    target: Target | RefError


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A value that is judged as a whole, as an object of a kind whose Schema Objects are in a dialect."""

    document: Document
    pointer: Pointer
    value: Any
    kind: str
    dialect: Format

    def holds(self, document: Document, pointer: Pointer) -> bool:
        """Whether a place lies in it."""
        return document is self.document and pointer[: len(self.pointer)] == self.pointer


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The references of a contract and the parts that they join.

    A part lies in another one only where it is a schema in a dialect of its own.
    """

    references: tuple[Reference, ...]
    parts: tuple[Part, ...]
    foreign: tuple[Part, ...]


@lru_cache(maxsize=1)
def survey(contract: Contract) -> Survey:
    """The references and parts of a contract; several rules ask for the same one in a row."""
    kinds, root = grammar_of(contract.format)
    dialect = dialect_of(contract.format, contract.document.data, None)
    references = tuple(_references(contract))
    # The bundle gives the same target for the same reference, and there are many.
    targets = {(id(found), reference.kind): found for reference in references
               if isinstance(found := reference.target, Target) and isinstance(found.value, dict)}
    parts = [Part(found.document, found.pointer, found.value, kind, dialect) for (_, kind), found in targets.items()
             if kind_of_target(contract, found) in ("", kind)]
    whole = Part(contract.document, (), contract.document.data, root, dialect)
    return Survey(references, tuple(_outermost([whole, *parts], kinds)), tuple(_foreign(contract, dialect)))


@lru_cache(maxsize=1)
def nodes(contract: Contract) -> tuple[Node, ...]:
    """What refers to something, and what has an example or a default: one walk for all who ask."""
    found = walk(contract.bundle, contract.document, contract.format, {REFERENCE, *_OF_INTEREST})
    return tuple(node for node in found if node.kind == "Discriminator" or not _TELLING.isdisjoint(node.value))


def kind_of_target(contract: Contract, target: Target) -> str:
    """The kind of object that stands where a reference leads, by its place; empty where the place says nothing."""
    kinds, root = grammar_of(contract.format)
    document = target.document
    if document is not contract.document:
        found = detect(document.data)
        if found is None:
            root = root if target.pointer[:1] == ("components",) else ""
        elif found.family != contract.format.family:
            root = "Schema" if found.family == "jsonschema" else ""
    return kind_at(kinds, root, target.pointer)


def kind_at(kinds: Kinds, kind: str, pointer: Pointer) -> str:
    """The kind of the object at a pointer below one of a kind; empty where the grammar knows of none."""
    steps = list(pointer)
    while steps and kind:
        name, row = steps.pop(0), kinds[kind]
        child = row.fields.get(str(name)) or (None if str(name).startswith("x-") else row.rest)
        if child is None:
            return ""
        kind = child.kind
        if child.shape in ("map", "many") or (child.shape == "one or many" and isinstance(next(iter(steps), ""), int)):
            kind = kind if steps else ""
            steps = steps[1:]
    return kind


def _references(contract: Contract) -> Iterator[Reference]:
    bundle = contract.bundle
    for node in nodes(contract):
        for field, text, kind in _texts(node):
            try:
                yield Reference(node, field, text, kind, bundle.follow(node.document, text, node.pointer))
            except RefError as error:
                yield Reference(node, field, text, kind, error)


def _texts(node: Node) -> Iterator[tuple[Pointer, str, str]]:
    if node.ref is not None:
        yield ("$ref",), node.ref, node.kind
    if node.kind == "Discriminator":
        # A plain name is that of a component (OpenAPI 3.1.1 section 4.8.25.3).
        yield from ((("mapping", name), text, "Schema") for name, text in mapping(node.value, "mapping").items()
                    if isinstance(text, str) and ("#" in text or "." in text))


def _outermost(found: Iterable[Part], kinds: Kinds) -> Iterator[Part]:
    """The parts that lie in no other of the right kind, the document first."""
    kept: dict[Document, list[Part]] = {}
    for part in sorted(found, key=lambda part: len(part.pointer)):
        above = kept.setdefault(part.document, [])
        if not any(other.holds(part.document, part.pointer)
                   and kind_at(kinds, other.kind, part.pointer[len(other.pointer):]) == part.kind for other in above):
            above.append(part)
            yield part


def _foreign(contract: Contract, dialect: Format) -> Iterator[Part]:
    """The schemas in another dialect than what is around them, or than the document's own judge knows."""
    format_, root = contract.format, contract.document.data
    if dialect_of(format_, root, _OTHER_DIALECT) == format_:
        return
    if dialect == format_ and not any("$schema" in document.text for document in contract.bundle.documents.values()):
        return
    spoken: dict[int, Format] = {}
    for node in walk(contract.bundle, contract.document, format_, {"Schema"}):
        around = spoken.get(id(node.above[1])) if node.above else None
        named = node.value if node.above else {**mapping(node.document.data), **node.value}
        here = dialect_of(format_, root, named) if "$schema" in named else around or dialect
        spoken[id(node.value)] = here
        if here != (around or format_):
            yield Part(node.document, node.pointer, node.value, "Schema", here)
