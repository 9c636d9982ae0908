"""Who reads or writes a contract, or one place of it: what a change there concerns."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govtool.catalog.adapters import Adapter, Use
from govtool.catalog.inside import Nesting
from govtool.catalog.named import Named
from govtool.catalog.repository import Repository
from govtool.errors import UserError, suggestion
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text
from govtool.source.document import Document
from govtool.source.refs import RefError, to_pointer


@dataclass(frozen=True, slots=True)
class Carrier:
    """What takes a place over the wire."""

    name: str
    """`POST /orders`, a channel, or the document of a schema."""
    part: str
    """`request`, `response` or `event`."""
    from_provider: bool
    """The provider writes and consumers read; else the other way round."""


@dataclass(frozen=True, slots=True)
class Party:
    """A system at one end; `declared` says that it names the fields it uses, and one of them is concerned."""

    system: str
    owner: str
    tier: str
    declared: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """One contract that is concerned."""

    contract: str
    carriers: tuple[Carrier, ...]
    writers: tuple[Party, ...]
    readers: tuple[Party, ...]


def impact(repository: Repository, named: Named, place: str) -> list[Impact]:
    """The contracts that a place concerns, that of the place first; an empty place is the whole contract.

    `place` is a pointer (`/components/schemas/Order`) or a field (`batchId`, `components.materialId`). UserError for
    one that is not there.
    """
    own = _Contract(repository, named.identity)
    targets = own.places(place, [repository.contract(source) for source in named.sources])
    others = (_Contract(repository, identity) for identity in sorted(repository.by_identity.keys() - {named.identity}))
    found = (one.impact(targets) for one in others if not targets.isdisjoint(one.nesting.above))
    return [own.impact(targets), *(each for each in found if each.carriers)]


@dataclass(frozen=True, slots=True)
class _Contract:
    """The documents of one contract with what lies inside of them."""

    repository: Repository
    identity: str

    @property
    def nesting(self) -> Nesting:
        return self.repository.nesting(self.identity)

    @property
    def contracts(self) -> tuple[Contract, ...]:
        return self.repository.by_identity[self.identity]

    def places(self, place: str, among: Iterable[Contract]) -> set[int]:
        """What a pointer or a field names."""
        if not place:
            return {id(contract.document.data) for contract in self.contracts}
        if place.startswith("/"):
            found = {id(value) for contract in among if (value := _at(contract.document, place)) is not None}
            hint = "a pointer starts at the root of a document: /components/schemas/Order"
        else:
            found = self.nesting.named(place)
            last = place.rpartition(".")[2]
            hint = suggestion(last, self.nesting.fields) or "write a pointer after `#`, or the name of a field"
        if not found:
            raise UserError(f"`{self.identity}` has no place `{place}`", hint)
        return found

    def impact(self, targets: set[int]) -> Impact:
        around = self.nesting.reached(targets, self.nesting.above)
        within = self.nesting.reached(targets, self.nesting.below)
        carriers = tuple(dict.fromkeys(one for one, value in self._carriers() if id(value) in around | within))
        providers = tuple(self._parties("provides", around, within))
        consumers = tuple(self._parties("consumes", around, within))
        down = any(one.from_provider for one in carriers)
        up = any(not one.from_provider for one in carriers)
        return Impact(self.identity, carriers, _both(providers if down else (), consumers if up else ()),
                      _both(consumers if down else (), providers if up else ()))

    def _carriers(self) -> Iterator[tuple[Carrier, Any]]:
        for contract in self.contracts:
            family, data = contract.format.family, contract.document.data
            if family == "openapi":
                yield from _of_operations(contract)
            elif family == "asyncapi":
                yield from _of_channels(mapping(data))
            else:
                yield Carrier(contract.document.path, "event", from_provider=True), data

    def _parties(self, side: str, around: set[int], within: set[int]) -> Iterator[Party]:
        for system in self.repository.adapters.systems.values():
            uses = [use for use in _uses(system, side) if use.contract == self.identity]
            if any(not use.fields for use in uses):
                yield Party(system.name, system.owner, system.tier, declared=False)
            elif any(self._concerns(use, around, within) for use in uses):
                yield Party(system.name, system.owner, system.tier, declared=True)

    def _concerns(self, use: Use, around: set[int], within: set[int]) -> bool:
        """Whether one of the declared fields is the place, lies in it, or holds it."""
        return any(not self.nesting.named(name).isdisjoint(around | within) for name in use.fields)


def _uses(system: Adapter, side: str) -> tuple[Use, ...]:
    return system.provides if side == "provides" else system.consumes


def _both(one: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _at(document: Document, place: str) -> Any:
    """The mapping or list at a pointer, or the one around a plain value; None where there is nothing."""
    try:
        pointer = to_pointer(document.data, place)
    except RefError:
        return None
    value = document.get(pointer)
    return value if isinstance(value, dict | list) else document.get(pointer[:-1])


def _of_operations(contract: Contract) -> Iterator[tuple[Carrier, Any]]:
    """The two directions of each operation; a webhook or callback is called by the provider."""
    for operation in contract.all_operations():
        asks = operation.role.writer == "provider"
        parts = [*(parameter.spot for parameter in operation.parameters.values())]
        parts += [operation.request.spot] if operation.request else []
        for spot in parts:
            yield Carrier(operation.name, "request", asks), spot.value
        for answer in operation.responses.values():
            yield Carrier(operation.name, "response", not asks), answer.spot.value


def _of_channels(data: Mapping[str, Any]) -> Iterator[tuple[Carrier, Any]]:
    """AsyncAPI 3 says what the application itself does; 2 what others may do with a channel."""
    for row in mapping(data, "operations").values():
        channel = text(mapping(row, "channel").get("$ref"))
        yield Carrier(f"channel {posixpath.basename(channel)}", "event", mapping(row).get("action") == "send"), row
    for name, row in mapping(data, "channels").items():
        for word in ("subscribe", "publish"):
            if word in mapping(row):
                yield Carrier(f"channel {name}", "event", word == "subscribe"), row[word]
