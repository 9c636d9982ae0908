"""The translation of one schema into JSON Schema 2020-12, keyword by keyword.

A lowered schema keeps the shape of its source: in-place subschemas (`allOf`, `not` …) stay where they are, so paths
into it are paths into the source but for renamed keywords. Schemas of other locations (`properties`, `items` …) and
`$ref`s become URNs. Cycles and sizes are therefore no matter here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from govtool.compare.dialects import (
    CHILD_LISTS,
    CHILD_MAPS,
    CHILDREN,
    IDENTIFIERS,
    IN_PLACE,
    IN_PLACE_LISTS,
    IN_PLACE_MAPS,
    Dialect,
    Schema,
    is_well_formed,
)
from govtool.compare.values import exact
from govtool.finding import Pointer
from govtool.model.shape import mapping, sequence
from govtool.source.document import Document

UNSENT: Final = "x-govtool-unsent"
"""In a lowered schema: the properties that the writer of this view never sends, and its reader never looks at."""
UNREAD: Final = "x-govtool-unread"
"""In a lowered schema: what could not be lowered, and why; nothing is proven about such a schema."""
MALFORMED: Final = "x-govtool-malformed"
"""In a lowered schema: keywords whose values mean nothing (`required: true`, `type: int`); they assert nothing."""
GUARD: Final = "x-govtool-guard"
"""In the schema of a property: it stands for a discriminator; holds the name of the branch."""
_LITERALS: Final = ("enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_CHAIN = 16  # a property is read-only through at most so many references
_BASES = 3  # a property of a branch is looked for in at most so many bases

Lowered = Callable[[str], Schema]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A schema where it is written; `missing` says why there is none where a reference leads to."""

    document: Document
    pointer: Pointer
    value: Any
    dialect: Dialect
    missing: str = ""


class Names(Protocol):
    """The numbers and URNs of a version's schemas."""

    def number(self, document: Document, pointer: Pointer, value: Any) -> int:
        """The number of a schema."""

    def urn(self, number: int, view: str) -> str:
        """The name of a schema as seen in a view."""

    def node(self, urn: str) -> Node:
        """Where the schema of a URN is written."""

    def target(self, document: Document, pointer: Pointer, ref: str) -> int | None:
        """The number of what a `$ref` at a place leads to."""

    def reference(self, document: Document, pointer: Pointer, ref: str) -> int:
        """As `target`; a number that stands for nothing readable where the reference leads nowhere."""


def lowered(names: Names, node: Node, view: str) -> Schema:
    """The schema of a node in 2020-12."""
    return {UNREAD: node.missing} if node.missing else _Lowering(names, node, view).schema(node.value, node.pointer)


