"""The examples in the pages of the rules, as documents that can be judged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govtool.finding import Finding
from govtool.lint.engine import lint, lint_repository
from govtool.lint.rule import Repository, Rule
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Contract
from govtool.model.detect import detect
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

BLOCK = re.compile(r"^```(?:yaml|json)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"(?:#|//) error: (.+?)(?=\s+(?:#|//) error: |$)")


@dataclass(frozen=True)
class Example:
    """One section of a page: the documents of its blocks lie in one folder."""

    rule: Rule
    section: str
    files: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.rule.id} {self.section}"

    def expected(self) -> Iterator[tuple[str, int, str]]:
        """File, line and message of every `# error:` comment."""
        for name, text in self.files.items():
            for number, line in enumerate(text.split("\n"), 1):
                yield from ((name, number, message) for message in EXPECTED.findall(line))


@dataclass(frozen=True)
class Together:
    contracts: tuple[Contract, ...]


def section(page: str, title: str) -> str:
    """What stands below a heading, to the next one of its level."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def example(rule: Rule, title: str) -> Example:
    blocks = BLOCK.findall(section(rule.doc, title))
    files = {name or f"api-{index}.yaml": text for index, (name, text) in enumerate(blocks, 1)}
    return Example(rule, title.lower(), files)


def contracts(shown: Example) -> tuple[Contract, ...]:
    bundle = Bundle(MemoryTree({name: text.encode() for name, text in shown.files.items()}))
    return tuple(read(bundle, name) for name in shown.files if detect(bundle.document(name).data) is not None)


def judged(shown: Example, rules: Sequence[Rule]) -> list[Finding]:
    """Every finding of the rules, all of which are on, in the example's documents."""
    everything = RuleSet({rule.id: rule for rule in rules}, {rule.id: rule.severity for rule in rules})
    found = contracts(shown)
    each = [finding for contract in found for finding in lint(contract, everything)]
    across = any(Repository in rule.subjects for rule in rules)
    return each + (lint_repository(Together(found), everything) if across else [])


def place(shown: Example, finding: Finding) -> tuple[str, int]:
    """File and line of a finding."""
    document = next(contract.bundle.documents[finding.at.document] for contract in contracts(shown))
    span = finding.at.span or document.span(finding.at.pointer, finding.at.on)
    return document.name, span.line


