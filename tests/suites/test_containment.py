"""Public relations between JSON Schemas: the engine in `literal` mode is never wrong, and decides most of them.

`GOVTOOL_WHOLE_SUITES=1` runs every relation; otherwise a part of them, always the same.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from compare_documents import SHARED, Json, contract
from jsonschema import Draft7Validator, Draft202012Validator

from govtool.compare.engine import compare
from govtool.compare.policy import Policy
from govtool.finding import Change, Verdict
from govtool.model.facts import Facts

SUITES = SHARED / "suites"
WHOLE = bool(os.environ.get("GOVTOOL_WHOLE_SUITES"))
DIALECTS = {
    "draft7": ("http://json-schema.org/draft-07/schema#", Draft7Validator),
    "draft2020-12": ("https://json-schema.org/draft/2020-12/schema", Draft202012Validator),
}
# The suite moved a schema into `not`, where its reference to the root means another schema: it does take the value.
MISLABELLED = {"containment-0232"}


def lines(name: str) -> list[dict[str, Any]]:
    path = SUITES / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("the shared suites are not there")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def plain(schema: Json) -> dict[str, Json]:
    """A schema as a document can hold it."""
    if isinstance(schema, bool):
        return {} if schema else {"not": {}}
    return dict(schema)


def judged(old: Json, new: Json, draft: str = "draft2020-12") -> list[Change]:
    """Whether the new schema reads all that the old one admits."""
    uri, _ = DIALECTS[draft]
    sides = (contract({"$schema": uri, **plain(schema)}, "schema.json") for schema in (old, new))
    one, two = (replace(side, facts=Facts(compatibility_mode="BACKWARD")) for side in sides)
    return compare(one, two, Policy(literal=True))


def answer(changes: list[Change]) -> Verdict:
    found = {change.verdict for change in changes}
    return next((verdict for verdict in (Verdict.BREAKING, Verdict.POSSIBLE) if verdict in found), Verdict.COMPATIBLE)


def shown(changes: list[Change], old: Json, new: Json, draft: str) -> bool:
    """Whether another validator confirms a witness."""
    _, kind = DIALECTS[draft]
    values = [change.witness.value for change in changes if change.witness is not None]
    return any(kind(plain(old)).is_valid(value) and not kind(plain(new)).is_valid(value) for value in values)


def relations() -> Iterator[tuple[str, Json, Json, bool]]:
    for case in lines("jsonschema-containment"):
        one, two, tests = case["schema1"], case["schema2"], case["tests"]
        if "s1SubsetEqOfs2" in tests:
            yield case["id"], one, two, tests["s1SubsetEqOfs2"]
        if "s2SubsetEqOfs1" in tests:
            yield case["id"], two, one, tests["s2SubsetEqOfs1"]


def test_containment_is_never_claimed_wrongly_and_mostly_decided() -> None:
    tally: Counter[str] = Counter()
    for at, (name, narrow, wide, contained) in enumerate(relations()):
        if not WHOLE and at % 2:
            continue
        changes = judged(narrow, wide)
        verdict = answer(changes)
        tally[f"{contained} {verdict}"] += 1
        assert contained or verdict is not Verdict.COMPATIBLE or name in MISLABELLED, name
        assert not contained or verdict is not Verdict.BREAKING or shown(changes, narrow, wide, "draft2020-12"), name
    right = tally["True compatible"] + tally["False breaking"]
    assert right / tally.total() >= 0.96, tally


def test_pairs_of_the_json_schema_suite_break_wherever_a_value_shows_it() -> None:
    tally: Counter[str] = Counter()
    for at, case in enumerate(lines("jsonschema-suite-pairs")):
        if not WHOLE and at % 4:
            continue
        changes = judged(case["old"], case["new"], case["draft"])
        verdict = answer(changes)
        if case["compatible"] is False:
            tally[verdict] += 1
            assert verdict is not Verdict.COMPATIBLE, case["id"]
        elif verdict is Verdict.BREAKING:
            assert shown(changes, case["old"], case["new"], case["draft"]), case["id"]
    assert tally[Verdict.BREAKING] / tally.total() >= 0.98, tally


def test_small_probes_are_decided() -> None:
    for case in lines("jsonschema-probes"):
        draft = "draft7" if "dependencies" in json.dumps(case["new"]) else "draft2020-12"
        verdict = answer(judged(case["old"], case["new"], draft))
        assert verdict is (Verdict.COMPATIBLE if case["compatible"] else Verdict.BREAKING), case["id"]
