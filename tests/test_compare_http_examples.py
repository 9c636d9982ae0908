"""The examples in the pages of the structural checks are run: each asserts all that changes in it, line by line."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from types import ModuleType

import pytest

from govtool.compare.checks import modules, pages
from govtool.compare.engine import compare
from govtool.finding import Change, Location, Verdict
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

WORDS = {"ok": Verdict.COMPATIBLE, "possible": Verdict.POSSIBLE, "breaking": Verdict.BREAKING}
ASSERTION = re.compile(r"  # (ok|possible|breaking): ([a-z-]+)$")
HEAD = ["openapi: 3.1.0", "info: {title: T, version: 1.0.0}"]


def examples() -> Iterator[object]:
    for module in modules():
        for index, text in enumerate(
            re.findall(r"^```diff\n(.*?)^```", cleandoc(module.__doc__ or ""), re.DOTALL | re.MULTILINE)
        ):
            yield pytest.param(text, id=f"{module.__name__.rsplit('.', 1)[1]}-{index}")


def contract(lines: list[str]) -> Contract:
    head = [line for line in HEAD if not any(other.startswith(line.split(":")[0] + ":") for other in lines)]
    text = "\n".join([*head, *lines]) + "\n"
    return read(Bundle(MemoryTree({"api.yaml": text.encode()})), "api.yaml")


def sides(example: str) -> tuple[Contract, Contract, set[tuple[str, str, Verdict]]]:
    """The two contracts, and what is asserted: on which line (its text) which change with which verdict."""
    old, new, wanted = [], [], set()
    for line in example.splitlines():
        text = line[1:]
        if found := ASSERTION.search(text):
            wanted.add((text.strip(), found[2], WORDS[found[1]]))
        if line[0] in " -":
            old.append(text)
        if line[0] in " +":
            new.append(text)
    return contract(old), contract(new), wanted


def line_of(side: Contract, at: Location | None) -> str:
    if at is None:
        return ""
    span = side.document.span(at.pointer, at.on)
    return side.document.text.split("\n")[span.line - 1].strip()


def told(change: Change, old: Contract, new: Contract) -> tuple[str, str, Verdict]:
    """The line it is told at: where it is now if that line asserts something, else where it was."""
    lines = [line_of(new, change.where), line_of(old, change.was)]
    line = next((line for line in lines if f": {change.id}" in line), lines[0])
    return (line, change.id, change.verdict)


@pytest.mark.parametrize("example", list(examples()))
def test_an_example_changes_as_it_says_and_in_no_other_way(example: str) -> None:
    old, new, wanted = sides(example)
    assert {told(change, old, new) for change in compare(old, new)} == wanted


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__.rsplit(".", 1)[1])
def test_every_page_is_shown_in_an_example(module: ModuleType) -> None:
    text = cleandoc(module.__doc__ or "")
    named = re.findall(r"^# ([a-z-]+)$", text, re.MULTILINE)
    shown = re.findall(r"  # \w+: ([a-z-]+)$", text, re.MULTILINE)
    assert set(named) == set(shown)
    assert set(named) <= set(pages())


def test_every_page_begins_with_a_sentence() -> None:
    assert [id_ for id_, page in pages().items() if not re.match(r"[A-Z`][^\n]{15,}", page)] == []
