"""Fingerprints: of the canonical form, as the specification has them, and two of our own for every single type.

The canonical form drops aliases, defaults and logical types, so that equal ones are not equal contracts. `wire` is
made of all that resolution sees, `doc` of everything that is written.
"""

import json
from collections.abc import Callable, Iterable
from hashlib import blake2b
from sys import intern
from typing import Any, TypeAlias

from govtool.model.avro.canonical import body, canonical_form
from govtool.model.avro.types import ABSENT, NAMED, PRIMITIVES, Type

_EMPTY = 0xC15D213AA4D7A795
_BYTE = 0xFF
_LONG = 32


def _row(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ (_EMPTY & -(value & 1))
    return value


_TABLE = tuple(map(_row, range(256)))


def crc64(type_: Type) -> int:
    """The CRC-64-AVRO fingerprint of the canonical form, as an unsigned number (specification, Schema Fingerprints)."""
    value = _EMPTY
    for byte in canonical_form(type_).encode():
        value = (value >> 8) ^ _TABLE[(value ^ byte) & _BYTE]
    return value


def wire(type_: Type) -> str:
    """The same for two types exactly if resolution cannot tell them apart."""
    if not type_.wire:
        if type_.kind in PRIMITIVES and not type_.logical:
            type_.wire = intern(type_.kind)
            return type_.wire
        text, names = _wire_text(type_)
        type_.wire = intern(_shortened(_with_names(text, names, _wire_text) if names else text))
    return type_.wire


def doc(type_: Type) -> str:
    """The same for two types exactly if they say the same, whatever the order of keys and where names are defined."""
    if not type_.doc:
        text, names = _full_text(type_)
        type_.doc = _shortened(_with_names(text, names, _full_text))
    return type_.doc


def field_wires(record: Type) -> dict[str, str]:
    """The wire fingerprint of each field's type, by the field's name."""
    if record.wires is None:
        record.wires = {field.name: field.type.wire or wire(field.type) for field in record.fields}
    return record.wires


_Text: TypeAlias = tuple[str, tuple[Type, ...]]
"""A definition as text, and the types that it only names."""


def _with_names(text: str, names: Iterable[Type], text_of: Callable[[Type], _Text]) -> str:
    """A definition with those of all names it reaches, each once: linear, however the names refer to each other."""
    parts: dict[int, str] = {}
    todo = list(names)
    while todo:
        part = todo.pop()
        if id(part) not in parts:
            parts[id(part)], further = text_of(part)
            todo += further
    return "\n".join((text, *sorted(set(parts.values()))))


def _shortened(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if len(text) > _LONG else text


def _wire_text(type_: Type) -> _Text:
    if type_.wire_text is None:
        names: list[Type] = []
        type_.wire_text = (_wire(type_, names), tuple(names))
    return type_.wire_text


def _wire(type_: Type, names: list[Type]) -> str:
    """One definition; written by hand, as a history of ten thousand versions has millions of them."""
    kind, logical = type_.kind, f"@{type_.logical}" if type_.logical else ""
    if kind == "record":
        fields = [f"{field.name}{sorted(field.aliases) if field.aliases else ''}"
                  f"{':' if field.default is ABSENT else '='}{_wire_part(field.type, names)}" for field in type_.fields]
        return f"record {type_.name}{sorted(type_.aliases) or ''}{{{';'.join(fields)}}}"
    if kind == "union":
        return f"({'|'.join([_wire_part(branch, names) for branch in type_.branches])})"
    if type_.items:
        return f"{kind}<{_wire_part(type_.items, names)}>{logical}"
    if kind == "enum":
        return f"enum {type_.name}{sorted(type_.aliases) or ''}{type_.symbols}{type_.default}"
    if kind == "fixed":
        return f"fixed {type_.name}{sorted(type_.aliases) or ''}{type_.size}{logical}"
    return kind + logical if kind != "unknown" else f"?{type_.name}"


def _wire_part(type_: Type, names: list[Type]) -> str:
    if type_.kind in PRIMITIVES and not type_.logical:
        return type_.kind
    if type_.kind in NAMED:
        names.append(type_)
        return type_.name
    text, inner = _wire_text(type_)
    if inner:
        names += inner
    return text


def _full_text(type_: Type) -> _Text:
    names: list[Type] = []

    def inner(part: Type) -> Any:
        if part.kind in NAMED:
            names.append(part)
            return part.name
        return body(part, inner, "full")

    return json.dumps(body(type_, inner, "full"), sort_keys=True, separators=(",", ":")), tuple(names)
