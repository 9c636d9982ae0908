"""Which rules are on and how much each weighs for a contract: rulesets, tiers, profiles and the user's settings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from govtool.errors import UserError, suggestion
from govtool.finding import Location, Severity
from govtool.lint.load import Rules
from govtool.lint.override import Override
from govtool.lint.rule import Repository, Rule
from govtool.model.contract import Contract

Weights = Mapping[str, Severity | None]
"""Selector → severity; None for off. A later entry outdoes an earlier one."""


@dataclass(frozen=True, slots=True, eq=False)
class Active:
    """A rule that is on for one contract, with its severity there; or for the repository, without a contract."""

    rule: Rule
    severity: Severity | None
    """None where the rule is off but for some places."""
    options: Mapping[str, Any]
    owner: "RuleSet"
    contract: Contract | None

    def severity_at(self, at: Location) -> Severity | None:
        """The severity of a finding at a place of the contract; None where it is off."""
        if self.contract is None or not self.owner.overrides:
            return self.severity
        return self.owner.severity(self.rule, self.contract, at)

    def severity_for(self, contract: Contract | None, at: Location) -> Severity | None:
        """The severity for the contract that a finding across contracts belongs to."""
        return self.severity if contract is None else self.owner.severity(self.rule, contract, at)


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """Rules with their severities. Frozen: one value serves every contract of a run."""

    rules: Rules | dict[str, Rule]
    """Every rule that is known, whether on or off; those that cannot be on are not read."""
    base: Mapping[str, Severity | None] = field(default_factory=dict)
    """What the rulesets say, by id; a rule that is not named is off, unless it is always on."""
    tiers: Mapping[str, Weights] = field(default_factory=dict)
    profiles: Mapping[str, Weights] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    """What the rulesets say of some files only; a later one outdoes an earlier one."""
    own: Weights = field(default_factory=dict)
    """What the user's settings say; it outdoes everything."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    always: frozenset[str] = frozenset()
    """The rules that are on without being named: what they ask for makes a document a contract."""
    notes: tuple[str, ...] = ()
    """What a reader should know: rules of a foreign ruleset that are not here."""

    def active(self, contract: Contract) -> list[Active]:
        """The rules that are on for a contract, or may be for places of it."""
        format_ = contract.format
        rules = self.rules
        for override in self.overrides:
            if _covers(override, contract, None):
                rules = rules | override.rules
        found = []
        for rule in self._named(rules, format_.family):
            if rule.concerns(format_.family, format_.version):
                severity = self.severity(rule, contract)
                if severity is not None or any(override.base.get(rule.id) for override in self.overrides):
                    found.append(self._active(rule, severity, contract))
        return found

    def across(self) -> list[Active]:
        """The rules that are on and judge contracts against each other."""
        rules = (rule for rule in self._named(self.rules, "") if Repository in rule.subjects)
        return [self._active(rule, severity, None) for rule in rules
                if (severity := self.severity(rule, None)) is not None]

    def _named(self, rules: Rules | dict[str, Rule], family: str) -> Iterator[Rule]:
        """The rules that may be on for a family, in their order: somebody names them, or they are always on."""
        ids = rules.for_family(family) if isinstance(rules, Rules) else rules
        named = {*self.always, *self.base, *self.select, *self.own}
        named.update(*(override.base for override in self.overrides))
        return (rules[id_] for id_ in ids if id_ in named)

    def severity(self, rule: Rule, contract: Contract | None, at: Location | None = None) -> Severity | None:
        """How much a rule weighs for a contract, or at a place of it; None where it is off."""
        if any(rule.matches(selector) for selector in self.ignore):
            return None
        if self.select and not any(rule.matches(selector) for selector in self.select):
            return None
        asked_for = rule.id in self.always or rule.id in self.select
        severity = self.base.get(rule.id, rule.severity if asked_for else None)
        if contract is not None:
            severity = _weighed(rule, severity, self.tiers.get(contract.facts.tier, {}))
            severity = _weighed(rule, severity, self.profiles.get(contract.facts.profile, {}))
            for override in self.overrides:
                if rule.id in override.base and _covers(override, contract, at):
                    severity = override.base[rule.id]
        return _weighed(rule, severity, self.own, revive=True)

    def _active(self, rule: Rule, severity: Severity | None, contract: Contract | None) -> Active:
        return Active(rule, severity, {**rule.options, **self.options.get(rule.id, {})}, self, contract)

    def narrowed(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> "RuleSet":
        """The same with `--select` and `--ignore`; UserError for what selects nothing."""
        for selector in (*select, *ignore):
            self.check_selector(selector)
        return replace(self, select=tuple(select), ignore=tuple(ignore))

    def check_selector(self, selector: str) -> None:
        """UserError where no rule is meant."""
        if selector not in self.rules and not any(rule.matches(selector) for rule in self.rules.values()):
            tags = {tag for rule in self.rules.values() for tag in rule.tags}
            hint = suggestion(selector, {*self.rules, *tags}) or "`govtool explain` lists every rule"
            raise UserError(f"no rule, prefix or tag `{selector}`", hint)


def _covers(override: Override, contract: Contract, at: Location | None) -> bool:
    """Whether an override is about a contract's own document, or about the place of a finding in any document."""
    root = getattr(contract.bundle.tree, "root", None)
    if override.covers(contract.document.path, root):
        return True
    if at is None:
        return False
    path = next((each.path for each in contract.bundle.documents.values() if each.name == at.document), at.document)
    return override.covers(path, root, at.fragment)


def _weighed(rule: Rule, severity: Severity | None, weights: Weights, *, revive: bool = False) -> Severity | None:
    """The severity after a table of weights; only `revive` tables can turn a rule on."""
    for selector, weight in weights.items():
        if rule.matches(selector) and (severity is not None or (revive and selector == rule.id)):
            severity = weight
    return severity
