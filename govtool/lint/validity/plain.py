"""Schemas of a contract as one JSON Schema that stands alone, for validators to judge values with.

References become local, what a dialect says otherwise is said in JSON Schema (OpenAPI 2.0 and 3.0 in 2020-12), and what
says nothing about values is left out. Of what cannot be read, a doubt is kept: values are not judged by it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from govtool.finding import Pointer
from govtool.lint.validity.patterns import is_usable
from govtool.model.contract import Contract, Spot
from govtool.model.grammar import grammar_of
from govtool.model.reach import conjuncts
from govtool.model.schema import dialect_of
from govtool.model.shape import mapping, sequence
from govtool.source.document import Document
from govtool.source.refs import RefError

Writer: TypeAlias = Literal["consumer", "provider", "either"]
"""Who writes a value: consumers need not send what is `readOnly`, providers not what is `writeOnly`."""

_UNSENT: Mapping[Writer, frozenset[str]] = {
    "consumer": frozenset({"readOnly"}), "provider": frozenset({"writeOnly"}),
    "either": frozenset({"readOnly", "writeOnly"}),
}
_SILENT = frozenset({
    "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$defs", "definitions",
    "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "$comment",
    "discriminator", "xml", "externalDocs", "nullable", "contentSchema", "contentEncoding", "contentMediaType",
})
"""Keywords that say nothing about values, once references are followed."""
_BY_SCOPE = frozenset({"$dynamicRef", "$recursiveRef"})
_DRAFTS = {"draft 4": "draft 7", "draft 6": "draft 7", "draft 7": "draft 7", "2019-09": "2019-09"}
"""Dialects that are not said in 2020-12: draft 7 reads the two before it, but for what is adapted here."""
_INTEGERS = {"int32": 31, "int64": 63}
"""Bits beside the sign."""
_ABOUT_EVERY_TYPE = frozenset({"enum", "const", "allOf", "anyOf", "oneOf", "not", "if", "$ref"})
"""Keywords that may refuse null, whatever the type."""
_FLAGGED = frozenset({"2.0", "3.0", "draft 4"})
"""Where `exclusiveMinimum` is a flag beside `minimum`."""
_ALONE = frozenset({"2.0", "3.0", "draft 4", "draft 6", "draft 7"})
"""Where nothing counts beside a `$ref`."""


class Plain:
    """The definitions that schemas need, each made once and named by a number."""

    def __init__(self, contract: Contract) -> None:
        self.definitions: dict[str, Any] = {}
        self._contract = contract
        self._dialect = dialect_of(contract.format, contract.document.data, None)
        self.draft = _DRAFTS.get(self._dialect.version, "2020-12")
        """The draft of JSON Schema that the definitions are written in."""
        self._has_flags = any(flag in document.text for document in contract.bundle.documents.values()
                              for flag in _UNSENT["either"])
        self._fields = grammar_of(self._dialect).kinds["Schema"]
        self._numbers: dict[tuple[str, Pointer, Writer], str] = {}
        self._todo: list[tuple[str, Spot, Writer]] = []
        self._users: dict[str, set[str]] = {}
        self._doubted: set[str] = set()
        self._here: tuple[str, Document, Writer] = ("", contract.document, "either")

    def name(self, spot: Spot, writer: Writer) -> str:
        """The name of the definition of a schema, with all that it refers to."""
        found = self._number(spot, writer)
        while self._todo:
            name, place, party = self._todo.pop()
            self._here = name, place.document, party
            self.definitions[name] = self._schema(place.value, place.pointer)
        return found

    def doubt(self, name: str) -> None:
        """Keep a doubt about a definition."""
        self._doubted.add(name)

    def doubted(self) -> set[str]:
        """The definitions that there is a doubt about, or about anything that they refer to."""
        found, todo = set(self._doubted), list(self._doubted)
        while todo:
            fresh = self._users.get(todo.pop(), set()) - found
            found |= fresh
            todo += fresh
        return found

    def _number(self, spot: Spot, writer: Writer) -> str:
        key = (spot.document.path, spot.pointer, writer)
        if key not in self._numbers:
            self._numbers[key] = str(len(self._numbers))
            self._todo.append((self._numbers[key], spot, writer))
        return self._numbers[key]

    def _schema(self, value: Any, pointer: Pointer) -> Any:
        if isinstance(value, bool):
            return value
        if not isinstance(value, dict) or self._speaks_otherwise(value):
            return self._unknown()
        if "$ref" in value and self._dialect.version in _ALONE:
            return self._keyword("$ref", value["$ref"], pointer)
        out: dict[str, Any] = {}
        for keyword, item in value.items():
            if keyword not in _SILENT:
                out.update(self._keyword(keyword, item, (*pointer, keyword)))
        if self._has_flags and isinstance(out.get("required"), list):
            self._relax(value, pointer, out)
        return _adapted(value, out, flagged=self._dialect.version in _FLAGGED)

    def _speaks_otherwise(self, value: Mapping[str, Any]) -> bool:
        root = self._contract.document.data
        return "$schema" in value and dialect_of(self._contract.format, root, value) != self._dialect

    def _unknown(self) -> Any:
        self.doubt(self._here[0])
        return {}

    def _keyword(self, keyword: str, item: Any, pointer: Pointer) -> dict[str, Any]:
        """A keyword with its schemas; nothing for one that the dialect does not know."""
        if keyword == "$ref" and isinstance(item, str):
            return self._reference(item, pointer)
        child = self._fields.fields.get(keyword)
        if child is not None and child.kind == "Schema":
            return {keyword: self._below(item, pointer)}
        if keyword in _BY_SCOPE or (keyword == "pattern" and not (isinstance(item, str) and is_usable(item))):
            return self._unknown() or {}
        return {keyword: item} if keyword in self._fields.scalars else {}

    def _below(self, item: Any, pointer: Pointer) -> Any:
        """The schemas in a keyword, whether one, a list or a map of them."""
        keyword = pointer[-1]
        if isinstance(item, list):
            return [self._schema(part, (*pointer, index)) for index, part in enumerate(item)]
        shape = self._fields.fields[str(keyword)].shape
        if shape != "map" or not isinstance(item, dict):
            return self._schema(item, pointer)
        if keyword == "patternProperties" and not all(map(is_usable, item)):
            return self._unknown()
        # `dependencies` may also list names.
        return {name: part if isinstance(part, list) else self._schema(part, (*pointer, name))
                for name, part in item.items()}

    def _reference(self, ref: str, pointer: Pointer) -> dict[str, Any]:
        name, document, writer = self._here
        try:
            found = self._contract.bundle.follow(document, ref, pointer)
        except RefError:
            return self._unknown() or {}
        target = self._number(Spot(found.document, found.pointer, found.value), writer)
        self._users.setdefault(target, set()).add(name)
        return {"$ref": f"#/definitions/{target}"}

    def _relax(self, value: Mapping[str, Any], pointer: Pointer, out: dict[str, Any]) -> None:
        """Require only what the writer sends."""
        _, document, writer = self._here
        unsent = {name for name in self._unsent(Spot(document, pointer, value), writer) if name in out["required"]}
        if unsent:
            out["required"] = [name for name in out["required"] if not isinstance(name, str) or name not in unsent]

    def _unsent(self, spot: Spot, writer: Writer) -> Iterator[str]:
        """The properties that a writer does not send, as a schema and its parts declare them."""
        try:
            for part in conjuncts(self._contract.bundle, spot):
                for name, item in mapping(part.value, "properties").items():
                    place = Spot(part.document, (*part.pointer, "properties", name), item)
                    if any(mapping(each.value).get(flag) is True for each in conjuncts(self._contract.bundle, place)
                           for flag in _UNSENT[writer]):
                        yield name
        except RefError:
            return


def _adapted(value: Mapping[str, Any], out: dict[str, Any], *, flagged: bool) -> Any:
    """What OpenAPI 2.0, 3.0 and early drafts say otherwise, said as 2020-12 does."""
    if flagged:
        _sharpen(out)
    if out.get("type") == "file":
        del out["type"]
    bits = _INTEGERS.get(str(out.get("format")))
    if bits:
        out["allOf"] = [*sequence(out.get("allOf")), {"minimum": -(2**bits), "maximum": 2**bits - 1}]
    if value.get("nullable") is True or value.get("x-nullable") is True:
        return _nullable(out)
    return out


def _nullable(out: dict[str, Any]) -> dict[str, Any]:
    """The same, and null. Whoever writes the flag means it, also where the letter of 3.0 takes no notice of it."""
    if isinstance(out.get("type"), str) and _ABOUT_EVERY_TYPE.isdisjoint(out):
        return {**out, "type": [out["type"], "null"]}
    return {"anyOf": [{"type": "null"}, out]}


def _sharpen(out: dict[str, Any]) -> None:
    """The flags of early dialects as bounds of their own."""
    for flag, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(out.get(flag), bool) and out.pop(flag) and bound in out:
            out[flag] = out.pop(bound)
