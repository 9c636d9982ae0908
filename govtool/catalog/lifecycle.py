"""The life of a contract goes one way, so that consumers can rely on what they were told."""

from collections.abc import Iterator

from govtool.catalog.manifest import Package
from govtool.finding import Finding, Location
from govtool.model.contract import Contract

_STATUSES = ("development", "beta", "active", "deprecated", "sunset")


def moves(old: Contract, new: Contract, package: Package | None) -> Iterator[Finding]:
    """What is wrong with the step of a contract's lifecycle from one version to another; unknown words are left out."""
    was, now = old.facts.lifecycle, new.facts.lifecycle
    at = package.manifest.at(("lifecycle",)) if package else new.document.at(("info",), "key")
    if was.status in _STATUSES and now.status in _STATUSES and not _is_allowed(was.status, now.status):
        yield _finding(new, "lifecycle-move", f"the lifecycle goes from `{was.status}` to `{now.status}`", at,
                       "it goes from development over beta and active to deprecated, and only from there to sunset")
    if was.sunset_on and now.sunset_on and now.sunset_on < was.sunset_on:
        words = f"the sunset was moved to {now.sunset_on}, earlier than {was.sunset_on}"
        yield _finding(new, "sunset-moved-earlier", words, at,
                       f"set it to {was.sunset_on}, or later: consumers plan with it")


def _is_allowed(was: str, now: str) -> bool:
    step = _STATUSES.index(now) - _STATUSES.index(was)
    return step == 0 or (step > 0 and (now != "sunset" or step == 1))


def _finding(contract: Contract, rule: str, message: str, at: Location, hint: str) -> Finding:
    return Finding(rule, message, at, help=hint, contract=contract.identity)
