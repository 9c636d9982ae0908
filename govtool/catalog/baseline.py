"""What a contract is compared with where it has no release: the point at which the work left its target branch."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govtool.catalog.discover import Source
from govtool.catalog.repository import Repository
from govtool.finding import Bump, Finding, Severity
from govtool.model.contract import Contract
from govtool.source import git

_TARGETS = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BITBUCKET_PR_DESTINATION_BRANCH",
            "SYSTEM_PULLREQUEST_TARGETBRANCH")
"""Where each CI system names the branch that a change is for."""
_MERGE_BASE = "CI_MERGE_REQUEST_DIFF_BASE_SHA"
_PUSHED_FROM = "CI_COMMIT_BEFORE_SHA"
_SHALLOW = "the clone is shallow: fetch its history (`fetch-depth: 0`)"


@dataclass(frozen=True, slots=True)
class Base:
    """A revision to compare with, and how people call it; `hint` says what to do where there is none."""

    commit: str = ""
    label: str = ""
    hint: str = ""


def merge_base(root: Path, default_branch: str, environ: Mapping[str, str] = os.environ) -> Base:
    """The commit where the work left the branch it is for: that of the CI, else the default branch.

    On that branch itself it is HEAD, so that what is not committed is compared with the last commit. Where a CI system
    builds a push to it, nothing is uncommitted: then it is the commit before the push.
    """
    if (commit := environ.get(_MERGE_BASE, "")) and git.exists(root, commit):
        return Base(commit, f"merge base {commit[:7]}")
    if not git.exists(root, "HEAD"):
        return Base(hint="there is no commit yet")
    target, hint = _target(root, default_branch, environ)
    if not target:
        return Base(hint=hint)
    found = git.merge_base(root, "HEAD", target)
    if found is None:
        more = f"; {_SHALLOW}" if git.is_shallow(root) else ""
        return Base(hint=f"HEAD and `{target}` have no commit in common{more}")
    if environ.get("CI") and found == git.resolve(root, "HEAD") and git.run(root, "status", "--porcelain") == "":
        return _before_push(root, environ)
    return Base(found, f"merge base {found[:7]}")


def _before_push(root: Path, environ: Mapping[str, str]) -> Base:
    for ref in (environ.get(_PUSHED_FROM, ""), "HEAD~1"):
        if ref and git.exists(root, ref):
            commit = git.resolve(root, ref)
            return Base(commit, f"previous commit {commit[:7]}")
    return Base(hint=_SHALLOW if git.is_shallow(root) else "this is the first commit")


def _target(root: Path, default_branch: str, environ: Mapping[str, str]) -> tuple[str, str]:
    """The branch that the work is for, or why none is known. One that was named is never replaced by another."""
    named = next(filter(None, (environ.get(name, "").removeprefix("refs/heads/") for name in _TARGETS)), default_branch)
    if named:
        found = _first(root, [f"origin/{named}", named])
        how = _SHALLOW if git.is_shallow(root) else f"`git fetch origin {named}`"
        return found, "" if found else f"the target branch `{named}` is not in this clone; {how}"
    of_remote = (git.run(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD") or "").strip()
    found = _first(root, [of_remote, "origin/main", "main", "origin/master", "master"])
    how = "give `--against REF`, or set `default-branch` in govtool.toml"
    return found, "" if found else f"no default branch was found: {how}"


def _first(root: Path, branches: Iterable[str]) -> str:
    return next((branch for branch in branches if branch and git.exists(root, branch)), "")


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The documents of two states of a repository, joined."""

    old: Mapping[str, Source]
    """Path now → what it was then; a new document is not there."""
    removed: tuple[Source, ...]
    """What stood then and stands nowhere now."""


def joined(before: Repository, after: Repository, renamed: Mapping[str, str]) -> Counterparts:
    """Documents by path, by git's `renamed` (new path → old path), then by the name of their package.

    A path that exists on both sides is never taken for a rename; each old document has one successor at most.
    """
    then = {source.path: source for source in before.sources}
    now = {source.path: source for source in after.sources}
    old = {path: then[path] for path in now if path in then}
    free = {path: source for path, source in then.items() if path not in now}
    for path in now:
        if path not in old and (source := free.pop(renamed.get(path, ""), None)):
            old[path] = source
    for path, source in now.items():
        if path not in old and source.package and (earlier := _in_package(before, after, source, free.values())):
            old[path] = free.pop(earlier.path)
    return Counterparts(old, tuple(free.values()))


def _in_package(before: Repository, after: Repository, source: Source, free: Iterable[Source]) -> Source | None:
    """The document of the same package, wherever that lay, with the same path inside of it."""
    identity, inside = after.identity_of(source), source.path.removeprefix(source.package)
    return next((earlier for earlier in free if earlier.package and before.identity_of(earlier) == identity
                 and earlier.path.removeprefix(earlier.package) == inside), None)


def removed_findings(before: Repository, removed: Sequence[Source], today: date) -> list[Finding]:
    """A finding for each contract that was deleted; after its sunset that is as it should be, and said as a note."""
    return [_removed(before.contract(source), today) for source in removed]


def _removed(contract: Contract, today: date) -> Finding:
    sunset = contract.facts.lifecycle.sunset_on
    name = contract.title or contract.identity
    at = contract.document.at()
    if sunset and sunset <= today.isoformat():
        return Finding("contract-removed", f"the contract `{name}` was deleted after its sunset on {sunset}", at,
                       Severity.INFO, contract=contract.identity, subject=contract.document.path)
    return Finding("contract-removed", f"the contract `{name}` was deleted, expected it to stay until its sunset", at,
                   Severity.ERROR, help="restore it and deprecate it: `govtool release --deprecate`",
                   contract=contract.identity, subject=contract.document.path, bump=Bump.MAJOR)
