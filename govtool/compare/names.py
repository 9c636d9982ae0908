"""What people call a place in a document: the name nearest to it, and what kind of thing that is."""

from typing import Any, Final

from govtool.compare.lower import Node
from govtool.finding import Pointer
from govtool.model.shape import mapping, text

_NAMED: Final[dict[str, str]] = {
    "properties": "",
    "schemas": "",
    "definitions": "",
    "$defs": "",
    "headers": "header ",
    "responses": "response ",
    "patternProperties": "properties like ",
    "requestBodies": "the request body ",
}
_SUFFIXES: Final[dict[str, str]] = {"items": "[]", "prefixItems": "[]", "additionalProperties": ".*"}
_ALONE: Final[dict[str, str]] = {"requestBody": "the request body"}
_NONE: Final = "the value"


def name_of(node: Node, below: Pointer = ()) -> str:
    """`materialId`, `tags[]`, the request body, response `200`, query parameter `limit`."""
    pointer, suffix = (*node.pointer, *below), ""
    for at in range(len(pointer) - 1, -1, -1):
        part, before = pointer[at], pointer[at - 1] if at else ""
        if before == "parameters":
            return f"{_parameter(node.document.data, pointer[: at + 1])}{_of(suffix)}"
        if before in _NAMED and not _is_name(pointer, at - 1):
            return f"{_NAMED[str(before)]}`{part}{suffix}`"
        if part in _ALONE and not _is_name(pointer, at):
            return f"{_ALONE[str(part)]}{_of(suffix)}"
        if part in _SUFFIXES and not _is_name(pointer, at):
            suffix = _SUFFIXES[str(part)] + suffix
    return "the items" if suffix == "[]" else _NONE


def _is_name(pointer: Pointer, at: int) -> bool:
    """Whether a part of a pointer is a name that the author chose, as the property `items` is."""
    return (
        at > 0
        and pointer[at - 1] in ("properties", "patternProperties", "schemas", "definitions", "$defs")
        and not _is_name(pointer, at - 1)
    )


def _of(suffix: str) -> str:
    return f" `{suffix}`" if suffix else ""


def _parameter(data: Any, pointer: Pointer) -> str:
    value = data
    for part in pointer:
        try:
            value = value[part]
        except (LookupError, TypeError):
            return "the parameter"
    found = mapping(value)
    return f"{text(found.get('in'))} parameter `{text(found.get('name')) or pointer[-1]}`".strip()
