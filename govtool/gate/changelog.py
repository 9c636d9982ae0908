"""The changelog of a range of commits: each commit that touched a contract, newest first, with what it changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from govtool.catalog.repository import Repository
from govtool.config import Config
from govtool.errors import UserError
from govtool.finding import Change, Commit, Excerpt, Finding, Location, Report, in_order
from govtool.gate import scope
from govtool.gate.desk import Desk
from govtool.gate.diff import Options, compared, left_out, narrowed
from govtool.gate.frames import excerpts
from govtool.gate.limits import limit_of_changes, limits, policy_of
from govtool.gate.sides import Sides, Wanted, between, root_of, wanted_below
from govtool.model.contract import Contract
from govtool.source import git
from govtool.source.document import Document
from govtool.source.locate import Range, parse_range
from govtool.source.tree import GitTree, MemoryTree, Tree

_MOST = 300
"""Commits that are compared; each costs two readings of the repository."""
_FILES = ("*.yaml", "*.yml", "*.json", "*.avsc", "*.avpr")
_REFERS = re.compile(rb"""\$ref["']?\s*:\s*["']?[^#"'\s]""")


@dataclass(frozen=True, slots=True)
class _Step:
    """One commit and the state before it."""

    commit: Commit
    parent: str
    """Empty for the first commit of all."""


def changelog(text: str, options: Options) -> Report:
    """What every commit of a range did to the contracts; `options.old` limits it to a file, folder or pattern."""
    desk = Desk.at(Path.cwd())
    asked = parse_range(text.rstrip(":"))
    if asked is None:
        raise UserError(f"`{text}` is no range of revisions", "write A..B, such as `v1.0..HEAD` or `v1.0..`")
    root = root_of(desk, text)
    steps, notes = _steps(root, asked)
    history = _History(root, desk.config, wanted_below(desk, root, options.old or asked.path))
    policy = policy_of(desk.config, options.today, literal=options.literal, mode=options.mode)
    changes: list[Change] = []
    findings: list[Finding] = []
    frames: dict[Location, Excerpt] = {}
    left = 0
    for step in steps:
        found = history.sides(step)
        notes += [f"{note} {step.commit.id[:7]}" for note in found.notes]
        result = compared(found, policy)
        shown, more = narrowed(result.everything, options)
        left += more
        told = tuple(replace(change, commit=step.commit) for change in shown)
        changes += told
        findings += result.findings
        frames |= excerpts(result.findings, told, history.documents(step))
    if options.paths and not changes:
        scope.refuse_unknown_paths(options.paths, history.newest(asked.new))
    return Report(command="diff", findings=in_order(findings), changes=tuple(changes), excerpts=frames,
                  notes=(*notes, *left_out(left)), fail_on_change=limit_of_changes(options.fail_on),
                  **limits(options.fail_on))


def _steps(root: Path, asked: Range) -> tuple[list[_Step], list[str]]:
    """The commits to look at, newest first, and how many that is of how many."""
    old, new = git.resolve(root, asked.old), git.resolve(root, asked.new)
    found = git.log(root, old, new, _FILES)
    # Where a clone was cut off, a commit seems to be the first of all, and everything in it new.
    cut = [name for name, parent, *_ in found if not parent] if git.is_shallow(root) else []
    found = [entry for entry in found if entry[0] not in cut]
    more = [f"the clone is shallow: what {name[:7]} changed is not known; `git fetch --unshallow` brings more history"
            for name in cut]
    steps = [_Step(Commit(name, day, author, subject), parent) for name, parent, day, author, subject in found[:_MOST]]
    count = f"{len(steps)} commit{'' if len(steps) == 1 else 's'}"
    named = f"between `{asked.old}` and `{asked.new}` that touch a YAML, JSON or Avro file, merges aside"
    if len(found) > len(steps):
        return steps, [f"the newest {count} of {len(found)} {named} were looked at; ask for a shorter range", *more]
    return steps, [f"{count} {named}", *more]


class _History:
    """The states of a repository, of which two are kept: a commit's parent is mostly the next commit's own state."""

    def __init__(self, root: Path, config: Config, wanted: Wanted) -> None:
        self._root, self._config, self._wanted = root, config, wanted
        self._objects = git.Objects(root)
        self._known: dict[str, Repository] = {}
        self._earlier: set[str] = set()
        """Paths that wanted files had before they were moved."""

    def sides(self, step: _Step) -> Sides:
        """What a commit touched, before and after it."""
        after, before = self._at(step.commit.id), self._at(step.parent)
        self._known = {step.commit.id: after, step.parent: before}
        renamed = git.renames(self._root, step.parent, step.commit.id) if step.parent else {}
        same = set(_untouched(before, after))
        found = between(before, after, renamed, lambda path: path not in same and self._is_wanted(path))
        for old, new in found.pairs:
            if old.document.path != new.document.path:
                self._earlier.add(old.document.path)
        return found

    def documents(self, step: _Step) -> dict[str, Document]:
        """What was read for a commit, by name."""
        return {document.name: document for name in (step.commit.id, step.parent)
                for document in self._known[name].bundle.documents.values()}

    def newest(self, revision: str) -> list[Contract]:
        """The contracts at the end of the range."""
        return list(self._at(git.resolve(self._root, revision)).contracts)

    def _is_wanted(self, path: str) -> bool:
        return path in self._earlier or self._wanted(path)

    def _at(self, commit: str) -> Repository:
        if commit in self._known:
            return self._known[commit]
        tree: Tree = GitTree(self._root, commit, commit[:7], self._objects) if commit else MemoryTree({})
        return Repository(tree, self._config)


def _untouched(before: Repository, after: Repository) -> Iterator[str]:
    """The contracts with the same bytes in both states that refer to no other file."""
    then = {source.path for source in before.sources}
    for path in (source.path for source in after.sources if source.path in then):
        text = after.tree.read(path)
        if text == before.tree.read(path) and not _REFERS.search(text):
            yield path
