"""A type as JSON in several styles.

`canonical` is the Parsing Canonical Form; `plain` what a library needs to read data, and
`bare` the same without logical types; `full` is everything.
"""

import json
from collections.abc import Callable
from typing import Any, Literal, TypeAlias

from govtool.model.avro.types import NAMED, Field, Type

_LOGICAL = ("logicalType", "precision", "scale")
Style: TypeAlias = Literal["canonical", "plain", "bare", "full"]


def canonical_form(type_: Type) -> str:
    """The Parsing Canonical Form (specification, Parsing Canonical Form for Schemas)."""
    return json.dumps(expanded(type_, "canonical"), ensure_ascii=False, separators=(",", ":"))


def expanded(type_: Type, style: Style) -> Any:
    """The whole type as JSON, each name defined where it is used first."""
    defined: set[int] = set()

    def inner(part: Type) -> Any:
        if part.kind in NAMED and id(part) in defined:
            return part.name
        defined.add(id(part))
        return body(part, inner, style)

    return inner(type_)


def body(type_: Type, inner: Callable[[Type], Any], style: Style) -> Any:
    """One type as JSON, its parts as `inner` gives them."""
    kind = type_.kind
    if kind == "union":
        return [inner(branch) for branch in type_.branches]
    if kind == "unknown":
        return type_.name or kind
    said = _attributes(type_, style)
    if kind in NAMED:
        return _named(type_, inner, style) | said
    if type_.items:
        return {"type": kind, "items" if kind == "array" else "values": inner(type_.items)} | said
    return {"type": kind, **said} if said else kind


def _attributes(type_: Type, style: Style) -> dict[str, Any]:
    if style == "full":
        return dict(type_.extra)
    if style == "plain":
        return {key: type_.extra[key] for key in _LOGICAL if key in type_.extra} if type_.logical else {}
    return {}


def _named(type_: Type, inner: Callable[[Type], Any], style: Style) -> dict[str, Any]:
    said: dict[str, Any] = {"name": type_.name, "type": type_.kind}
    if type_.kind == "record":
        said["fields"] = [_field(field, inner, style) for field in type_.fields]
    elif type_.kind == "enum":
        said["symbols"] = list(type_.symbols)
    else:
        said["size"] = type_.size
    if style == "canonical":
        return said
    if type_.aliases:
        said["aliases"] = list(type_.aliases)
    if type_.default is not None:
        said["default"] = type_.default
    if style == "full" and type_.is_error:
        said["type"] = "error"
    if style in {"plain", "bare"} and "." not in type_.name:
        said["namespace"] = ""
    return said


def _field(field: Field, inner: Callable[[Type], Any], style: Style) -> dict[str, Any]:
    said: dict[str, Any] = {"name": field.name, "type": inner(field.type)}
    if style == "canonical":
        return said
    if field.aliases:
        said["aliases"] = list(field.aliases)
    if field.has_default:
        said["default"] = field.default
    return {**said, **field.extra} if style == "full" else said
