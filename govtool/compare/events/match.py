"""Which channel, operation and message of the new version is which of the old one: by what others know them by."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Generic, TypeVar

from govtool.compare.match import Versions
from govtool.compare.modes import CompatibilityMode
from govtool.compare.values import is_same
from govtool.finding import Location, Witness
from govtool.model.channels import Channel, ChannelOperation, Events, Message
from govtool.model.contract import Party, Role, Spot

T = TypeVar("T")
_VARIABLE: Final = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Flow:
    """The messages of one operation: who writes them, and what reports call it."""

    versions: Versions
    role: Role
    name: str

    @property
    def new_writes(self) -> bool:
        """The application writes by its new contract, everyone else by the old one."""
        return self.role.writer is Party.PROVIDER

    def answer(self) -> "Flow":
        """The way back."""
        return replace(self, role=self.role.flipped())

    def is_unread(self, *, is_new: bool) -> bool:
        """Whether what only one version has is written by one side and unknown to the other, in any direction."""
        return self.role.kept or is_new == self.new_writes

    def witness(self, value: Any, reason: str, *, new_writes: bool) -> Witness:
        """Something that one version writes and the other does not read."""
        before, now = self.versions.names()
        writer, reader = (now, before) if new_writes else (before, now)
        return Witness(value, writer, reader, reason)


@dataclass(frozen=True, slots=True)
class Pairing:
    """The channels and operations of both versions; either list of a pair may be empty."""

    channels: list[tuple[list[Channel], list[Channel]]]
    operations: list[tuple[list[ChannelOperation], list[ChannelOperation]]]
    moved: list[tuple[Channel, Channel]] = field(default_factory=list)
    """Channels that stand under the old key and have another address."""


def pairing(old: Events, new: Events) -> Pairing:
    """Channels by address, operations by action and address; variables of an address count by their position."""
    channels = grouped(old.channels, new.channels, shape, shape)
    lone = {one.key: one for olds, news in channels if not news for one in olds}
    moved = [(lone[two.key], two) for olds, news in channels if not olds for two in news if two.key in lone]
    now = {shape(one): shape(two) for one, two in moved}
    apart = {id(one) for pair in moved for one in pair}
    operations = grouped(
        old.operations, new.operations,
        lambda one: (one.action, now.get(shape(one.channel), shape(one.channel))),
        lambda two: (two.action, shape(two.channel)),
    )
    kept = [(olds, news) for olds, news in channels if not any(id(one) in apart for one in (*olds, *news))]
    return Pairing([*kept, *(([one], [two]) for one, two in moved)], operations, moved)


def shape(channel: Channel) -> str:
    """The address, its variables without their names."""
    return _VARIABLE.sub("{}", channel.identity)


def grouped(
    old: Iterable[T], new: Iterable[T], old_key: Callable[[T], Hashable], new_key: Callable[[T], Hashable]
) -> list[tuple[list[T], list[T]]]:
    """What shares a key, of either version, in the order of the old and then of the new one."""
    found: dict[Hashable, tuple[list[T], list[T]]] = {}
    for one in old:
        found.setdefault(old_key(one), ([], []))[0].append(one)
    for two in new:
        found.setdefault(new_key(two), ([], []))[1].append(two)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """What both versions have, and what only one has."""

    both: list[tuple[T, T]]
    gone: list[T]
    come: list[T]


def messages(old: Mapping[str, Message], new: Mapping[str, Message]) -> Matched[Message]:
    """Messages by name; then, where one has another name, by key or by a payload that is the same."""
    both = [(one, new[name]) for name, one in old.items() if name in new]
    gone = [one for name, one in old.items() if name not in new]
    come = [two for name, two in new.items() if name not in old]
    for is_alike in (_has_key, _has_payload):
        for one in list(gone):
            two = next((two for two in come if is_alike(one, two)), None)
            if two is not None:
                both.append((one, two))
                gone.remove(one)
                come.remove(two)
    return Matched(both, gone, come)


def _has_key(old: Message, new: Message) -> bool:
    return bool(old.key) and old.key == new.key


def _has_payload(old: Message, new: Message) -> bool:
    """The same payload, which says something."""
    one, two = (message.payload.schema.value if message.payload else None for message in (old, new))
    return isinstance(one, dict) and bool(one) and is_same(one, two)


def role_of(role: Role, mode: CompatibilityMode | None) -> Role:
    """The role in which messages are compared: a mode that a contract states may add the other arrow, or be alone."""
    if mode is not None and mode.alone:
        return mode.roles[0]
    adds = mode is not None and mode.promises and any(other.writer is not role.writer for other in mode.roles)
    return replace(role, kept=True) if adds else role


def here(spot: Spot) -> Location:
    """The place of a part: its key, where it has one."""
    return spot.at(on="key") if spot.pointer and isinstance(spot.pointer[-1], str) else spot.at()
