"""The examples in the pages of the policies are run, with the settings that each of their lines names."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from test_compare_http_examples import sides

from govtool.compare.engine import compare
from govtool.compare.policies import pages
from govtool.compare.policy import Policy
from govtool.config import load
from govtool.gate.limits import policy_of
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

EXAMPLE = re.compile(r"```diff\n(.*?)```\n\n((?:- [^\n]+\n)+)", re.DOTALL)
CASE = re.compile(r"- (by default|`(?P<setting>.+?)`): (?:`(?P<id>[a-z-]+)` is (?P<verdict>[a-z]+)|nothing)")
PAGES = pages()
AXES = {name.removeprefix("policy."): page for name, page in PAGES.items() if name != "policy"}


def cases() -> Iterator[object]:
    for axis, page in AXES.items():
        for number, (example, told) in enumerate(EXAMPLE.findall(page)):
            for line in told.splitlines():
                assert CASE.fullmatch(line), line
                yield pytest.param(example, line, id=f"{axis}-{number}-{line}")


def versions(example: str) -> tuple[Contract, Contract]:
    """The two contracts: of HTTP, or a schema by itself."""
    if "$schema" not in example:
        return sides(example)[:2]
    lines = example.splitlines()
    texts = ["\n".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +")]
    old, new = (read(Bundle(MemoryTree({"order.yaml": text.encode()})), "order.yaml") for text in texts)
    return old, new


def policy(setting: str | None, folder: Path) -> Policy:
    """The policy of a line, as govtool.toml or the command line would say it."""
    today, mode = date(2024, 1, 1), ""
    if setting and setting.startswith("--"):
        option, value = setting.split()
        today, mode = (date.fromisoformat(value), "") if option == "--as-of" else (today, value)
        setting = ""
    (folder / "govtool.toml").write_text(f"[policy]\n{setting or ''}\n", "utf-8")
    return policy_of(load(folder), today, mode=mode)


@pytest.mark.parametrize(("example", "line"), list(cases()))
def test_an_example_is_judged_as_its_page_says(example: str, line: str, tmp_path: Path) -> None:
    old, new = versions(example)
    found = CASE.fullmatch(line)
    assert found is not None
    wanted = [(found["id"], found["verdict"])] if found["id"] else []
    judged = compare(old, new, policy(found["setting"], tmp_path))
    assert [(change.id, change.verdict.value) for change in judged] == wanted


@pytest.mark.parametrize("axis", AXES)
def test_every_page_shows_what_is_bad_and_what_is_good(axis: str) -> None:
    page = AXES[axis]
    assert "\nBad" in page
    assert "\nGood" in page
    assert EXAMPLE.search(page)


def test_every_axis_of_the_record_has_a_page() -> None:
    fields = {name.replace("_", "-") for name in Policy.__dataclass_fields__}
    assert fields - {"as-of"} <= set(AXES)
    assert {f"`policy.{axis}`" in PAGES["policy"] for axis in AXES} == {True}
