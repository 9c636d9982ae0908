"""What is compared with what: the two sides of a `diff`, joined contract by contract."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from govtool.catalog.globs import matches
from govtool.catalog.repository import Repository
from govtool.errors import UserError
from govtool.finding import Bump, Change, Confidence, Effect, Verdict
from govtool.gate.desk import Desk
from govtool.model.contract import Contract
from govtool.source import git
from govtool.source.locate import Range, parse_range
from govtool.source.tree import GitTree

Pair = tuple[Contract, Contract]
Wanted = Callable[[str], bool]
"""Whether a path, from the root of the repository, was asked for."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The contracts that both sides have, the changes of those that only one has, and what the reader should know."""

    pairs: tuple[Pair, ...]
    lone: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def sides(desk: Desk, old: str | None, new: str | None) -> Sides:
    """What two references name, one range of revisions, one file and its state now, or all with their baselines."""
    if old is None:
        return _with_baselines(desk)
    if asked := parse_range(old):
        if new is not None:
            raise UserError(f"`{old}` names both versions, and `{new}` a third",
                            f"leave one out; `{asked.old}..{asked.new}:{new}` compares one file or folder")
        return _of_range(desk, asked)
    left = desk.named(old)
    right = desk.named(new) if new is not None else desk.counterpart(old)
    if len(left) == len(right) == 1:
        return Sides(tuple(zip(left.values(), right.values(), strict=True)))
    return _joined(left, right)


def _with_baselines(desk: Desk) -> Sides:
    """Every contract with what `check` would compare it with."""
    from govtool.gate.baselines import Baselines

    repository = desk.repository()
    baselines = Baselines(desk, repository, "")
    paired = ((baselines.of(source).old, repository.contract(source)) for source in repository.sources)
    pairs = tuple((old, new) for old, new in paired if old is not None)
    if not pairs:
        reason = f": {baselines.base.hint}" if baselines.base.hint else ""
        raise UserError(f"nothing to compare with{reason}", "name two files: `govtool diff OLD NEW`")
    return Sides(pairs)


def _joined(old: Mapping[str, Contract], new: Mapping[str, Contract]) -> Sides:
    """Contracts by path below what was named, and what stands on one side only; a lone one on each side is a pair."""
    pairs = [(old[path], new[path]) for path in old if path in new]
    lone = [gone(contract) for path, contract in old.items() if path not in new]
    lone += [come(contract) for path, contract in new.items() if path not in old]
    notes = [] if pairs else ["no file has the same path on both sides; name two files to compare them"]
    return Sides(tuple(pairs), tuple(lone), tuple(notes))


def _of_range(desk: Desk, asked: Range) -> Sides:
    root = root_of(desk, f"{asked.old}..{asked.new}")
    old, new = git.resolve(root, asked.old), git.resolve(root, asked.new)
    label = asked.old
    if asked.from_merge_base:
        base = git.merge_base(root, old, new)
        if base is None:
            raise UserError(f"`{asked.old}` and `{asked.new}` have no commit in common",
                            f"two dots compare them as they are: `{asked.old}..{asked.new}`")
        old, label = base, base[:7]
    before, after = (Repository(GitTree(root, commit, name), desk.config)
                     for commit, name in ((old, label), (new, asked.new)))
    wanted = wanted_below(desk, root, asked.path)
    found = between(before, after, git.renames(root, old, new), wanted)
    if not found.pairs and not found.lone:
        where = f"`{asked.path}` of " if asked.path else ""
        raise UserError(f"no contract in {where}`{asked.old}` or `{asked.new}`", "`govtool diff OLD NEW` takes files")
    return found


def root_of(desk: Desk, asked: str) -> Path:
    """The repository that a range is asked of; UserError where there is none."""
    root = git.repo_root(desk.start)
    if root is None:
        raise UserError(f"`{asked}` is a range of git revisions, and this is no git repository",
                        "name two files: `govtool diff OLD NEW`")
    return root


def wanted_below(desk: Desk, root: Path, path: str) -> Wanted:
    """What a file, folder or pattern covers, from the root as git reads it, with `./` from here; empty: everything."""
    if path.startswith("./"):
        path = posixpath.relpath((desk.start.resolve() / path).as_posix(), root.resolve().as_posix())
    path = path.strip("/")
    if path in ("", "."):
        return lambda _: True
    return lambda name: name == path or matches(name, (f"/{path}",))


def between(before: Repository, after: Repository, renamed: Mapping[str, str], wanted: Wanted) -> Sides:
    """The contracts of two states of a repository, followed where they were moved."""
    from govtool.catalog.baseline import joined

    counterparts = joined(before, after, renamed)
    pairs, lone, notes = [], [], []
    for source in after.sources:
        earlier = counterparts.old.get(source.path)
        if not wanted(source.path) and not (earlier and wanted(earlier.path)):
            continue
        if earlier is None:
            lone.append(come(after.contract(source)))
            continue
        pairs.append((before.contract(earlier), after.contract(source)))
        if earlier.path != source.path:
            notes.append(f"`{source.path}` was `{earlier.path}` before")
    lone += [gone(before.contract(source)) for source in counterparts.removed if wanted(source.path)]
    return Sides(tuple(pairs), tuple(lone), tuple(notes))


def gone(contract: Contract) -> Change:
    """The contract is no longer there."""
    return Change("contract-removed", f"the contract `{contract.title or contract.identity}` is no longer there", None,
                  contract.document.at(), Effect.NARROWER, Verdict.BREAKING, Confidence.POLICY, Bump.MAJOR,
                  "whoever uses it loses it", subject=contract.document.path, contract=contract.identity)


def come(contract: Contract) -> Change:
    """The contract is new."""
    return Change("contract-added", f"the contract `{contract.title or contract.identity}` is new",
                  contract.document.at(), None, Effect.WIDER, Verdict.COMPATIBLE, bump=Bump.MINOR,
                  subject=contract.document.path, contract=contract.identity)
