"""A rule and what it hits: the one record that Python rules and declarative rules become."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from govtool.finding import Fix, Location, Related, Severity
from govtool.model.contract import Contract


class RuleError(ValueError):
    """A rule that cannot be run as it is written; the text says why. It ends that rule, and no other."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is not kept. `message` says what is, then what was expected; `help` the next act.

    `subject` names the place where the pointer would not survive an edit, such as an item of a list.
    """

    at: Location
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    subject: str = ""


class Repository(Protocol):
    """All contracts that are governed together; rules that subscribe to it judge them against each other."""

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """Every contract of the repository, in the order of their paths."""


@dataclass(frozen=True, slots=True)
class Together:
    """The contracts of a run, for the rules that look across them."""

    contracts: tuple[Contract, ...]


Check: TypeAlias = Callable[[Any, Any, Mapping[str, Any]], Iterable[Hit]]
"""What a rule does with one subject, the contract it belongs to (None for a repository) and the rule's options."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A requirement that contracts are held to.

    `subjects` says what `check` is called with: the name of a grammar kind (every such object, once, where it is
    defined) or a type of the normalised contract (every use). Nothing subscribed to is not an error: the rule is idle.
    """

    id: str
    title: str
    doc: str
    """The page, in Markdown: why, `## Bad`, `## Good`."""
    check: Check
    subjects: tuple[str | type, ...]
    severity: Severity = Severity.WARNING
    tags: frozenset[str] = frozenset()
    formats: tuple[str, ...] = ()
    """The formats it is about, `openapi` or `openapi-3.1`; empty for all."""
    options: Mapping[str, Any] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    """For a grammar kind: only objects with one of these properties are of interest; empty for all."""
    url: str = ""
    origin: Location | None = None
    """Where a declared rule is written."""

    def concerns(self, family: str, version: str) -> bool:
        """Whether it is about this format."""
        return is_about(self.formats, family, version)

    def without_option(self, options: Iterable[str]) -> str:
        """The first of some options that the rule does not have; empty where it has all."""
        return next((name for name in options if name not in self.options), "")

    def matches(self, selector: str) -> bool:
        """Whether a selector means this rule: its id, the words its id starts with, one of its tags, or `*`."""
        return selector in ("*", self.id) or self.id.startswith(selector + "-") or selector in self.tags


def is_about(formats: Collection[str], family: str, version: str) -> bool:
    """Whether a format is among these; `openapi-3` means `3.0`, `3.1` and later, and no formats mean all."""
    label = f"{family}-{version}"
    return not formats or any(label == name or label.startswith((f"{name}-", f"{name}.")) for name in formats)