class _Lowering:
    """`schema` is the entry, the other methods are one keyword each."""

    def __init__(self, names: Names, node: Node, view: str) -> None:
        self.names, self.node, self.view = names, node, view
        self.dialect = node.dialect
        self.unsent = "readOnly" if view == "c" else "writeOnly"

    def schema(self, raw: Any, pointer: Pointer) -> Schema:
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, dict):
            return {UNREAD: "what stands here is no schema"}
        ref = raw.get("$ref")
        if isinstance(ref, str):
            raw = raw if self.dialect.reads_ref_siblings else {"$ref": ref}
        out: dict[str, Any] = {}
        for keyword, value in raw.items():
            if keyword in self.dialect.keywords:
                if is_well_formed(keyword, value, self.dialect):
                    out.update(self.keyword(keyword, value, (*pointer, keyword)))
                else:
                    out[MALFORMED] = {**out.get(MALFORMED, {}), keyword: value}
            elif keyword not in IDENTIFIERS:
                out[keyword] = value
        self.nullable(raw, out)
        if self.dialect.has_flag_bounds:
            _sharpen(out)
        if self.dialect.has_tuples:
            self.tuples(raw, out, pointer)
        if self.dialect.is_api:
            self.guard(raw, out)
            self.project(raw, out)
        return out

    def keyword(self, keyword: str, value: Any, pointer: Pointer) -> dict[str, Any]:
        if keyword == "$ref":
            return {"$ref": self.names.urn(self.names.reference(self.node.document, pointer, value), self.view)}
        if keyword in ("$dynamicRef", "$recursiveRef"):
            return {UNREAD: f"`{keyword}` is not decided", keyword: value}
        if keyword in IN_PLACE_LISTS:
            return {keyword: [self.schema(item, (*pointer, at)) for at, item in enumerate(value)]}
        if keyword in IN_PLACE:
            return {keyword: self.schema(value, pointer)}
        if keyword in IN_PLACE_MAPS:
            return {keyword: {name: self.schema(item, (*pointer, name)) for name, item in value.items()}}
        if keyword in CHILD_MAPS:
            return {keyword: {name: self.named(item, (*pointer, name)) for name, item in value.items()}}
        if keyword in CHILD_LISTS:
            return {keyword: self.children(value, pointer)}
        if keyword in CHILDREN and not isinstance(value, list):
            return {keyword: self.named(value, pointer) if keyword == "items" else self.child(value, pointer)}
        if keyword == "dependencies":
            return self.dependencies(value, pointer)
        return {keyword: exact(value) if keyword in _LITERALS else value}

    def named(self, raw: Any, pointer: Pointer) -> Schema:
        """As `child`; `true` is a schema like any other, whose place may say more in the other version."""
        if raw is True:
            return {"$ref": self.names.urn(self.names.number(self.node.document, pointer, raw), self.view)}
        return self.child(raw, pointer)

    def child(self, raw: Any, pointer: Pointer) -> Schema:
        if isinstance(raw, bool):
            return raw
        document = self.node.document
        if isinstance(raw, dict) and len(raw) == 1 and isinstance(ref := raw.get("$ref"), str):
            return {"$ref": self.names.urn(self.names.reference(document, pointer, ref), self.view)}
        return {"$ref": self.names.urn(self.names.number(document, pointer, raw), self.view)}

    def children(self, raw: list[Any], pointer: Pointer) -> list[Schema]:
        return [self.named(item, (*pointer, at)) for at, item in enumerate(raw)]

    def dependencies(self, raw: Mapping[str, Any], pointer: Pointer) -> dict[str, Any]:
        names = {name: value for name, value in raw.items() if isinstance(value, list)}
        schemas = {name: self.schema(value, (*pointer, name)) for name, value in raw.items() if name not in names}
        return {key: value for key, value in (("dependentRequired", names), ("dependentSchemas", schemas)) if value}

    def nullable(self, raw: Mapping[str, Any], out: dict[str, Any]) -> None:
        """`nullable` counts only beside `type` (OpenAPI 3.0.3, Schema Object)."""
        if self.dialect.nullable and raw.get(self.dialect.nullable) is True and isinstance(out.get("type"), str):
            out["type"] = [out["type"], "null"]
            del out[self.dialect.nullable]
        if out.get("type") == "file":
            del out["type"]

    def tuples(self, raw: Mapping[str, Any], out: dict[str, Any], pointer: Pointer) -> None:
        rest = out.pop("additionalItems", None)
        items = raw.get("items")
        if isinstance(items, list) and "items" in out:
            del out["items"]
            out["prefixItems"] = self.children(items, (*pointer, "items"))
            if rest is not None:
                out["items"] = self.child(raw["additionalItems"], (*pointer, "additionalItems"))

    def guard(self, raw: Mapping[str, Any], out: dict[str, Any]) -> None:
        """A discriminator says which values its property has in each branch (OpenAPI 3.1.1 section 4.8.25)."""
        discriminator = mapping(raw.get("discriminator"))
        name = discriminator.get("propertyName")
        if not isinstance(name, str):
            return
        mapped = [(key, self.mapped(value)) for key, value in mapping(discriminator.get("mapping")).items()]
        for keyword in ("oneOf", "anyOf"):
            branches = out.get(keyword)
            if isinstance(branches, list) and all(
                isinstance(branch, dict) and list(branch) == ["$ref"] for branch in branches
            ):
                out[keyword] = [self.guarded(branch["$ref"], name, mapped) for branch in branches]

    def mapped(self, value: Any) -> int | None:
        if not isinstance(value, str):
            return None
        found = (
            self.names.target(self.node.document, (), value) if "/" in value or "#" in value or "." in value else None
        )
        return (
            found if found is not None else self.names.target(self.node.document, (), f"#/components/schemas/{value}")
        )

    def guarded(self, urn: str, name: str, mapped: list[tuple[str, int | None]]) -> Schema:
        """A branch with the values that lead to it; as it is where it says otherwise itself."""
        number, node = int(urn.split(":")[2]), self.names.node(urn)
        title = str(node.pointer[-1]) if node.pointer else ""
        values = list(
            dict.fromkeys([*(key for key, target in mapped if target == number), *([title] if title else [])])
        )
        if not values or any(_contradicts(own, values) for own in self.declared(node, name, _BASES)):
            return {"$ref": urn}
        return {"$ref": urn, "properties": {name: {"enum": values, GUARD: title}}, "required": [name]}

    def declared(self, node: Node, name: str, depth: int) -> Iterator[Any]:
        """What a schema and those that it is made of say of a property."""
        value = mapping(node.value)
        yield mapping(value, "properties").get(name)
        for at, part in enumerate((value, *sequence(value.get("allOf")))):
            ref = mapping(part).get("$ref")
            target = self.names.target(node.document, node.pointer, ref) if isinstance(ref, str) and depth else None
            if target is not None:
                yield from self.declared(self.names.node(self.names.urn(target, "")), name, depth - 1)
            elif at:
                yield mapping(part, "properties").get(name)

    def project(self, raw: Mapping[str, Any], out: dict[str, Any]) -> None:
        unsent = sorted(name for name, value in mapping(raw, "properties").items() if self.is_unsent(value))
        if unsent:
            out[UNSENT] = unsent
            if "required" in out:
                out["required"] = [name for name in out["required"] if name not in unsent]

    def is_unsent(self, raw: Any) -> bool:
        document, pointer = self.node.document, self.node.pointer
        for _ in range(_CHAIN):
            if not isinstance(raw, dict):
                return False
            if raw.get(self.unsent) is True:
                return True
            target = self.names.target(document, pointer, raw["$ref"]) if isinstance(raw.get("$ref"), str) else None
            if target is None:
                return False
            node = self.names.node(self.names.urn(target, ""))
            raw, document, pointer = node.value, node.document, node.pointer
        return False


def _contradicts(schema: Any, values: list[str]) -> bool:
    """Whether a property cannot have any of the values."""
    types, listed = mapping(schema).get("type", "string"), mapping(schema).get("enum")
    return "string" not in types or (isinstance(listed, list) and not any(value in listed for value in values))


def _sharpen(out: dict[str, Any]) -> None:
    for flag, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(out.get(flag), bool):
            if out[flag] and bound in out:
                out[flag] = out.pop(bound)
            else:
                del out[flag]
