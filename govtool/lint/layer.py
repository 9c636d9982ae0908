"""Rulesets laid over each other: what one says, with everything that it extends."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from govtool.finding import Severity
from govtool.lint.declared.given import Target
from govtool.lint.override import Override
from govtool.lint.rule import Rule

Weighed = dict[str, dict[str, Severity | None]]


@dataclass(slots=True)
class Layer:
    """What a ruleset says, with everything that it extends."""

    rules: dict[str, Rule] = field(default_factory=dict)
    """The rules that are defined in it."""
    base: dict[str, Severity | None] = field(default_factory=dict)
    """Rule id → severity; None for off."""
    options: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    tiers: Weighed = field(default_factory=dict)
    profiles: Weighed = field(default_factory=dict)
    overrides: list[Override] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    definitions: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The rules that are defined in it, as they are written."""
    aliases: dict[str, tuple[Target, ...]] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    """The functions in JavaScript that it brings."""
    names: dict[str, str | None] = field(default_factory=dict)
    """Another tool's or an older name of a rule → its id here; None for a rule that is not here."""

    def add(self, other: "Layer") -> None:
        """Another layer on top."""
        self.rules |= other.rules
        self.base |= other.base
        self.options |= other.options
        self.definitions |= other.definitions
        self.aliases |= other.aliases
        self.functions |= other.functions
        self.names |= other.names
        self.overrides += other.overrides
        self.notes += [note for note in other.notes if note not in self.notes]
        self.weigh("tiers", other.tiers)
        self.weigh("profiles", other.profiles)

    def weigh(self, scale: str, weighed: Weighed) -> None:
        """Further weights by a fact of the contract."""
        mine: Weighed = getattr(self, scale)
        for value, weights in weighed.items():
            mine[value] = {**mine.get(value, {}), **weights}

    def in_mode(self, mode: str, built_in: Mapping[str, Rule]) -> "Layer":
        """The layer with all of its rules on (`all`), with none on but all known (`off`), or as it is."""
        if mode == "off":
            return replace(self, base={}, overrides=[])
        if mode == "all":
            rules = {**built_in, **self.rules}
            ids = dict.fromkeys((*self.base, *self.rules))
            return replace(self, base={id_: self.base.get(id_) or rules[id_].severity for id_ in ids})
        return self

    def beginning(self) -> "Layer":
        """A layer that knows the same rules and says nothing of them yet."""
        found = Layer()
        found.add(replace(self, base={}, options={}, overrides=[], notes=[]))
        return found
