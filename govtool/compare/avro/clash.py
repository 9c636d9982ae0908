"""What can stand between a writer and a reader: clashes, which end in an error, and hazards, which nobody is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from govtool.model.avro.types import Type

Segment: TypeAlias = tuple[str, str | int]
"""One step of a way through written data: `("field", name)`, `("branch", index)`, `("item", 0)`, `("symbol", name)`."""


class Reading(StrEnum):
    """How much of what a writer may write its reader can read."""

    FULL = "full"
    PARTIAL = "partial"
    """It depends on the data."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a clash or hazard means, and the next act."""

    means: str
    step: str


CLASHES: Mapping[str, Kind] = {
    "avro-type-mismatch": Kind(
        "The written type is not the reader's and cannot be read as it (Schema Resolution, promotions).",
        "let the type be, or put both into a union"),
    "avro-name-mismatch": Kind(
        "Records, enums and fixed resolve only under one name, without namespace, or by an alias of the reader.",
        "keep the name, or let the reader have the old full name as an alias"),
    "avro-size-mismatch": Kind(
        "A fixed is read only with the size it was written with.",
        "keep the size, or add a field with the new type"),
    "avro-symbols-missing": Kind(
        "A symbol may be written that the reader's enum does not know, and the enum has no default.",
        "keep the symbols, or give the reader's enum a default"),
    "avro-field-default-missing": Kind(
        "The reader expects a field that is not written, and has no default for it.",
        "give the reader's field a default"),
    "avro-branch-missing": Kind(
        "No branch of the reader's union matches what is written.",
        "keep the branch in the reader's union"),
    "avro-namespace-in-union": Kind(
        "An enum or fixed has moved to another namespace and stands in a union, where Java readers look for it by its "
        "full name; the specification compares names without namespace.",
        "keep the namespace, or let the reader have the old full name as an alias"),
    "avro-field-alias-unreached": Kind(
        "A field is found by an alias, but its record has moved to another namespace: Java readers then leave the "
        "aliases of its fields aside.",
        "let the reader's record have the writer's full name, or it as an alias"),
    "avro-alias-ambiguous": Kind(
        "By its name and aliases a field of the reader means several of the writer's.",
        "let each field of the writer be meant by one name or alias"),
}
"""What ends in an error when the data comes to it."""

HAZARDS: Mapping[str, Kind] = {
    "avro-decimal-changed": Kind(
        "The bytes of a decimal do not say their scale, so that another number is read; the specification lets "
        "decimals resolve only with one scale and precision, and libraries do not look.",
        "add a field with the new scale and precision"),
    "avro-decimal-widened": Kind(
        "The reader expects more digits: all numbers are read, but the specification asks for one precision.",
        "release the readers first"),
    "avro-time-unit-changed": Kind(
        "A time is written in one unit and read in another: the number does not say its own.",
        "add a field with the new unit"),
    "avro-logical-type-changed": Kind(
        "A logical type was added, taken away or changed: the same data means something else.",
        "add a field with the new meaning"),
    "avro-bytes-as-text": Kind(
        "Bytes are read as a string: what is not UTF-8 fails or is replaced, by the runtime.",
        "keep `bytes`, unless all data is UTF-8"),
    "avro-number-rounded": Kind(
        "A whole number is read as a type that has no place for all of them.",
        "keep a type that holds every number of the writer"),
    "avro-enum-default-taken": Kind(
        "Symbols that the reader does not know are read as its default.",
        "let readers know the symbols before they are written"),
    "avro-field-default-taken": Kind(
        "A field is no longer found: older readers take its default and do not know.",
        "keep writing the field until no reader looks for it"),
    "avro-namespace-changed": Kind(
        "The data is read, but code that was generated from the schema moves to another package.",
        "keep the namespace, or let the reader have the old full name as an alias"),
}
"""What every registry passes and no reader reports: the value, or what it means, is another one."""

_UNRESOLVED = frozenset({"avro-decimal-changed", "avro-decimal-widened"})


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash or hazard between a reader's type and a writer's.

    `way` leads through written data to where it happens. `sure` says that all data that comes there fails;
    `runtimes` names the only implementations that fail, empty for all.
    """

    id: str
    message: str
    reader: Type
    writer: Type
    way: tuple[Segment, ...] = ()
    sure: bool = True
    runtimes: tuple[str, ...] = ()
    reader_field: str = ""
    """The field of the reader's record that it is about, if it is about one."""

    @property
    def help(self) -> str:
        """The next act."""
        return (CLASHES.get(self.id) or HAZARDS[self.id]).step

    @property
    def is_hazard(self) -> bool:
        """Whether nobody is told."""
        return self.id in HAZARDS


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reader makes of a writer's data; all clashes and hazards, not the first only."""

    verdict: Reading
    clashes: tuple[Clash, ...] = ()
    hazards: tuple[Clash, ...] = ()

    @property
    def is_compatible(self) -> bool:
        """Whether every runtime reads everything, even if it makes something else of it."""
        return self.verdict is Reading.FULL

    @property
    def is_resolved(self) -> bool:
        """Whether the specification lets the two resolve, whatever single runtimes do.

        Decimals resolve only with one scale and precision (Decimal); libraries do not look.
        """
        return all(clash.runtimes for clash in self.clashes) and not any(
            hazard.id in _UNRESOLVED for hazard in self.hazards)


CLEAN = Resolution(Reading.FULL)
"""Everything is read as it was meant."""
