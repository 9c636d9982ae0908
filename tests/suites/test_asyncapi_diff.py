"""AsyncAPI pairs with one right answer each: does the change break whoever relies on the old version?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asyncapi_documents import contract

from govtool.compare.events.compare import compare_events
from govtool.finding import Change, Verdict

SUITE = Path(__file__).parents[2] / ".." / "shared" / "suites" / "asyncapi-diff.jsonl"


def cases() -> Iterator[object]:
    for line in SUITE.read_text("utf-8").splitlines() if SUITE.is_file() else []:
        case = json.loads(line)
        yield pytest.param(case, id=case["id"])


def changes(case: dict[str, Any]) -> list[Change]:
    return compare_events(contract(case["old"]), contract(case["new"]))


def test_the_suite_is_there() -> None:
    if not SUITE.is_file():
        pytest.skip("the shared suites are not there")
    assert len(list(cases())) > 30


@pytest.mark.parametrize("case", list(cases()))
def test_a_pair_is_judged_as_the_suite_says(case: dict[str, Any]) -> None:
    breaks = [change for change in changes(case) if change.verdict is Verdict.BREAKING]
    assert bool(breaks) == case["breaking"], case["why"]


@pytest.mark.parametrize("case", list(cases()))
def test_what_breaks_asks_for_a_major_version_and_nothing_else_does(case: dict[str, Any]) -> None:
    steps = {change.bump.label for change in changes(case)}
    assert ("major" in steps) == (case["semver"] == "major")
