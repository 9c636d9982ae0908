"""`check`: everything that must hold, in one pass and one report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from govtool.catalog.discover import Source
from govtool.catalog.frozen import verified
from govtool.catalog.lifecycle import moves
from govtool.catalog.manifest import Package
from govtool.catalog.repository import Repository
from govtool.catalog.versions import version_differs
from govtool.compare.once import once
from govtool.errors import UserError, suggestion
from govtool.finding import (
    Bump,
    Change,
    ContractResult,
    Finding,
    Location,
    Report,
    Severity,
    Skipped,
    in_order,
)
from govtool.gate.baselines import Baselines, Pairing
from govtool.gate.consumers import weighed
from govtool.gate.desk import Desk
from govtool.gate.differences import differences
from govtool.gate.examples import example_findings
from govtool.gate.frames import excerpts
from govtool.gate.history import broken_promises, older
from govtool.gate.limits import limits, policy_of, words
from govtool.gate.texts import text_problems
from govtool.gate.verdicts import VersionStep, change_findings, mode_findings, version_findings
from govtool.gate.waived import judged
from govtool.lint.engine import lint, lint_repository
from govtool.lint.load import VALIDITY
from govtool.lint.rule import Together
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Contract
from govtool.source.document import Document

if TYPE_CHECKING:
    from govtool.compare.policy import Policy

PARTS = ("validity", "lint", "compat", "releases")


@dataclass(frozen=True, slots=True)
class Options:
    """What is checked, against what, and what fails."""

    refs: tuple[str, ...]
    against: str
    parts: frozenset[str]
    changed: bool
    staged: bool
    today: date
    fail_on: str | None
    show_waived: bool
    mode: str = ""
    """The compatibility mode of schema contracts; empty for what each of them says."""


def parts(text: str) -> frozenset[str]:
    """The parts of the gate that `--only` names; all of them when it is not given."""
    wanted = words(text)
    for word in wanted:
        if word not in PARTS:
            raise UserError(f"no part `{word}`", suggestion(word, PARTS) or f"known parts: {', '.join(PARTS)}")
    return frozenset(wanted or PARTS)


def check(options: Options) -> Report:
    """The report of the whole repository, or of what `refs` name."""
    gate = Gate(Desk.at(Path.cwd()), options)
    gate.run()
    return gate.report("check")


@dataclass
class Gate:
    """One run: what is found, while it is found."""

    desk: Desk
    options: Options
    findings: list[Finding] = field(default_factory=list)
    compared: list[Sequence[Change]] = field(default_factory=list)
    """The changes of each comparison."""
    results: list[ContractResult] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    olds: list[Contract] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    packages: dict[str, Package] = field(default_factory=dict)
    """Those that were looked at, by folder."""

    def run(self) -> None:
        """Everything that was asked for, contract by contract."""
        repository = self.repository
        baselines = Baselines(self.desk, repository, self.options.against)
        for source, contract in self.desk.chosen(repository, self.options.refs):
            pairing = baselines.of(source) if "compat" in self.options.parts else Pairing(None, "")
            if self.options.changed and pairing.old is not None and _same(pairing.old, contract):
                continue
            self.take(source, contract, pairing)
        if not self.options.refs:
            self.findings += repository.problems
            self.findings += baselines.removed(self.options.today)
            self.packages |= dict(repository.packages)
        self.conclude(baselines.before if "releases" in self.options.parts else None)
        self.notes[:0] = _notes(self.contracts, self.results, baselines)

    def take(self, source: Source, contract: Contract, pairing: Pairing) -> None:
        """One contract: by itself, and against what it is compared with."""
        self.contracts.append(contract)
        self.judge(contract)
        if "compat" in self.options.parts:
            self.findings += mode_findings(contract)
            self.findings += broken_promises(self.repository, source, contract, self.policy, self.options.today)
        step = self.compare(contract, (pairing, *self.older(source, contract)))
        self.results.append(_result(contract, pairing, step))
        is_ours = contract.bundle is self.repository.bundle
        package = self.repository.packages.get(source.package) if is_ours else None
        if package is not None:
            self.packages[package.folder] = package
        if "releases" in self.options.parts:
            self.findings += version_differs(contract, package) if package else ()
            self.findings += moves(pairing.old, contract, package) if pairing.old else ()

    def conclude(self, before: Repository | None) -> None:
        """What concerns contracts together: their texts, their packages, and the rules that look at all of them."""
        self.findings += text_problems(self.contracts)
        for package in self.packages.values():
            if "releases" in self.options.parts:
                self.findings += verified(self.repository, package, before)
            if "validity" in self.options.parts:
                self.findings += example_findings(self.repository, package)
        if "lint" in self.options.parts:
            self.findings += lint_repository(Together(tuple(self.contracts)), self.rules)
            self.notes += self.rules.notes

    def judge(self, contract: Contract) -> None:
        """Validity and rules."""
        if self.options.parts & {"validity", "lint"}:
            self.findings += lint(contract, self.rules)

    def older(self, source: Source, contract: Contract) -> Iterator[Pairing]:
        """The releases before the last that still count."""
        if "compat" in self.options.parts and not self.options.against:
            yield from older(self.repository, source, contract, self.policy.mode_for(contract), self.options.today)

    def compare(self, contract: Contract, pairings: Iterable[Pairing]) -> VersionStep:
        """Whether the version says what changed since the baseline; a finding is told once for all that it concerns."""
        steps: list[VersionStep] = []
        told: dict[tuple[str, Location, str], tuple[Finding, list[str]]] = {}
        for pairing in pairings:
            step, found = self.step(contract, pairing)
            steps.append(step)
            for finding in found:
                _, labels = told.setdefault((finding.rule, finding.at, finding.message), (finding, []))
                labels.append(pairing.label)
        self.findings += (finding if len(steps) == 1 else _since(finding, labels) for finding, labels in told.values())
        return steps[0]

    def step(self, contract: Contract, pairing: Pairing) -> tuple[VersionStep, list[Finding]]:
        """The step of the version since a baseline, and what is wrong with it; the changes are noted."""
        if pairing.old is None or not (pairing.old.document.usable and contract.document.usable):
            return VersionStep(None, None, Bump.NONE), []
        policy = replace(self.policy, mode=pairing.mode) if pairing.mode else self.policy
        found, crash = differences(pairing.old, contract, policy)
        found = weighed(found, self.repository.adapters, contract.identity, pairing.old)
        self.olds.append(pairing.old)
        self.compared.append([replace(change, against=pairing.label) for change in found])
        version = contract.facts.version or contract.version
        step = VersionStep.between(pairing.version, version, self.unwaived(contract, found))
        told = change_findings(contract, found, step)
        of_version = version_findings(contract, step, strict=bool(pairing.release), at=_version_place(contract))
        return step, [*crash, *told, *of_version]

    def unwaived(self, contract: Contract, changes: Sequence[Change]) -> list[Change]:
        """The changes that a version has to announce: what was accepted with a reason needs none."""
        told = [change.as_finding(Severity.ERROR, contract.identity) for change in changes]
        touched = {finding.at.document for finding in told}
        documents = [document for document in contract.bundle.documents.values() if document.name in touched]
        marked = judged(told, self.repository, documents, self.options.today, complete=False)
        return [change for change, finding in zip(changes, marked, strict=False) if finding.waived is None]

    @property
    def changes(self) -> list[Change]:
        """Every change since each baseline, told once for all documents that see it."""
        labels = dict.fromkeys(change.against for found in self.compared for change in found)
        return [change for label in labels
                for change in once([found for found in self.compared if found and found[0].against == label])]

    @cached_property
    def repository(self) -> Repository:
        """The contracts around the desk."""
        return self.desk.repository(staged=self.options.staged)

    @cached_property
    def policy(self) -> "Policy":
        """The policy of the settings, on the day of the run."""
        return policy_of(self.desk.config, self.options.today, mode=self.options.mode)

    @cached_property
    def rules(self) -> RuleSet:
        """The rules of the settings, narrowed to the parts of the gate that were asked for."""
        rules = self.desk.rules()
        if "lint" not in self.options.parts:
            return rules.narrowed(select=(VALIDITY,))
        return rules if "validity" in self.options.parts else rules.narrowed(ignore=(VALIDITY,))

    def report(self, command: str) -> Report:
        """What was found, in order, with the text around it."""
        now = _documents(self.contracts)
        documents = {document.name: document for document in (*_documents(self.olds), *now,
                                                              *self.repository.bundle.documents.values())}
        whole = not self.options.refs and not self.options.changed and len(self.options.parts) == len(PARTS)
        findings = in_order(judged(self.findings, self.repository, now, self.options.today, complete=whole))
        return Report(
            command=command, findings=findings, contracts=tuple(self.results), changes=tuple(self.changes),
            excerpts=excerpts(findings, (), documents), notes=tuple(self.notes), skipped=tuple(self.skipped),
            show_waived=self.options.show_waived, **limits(self.options.fail_on or self.desk.config.fail_on),
        )


def _documents(contracts: Sequence[Contract]) -> list[Document]:
    """Every document that was read for some contracts."""
    bundles = {id(contract.bundle): contract.bundle for contract in contracts}
    return [document for bundle in bundles.values() for document in bundle.documents.values()]


def _same(old: Contract, new: Contract) -> bool:
    return old.document.text == new.document.text


def _since(finding: Finding, labels: Sequence[str]) -> Finding:
    """A finding that says which of several releases it holds against."""
    return replace(finding, message=f"{finding.message} (since {', '.join(labels)})")


def _version_place(contract: Contract) -> Location:
    return contract.document.at(("info", "version"))


def _result(contract: Contract, pairing: Pairing, step: VersionStep) -> ContractResult:
    """A step that the version already announces is no longer needed."""
    missing, floor = (Bump.NONE, None) if step.sufficient else (step.needed, step.floor)
    return ContractResult(contract.identity, contract.format.label, contract.version, pairing.label, missing,
                          str(floor or ""))


def _notes(contracts: Sequence[Contract], results: Sequence[ContractResult], baselines: Baselines) -> Iterator[str]:
    """`3 contracts found · compared with merge base 4f2c1a9`."""
    count = f"{len(contracts)} contract{'' if len(contracts) == 1 else 's'} found"
    labels = list(dict.fromkeys(result.baseline for result in results if result.baseline))
    if labels:
        yield f"{count} · compared with {', '.join(labels)}"
    else:
        hint = baselines.base.hint if contracts else ""
        yield f"{count} · nothing to compare with" + (f": {hint}" if hint else "")
