"""Values of Avro's types that have no parts, by type and logical type (Avro 1.12, Logical Types)."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from govtool.model.avro.logical import digits
from govtool.model.avro.types import Type
from govtool.sample.formats import FORMATS

Random = Callable[[], float]
_MOMENT: Final = datetime(2025, 3, 14, 9, 26, 53, tzinfo=UTC)
_START: Final = datetime(2024, 1, 1, tzinfo=UTC)
_SECONDS: Final = 1_200 * 86_400
_BYTES: Final = 16
_SHOWN: Final = 6  # digits of a random decimal


@dataclass(frozen=True, slots=True)
class Plain:
    """What values a type has."""

    example: Any
    draw: Callable[[Random], Any]
    edges: tuple[Any, ...]
    kind: Callable[[Any], Any] = lambda value: value
    """Makes a suggested number or text one of the type."""
    is_number: bool = False
    is_text: bool = False


def plain_of(type_: Type) -> Plain:
    """The values of a type without parts; of one that has a logical type in force, those that fastavro makes of it."""
    logical = type_.logical.partition("(")[0]
    if logical == "decimal":
        return _decimal(type_)
    if (type_.kind, logical) in _LOGICAL:
        return _LOGICAL[type_.kind, logical]
    if type_.kind == "enum":
        symbols = type_.symbols
        return Plain(symbols[0], lambda random: symbols[int(random() * len(symbols))], symbols)
    if type_.kind == "fixed":
        size = type_.size
        return Plain(bytes(at % 256 for at in range(size)), lambda random: _bytes(random, size),
                     (bytes(size), b"\xff" * size))
    return _PRIMITIVES[type_.kind]


def _bytes(random: Random, size: int) -> bytes:
    return bytes(int(random() * 256) for _ in range(size))


def _single(value: float) -> float:
    """The nearest number that a `float` of four bytes holds."""
    return float(struct.unpack("<f", struct.pack("<f", value))[0])


def _moment(random: Random) -> datetime:
    return _START + timedelta(seconds=int(random() * _SECONDS))


def _day(random: Random) -> date:
    return _moment(random).date()


def _time(random: Random) -> time:
    return time(int(random() * 24), int(random() * 60), int(random() * 60))


def _integers(bits: int) -> Plain:
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    return Plain(1, lambda random: int(random() * 1_000), (0, 1, -1, low, high), int, is_number=True)


def _stamp(micros: int, *, local: bool) -> Plain:
    zone = None if local else UTC
    last = datetime(9999, 12, 31, 23, 59, 59, 999_999 // micros * micros, tzinfo=zone)
    return Plain(
        _MOMENT.replace(tzinfo=zone), lambda random: _moment(random).replace(tzinfo=zone),
        (datetime(1970, 1, 1, tzinfo=zone), datetime(1969, 12, 31, 23, 59, 59, tzinfo=zone), last,
         datetime(2024, 2, 29, tzinfo=zone)),
    )


def _decimal(type_: Type) -> Plain:
    precision, scale = (int(part) for part in type_.logical[len("decimal(") : -1].split(","))
    if type_.kind == "fixed":
        precision = min(precision, digits(type_.size))
    largest = Decimal(10**precision - 1).scaleb(-scale)
    few = min(precision, _SHOWN)
    return Plain(
        Decimal(min(1250, 10**precision - 1)).scaleb(-scale),
        lambda random: Decimal(int(random() * 10**few)).scaleb(-scale),
        (Decimal(0).scaleb(-scale), largest, -largest, Decimal(1).scaleb(-scale)),
    )


def _uuid(random: Random) -> UUID:
    return UUID(FORMATS["uuid"][1](random))


_PRIMITIVES: Final[dict[str, Plain]] = {
    "null": Plain(None, lambda _: None, (None,)),
    "boolean": Plain(True, lambda random: random() < 0.5, (True, False)),  # noqa: FBT003, PLR2004 - a value, one half
    "int": _integers(32),
    "long": _integers(64),
    "float": Plain(1.5, lambda random: _single(round(random() * 1_000, 2)),
                   (0.0, -0.0, 1.5, _single(3.4028234663852886e38), _single(1.401298464324817e-45), float("inf")),
                   _single, is_number=True),
    "double": Plain(1.5, lambda random: round(random() * 1_000, 2),
                    (0.0, -0.0, 1.5, 1.7976931348623157e308, 5e-324, float("-inf")), float, is_number=True),
    "bytes": Plain(b"govtool", lambda random: _bytes(random, 1 + int(random() * _BYTES)),
                   (b"", b"\x00", bytes(range(256)))),
    "string": Plain("text", lambda random: f"text {int(random() * 100)}",
                    ("", "a", "é", "日本語", "\U0001f529", " \t\n", "a" * 1_000), str, is_text=True),
}
_LOGICAL: Final[dict[tuple[str, str], Plain]] = {
    ("int", "date"): Plain(_MOMENT.date(), _day, (date(1970, 1, 1), date(1, 1, 1), date(9999, 12, 31))),
    ("int", "time-millis"): Plain(_MOMENT.time(), _time, (time(0), time(23, 59, 59, 999_000))),
    ("long", "time-micros"): Plain(_MOMENT.time(), _time, (time(0), time(23, 59, 59, 999_999))),
    ("long", "timestamp-millis"): _stamp(1_000, local=False),
    ("long", "timestamp-micros"): _stamp(1, local=False),
    ("long", "local-timestamp-millis"): _stamp(1_000, local=True),
    ("long", "local-timestamp-micros"): _stamp(1, local=True),
    ("string", "uuid"): Plain(UUID(FORMATS["uuid"][0]), _uuid, (UUID(int=0), UUID(int=2**128 - 1))),
}
