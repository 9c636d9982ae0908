"""What was asked of a mock: a consumer's test run against it, as a report on the contract."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from govtool.finding import ContractResult, Finding, Report, Severity, in_order
from govtool.mock.curl import curl
from govtool.mock.exchange import Violation, printable
from govtool.mock.mount import Endpoint
from govtool.model.contract import Contract

_MOST = 10
"""Operations that were not called, and violations of one operation, that the text tells."""


def summary(endpoints: Iterable[Endpoint]) -> Iterator[str]:
    """The lines of the text: the operations that were called, their statuses and violations, then the others."""
    every = list(endpoints)
    called = [each for each in every if each.statuses]
    requests = sum(each.statuses.total() for each in called)
    violations = sum(each.violations.total() for each in called)
    of_all = f"{len(called)} of {_many(len(every), 'operation')} called"
    yield f"{_many(requests, 'request')}, {of_all}, {_many(violations, 'violation')}"
    for each in called:
        statuses = ", ".join(f"{status} x {count}" for status, count in sorted(each.statuses.items()))
        yield f"  {each.operation.method} {each.path}  {statuses}"
        yield from (f"    {_told(violation)} x {count}" for violation, count in each.violations.most_common(_MOST))
    left = [f"{each.operation.method} {each.path}" for each in every if not each.statuses]
    if left and called:
        more = f", and {len(left) - _MOST} more" if len(left) > _MOST else ""
        yield f"  not called: {', '.join(left[:_MOST])}{more}"


def report(endpoints: Iterable[Endpoint], contracts: Iterable[Contract]) -> Report:
    """The same as findings: each kind of violation at its operation, and each operation that was not called."""
    found: list[Finding] = []
    for each in endpoints:
        at, contract = each.operation.spot.at(on="key"), each.scene.contract.identity
        found += [Finding("request-violation", f"{each.operation.name}: {_told(violation)}, {_many(count, 'time')}", at,
                          Severity.WARNING, help="send what the operation declares", contract=contract,
                          subject=f"{each.operation.name} {violation.keyword}")
                  for violation, count in each.violations.items()]
        if not each.statuses:
            found.append(Finding("operation-not-called", f"{each.operation.name} was not called", at, Severity.INFO,
                                 help="call it in the consumer's tests, if the consumer relies on it",
                                 contract=contract, subject=each.operation.name))
    ordered = in_order(found)
    by_name = {each.name: each for contract in contracts for each in contract.bundle.documents.values()}
    excerpts = {finding.at: by_name[finding.at.document].excerpt(finding.at) for finding in ordered}
    results = tuple(ContractResult(each.identity, each.format.label, each.version) for each in contracts)
    return Report(command="mock", findings=ordered, contracts=results, excerpts=excerpts, fail_on=None)


def introduction(endpoints: Iterable[Endpoint], address: str) -> Iterator[str]:
    """What is served: one line for each operation, by contract, and how to call the first."""
    every = list(endpoints)
    yield f"listening on {address}"
    for contract, own in groupby(every, key=lambda each: each.scene.contract):
        yield f"{contract.title or contract.identity} {contract.version}".rstrip()
        for each in own:
            yield f"  {each.operation.method:<7} {each.path}"
    if every:
        yield curl(every[0].scene.contract, every[0].scene.samplers, every[0].operation, address + every[0].path)


def _told(violation: Violation) -> str:
    where = f"{violation.place} `{violation.name}`" if violation.name else violation.place
    return printable(f"{where}: {violation.message} ({violation.keyword})")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
