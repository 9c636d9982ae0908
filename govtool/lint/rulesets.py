"""Rulesets by name or file: which rules are on, and how much each weighs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from govtool.errors import UserError
from govtool.finding import Severity
from govtool.lint.layer import Layer
from govtool.lint.load import always_on, built_in
from govtool.lint.reader import FOLDER, Reader, names
from govtool.lint.rule import Rule
from govtool.lint.rulefile import WEIGHTS, one_of
from govtool.lint.ruleset import RuleSet

_TIERS = "tiers"
"""The built-in ruleset that only weighs: it is under every other."""


def known() -> Mapping[str, Rule]:
    """Every rule that is built in, whether in Python or declared in a built-in ruleset, by id."""
    reader = Reader(built_in())
    found = dict(built_in())
    for name in names():
        found |= reader.layer(name, FOLDER).rules
    return found


def load(names: Sequence[str], settings: Mapping[str, str | Mapping[str, Any]], folder: Path) -> RuleSet:
    """The rules of the named rulesets with the user's settings; UserError for a name that is not there."""
    reader = Reader(built_in())
    whole = Layer()
    for name in dict.fromkeys((_TIERS, *names)):
        whole.add(reader.layer(name, folder))
    rules = built_in()
    for override in whole.overrides:
        rules = rules | override.rules
    rules = rules | whole.rules
    found = RuleSet(rules, whole.base, whole.tiers, whole.profiles, tuple(whole.overrides), options=whole.options,
                    always=always_on(), notes=tuple(whole.notes))
    for weights in (*whole.tiers.values(), *whole.profiles.values()):
        for selector in weights:
            found.check_selector(selector)
    return _with_settings(found, settings)


def _with_settings(found: RuleSet, settings: Mapping[str, Any]) -> RuleSet:
    """A ruleset with what govtool.toml says of single rules."""
    own: dict[str, Severity | None] = {}
    options = dict(found.options)
    for selector, said in settings.items():
        found.check_selector(selector)
        rule = found.rules.get(selector)
        table = dict(said) if isinstance(said, Mapping) else {"severity": said}
        if "severity" in table:
            own[selector] = _weight(selector, table.pop("severity"))
        elif rule and found.base.get(selector) is None:
            own[selector] = rule.severity  # whoever sets the options of a rule wants it
        if table:
            options[selector] = {**options.get(selector, {}), **_checked(selector, rule, table)}
    return replace(found, own=own, options=options)


def _checked(selector: str, rule: Rule | None, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options, if they are those of one rule."""
    if rule is None:
        raise UserError(f"`[rules]`: `{selector}` is several rules, and options belong to one", "name one rule")
    if wrong := rule.without_option(options):
        raise UserError(f"`[rules]`: `{selector}` has no option `{wrong}`",
                        one_of(wrong, rule.options) if rule.options else "it has none")
    return options


def _weight(selector: str, said: Any) -> Severity | None:
    if not isinstance(said, str) or said not in WEIGHTS:
        raise UserError(f"`[rules]`: `{selector}` is `{said}`, expected a severity",
                        one_of(said, ("error", "warning", "info", "hint", "off")))
    return WEIGHTS[said]
