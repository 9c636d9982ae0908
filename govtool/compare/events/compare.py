"""Walks two event contracts side by side: servers, channels, then operations with their messages and answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from govtool.compare.changes.texts import check_contract
from govtool.compare.events.bindings import Holder, told
from govtool.compare.events.changes import channels, messages, operations, servers
from govtool.compare.events.changes.cloudevents import Kept, Met
from govtool.compare.events.match import Flow, Pairing, pairing, role_of
from govtool.compare.events.match import messages as matched
from govtool.compare.events.pages import rows
from govtool.compare.events.payloads import Payloads
from govtool.compare.gathered import gathered
from govtool.compare.match import Versions
from govtool.compare.modes import mode_of
from govtool.compare.policy import DEFAULT, Policy, applied
from govtool.compare.schemas import SchemaComparer
from govtool.compare.told import Told
from govtool.compare.values import is_same
from govtool.finding import Change
from govtool.model.asyncapi import events
from govtool.model.channels import SENT, Channel, ChannelOperation, EventServer, Message
from govtool.model.contract import Contract
from govtool.model.shape import mapping


def compare_events(old: Contract, new: Contract, policy: Policy = DEFAULT) -> list[Change]:
    """The changes of two AsyncAPI contracts by root cause, breaking first; 2.x and 3.x may be mixed."""
    policy = policy.for_contract(new)
    walk = _Walk(Versions(old, new), policy)
    walk.all()
    found = [*gathered(walk.told.changes()), *walk.payloads.changes()]
    judged = list(applied(found, old, new, policy))
    judged += applied(Kept(Versions(old, new), policy).changes(walk.met, judged), old, new, policy)
    return sorted(judged, key=Change.sort_key)


class _Walk:
    def __init__(self, versions: Versions, policy: Policy) -> None:
        self._versions = versions
        self._old, self._new = events(versions.old), events(versions.new)
        word = versions.new.facts.compatibility_mode
        self._mode = policy.mode or (mode_of(word) if word else None)
        self.told = Told()
        self.met: list[Met] = []
        self.payloads = Payloads(versions, SchemaComparer(versions.old, versions.new, policy))

    def all(self) -> None:
        """Everything, in the order of the documents."""
        self.told.add(_words(self._versions), "")
        self.told.add(servers.check(self._old.servers, self._new.servers, self._versions), "")
        for one, two in servers.paired(self._old.servers, self._new.servers)[0]:
            if two is not None:
                self.told.add(messages.words(one.spot, two.spot, f"server `{two.name}`"), "")
                self._bindings("server", one, two, f"server `{two.name}`")
        pairs = pairing(self._old, self._new)
        self._channels(pairs)
        self._operations(pairs)

    def _channels(self, pairs: Pairing) -> None:
        names = self._names()
        for one, two in pairs.moved:
            self._tell(channels.moved(one, two), (*names.get(id(one.spot), ()), *names.get(id(two.spot), ())))
        for olds, news in pairs.channels:
            for one, two in zip(olds, news, strict=False):
                reach = names.get(id(two.spot)) or names.get(id(one.spot), [])
                self._tell(channels.both(one, two), reach)
                self._tell(messages.words(one.spot, two.spot, f"channel `{two.identity}`"), reach)
                self._bindings("channel", one, two, f"channel `{two.identity}`", *reach)
                if not reach:
                    role = role_of(_EITHER, self._mode)
                    self._messages(one.messages, two.messages, Flow(self._versions, role, two.identity))
            for lone in (olds or news) if not (olds and news) else ():
                self._tell(channels.lone(lone, self._versions, is_new=not olds), names.get(id(lone.spot), []))

    def _names(self) -> dict[int, list[str]]:
        """The operations that say something about a channel, of either version."""
        found: dict[int, list[str]] = {}
        for one in (*self._old.operations, *self._new.operations):
            for channel in (one.channel, one.reply.channel if one.reply else None):
                if channel is not None:
                    found.setdefault(id(channel.spot), []).append(one.name)
        return found

    def _operations(self, pairs: Pairing) -> None:
        alone = {id(one.spot) for olds, news in pairs.channels if not (olds and news) for one in (*olds, *news)}
        for olds, news in pairs.operations:
            if olds and news:
                self._both(olds, news)
                continue
            for one in (*olds, *news):
                if id(one.channel.spot) not in alone:  # else the channel is the cause
                    self.told.add(operations.lone(one, self._versions, is_new=not olds), one.name)

    def _both(self, olds: list[ChannelOperation], news: list[ChannelOperation]) -> None:
        """The operations with one action on one channel: their messages count together."""
        flow = Flow(self._versions, role_of(news[0].role, self._mode), news[0].name)
        for one, two in zip(olds, news, strict=False):
            self.told.add(operations.both(one, two, flow), flow.name)
            self.told.add(messages.words(one.spot, two.spot, f"`{two.name}`"), flow.name)
            self._bindings("operation", one, two, f"`{two.name}`", flow.name)
            if one.reply and two.reply:
                self._messages(one.reply.messages, two.reply.messages, flow.answer())
        self._messages(_all(olds), _all(news), flow)

    def _messages(self, old: Mapping[str, Message], new: Mapping[str, Message], flow: Flow) -> None:
        found = matched(old, new)
        for one, two in found.both:
            self.met.append((one, two, flow))
            self.told.add(messages.both(one, two, flow), flow.name)
            self.told.add(self.payloads.message(one, two, flow), flow.name)
            self._bindings("message", one, two, f"message `{two.name}`", flow.name)
        for lone in found.gone:
            self.told.add(messages.lone(lone, flow, is_new=False), flow.name)
        for lone in found.come:
            self.told.add(messages.lone(lone, flow, is_new=True), flow.name)

    def _tell(self, changes: Iterable[Change], reach: Iterable[str]) -> None:
        found = list(changes)
        for name in reach or ("",):
            self.told.add(found, name)

    def _bindings(self, holder: Holder, old: "_Bound", new: "_Bound", name: str, *reach: str) -> None:
        self._tell(told(rows(), holder, (old.bindings, new.bindings), (old.spot, new.spot), name), reach)


_EITHER: Final = replace(SENT, kept=True)
"""Nobody says who writes: a channel that the application itself leaves alone."""
_Bound: TypeAlias = Channel | ChannelOperation | EventServer | Message


def _all(operations: Iterable[ChannelOperation]) -> dict[str, Message]:
    """The messages of some operations, by name."""
    return {name: message for operation in operations for name, message in operation.messages.items()}


def _words(versions: Versions) -> Iterator[Change]:
    """The words about the contract; since 3.0 its tags and links stand in `info`."""
    before, now = (_links(one.document.data) for one in (versions.old, versions.new))
    for change in check_contract(versions):
        at = change.where if change.id.endswith("-added") else change.was
        if not is_same(before, now) or not at or at.pointer[-1:] not in (("tags",), ("externalDocs",)):
            yield change


def _links(data: Any) -> dict[str, Any]:
    info = mapping(data, "info")
    return {key: info.get(key, mapping(data).get(key)) for key in ("tags", "externalDocs")}
