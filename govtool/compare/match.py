"""What a check is given: one part of an operation in both versions, or in one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from govtool.compare.dialects import KEYWORDS
from govtool.finding import Change, Location, Witness
from govtool.model.contract import Contract, Operation, Party, Role, Spot
from govtool.source.refs import Bundle


class Part(Protocol):
    """Anything that stands somewhere in a document."""

    @property
    def spot(self) -> Spot:
        """Where it is defined."""


T = TypeVar("T", bound=Part)
Changes = Iterator[Change]


@dataclass(frozen=True, slots=True)
class Versions:
    """The two contracts."""

    old: Contract
    new: Contract

    def names(self) -> tuple[str, str]:
        """What a witness calls them."""
        return self.old.version or "the old version", "now"


@dataclass(frozen=True, slots=True)
class Exchange:
    """The call that a part belongs to, in both versions, and who writes the part."""

    versions: Versions
    old: Operation
    new: Operation
    role: Role
    name: str
    """How the call is named in reports: as the new version does, where it has it."""

    @property
    def new_writes(self) -> bool:
        """The provider writes by its new contract, the consumer by the old one; the other side reads by the other."""
        return self.role.writer is Party.PROVIDER

    @property
    def is_answer(self) -> bool:
        """Whether the part belongs to the response."""
        return self.role != self.old.role

    @property
    def is_negotiated(self) -> bool:
        """Whether the reader asked for the media type: it is an answer to the consumer."""
        return self.is_answer and self.new_writes

    @property
    def sender(self) -> Operation:
        """The operation as the writer knows it."""
        return self.new if self.new_writes else self.old

    @property
    def bundle(self) -> Bundle:
        """The documents of the writer."""
        return (self.versions.new if self.new_writes else self.versions.old).bundle

    def answer(self) -> "Exchange":
        """The same call, for the parts of its response."""
        return replace(self, role=self.old.role.flipped())

    def witness(self, value: Any, reason: str, request: str = "") -> Witness:
        """Something that the writer sends and the reader refuses."""
        before, now = self.versions.names()
        writer, reader = (now, before) if self.new_writes else (before, now)
        return Witness(value, writer, reader, reason, request)


@dataclass(frozen=True, slots=True)
class Both(Generic[T]):
    """A part that both versions have."""

    old: T
    new: T
    exchange: Exchange

    @property
    def writer(self) -> T:
        """The part by which data is written."""
        return self.new if self.exchange.new_writes else self.old

    @property
    def reader(self) -> T:
        """The part by which data is read."""
        return self.old if self.exchange.new_writes else self.new

    def places(self, *keys: str) -> tuple[Location, Location]:
        """Where it was and where it is, or the keys below it where they are written."""
        return place(self.old.spot, *keys), place(self.new.spot, *keys)


@dataclass(frozen=True, slots=True)
class Lone(Generic[T]):
    """A part that only one version has."""

    part: T
    is_new: bool
    exchange: Exchange
    whole: bool = False
    """Nothing of its kind is on the other side: the path has no other operation, the body no other media type."""
    met: bool = False
    """The other side has the same under a wider or a narrower name."""
    instead: str = ""
    """What stands in its place: the wider path that its URL leads to now."""

    @property
    def is_unread(self) -> bool:
        """The writer may send it, and the reader does not know it; else the reader knows it and nobody sends it."""
        return self.is_new == self.exchange.new_writes

    def places(self) -> tuple[Location | None, Location | None]:
        """Where it stood, and the nearest place that still stands; or only where it is now."""
        here = self.part.spot.at(on="key")
        return (None, here) if self.is_new else (here, self.exchange.new.spot.at(on="key"))


def is_one_schema(contract: Contract) -> bool:
    """Whether a contract is a schema that says something itself; its definitions are then its own affair."""
    root = contract.schemas.get("")
    return root is not None and (not isinstance(root.value, dict) or any(key in KEYWORDS for key in root.value))


def place(spot: Spot, *keys: str) -> Location:
    """The keys below a spot as far as they are written."""
    value, found = spot.value, 0
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            break
        value, found = value[key], found + 1
    return spot.at(*keys[:found])
