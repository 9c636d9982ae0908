"""What the wire alone does not decide, as one record and as plain functions over changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from govtool.compare.before import Before
from govtool.compare.modes import FULL, CompatibilityMode, mode_of
from govtool.compare.policies.changes import overridden
from govtool.compare.policies.clients import for_clients
from govtool.compare.policies.mode import as_promised
from govtool.compare.policies.removed_optional import LOSSES, of_optional
from govtool.compare.policies.stable_from import Levels
from govtool.compare.policies.sunset import REMOVALS, after_sunset
from govtool.finding import Change, Verdict
from govtool.model.contract import Contract


@dataclass(frozen=True, slots=True)
class Policy:
    """The axes; each has a default that is safe for consumers, and a page in `policies`."""

    as_of: date | None = None
    """The day on which sunsets are judged; without one, no sunset has passed."""
    removed_optional: Verdict = Verdict.BREAKING
    """What it is that an optional field which consumers read is no longer declared."""
    extensible_enums: bool = False
    """Every enum may grow without breaking its readers, not only those that say so."""
    clients: bool = False
    """Generated clients count: a renamed `operationId` breaks them."""
    literal: bool = False
    """Schemas are sets of values: a writer may send what it does not declare."""
    stable_from: str = "beta"
    """The lowest stability level that promises anything."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Id of a change, or the beginning of one with `*`, → the verdict it has whatever else is said, or `off`."""
    mode: CompatibilityMode | None = None
    """The compatibility mode of schema contracts; None for what each of them says."""


    def mode_for(self, contract: Contract) -> CompatibilityMode:
        """The mode that holds for a contract; for a word that is none it is FULL, which lets the least through."""
        if contract.format.family == "openapi":
            return FULL
        return self.mode or mode_of(contract.facts.compatibility_mode) or FULL

    def for_contract(self, contract: Contract) -> "Policy":
        """The policy with what a contract says of itself: in an open world schemas are sets of values."""
        is_open = contract.facts.content_model == "open"
        return replace(self, literal=True) if is_open and not self.literal else self


DEFAULT: Final = Policy()


def applied(changes: Iterable[Change], old: Contract, new: Contract, policy: Policy) -> Iterator[Change]:
    """The changes as the policies have them: what kind each is, then what is wished for it, then where it stands."""
    before, levels, mode = Before(old), Levels(old, new), policy.mode_for(new)
    for each in changes:
        change = overridden(_judged(each, before, policy), policy.changes)
        if change is not None:
            placed = after_sunset(change, before, policy.as_of) if change.id in REMOVALS else change
            yield as_promised(levels.excuse(placed, policy.stable_from), mode)


def _judged(change: Change, before: Before, policy: Policy) -> Change:
    if change.id == "operation-id-changed" and policy.clients:
        return for_clients(change, before)
    return of_optional(change, policy.removed_optional) if change.id in LOSSES else change
