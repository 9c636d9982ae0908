"""Every reference that a contract makes, in its own document and in those it leads to, and where a part may be kept.

Formats with a grammar are walked by it, so that a `$ref` in an example is data. The others are searched by key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from govtool.finding import Location, Pointer
from govtool.model.contract import Contract
from govtool.model.detect import Format, detect
from govtool.model.grammar import grammar_of
from govtool.model.shape import mapping
from govtool.model.walk import REFERENCE, Node, schema_reference, walk
from govtool.source.document import Document
from govtool.source.refs import RefError, Target

Section: TypeAlias = Pointer
"""Where a document keeps shared parts of a kind: `components`, `schemas`; empty where its format has no such place."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A text that leads to a part of a document: the value of a key in some object."""

    holder: Mapping[str, Any]
    key: str
    owner: Document
    pointer: Pointer
    """The place of the holder."""
    section: Section
    target: Target | RefError

    @property
    def text(self) -> str:
        """The reference as it is written."""
        return str(self.holder[self.key])

    @property
    def is_name(self) -> bool:
        """Whether it is a plain name in the mapping of a discriminator."""
        return not self.key.startswith("$") and schema_reference(self.text) != self.text

    @property
    def at(self) -> Location:
        """Its place."""
        return self.owner.at((*self.pointer, self.key))


def references(contract: Contract) -> Iterator[Reference]:
    """Every reference, in the order of the text, then those in what they lead to."""
    is_walked = contract.format.family != "asyncapi" and grammar_of(contract.format).root
    yield from _walked(contract) if is_walked else _searched(contract)


def _target(contract: Contract, owner: Document, text: str) -> Target | RefError:
    try:
        return contract.bundle.follow(owner, text)
    except RefError as error:
        return error


def _walked(contract: Contract) -> Iterator[Reference]:
    sections = _sections(contract.format)
    for node in walk(contract.bundle, contract.document, contract.format, {REFERENCE, "Schema", "Discriminator"}):
        for holder, key, pointer, text in _texts(node):
            target = _target(contract, node.document, text)
            yield Reference(holder, key, node.document, pointer, sections.get(node.kind, ()), target)


def _sections(format_: Format) -> Mapping[str, Section]:
    """Where each kind of part is kept, as the grammar says."""
    kinds, root = grammar_of(format_)
    if root == "Schema":
        return {"Schema": ("$defs" if "$defs" in kinds[root].fields else "definitions",)}
    shared, above = (kinds["Components"], ("components",)) if "Components" in kinds else (kinds[root], ())
    maps = ((name, child) for name, child in shared.fields.items() if child.shape == "map")
    found: dict[str, Section] = {child.kind: (*above, name) for name, child in maps}
    return {**found, "Discriminator": found["Schema"]}  # whose references are all to schemas


def _texts(node: Node) -> Iterator[tuple[Mapping[str, Any], str, Pointer, str]]:
    """The references of an object, each with the mapping and key that hold it, and what it means as a `$ref`."""
    for key in ("$ref", "$dynamicRef") if node.kind == "Schema" else ("$ref",):
        if isinstance(text := node.value.get(key), str):
            yield node.value, key, node.pointer, text
    named = mapping(node.value, "mapping") if node.kind == "Discriminator" else {}
    for key, text in named.items():
        if isinstance(text, str):
            yield named, key, (*node.pointer, "mapping"), schema_reference(text)


_SCHEMAS = frozenset({"payload", "headers", "schema", "schemas"})
"""The keys of AsyncAPI below which everything is a schema."""
_DATA = frozenset({"example", "examples", "default", "const", "enum"})
_NAMES = frozenset({"properties", "patternProperties", "$defs", "definitions", "schemas", "messages", "channels"})
"""The keys below which names stand that people choose, `default` and `example` too."""


def _searched(contract: Contract) -> Iterator[Reference]:
    todo: list[tuple[Document, Pointer, Any, bool]] = [(contract.document, (), contract.document.data, False)]
    seen: set[int] = set()
    while todo:
        owner, pointer, value, in_schema = todo.pop()
        if id(value) in seen or not isinstance(value, dict | list):
            continue
        seen.add(id(value))
        if isinstance(value, dict) and isinstance(text := value.get("$ref"), str):
            target = _target(contract, owner, text)
            section = () if isinstance(target, RefError) else _kept_like(target, in_schema=in_schema)
            yield Reference(value, "$ref", owner, pointer, section, target)
            if isinstance(target, Target) and not _is_avro(target):
                todo.append((target.document, target.pointer, target.value, section[-1:] == ("schemas",)))
        todo += reversed([(owner, (*pointer, key), item, in_schema or key in _SCHEMAS)
                          for key, item in _below(value, pointer)])


def _below(value: dict[str, Any] | list[Any], pointer: Pointer) -> Iterator[tuple[str | int, Any]]:
    """What may hold references: not the examples and other data."""
    if isinstance(value, list):
        yield from enumerate(value)
    else:
        are_names = bool(pointer) and pointer[-1] in _NAMES
        yield from ((key, item) for key, item in value.items() if are_names or key not in _DATA)


def _kept_like(target: Target, *, in_schema: bool) -> Section:
    """Where an AsyncAPI document keeps such a part: as the other document does, else schemas by where they are used."""
    match target.pointer:
        case ("components", str(section), _):
            return ("components", section)
    return ("components", "schemas") if in_schema and not _is_avro(target) else ()


def _is_avro(target: Target) -> bool:
    found = detect(target.document.data)
    return found is not None and found.family == "avro"
