"""OpenAPI pairs with one right answer each: is a client that works with the old version broken by the new one?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from compare_documents import SHARED, contract

from govtool.compare.engine import compare
from govtool.finding import Verdict

SUITE = SHARED / "suites" / "openapi-breaking"

# Where we keep another answer than the suite, and why.
KEPT = {
    "oasdiff-0210": "the mapping of a discriminator has lost a key: by the specification nothing is refused, yet "
    "readers choose the branch by it, so it is breaking by policy",
    "oasdiff-0274": "a number in a query became a string: both are the same text on the wire",
    "oasdiff-0513": "`not` excludes a value that the old version took, in an object that declares "
    "nothing and so is open",
}


def cases() -> Iterator[object]:
    lines = (SUITE / "cases.jsonl").read_text("utf-8").splitlines() if (SUITE / "cases.jsonl").is_file() else []
    for line in lines:
        case = json.loads(line)
        if not case["flags"]:
            yield pytest.param(case, id=case["case"])


def test_the_suite_is_there() -> None:
    if not SUITE.is_dir():
        pytest.skip("the shared suites are not there")
    assert len(list(cases())) > 200


@pytest.mark.parametrize("case", list(cases()))
def test_a_pair_is_judged_as_the_suite_says(case: dict[str, Any]) -> None:
    old, new = ((SUITE / case[side]).read_bytes() for side in ("base", "revision"))
    breaks = any(change.verdict is Verdict.BREAKING for change in compare(contract(old), contract(new)))
    agrees = breaks == (case["client_breaking"] == "yes")
    assert agrees != (case["case"] in KEPT), case["meaning"]
