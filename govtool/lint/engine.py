"""Runs rules over a contract: one walk over the documents for all of them, then the uses in the normalised contract.

A finding stands where the fault is defined and is said once, with the operations that lead to it. A rule that crashes
is a finding of its own and costs nothing but its own findings.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govtool.finding import INTERNAL_ERROR, Finding, Location, Severity, in_order
from govtool.lint.declared.place import Scope
from govtool.lint.reach import Reach
from govtool.lint.rule import Hit, Repository, Rule, RuleError
from govtool.lint.ruleset import Active, RuleSet
from govtool.model.contract import Body, Contract, Media, Operation, Parameter, Response, Spot
from govtool.model.walk import REFERENCE, Node, walk

_SIBLINGS_COUNT = frozenset({"Schema", "PathItem"})
"""The kinds in which something may stand beside `$ref`."""


def lint(contract: Contract, rules: RuleSet) -> list[Finding]:
    """Every finding of the rules that are on for this contract, in order, each once."""
    if not contract.document.usable:
        return []
    run = _Run(contract)
    active = rules.active(contract)
    run.nodes(active)
    for kind, parts in _PARTS.items():
        run.parts([item for item in active if kind in item.rule.subjects], parts)
    return list(in_order(run.findings()))


def lint_repository(repository: Repository, rules: RuleSet) -> list[Finding]:
    """Every finding of the rules that judge contracts against each other, in order, each once."""
    found: list[Finding] = []
    owners = {contract.document.name: contract for contract in reversed(repository.contracts)}
    for item in rules.across():
        try:
            for hit in item.rule.check(repository, None, item.options):
                owner = owners.get(hit.at.document)
                severity = item.severity_for(owner, hit.at)
                if severity is not None:
                    found.append(_finding(item, hit, owner.identity if owner else "", severity, ()))
        except Exception as error:  # noqa: BLE001 - a rule is a plug-in: whatever it raises is contained
            found.append(_crash(item.rule, error, Location(""), ""))
    return list(in_order(found))


Parts = Callable[[Contract], Iterator[tuple[Any, str]]]
"""The uses of one type in a contract, each with the name of the operation it belongs to."""


def _operations(contract: Contract) -> Iterator[tuple[Operation, str]]:
    return ((operation, operation.name) for operation in contract.all_operations())


def _parameters(contract: Contract) -> Iterator[tuple[Parameter, str]]:
    return ((found, operation.name) for operation in contract.all_operations()
            for found in operation.parameters.values())


def _bodies(contract: Contract) -> Iterator[tuple[Body, str]]:
    return ((operation.request, operation.name) for operation in contract.all_operations() if operation.request)


def _responses(contract: Contract) -> Iterator[tuple[Response, str]]:
    return ((found, operation.name) for operation in contract.all_operations()
            for found in operation.responses.values())


def _media(contract: Contract) -> Iterator[tuple[Media, str]]:
    for operation in contract.all_operations():
        holders = (operation.request, *operation.responses.values())
        yield from ((found, operation.name) for holder in holders if holder for found in holder.content.values())


_PARTS: Mapping[type, Parts] = {
    Contract: lambda contract: iter([(contract, "")]),
    Scope: lambda contract: iter([(Scope(contract), "")]),
    Operation: _operations,
    Parameter: _parameters,
    Body: _bodies,
    Response: _responses,
    Media: _media,
}


class _Run:
    """One contract's findings while they are gathered."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._hits: list[tuple[Active, Hit, str]] = []
        self._faults: list[Finding] = []
        self._ended: set[str] = set()
        """The rules that crashed or cannot be run."""

    def nodes(self, active: Sequence[Active]) -> None:
        """The shared walk: each object goes to the rules that subscribed to its kind."""
        wanted = _listeners(active)
        if not wanted:
            return
        contract = self.contract
        references = wanted.get(REFERENCE)
        for node in walk(contract.bundle, contract.document, contract.format, wanted):
            value = node.value
            if "$ref" in value and isinstance(value["$ref"], str):
                if references is not None:
                    self._each(references.of(value), node, "", node)
                if len(value) == 1 or node.kind not in _SIBLINGS_COUNT:
                    continue
            listeners = wanted.get(node.kind)
            if listeners is not None:
                self._each(listeners.of(value), node, "", node)

    def parts(self, active: Sequence[Active], parts: Parts) -> None:
        """Every use of one type, for the rules that subscribed to it."""
        for part, name in parts(self.contract) if active else ():
            self._each(active, part, name, getattr(part, "spot", None))

    def _each(self, active: Iterable[Active], subject: Any, name: str, place: Node | Spot | None) -> None:
        contract, hits, ended = self.contract, self._hits, self._ended
        for item in active:
            if ended and item.rule.id in ended:
                continue
            try:
                for hit in item.rule.check(subject, contract, item.options):
                    hits.append((item, hit, name))
            except RuleError as error:
                ended.add(item.rule.id)
                self._faults.append(_unusable(item.rule, error, contract.document.at()))
            except Exception as error:  # noqa: BLE001 - a rule is a plug-in: whatever it raises is contained
                ended.add(item.rule.id)
                at = place.at() if place is not None else contract.document.at()
                self._faults.append(_crash(item.rule, error, at, contract.identity))

    def findings(self) -> Iterator[Finding]:
        """The hits as findings; who leads to a definition is worked out only where there is one."""
        reach = Reach(self.contract)
        for item, hit, name in self._hits:
            severity = item.severity_at(hit.at)
            if severity is not None:
                leading = (name,) if name else reach.of(hit.at)
                yield _finding(item, hit, self.contract.identity, severity, leading)
        yield from self._faults


@dataclass(slots=True, eq=False)
class _Listeners:
    """The rules that want the objects of one kind: those that want all, and those that want what has some property."""

    every: list[Active] = field(default_factory=list)
    by_key: dict[str, list[Active]] = field(default_factory=dict)

    def of(self, value: Mapping[str, Any]) -> list[Active]:
        """Those that want an object, each once."""
        if self.by_key.keys().isdisjoint(value):
            return self.every
        some = dict.fromkeys(item for key in value if key in self.by_key for item in self.by_key[key])
        return [*self.every, *some]


def _listeners(active: Iterable[Active]) -> dict[str, _Listeners]:
    found: dict[str, _Listeners] = {}
    for item in active:
        for kind in item.rule.subjects:
            if isinstance(kind, str):
                listeners = found.setdefault(kind, _Listeners())
                for listening in [listeners.by_key.setdefault(key, []) for key in item.rule.keys] or [listeners.every]:
                    listening.append(item)
    return found


def _finding(item: Active, hit: Hit, contract: str, severity: Severity, reach: tuple[str, ...]) -> Finding:
    return Finding(
        rule=item.rule.id, message=hit.message, at=hit.at, severity=severity, related=hit.related, help=hit.help,
        fixes=hit.fixes, contract=contract, subject=hit.subject, reach=reach,
    )


def _unusable(rule: Rule, error: RuleError, at: Location) -> Finding:
    """A rule that cannot be run as it is written: a fault of the ruleset, said once for all contracts."""
    return Finding(rule.id, f"the rule cannot be run: {error}", rule.origin or at, Severity.ERROR, subject=rule.id,
                   help="mend it in its ruleset, or turn it off; the other rules went on")


def _crash(rule: Rule, error: Exception, at: Location, contract: str) -> Finding:
    words = f"rule `{rule.id}` crashed here and was left out: {type(error).__name__}: {error}"
    return Finding(INTERNAL_ERROR, words, at, Severity.ERROR, contract=contract, subject=rule.id,
                   help="please report it, with the contract if you can; the other rules went on")
