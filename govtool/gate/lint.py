"""`lint`: rules only, as a report."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govtool.finding import ContractResult, Finding, Report, Skipped, in_order
from govtool.gate.desk import Desk
from govtool.gate.frames import excerpts
from govtool.gate.limits import limits, words
from govtool.gate.texts import text_problems
from govtool.gate.waived import judged
from govtool.lint.engine import lint as judge
from govtool.lint.engine import lint_repository
from govtool.lint.rule import Together
from govtool.model.detect import detect


@dataclass(frozen=True, slots=True)
class Options:
    """What is judged, by which rules, and what fails."""

    refs: tuple[str, ...]
    rulesets: tuple[str, ...]
    select: str
    ignore: str
    contracts_only: bool
    today: date
    fail_on: str | None
    show_waived: bool


def lint(options: Options) -> Report:
    """Every finding of the rules in the documents that were named, or in every contract of the repository."""
    desk = Desk.at(Path.cwd())
    rules = desk.rules(options.rulesets, words(options.select), words(options.ignore))
    findings: list[Finding] = []
    contracts, skipped = [], []
    repository = desk.repository()
    for _, contract in desk.chosen(repository, options.refs):
        document = contract.document
        if options.contracts_only and (not document.usable or detect(document.data) is None):
            skipped.append(Skipped(document.name, "it is no contract"))
            continue
        findings += judge(contract, rules)
        contracts.append(contract)
    findings += text_problems(contracts)
    findings += lint_repository(Together(tuple(contracts)), rules)
    documents = {each.name: each for contract in contracts for each in contract.bundle.documents.values()}
    ordered = in_order(judged(findings, repository, list(documents.values()), options.today, complete=False))
    results = [ContractResult(contract.identity, contract.format.label, contract.version) for contract in contracts]
    pages = {finding.rule: rules.rules[finding.rule].doc for finding in ordered if finding.rule in rules.rules}
    return Report(command="lint", findings=ordered, contracts=tuple(results), skipped=tuple(skipped),
                  excerpts=excerpts(ordered, (), documents), notes=rules.notes, docs=pages,
                  show_waived=options.show_waived, **limits(options.fail_on or desk.config.fail_on))
