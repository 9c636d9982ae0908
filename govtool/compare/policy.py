"""What the wire alone does not decide, as one record and as plain functions over changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from govtool.finding import Bump, Change, Confidence, Location, Verdict
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text


@dataclass(frozen=True, slots=True)
class Policy:
    """The axes; each has a default that is safe for consumers."""

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


DEFAULT: Final = Policy()
Look = Callable[[Location | None], Mapping[str, Any]]


def applied(changes: Iterable[Change], old: Contract, policy: Policy) -> list[Change]:
    """The changes with the policies that concern their ids."""

    def look(at: Location | None) -> Mapping[str, Any]:
        return _value(old, at)

    return [_ROWS[change.id](change, look, policy, old) if change.id in _ROWS else change for change in changes]


def _value(contract: Contract, at: Location | None) -> Mapping[str, Any]:
    documents = contract.bundle.documents.values()
    document = next((one for one in documents if at is not None and one.name == at.document), None)
    try:
        return mapping(document.get(at.pointer)) if document is not None and at is not None else {}
    except LookupError:
        return {}


def _after_sunset(change: Change, look: Look, policy: Policy, old: Contract) -> Change:
    """A deprecated part may go once its sunset has passed."""
    if change.verdict is Verdict.COMPATIBLE:
        return change
    part = look(change.was)
    parts = (
        [part]
        if "deprecated" in part
        else [item for item in part.values() if isinstance(item, dict) and "responses" in item]
    )
    sunsets = [_sunset(item, old) for item in parts]
    if not sunsets or not all(sunsets):
        return change
    last = max(sunsets)
    if policy.as_of is None or last > policy.as_of.isoformat():
        return replace(change, reason=change.reason or f"deprecated, its sunset is {last}")
    return replace(
        change,
        verdict=Verdict.COMPATIBLE,
        confidence=Confidence.POLICY,
        bump=Bump.MINOR,
        reason=f"its sunset {last} has passed",
        witness=None,
    )


def _sunset(part: Mapping[str, Any], old: Contract) -> str:
    """The sunset of a deprecated part, its own or that of the whole contract; empty where there is none."""
    if part.get("deprecated") is not True:
        return ""
    written = text(part.get("x-sunset")) or old.facts.lifecycle.sunset_on
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return ""


def _for_clients(change: Change, look: Look, policy: Policy, _: Contract) -> Change:
    if not policy.clients or not (
        change.was and look(replace(change.was, pointer=change.was.pointer[:-1])).get("operationId")
    ):
        return change
    return replace(
        change,
        verdict=Verdict.BREAKING,
        confidence=Confidence.POLICY,
        bump=Bump.MAJOR,
        reason="generated clients name their functions by it (policy `clients`)",
    )


def _removed_optional(change: Change, _: Look, policy: Policy, __: Contract) -> Change:
    verdict = policy.removed_optional
    if change.confidence is not Confidence.POLICY or change.verdict is verdict:
        return change
    confidence = Confidence.POSSIBLE if verdict is Verdict.POSSIBLE else Confidence.POLICY
    return replace(change, verdict=verdict, confidence=confidence, bump=Bump.MINOR, witness=None)


def _no_longer_told(change: Change, look: Look, policy: Policy, old: Contract) -> Change:
    return _removed_optional(_after_sunset(change, look, policy, old), look, policy, old)


_Row = Callable[[Change, Look, Policy, Contract], Change]
_ROWS: Final[Mapping[str, _Row]] = {
    "path-removed": _after_sunset,
    "operation-removed": _after_sunset,
    "webhook-removed": _no_longer_told,
    "callback-removed": _no_longer_told,
    "parameter-removed": _after_sunset,
    "operation-id-changed": _for_clients,
    "definition-removed": _removed_optional,
    "header-removed": _removed_optional,
    "request-body-removed": _removed_optional,
}
