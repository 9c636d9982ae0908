"""Avro types as the one text that a registry keeps: without spaces, in the order of keys that Avro's own library has.

Equal texts are equal contents, so that spaces, the order of keys and the way a name is written do not make a version.
"""

import json
from collections.abc import Mapping
from typing import Any

from govtool.model.avro.names import namespace_of
from govtool.model.avro.types import NAMED, Field, Type

_DOC = "doc"
_ASCENDING = "ascending"


def written(root: Type, own: str = "", *, normalized: bool = False) -> str:
    """The text of a schema. Types of documents that are not called `own` are only named; of none, where it is empty.

    Normalized, names are written in full, and attributes of one's own stand in order.
    """
    return json.dumps(_Writing(own, normalized).type(root, ""), ensure_ascii=False, separators=(",", ":"))


class _Writing:
    """One text being written, with the types that it has defined so far."""

    def __init__(self, own: str, normalized: bool) -> None:  # noqa: FBT001 - handed on
        self._own = own
        self._normalized = normalized
        self._defined: set[str] = set()

    def type(self, part: Type, around: str) -> Any:
        """A type where names of the namespace `around` are short."""
        if part.kind == "union":
            return [self.type(branch, around) for branch in part.branches]
        if part.kind == "unknown":
            return part.name
        if part.kind in NAMED:
            if part.name in self._defined or (self._own and part.document != self._own):
                return self._name(part.name, around)
            self._defined.add(part.name)
            return self._definition(part, around)
        attributes = self._attributes(part.extra)
        if part.items:
            key = "items" if part.kind == "array" else "values"
            return {"type": part.kind, key: self.type(part.items, around), **attributes}
        said = {_DOC: part.extra[_DOC]} if _DOC in part.extra else {}
        return {"type": part.kind, **said, **attributes} if said or attributes else part.kind

    def _definition(self, part: Type, around: str) -> dict[str, Any]:
        space = namespace_of(part.name)
        said: dict[str, Any] = {"type": "error" if part.is_error else part.kind}
        said["name"] = part.name if self._normalized else part.short
        if not self._normalized and space != around:
            said["namespace"] = space
        if _DOC in part.extra:
            said[_DOC] = part.extra[_DOC]
        if part.kind == "record":
            said["fields"] = [self._field(field, space) for field in part.fields]
        elif part.kind == "enum":
            said["symbols"] = list(part.symbols)
            if part.default is not None:
                said["default"] = part.default
        else:
            said["size"] = part.size
        said |= self._attributes(part.extra)
        if part.aliases:
            said["aliases"] = [self._name(alias, space) for alias in part.aliases]
        return said

    def _field(self, field: Field, space: str) -> dict[str, Any]:
        said: dict[str, Any] = {"name": field.name, "type": self.type(field.type, space)}
        if _DOC in field.extra:
            said[_DOC] = field.extra[_DOC]
        if field.has_default:
            said["default"] = field.default
        if field.extra.get("order", _ASCENDING) != _ASCENDING:
            said["order"] = field.extra["order"]
        if field.aliases:
            said["aliases"] = list(field.aliases)
        return said | self._attributes({key: value for key, value in field.extra.items() if key != "order"})

    def _attributes(self, extra: Mapping[str, Any]) -> dict[str, Any]:
        kept = [(key, value) for key, value in extra.items() if key != _DOC]
        return dict(sorted(kept) if self._normalized else kept)

    def _name(self, name: str, around: str) -> str:
        short = not self._normalized and namespace_of(name) == around
        return name.rpartition(".")[2] if short else name
