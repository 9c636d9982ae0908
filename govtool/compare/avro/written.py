"""The least data that a writer can write on a way through its type, in Avro's binary encoding and as JSON shows it."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from govtool.compare.avro.clash import Segment
from govtool.model.avro.endless import finite_records
from govtool.model.avro.types import Type

_UUID = "00000000-0000-4000-8000-000000000000"
_ODD = {"int": 2**24 + 1, "long": 2**53 + 1}
"""Numbers that `float` and `double` have no place for."""
_HOUR = {"date": 1, "time-millis": 3_600_000, "time-micros": 3_600_000_000}


@dataclass(frozen=True, slots=True)
class Written:
    """One datum: its bytes, and its value as JSON shows it, with one character for a byte and without branch names."""

    data: bytes
    value: Any


def least(writer: Type, way: tuple[Segment, ...] = (), *, telling: bool = False) -> Written | None:
    """The least datum that takes this way; None where the writer's type has no finite value.

    With `telling`, the value at the end of the way is one that shows a change of meaning: a number that is rounded,
    a decimal with all its digits, bytes that are no text.
    """
    try:
        return _write(writer, way, _ranks(writer), telling=telling)
    except (_EndlessError, RecursionError):
        return None


@lru_cache(maxsize=4)
def _ranks(writer: Type) -> Mapping[int, int]:
    """Which records can end, and how soon; kept, as a comparison asks for the same again with every clash."""
    return finite_records([writer])


class _EndlessError(Exception):
    """A type on the way has no finite value."""


def _write(type_: Type, way: tuple[Segment, ...], ranks: Mapping[int, int], *, telling: bool) -> Written:
    match type_.kind:
        case "record":
            return _record(type_, way, ranks, telling=telling)
        case "union":
            index = int(way[0][1]) if way else _shortest(type_, ranks)
            inner = _write(type_.branches[index], way[1:], ranks, telling=telling)
            return Written(number(index) + inner.data, inner.value)
        case "array" | "map":
            return _items(type_, way, ranks, telling=telling)
        case "enum" if type_.symbols:
            index = type_.symbols.index(str(way[0][1])) if way else 0
            return Written(number(index), type_.symbols[index])
        case "unknown" | "enum":
            raise _EndlessError
        case _:
            return _telling(type_) if telling and not way else _scalar(type_)


def _record(type_: Type, way: tuple[Segment, ...], ranks: Mapping[int, int], *, telling: bool) -> Written:
    if id(type_) not in ranks and not way:
        raise _EndlessError
    parts: list[bytes] = []
    value: dict[str, Any] = {}
    for field in type_.fields:
        on_way = bool(way) and way[0] == ("field", field.name)
        inner = _write(field.type, way[1:] if on_way else (), ranks, telling=telling and on_way)
        parts.append(inner.data)
        value[field.name] = inner.value
    return Written(b"".join(parts), value)


def _items(type_: Type, way: tuple[Segment, ...], ranks: Mapping[int, int], *, telling: bool) -> Written:
    """One item where the way leads on, else none."""
    if not way or type_.items is None:
        return Written(b"\0", [] if type_.kind == "array" else {})
    inner = _write(type_.items, way[1:], ranks, telling=telling)
    key = number(1) + b"k" if type_.kind == "map" else b""
    return Written(number(1) + key + inner.data + b"\0", {"k": inner.value} if key else [inner.value])


def _shortest(union: Type, ranks: Mapping[int, int]) -> int:
    """The branch that needs the fewest further records."""
    def cost(index: int) -> int:
        branch = union.branches[index]
        return ranks.get(id(branch), len(ranks)) if branch.kind == "record" else -1

    if not union.branches:
        raise _EndlessError
    return min(range(len(union.branches)), key=cost)


def _scalar(type_: Type) -> Written:
    match type_.kind:
        case "null":
            return Written(b"", None)
        case "boolean":
            return Written(b"\0", value=False)
        case "int" | "long":
            return Written(number(0), 0)
        case "float":
            return Written(struct.pack("<f", 0), 0.0)
        case "double":
            return Written(struct.pack("<d", 0), 0.0)
        case "fixed":
            return Written(bytes(type_.size), "\0" * type_.size)
        case _:
            text = _UUID if type_.logical == "uuid" else ""
            return Written(_sized(text.encode()), text)


def _telling(type_: Type) -> Written:
    if type_.logical.startswith("decimal("):
        digits = int(type_.logical.removeprefix("decimal(").partition(",")[0])
        raw = (10**digits - 1).to_bytes(type_.size or digits // 2 + 1, "big", signed=True)
        return Written(raw if type_.kind == "fixed" else _sized(raw), raw.decode("latin-1"))
    if type_.kind in _ODD:
        value = _HOUR.get(type_.logical, 1 if type_.logical else _ODD[type_.kind])
        return Written(number(value), value)
    if type_.kind == "bytes":
        return Written(_sized(b"\xff"), "\xff")
    return _scalar(type_)


def number(value: int) -> bytes:
    """An `int` or `long`: zig-zag, then seven bits a byte, the lowest first (specification, Binary Encoding)."""
    left = (value << 1) ^ (value >> 63)
    out = bytearray()
    while left > 0x7F:  # noqa: PLR2004 - seven bits
        out.append(left & 0x7F | 0x80)
        left >>= 7
    out.append(left)
    return bytes(out)


def _sized(raw: bytes) -> bytes:
    return number(len(raw)) + raw
