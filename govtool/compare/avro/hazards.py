"""Meanings that change without an error: which hazards a pair of types holds that can be read."""

from collections.abc import Iterator
from typing import TypeAlias

from govtool.model.avro.types import Type

Told: TypeAlias = tuple[str, str]
"""An id and its message."""

_ROUNDED = {("int", "float"): "2^24", ("long", "float"): "2^24", ("long", "double"): "2^53"}


def of_meaning(reader: Type, writer: Type) -> Iterator[Told]:
    """The hazards of two primitive or fixed types that resolve."""
    if limit := _ROUNDED.get((writer.kind, reader.kind)):
        yield "avro-number-rounded", f"`{writer.kind}` is read as `{reader.kind}`, which rounds numbers beyond {limit}"
    if (writer.kind, reader.kind) == ("bytes", "string"):
        yield "avro-bytes-as-text", "`bytes` are read as `string`: what is not UTF-8 fails or is replaced"
    if reader.logical != writer.logical:
        yield _logical(reader.logical, writer.logical)


def _numbers(logical: str) -> tuple[int, int]:
    precision, _, scale = logical.removeprefix("decimal(").removesuffix(")").partition(",")
    return int(precision), int(scale)


def _logical(reader: str, writer: str) -> Told:
    before, after = writer or "no logical type", reader or "no logical type"
    words = f"`{before}` is read as `{after}`".replace("`no logical type`", "no logical type")
    if reader.startswith("decimal(") and writer.startswith("decimal("):
        return _decimal(_numbers(reader), _numbers(writer))
    if _clock(reader) and _clock(reader) == _clock(writer):
        return "avro-time-unit-changed", words
    return "avro-logical-type-changed", words


def _decimal(reader: tuple[int, int], writer: tuple[int, int]) -> Told:
    """Scale and precision are not in the bytes; more digits with one scale lose nothing."""
    if reader[1] != writer[1]:
        words = f"decimals of scale {writer[1]} are read with scale {reader[1]}: every number but 0 is another one"
        return "avro-decimal-changed", words
    words = f"decimals of {writer[0]} digits are read with {reader[0]}"
    if reader[0] < writer[0]:
        return "avro-decimal-changed", f"{words}: longer numbers are rounded"
    return "avro-decimal-widened", words


def _clock(logical: str) -> str:
    """What is told by a logical type of time, without its unit."""
    stem, _, unit = logical.rpartition("-")
    return stem if unit in {"millis", "micros", "nanos"} else ""


def namespace_moved(reader: Type, writer: Type) -> str:
    """How two named types that match by their short names differ in the full one; empty if they are the same."""
    if reader.name == writer.name or reader.short != writer.short or writer.name in reader.aliases:
        return ""
    return f"`{writer.name}` is written, and the reader has `{reader.name}`"
