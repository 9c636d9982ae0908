"""`diff`: two versions side by side, as a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from govtool.compare.once import once
from govtool.compare.semver import Version, needed, next_version
from govtool.finding import Change, ContractResult, Finding, Report, Verdict, in_order
from govtool.gate import scope
from govtool.gate.desk import Desk
from govtool.gate.differences import differences
from govtool.gate.frames import excerpts
from govtool.gate.limits import limit_of_changes, limits, policy_of
from govtool.gate.scope import Prefix
from govtool.gate.sides import Pair, Sides, sides
from govtool.model.contract import Contract

if TYPE_CHECKING:
    from govtool.catalog.adapters import Adapters
    from govtool.compare.policy import Policy


@dataclass(frozen=True, slots=True)
class Options:
    """What is compared, and what is shown of it."""

    old: str | None
    new: str | None
    only: frozenset[str]
    literal: bool
    today: date
    fail_on: str | None
    paths: tuple[str, ...] = ()
    """Patterns of paths; only what touches an operation there is shown."""
    prefixes: tuple[Prefix, ...] = ()
    """Base paths that moved."""
    mode: str = ""
    """The compatibility mode of schema contracts; empty for what each of them says."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came out of the comparison of two sides."""

    sides: Sides
    changes: tuple[tuple[Change, ...], ...]
    """Those of each pair."""
    findings: tuple[Finding, ...]

    @property
    def everything(self) -> tuple[Change, ...]:
        """All changes, breaking ones first; what several documents see is told once."""
        return tuple(sorted((*self.sides.lone, *once(self.changes)), key=Change.sort_key))


_FEW = 12
"""More compatible changes than this are counted for people, not listed, unless they are asked for."""


def diff(options: Options) -> Report:
    """Every change, breaking ones first; what is wrong with the documents themselves are findings."""
    desk = Desk.at(Path.cwd())
    return report_of(sides(desk, options.old, options.new), desk, options)


def report_of(found: Sides, desk: Desk, options: Options) -> Report:
    """The report on two sides."""
    contracts = [contract for pair in found.pairs for contract in pair]
    scope.refuse_unknown_prefixes(options.prefixes, [old for old, _ in found.pairs])
    scope.refuse_unknown_paths(options.paths, contracts)
    policy = policy_of(desk.config, options.today, literal=options.literal, mode=options.mode)
    result = compared(found, policy, options.prefixes, _adapters(desk, found))
    shown, left = narrowed(result.everything, options)
    documents = {document.name: document for contract in contracts for document in contract.bundle.documents.values()}
    return Report(
        command="diff",
        findings=result.findings,
        changes=shown,
        contracts=tuple(map(_result, found.pairs, result.changes)),
        excerpts=excerpts(result.findings, shown, documents),
        notes=(*found.notes, *left_out(left)),
        fail_on_change=limit_of_changes(options.fail_on),
        brief=not options.only and sum(change.verdict is Verdict.COMPATIBLE for change in shown) > _FEW,
        **limits(options.fail_on),
    )


def _adapters(desk: Desk, found: Sides) -> "Adapters | None":
    """What the repository says of consumers; nothing is read where no contract has a name that they could use."""
    return desk.repository().adapters if any("@" in new.identity for _, new in found.pairs) else None


def compared(
    found: Sides, policy: "Policy", prefixes: Sequence[Prefix] = (), adapters: "Adapters | None" = None
) -> Compared:
    """Each pair compared by itself; one that cannot be is a finding."""
    changes, findings = [], []
    for old, new in found.pairs:
        told, crash = differences(scope.moved(old, prefixes), new, policy)
        if adapters:
            from govtool.gate.consumers import weighed

            told = weighed(told, adapters, new.identity, old)
        changes.append(tuple(replace(change, against=old.version, contract=new.identity) for change in told))
        findings += [*crash, *unreadable(old), *unreadable(new)]
    return Compared(found, tuple(changes), in_order(findings))


def narrowed(changes: Iterable[Change], options: Options) -> tuple[tuple[Change, ...], int]:
    """The changes that were asked for, and how many `--path` left out."""
    everywhere = [change for change in changes if not options.only or change.verdict in options.only]
    shown = scope.within(everywhere, options.paths)
    return tuple(shown), len(everywhere) - len(shown)


def left_out(count: int) -> tuple[str, ...]:
    """The note that says so, if there is something to say."""
    return (f"{count} change{'' if count == 1 else 's'} elsewhere left out by `--path`",) if count else ()


def unreadable(contract: Contract) -> list[Finding]:
    """What keeps a document from being read at all."""
    return [] if contract.document.usable else list(contract.document.problems)


def _result(pair: Pair, changes: Sequence[Change]) -> ContractResult:
    old, new = pair
    step, version = needed(changes), Version.parse(old.version)
    return ContractResult(new.identity, new.format.label, new.version, old.document.name, step,
                          str(next_version(version, step)) if version else "")
