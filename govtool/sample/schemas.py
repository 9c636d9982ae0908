"""The schemas of a contract as one party writes them: lowered to 2020-12, with references followed when first asked."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

from govtool.compare.algebra import integer_bounds
from govtool.compare.dialects import (
    CHILD_LISTS,
    CHILD_MAPS,
    CHILDREN,
    IN_PLACE,
    IN_PLACE_LISTS,
    IN_PLACE_MAPS,
    KEYWORDS,
    Schema,
    default_dialect,
)
from govtool.compare.lower import UNREAD, UNSENT, Side
from govtool.compare.patterns import without_halves
from govtool.model.contract import Contract, Party, Spot
from govtool.model.shape import mapping
from govtool.sample.trouble import NotFound
from govtool.source.document import Document
from govtool.source.resource import is_url

_MOST: Final = 60_000  # schemas behind one, as far as references lead
_ONE: Final = frozenset({*IN_PLACE, *CHILDREN})
_LISTS: Final = frozenset({*IN_PLACE_LISTS, *CHILD_LISTS})
_MAPS: Final = frozenset({*IN_PLACE_MAPS, *CHILD_MAPS})


class Schemas:
    """Schemas by URN: those that lie elsewhere, or at another place of the value, are references to other URNs."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._side = Side("s", contract.bundle, default_dialect(contract.format, contract.document.data))
        self._read: dict[str, Schema] = {}
        self.has_scopes = False
        """Whether a reference by dynamic scope was met."""

    def urn(self, spot: Spot, writer: Party) -> str:
        """The name of a schema as a party writes it."""
        number = self._side.number(spot.document, spot.pointer, spot.value)
        return self._side.urn(number, "c" if writer is Party.CONSUMER else "p")

    def where(self, urn: str) -> str:
        """The place of a schema as people write it: `orders.yaml#/components/schemas/Order`."""
        node = self._side.node(urn)
        return f"{node.document.name}#{''.join(f'/{step}' for step in node.pointer)}"

    def read(self, urn: str) -> Schema:
        """The lowered schema of a URN; NotFound where it cannot be read."""
        known = self._read.get(urn)
        if known is None:
            known = self._read[urn] = self._scoped(urn, self._side.lowered(urn))
        if isinstance(known, dict) and UNREAD in known:
            raise NotFound(str(known[UNREAD]), self.where(urn))
        return known

    def documents(self, urn: str) -> tuple[str, dict[str, Any], str]:
        """The URI of the document that a schema is in, the data of all documents by URI, and the pointer there."""
        node = self._side.node(urn)
        pointer = "".join("/" + quote(str(step).replace("~", "~0").replace("/", "~1")) for step in node.pointer)
        documents = self._contract.bundle.documents.values()
        return _uri(node.document), {_uri(document): document.data for document in documents}, pointer

    def closure(self, urn: str) -> dict[str, Schema]:
        """All schemas that a schema can lead to, itself first; NotFound where they are too many or one is missing."""
        found: dict[str, Schema] = {}
        todo = [urn]
        while todo:
            name = todo.pop()
            if name in found:
                continue
            if len(found) >= _MOST:
                raise NotFound(f"more than {_MOST} schemas lie behind it", self.where(urn))
            found[name] = self.read(name)
            todo.extend(references(found[name]))
        return found

    def _scoped(self, urn: str, schema: Schema) -> Schema:
        """A reference by dynamic scope leads where it leads without one."""
        if isinstance(schema, bool) or not isinstance(schema.get("$dynamicRef", schema.get("$recursiveRef")), str):
            return schema
        self.has_scopes = True
        node = self._side.node(urn)
        ref = schema.get("$dynamicRef") or schema["$recursiveRef"]
        number = self._side.reference(node.document, node.pointer, ref)
        left = {key: item for key, item in schema.items() if key not in (UNREAD, "$dynamicRef", "$recursiveRef")}
        target = {"$ref": self._side.urn(number, urn.rsplit(":", 1)[1])}
        return {**left, "allOf": [*left.get("allOf", ()), target]}

    @cached_property
    def is_api(self) -> bool:
        """Whether the contract's schemas are those of an API description."""
        return self._contract.format.family in ("openapi", "asyncapi")


def _uri(document: Document) -> str:
    named = mapping(document.data).get("$id")
    return named.rstrip("#") if isinstance(named, str) and is_url(named) else f"urn:document:{quote(document.path)}"


def references(schema: Schema) -> Iterator[str]:
    """The URNs that a lowered schema names."""
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for inner in below(schema):
            yield from references(inner)


def below(schema: dict[str, Any]) -> Iterator[Schema]:
    """The schemas that stand in a lowered schema."""
    for keyword, value in schema.items():
        if keyword in _ONE:
            yield value
        elif keyword in _LISTS and isinstance(value, list):
            yield from value
        elif keyword in _MAPS:
            yield from mapping(value).values()


def plain(schema: Schema, names: dict[str, str]) -> Schema:
    """A lowered schema for the validator: what asserts something, with the URNs by other names."""
    if isinstance(schema, bool):
        return schema
    out: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword == "$ref":
            out[keyword] = names[value]
        elif keyword in _ONE:
            out[keyword] = plain(value, names)
        elif keyword in _LISTS and isinstance(value, list):
            out[keyword] = [plain(item, names) for item in value]
        elif keyword in _MAPS and isinstance(value, dict):
            of_names = keyword == "patternProperties"
            out[keyword] = {without_halves(name) if of_names else name: plain(item, names)
                            for name, item in value.items()}
        elif keyword == "pattern":
            out[keyword] = without_halves(value)
        elif keyword in KEYWORDS:
            out[keyword] = value
    for name in schema.get(UNSENT, ()):  # whoever reads it never looks there
        out["properties"] = {**out.get("properties", {}), name: True}
    bounds = integer_bounds().get(str(out.get("format")))
    if bounds:
        limits = {"type": "integer", "minimum": bounds[0], "maximum": bounds[1]}
        out["allOf"] = [*out.get("allOf", ()), {"anyOf": [limits, {"not": {"type": "integer"}}]}]
    return out
