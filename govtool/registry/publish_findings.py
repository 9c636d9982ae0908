"""What `publish` finds."""

from collections.abc import Sequence

from govtool.finding import Finding, Severity
from govtool.registry.client import Refused
from govtool.registry.publish_plan import History, Wanted

_FEW = 5


def refused(history: History, wanted: Wanted, why: Refused) -> Finding:
    """A schema that the registry does not take, or would not."""
    rule = "registry-incompatible" if why.is_incompatible else "registry-refused"
    words = "is incompatible with what the registry has" if why.is_incompatible else "is not taken by the registry"
    return _finding(rule, history, wanted, f"{_named(history, wanted)} {words}", reason=_reason(why))


def objected(reasons: Sequence[str] | None) -> Refused | None:
    """What the answer to the question for compatibility means; None where nothing speaks against it."""
    return Refused(409, 409, "; ".join(reasons[:_FEW])) if reasons else None


def level_refused(history: History, why: Refused) -> Finding:
    """A level that the registry does not take."""
    words = f"the registry does not take the level `{history.level}` for `{history.subject}`"
    return _finding("registry-refused", history, history.versions[-1], words, reason=_reason(why))


def not_writable(history: History, mode: str) -> Finding:
    """A subject, or a whole registry, that is only read."""
    words = f"`{history.subject}` lacks versions or its level, and the registry takes none: its mode is `{mode}`"
    return _finding("registry-refused", history, history.versions[-1], words, hint="set the mode to READWRITE")


def older(history: History, wanted: Wanted, later: Wanted) -> Finding:
    """A release that the registry lacks, while it has a later one."""
    words = f"{_named(history, wanted)} is not in the registry, which has {later.label} already"
    return _finding("registry-release-skipped", history, wanted, words, severity=Severity.WARNING)


def unknown_versions(history: History, versions: Sequence[int]) -> Finding:
    """Versions that no release has."""
    numbers = ", ".join(map(str, versions[:_FEW])) + (" …" if len(versions) > _FEW else "")
    some = "version" if len(versions) == 1 else "versions"
    words = f"`{history.subject}` has {some} {numbers} in the registry, which are in no release"
    words = words.replace("which are", "which is") if len(versions) == 1 else words
    return _finding("registry-version-unknown", history, history.versions[-1], words, severity=Severity.WARNING)


def other_order(history: History, latest: Wanted) -> Finding:
    """An older release that is the latest version."""
    words = f"the latest version of `{history.subject}` in the registry is {latest.label}"
    last = history.versions[-1]
    return _finding("registry-order-differs", history, last, f"{words}, not {last.label}", severity=Severity.WARNING)


def _named(history: History, wanted: Wanted) -> str:
    return f"`{history.subject}` of {wanted.label}"


def _reason(why: Refused) -> str:
    return f"{why.reason} (status {why.status}{f', error code {why.code}' if why.code else ''})"


def _finding(rule: str, history: History, wanted: Wanted, message: str, *, reason: str = "", hint: str = "",
             severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule, message, wanted.at, severity, help=hint, reason=reason, contract=history.contract,
                   subject=f"{history.subject} {wanted.releases[0]}")
