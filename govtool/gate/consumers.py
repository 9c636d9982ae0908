"""The declared consumers that a change concerns, by the fields that they say they use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from govtool.catalog.adapters import Adapters, Use
from govtool.catalog.inside import Nesting, nesting
from govtool.compare.before import Before
from govtool.finding import Bump, Change, Confidence, Location, Verdict
from govtool.model.contract import Contract

_LOST = frozenset({"property-removed", "write-only-added"})
"""The changes by which readers lose a field that was optional."""


def weighed(changes: Sequence[Change], adapters: Adapters, identity: str, old: Contract) -> list[Change]:
    """The changes with the consumers of the contract that each concerns; what is compatible concerns nobody.

    An optional field that goes is only possibly a break where consumers are declared and none says that it uses it.
    """
    uses = {name: [use for use in system.consumes if use.contract == identity]
            for name, system in adapters.systems.items()}
    consumers = _Consumers({name: used for name, used in uses.items() if used}, old)
    return [consumers.weighed(change) for change in changes] if any(uses.values()) else list(changes)


class _Consumers:
    """The consumers of one contract, as they use its old version."""

    def __init__(self, uses: Mapping[str, Sequence[Use]], old: Contract) -> None:
        self._uses = uses
        self._old = old

    def weighed(self, change: Change) -> Change:
        """The change with those that it concerns."""
        if change.verdict is Verdict.COMPATIBLE:
            return change
        affects = self._of(change)
        return replace(change, affects=affects) if affects or not _is_lost(change) else _unused(change)

    @cached_property
    def _nesting(self) -> Nesting:
        return nesting(self._old.bundle, [self._old.document])

    def _of(self, change: Change) -> tuple[str, ...]:
        """Who would notice; whoever does not say what it uses may use anything."""
        field = self._field(change.was)
        if field is None:
            return tuple(self._uses)
        concerned = self._nesting.reached([id(field)], self._nesting.above) | self._nesting.reached(
            [id(field)], self._nesting.below)
        return tuple(name for name, uses in self._uses.items() if any(self._is_in(use, concerned) for use in uses))

    def _field(self, place: Location | None) -> Any:
        """The field of the old contract that a place is, or lies in; None where it concerns more than one field."""
        pointer = place.pointer if place else ()
        steps = [at for at, step in enumerate(pointer[:-1]) if step == "properties"]
        if place is None or not steps:
            return None
        return Before(self._old).at(replace(place, pointer=pointer[: steps[-1] + 2])) or None

    def _is_in(self, use: Use, concerned: set[int]) -> bool:
        return not use.fields or any(not self._nesting.named(name).isdisjoint(concerned) for name in use.fields)


def _is_lost(change: Change) -> bool:
    is_policy = change.verdict is Verdict.BREAKING and change.confidence is Confidence.POLICY
    return is_policy and change.id in _LOST and change.writer == "provider"


def _unused(change: Change) -> Change:
    return replace(change, verdict=Verdict.POSSIBLE, confidence=Confidence.POSSIBLE, bump=Bump.MINOR,
                   reason="no declared consumer uses the field (policy `removed-optional`)")
