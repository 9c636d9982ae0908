"""The step of a semantic version that a set of changes needs, and the smallest next version that takes it."""

from collections.abc import Iterable

from govtool.finding import Bump, Change, Verdict
from govtool.model.version import Version

__all__ = ["Version", "needed", "next_version"]


def needed(changes: Iterable[Change]) -> Bump:
    """The largest step that a change needs; a possible break asks for no more than its addition would."""
    return max(
        (min(change.bump, Bump.MINOR) if change.verdict is Verdict.POSSIBLE else change.bump for change in changes),
        default=Bump.NONE,
    )


def next_version(current: Version, bump: Bump) -> Version:
    """The smallest version that announces the step.

    Before 1.0.0 a minor step announces a break and a patch all else: semver.org section 4 allows anything there, and
    this is what `^0.2.0` means to package managers. A pre-release is counted up as long as its release announces the
    step (`2.0.0-rc.1` → `2.0.0-rc.2` for a break); else the step is taken from that release.
    """
    if bump is Bump.NONE:
        return current
    if current.major == 0:
        bump = Bump(max(Bump.PATCH, bump - 1)) if bump is Bump.MAJOR else Bump.PATCH
    if current.pre:
        return _of_pre_release(current, bump)
    return _stepped(current, bump)


def _stepped(version: Version, bump: Bump) -> Version:
    if bump is Bump.MAJOR:
        return Version(version.major + 1, 0, 0)
    if bump is Bump.MINOR:
        return Version(version.major, version.minor + 1, 0)
    return Version(version.major, version.minor, version.patch + 1)


def _of_pre_release(version: Version, bump: Bump) -> Version:
    """`2.0.0-rc.1` may still break into `2.0.0-rc.2`; `1.2.3-rc.1` may not: it promised a patch."""
    promised = Bump.PATCH if version.patch else Bump.MINOR if version.minor else Bump.MAJOR
    return _next_pre(version) if bump <= promised else _stepped(version.release, bump)


def _next_pre(version: Version) -> Version:
    last = version.pre[-1]
    pre = (*version.pre[:-1], str(int(last) + 1)) if last.isdigit() else (*version.pre, "1")
    return Version(version.major, version.minor, version.patch, pre)
