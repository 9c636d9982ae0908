"""An Avro schema out of a document: its types, and everything that is wrong with them, each at its place."""

from collections.abc import Callable
from typing import Any, TypeAlias

from govtool.finding import Finding, Location, Pointer
from govtool.model.avro import definitions, logical
from govtool.model.avro.endless import endless
from govtool.model.avro.faults import finding, shown
from govtool.model.avro.names import full_name
from govtool.model.avro.types import PRIMITIVES, Kind, Schema, Type
from govtool.source.document import Document

Lookup: TypeAlias = Callable[[str], Type | None]
"""Gives the type of a full name that the document does not define; None where nobody does."""

_STRUCTURE = frozenset({"type", "name", "namespace", "aliases", "fields", "symbols", "default", "size", "items",
                        "values"})
_OWN: dict[str, frozenset[str]] = {"record": _STRUCTURE - {"default"}, "enum": _STRUCTURE}


def read_schema(
    document: Document, at: Pointer = (), lookup: Lookup | None = None, announce: Callable[[Type], None] | None = None
) -> Schema:
    """The schema at a pointer of a document. Total: what cannot be read is an `unknown` type and a finding.

    `lookup` is asked for names that the document does not define; `announce` is told each named type as soon as its
    definition begins, so that files can refer to each other in a circle.
    """
    reading = Reading(document.name, lookup, announce)
    root = reading.type_at(document.get(at), at, "")
    return Schema(root, reading.names, reading.finish())


class Reading:
    """One document being read: the names defined so far, and the findings."""

    __slots__ = ("_announce", "_asked", "_lookup", "document", "findings", "names")

    def __init__(self, document: str, lookup: Lookup | None, announce: Callable[[Type], None] | None) -> None:
        self.document = document
        self.names: dict[str, Type] = {}
        self.findings: list[Finding] = []
        self._lookup = lookup
        self._announce = announce
        self._asked: list[Type] = []

    def fault(self, rule: str, message: str, pointer: Pointer, first: Pointer | None = None) -> None:
        """Note something that is wrong."""
        other = None if first is None else Location(self.document, first)
        self.findings.append(finding(rule, message, Location(self.document, pointer), other))

    def unknown(self, pointer: Pointer, name: str = "") -> Type:
        """What stands for a type that could not be read."""
        return Type("unknown", self.document, pointer, name)

    def finish(self) -> tuple[Finding, ...]:
        """All findings, once the whole is read: a name that is missing is told at its first use."""
        asked = {missing.name: missing for missing in reversed(self._asked)}
        for name, first in reversed(asked.items()):
            if name in self.names:
                words = f"`{shown(name)}` is used before its definition, expected the definition first"
                self.fault("avro-type-defined-before-use", words, first.pointer, self.names[name].pointer)
            else:
                words = f"`{shown(name)}` is not defined, expected the name of a type"
                self.fault("avro-type-defined", words, first.pointer)
        for name, back in endless(self.names.values()):
            words = f"every `{shown(name)}` holds another one in its field `{back.name}`, expected that it can end"
            self.fault("avro-recursion-ends", words, back.pointer)
        return tuple(self.findings)

    def define(self, made: Type) -> None:
        """Let a named type be known from here on."""
        if made.name in self.names:
            words = f"`{made.name}` is defined a second time, expected one definition"
            self.fault("avro-name-unique", words, made.pointer, self.names[made.name].pointer)
            return
        self.names[made.name] = made
        if self._announce:
            self._announce(made)

    def type_at(self, raw: Any, pointer: Pointer, namespace: str) -> Type:
        """The type that stands at a pointer, whose short names are of a namespace."""
        if isinstance(raw, str):
            return self._named(raw, pointer, namespace)
        if isinstance(raw, list):
            return self._union(raw, pointer, namespace)
        if isinstance(raw, dict):
            return self._defined(raw, pointer, namespace)
        words = f"`{shown(raw)}` stands here, expected a schema: a name, an object or an array"
        self.fault("avro-schema-shape", words, pointer)
        return self.unknown(pointer)

    def _named(self, name: str, pointer: Pointer, namespace: str) -> Type:
        if name in PRIMITIVES:
            return Type(name, self.document, pointer)  # type: ignore[arg-type]  # the set holds the literals
        full = full_name(name, namespace)
        if known := self._known(full):
            return known
        if full != name and (known := self._known(name)):
            words = f"`{shown(name)}` has no namespace and is used inside `{namespace}`, expected `{full}`"
            self.fault("avro-type-namespace", words, pointer)
            return known
        missing = self.unknown(pointer, full)
        self._asked.append(missing)
        return missing

    def _known(self, full: str) -> Type | None:
        return self.names.get(full) or (self._lookup(full) if self._lookup else None)

    def _union(self, raw: list[Any], pointer: Pointer, namespace: str) -> Type:
        made = Type("union", self.document, pointer)
        seen: dict[str, Pointer] = {}
        if not raw:
            self.fault("avro-union-filled", "`[]` is a union without branches, expected some", pointer)
        for index, inner in enumerate(raw):
            place = (*pointer, index)
            branch = self.type_at(inner, place, namespace)
            if branch.kind == "union":
                words = f"the `{branch.label}` stands in a union, expected its branches here"
                self.fault("avro-union-nested", words, place)
                branch = self.unknown(place)
            made.branches.append(branch)
            key = branch.name or branch.kind
            if key in seen and branch.kind != "unknown":
                words = f"`{key}` is already a branch of this union, expected it once"
                self.fault("avro-union-branch-unique", words, place, seen[key])
            seen.setdefault(key, place)
        return made

    def _defined(self, raw: dict[str, Any], pointer: Pointer, namespace: str) -> Type:
        kind = raw.get("type")
        if kind is None:
            self.fault("avro-schema-shape", "the schema has no `type`, expected one", pointer)
            return self.unknown(pointer)
        if not isinstance(kind, str):
            what = "object" if isinstance(kind, dict) else "array" if isinstance(kind, list) else "value"
            words = f"the `type` is an {what}, expected the name of a type; the inner schema can stand alone"
            self.fault("avro-schema-shape", words.replace("an value", "no name"), (*pointer, "type"))
            return self.type_at(kind, (*pointer, "type"), namespace) if what != "value" else self.unknown(pointer)
        if kind not in PRIMITIVES and kind not in definitions.KINDS:
            return self._named(kind, (*pointer, "type"), namespace)
        made = Type("record" if kind == "error" else kind, self.document, pointer)  # type: ignore[arg-type]
        made.is_error = kind == "error"
        if "doc" in raw and not isinstance(raw["doc"], str):
            self.fault("avro-doc-text", f"the doc is `{shown(raw['doc'])}`, expected text", (*pointer, "doc"))
        if kind in definitions.KINDS:
            definitions.KINDS[kind](self, made, raw, namespace)
        made.extra = _extra(raw, made.kind)
        if "logicalType" in raw:
            self._logical(made, raw)
        return made

    def _logical(self, made: Type, raw: dict[str, Any]) -> None:
        place = (*made.pointer, "logicalType")
        made.logical = logical.in_force(raw, made.kind, made.size)
        if not logical.is_known(raw["logicalType"]):
            words = f"`{shown(raw['logicalType'])}` is no logical type of the specification, expected one"
            self.fault("avro-logical-type-known", words, place)
        elif words := logical.misfit(raw, made.kind, made.size):
            self.fault("avro-logical-type-fits", words, place)


def _extra(raw: dict[str, Any], kind: Kind) -> dict[str, Any]:
    own = _OWN.get(kind, _STRUCTURE - {"default"})
    return {key: value for key, value in raw.items() if key not in own}
