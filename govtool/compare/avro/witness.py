"""Proof by a real decoder: data that the writer really writes, and that the reader refuses or takes for other data."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal, TypeAlias

from govtool.compare.avro.clash import Clash
from govtool.compare.avro.written import least
from govtool.finding import Witness
from govtool.model.avro.canonical import Style, expanded
from govtool.model.avro.types import Type

Outcome: TypeAlias = Literal["fails", "changes"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One datum and what became of it."""

    value: Any
    """The datum as JSON shows it."""
    data: bytes
    """As it was written."""
    outcome: Outcome
    detail: str
    """What the decoder says, or what it read instead."""

    def as_witness(self) -> Witness:
        """As findings carry it."""
        return Witness(self.value, "the writer's schema", "the reader's schema", self.detail)


def prove(clash: Clash, reader: Type, writer: Type) -> Proof | None:
    """A datum that shows a clash or hazard between two whole schemas; None where there is none or no decoder is there.

    What only other runtimes refuse cannot be shown here. Needs the extra `govtool[events]`.
    """
    if clash.runtimes or clash.id in _SHOWN_NOWHERE:
        return None
    written = least(writer, clash.way, telling=clash.is_hazard)
    if written is None:
        return None
    taken = decode(written.data, writer)
    if taken is None or taken.error:
        return None
    read = decode(written.data, writer, reader)
    if read is None:
        return None
    if read.error:
        told = not clash.is_hazard or clash.id in _FAILING
        return Proof(written.value, written.data, "fails", read.error) if told else None
    if clash.is_hazard and _differs(taken.value, read.value, clash.reader_field):
        return Proof(written.value, written.data, "changes", f"it is read as {read.value!r}"[:_LONGEST])
    return None


def has_decoder() -> bool:
    """Whether fastavro is there to prove anything."""
    try:
        import fastavro  # noqa: F401 - only whether it can be imported
    except ImportError:
        return False
    return True


_SHOWN_NOWHERE = frozenset({"avro-namespace-changed", "avro-decimal-widened"})
"""Hazards of code and of the specification, which no data shows."""
_FAILING = frozenset({"avro-bytes-as-text", "avro-logical-type-changed"})
"""Hazards that end in an error for some data; where others do, a clash beside them is the reason."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a decoder made of some bytes: a value or an error."""

    value: Any = None
    error: str = ""


def decode(data: bytes, writer: Type, reader: Type | None = None) -> Decoded | None:
    """What fastavro reads; None where it is not installed or does not take one of the schemas itself.

    The reader's logical types are applied to what was resolved, as the specification has it; fastavro alone would
    apply the writer's.
    """
    if not has_decoder():
        return None
    import fastavro

    try:
        plain = _parsed(reader or writer, "plain")
        written, wanted = _parsed(writer, "bare"), _parsed(reader or writer, "bare")
    except Exception:  # noqa: BLE001 - any error of a library that refuses a schema
        return None
    try:
        value = fastavro.schemaless_reader(BytesIO(data), written, wanted)
    except Exception as error:  # noqa: BLE001 - any error is what a consumer would meet
        return Decoded(error=_said(error))
    again = BytesIO()
    try:
        fastavro.schemaless_writer(again, wanted, value)
    except Exception:  # noqa: BLE001 - a default that fastavro gives but does not write
        return Decoded(value)
    again.seek(0)
    try:
        return Decoded(fastavro.schemaless_reader(again, plain, None))
    except Exception as error:  # noqa: BLE001 - as above
        return Decoded(error=_said(error))


@lru_cache(maxsize=16)
def _parsed(type_: Type, style: Style) -> Any:
    """A schema as fastavro has it; kept, as a comparison asks for the same two again with every clash."""
    import fastavro

    return fastavro.parse_schema(expanded(type_, style))


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_LONGEST]


def _differs(written: Any, read: Any, field: str) -> bool:
    """Whether something that both hold is another value, or the field in question was filled in."""
    if isinstance(written, dict) and isinstance(read, dict):
        if field in read and field not in written:
            return True
        return any(_differs(value, read[key], field) for key, value in written.items() if key in read)
    if isinstance(written, list) and isinstance(read, list):
        return any(_differs(one, other, field) for one, other in zip(written, read, strict=False))
    return (type(written) is not type(read) and not _both_numbers(written, read)) or bool(written != read)


def _both_numbers(one: Any, other: Any) -> bool:
    return isinstance(one, int | float) and isinstance(other, int | float)
