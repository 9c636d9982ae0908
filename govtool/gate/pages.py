"""The page of everything that can be reported: one mapping, gathered from where each thing is defined."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govtool.lint.rule import Rule


@dataclass(frozen=True, slots=True)
class Page:
    """What `explain` shows."""

    title: str
    kind: str
    """`rule`, `change`, `policy`, `check` or `text`."""
    text: str
    """Markdown."""


def pages(rules: Mapping[str, Rule] | None = None) -> dict[str, Page]:
    """Every page by id, with those of a team's own rules; an id is defined in one place only."""
    found: dict[str, Page] = {}
    for kind, texts in _sources(rules):
        for name, text in texts.items():
            found.setdefault(name, Page(_title(text), kind, text))
    return found


def _sources(rules: Mapping[str, Rule] | None) -> Iterator[tuple[str, Mapping[str, str]]]:
    from govtool.catalog.examples import PAGES as EXAMPLES
    from govtool.catalog.pages import PAGES as CATALOG
    from govtool.compare.pages import pages as changes
    from govtool.compare.policies import pages as policies
    from govtool.gate.verdicts import PAGES as VERSIONS
    from govtool.lint import rulesets
    from govtool.registry.publish_pages import PAGES as REGISTRIES
    from govtool.source.problem import PROBLEMS

    yield "rule", {rule.id: rule.doc for rule in (rules or rulesets.known()).values()}
    yield "change", changes()
    yield "policy", policies()
    yield "check", VERSIONS
    yield "check", CATALOG
    yield "check", EXAMPLES
    yield "check", REGISTRIES
    yield "text", PROBLEMS


def _title(text: str) -> str:
    """The first sentence."""
    first = text.strip().split("\n\n", 1)[0]
    found = re.match(r".+?[.!?](?=\s|$)", first, re.DOTALL)
    return " ".join((found[0] if found else first).split())
