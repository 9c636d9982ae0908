"""The releases before the last one that a version must get on with: by the mode, and in a window by what is alive.

A new major version is another contract, which announces what it breaks: only releases of the same one are asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from govtool.catalog.discover import Source
from govtool.catalog.manifest import Package
from govtool.catalog.releases import inside, releases_of
from govtool.catalog.repository import Repository
from govtool.compare.modes import READ, RETAINED, WINDOW, CompatibilityMode
from govtool.compare.policy import Policy
from govtool.finding import Finding, Severity, Verdict
from govtool.gate.baselines import Pairing, releases
from govtool.gate.differences import differences
from govtool.gate.retention import Retention, retention
from govtool.model.contract import Contract
from govtool.model.shape import text
from govtool.model.version import Version


def older(
    repository: Repository, source: Source, contract: Contract, mode: CompatibilityMode, today: date
) -> Iterator[Pairing]:
    """The releases before the last that count, the newest first; in a window each with the direction that it is for."""
    if mode.is_transitive or mode.is_window:
        earlier = list(islice(releases(repository, source), 1, None))
        wanted = _major(contract.facts.version or contract.version)
        same = [one for one in earlier if wanted is None or _major(one.release) == wanted]
        yield from _alive(repository, source, same, today) if mode.is_window else same


def _major(version: str) -> int | None:
    found = Version.parse(version)
    return found.major if found else None


def _alive(repository: Repository, source: Source, earlier: Sequence[Pairing], today: date) -> Iterator[Pairing]:
    """Those of which data is retained, and those that a declared consumer reads by."""
    package = repository.packages[source.package]
    kept = retention(repository, package)
    ended = _ends(repository, package)
    for one in earlier:
        read = _is_read(repository, package, one.release)
        if _is_retained(kept, ended.get(one.release, ""), today):
            yield replace(one, mode=WINDOW if read else RETAINED)
        elif read:
            yield replace(one, mode=READ)


def _ends(repository: Repository, package: Package) -> dict[str, str]:
    """By release the day on which the next one came: until then its data was written."""
    frozen = [one for one in releases_of(repository, package) if one.version]
    return {one.label: text(after.data.get("date")) for one, after in pairwise(frozen)}


def _is_retained(kept: Retention, ended: str, today: date) -> bool:
    """Whether data is left that was written until a day; what is not known is taken to be there."""
    try:
        return kept is None or date.fromisoformat(ended) + kept >= today
    except (ValueError, OverflowError):
        return True


def _is_read(repository: Repository, package: Package, release: str) -> bool:
    """Whether a system declares that it consumes the contract of that major version, by this release or by any."""
    identity = f"{package.name}@{_major(release)}"
    uses = (use for system in repository.adapters.systems.values() for use in system.consumes)
    return any(use.contract == identity and use.version in ("", release) for use in uses)


def broken_promises(
    repository: Repository, source: Source, contract: Contract, policy: Policy, today: date
) -> Iterator[Finding]:
    """The releases that do not hold to the mode of a contract, where it is not the one of the last release."""
    package, mode = repository.packages.get(source.package), policy.mode_for(contract)
    if package is None or contract.format.family == "openapi" or _known(repository, package, policy) in ("", mode.name):
        return
    history = list(releases(repository, source))
    for place, new in enumerate(history):
        same = [one for one in history[place + 1 :] if _major(one.release) == _major(new.release)]
        asked = same if mode.is_transitive else same[:1]
        if mode.is_window:
            asked += _alive(repository, source, same[1:], today)
        found = {old.release: _breaks(old, new, replace(policy, mode=old.mode or mode)) for old in asked}
        broken = ", ".join(f"{release} ({', '.join(ids)})" for release, ids in found.items() if ids)
        if broken:
            yield Finding("compatibility-mode-not-held",
                          f"`{inside(source)}` of {new.release} does not hold to `{mode.name}` with {broken}",
                          package.manifest.at(("compatibilityMode",)), Severity.WARNING, contract=package.identity,
                          subject=f"{inside(source)} {new.release}",
                          help="keep the mode of the last release, or start a new major version")


def _known(repository: Repository, package: Package, policy: Policy) -> str:
    """The mode of the last release; where it has none and another is asked for, that of the manifest."""
    last = [one for one in releases_of(repository, package) if one.version][-1:]
    recorded = text(last[0].data.get("compatibilityMode")) if last else ""
    return recorded or (package.facts.compatibility_mode if policy.mode else "")


def _breaks(old: Pairing, new: Pairing, policy: Policy) -> list[str]:
    """What breaks between two releases."""
    if old.old is None or new.old is None:
        return []
    changes, _ = differences(old.old, new.old, policy)
    return sorted({f"`{change.id}`" for change in changes if change.verdict is Verdict.BREAKING})
