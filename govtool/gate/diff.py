"""`diff`: two versions side by side, as a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from govtool.compare.semver import Version, needed, next_version
from govtool.errors import UserError
from govtool.finding import (
    Bump,
    Change,
    Confidence,
    ContractResult,
    Effect,
    Finding,
    Report,
    Verdict,
    in_order,
)
from govtool.gate.baselines import Baselines
from govtool.gate.desk import Desk
from govtool.gate.differences import differences
from govtool.gate.frames import excerpts
from govtool.gate.limits import limit_of_changes, limits, policy_of
from govtool.model.contract import Contract


@dataclass(frozen=True, slots=True)
class Options:
    """What is compared, and what is shown of it."""

    old: str | None
    new: str | None
    only: frozenset[str]
    literal: bool
    today: date
    fail_on: str | None


Pair = tuple[Contract, Contract]
_FEW = 12
"""More compatible changes than this are counted for people, not listed, unless they are asked for."""


def diff(options: Options) -> Report:
    """Every change, breaking ones first; what is wrong with the documents themselves are findings."""
    desk = Desk.at(Path.cwd())
    policy = policy_of(desk.config, options.today, literal=options.literal)
    pairs, lone = _pairs(desk, options)
    compared, crashes = [], []
    for old, new in pairs:
        found, crash = differences(old, new, policy)
        compared.append(((old, new), [replace(change, against=old.version) for change in found]))
        crashes += crash
    changes = sorted((*lone, *(change for _, found in compared for change in found)), key=Change.sort_key)
    shown = tuple(change for change in changes if not options.only or change.verdict in options.only)
    findings = in_order([*crashes, *(fault for pair in pairs for contract in pair for fault in unreadable(contract))])
    documents = {document.name: document for pair in pairs for contract in pair
                 for document in contract.bundle.documents.values()}
    return Report(
        command="diff",
        findings=findings,
        changes=shown,
        contracts=tuple(_result(pair, found) for pair, found in compared),
        excerpts=excerpts(findings, shown, documents),
        fail_on_change=limit_of_changes(options.fail_on),
        brief=not options.only and sum(change.verdict is Verdict.COMPATIBLE for change in shown) > _FEW,
        **limits(options.fail_on),
    )


def unreadable(contract: Contract) -> list[Finding]:
    """What keeps a document from being read at all."""
    return [] if contract.document.usable else list(contract.document.problems)


def _result(pair: Pair, changes: Sequence[Change]) -> ContractResult:
    old, new = pair
    step, version = needed(changes), Version.parse(old.version)
    return ContractResult(new.identity, new.format.label, new.version, old.document.name, step,
                          str(next_version(version, step)) if version else "")


def _pairs(desk: Desk, options: Options) -> tuple[list[Pair], list[Change]]:
    """The contracts of both sides, joined by path; a single file is joined with a single file."""
    if options.old is None:
        return _with_baselines(desk), []
    old = desk.named(options.old)
    new = desk.named(options.new) if options.new is not None else desk.counterpart(options.old)
    if len(old) == len(new) == 1:
        return list(zip(old.values(), new.values(), strict=True)), []
    return _joined(old, new)


def _with_baselines(desk: Desk) -> list[Pair]:
    """Every contract with what `check` would compare it with."""
    repository = desk.repository()
    baselines = Baselines(desk, repository, "")
    paired = ((baselines.of(source).old, repository.contract(source)) for source in repository.sources)
    pairs = [(old, new) for old, new in paired if old is not None]
    if not pairs:
        reason = f": {baselines.base.hint}" if baselines.base.hint else ""
        raise UserError(f"nothing to compare with{reason}", "name two files: `govtool diff OLD NEW`")
    return pairs


def _joined(old: Mapping[str, Contract], new: Mapping[str, Contract]) -> tuple[list[Pair], list[Change]]:
    """Contracts by path below what was named, and what stands on one side only."""
    pairs = [(old[path], new[path]) for path in old if path in new]
    lone = [_gone(contract) for path, contract in old.items() if path not in new]
    return pairs, lone + [_new(contract) for path, contract in new.items() if path not in old]


def _gone(contract: Contract) -> Change:
    return Change("contract-removed", f"the contract `{contract.title or contract.identity}` is no longer there", None,
                  contract.document.at(), Effect.NARROWER, Verdict.BREAKING, Confidence.POLICY, Bump.MAJOR,
                  "whoever uses it loses it", subject=contract.document.path)


def _new(contract: Contract) -> Change:
    return Change("contract-added", f"the contract `{contract.title or contract.identity}` is new",
                  contract.document.at(), None, Effect.WIDER, Verdict.COMPATIBLE, bump=Bump.MINOR,
                  subject=contract.document.path)
