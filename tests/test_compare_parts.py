"""What decides where the algebra alone does not: a reader part by part, patterns spelled for it, what is never sent."""

import random
import re
from typing import Any

import pytest
from compare_documents import Json, changes, said
from compare_schemas import COMPONENTS, SCHEMAS, Unsent, document, is_grounded, sent, validator
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from govtool.compare.algebra import spelled
from govtool.compare.conjuncts import parts, weakened
from govtool.compare.languages import some_words
from govtool.compare.patterns import without_halves

SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
XML = r"^([\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd]|\ud800[\udc00-\udfff]|[\ud801-\udbff][\udc00-\udfff])*$"


def drawn(schema: Json, components: Json, seed: int) -> list[Json]:
    """Values near a schema, whether it takes them or not."""
    assume(is_grounded(components))
    order = random.Random(seed)  # noqa: S311 - no secret
    found: list[Json] = [None, 0, 1.5, "", "a", [], {}, {"a": 1}, {"a": "x", "b": None}]
    for _ in range(12):
        try:
            found.append(sent(schema, components, order))
        except Unsent:
            continue
    return found


@SOME
@given(SCHEMAS, COMPONENTS, st.integers(0, 2**32))
def test_the_parts_of_a_schema_say_together_what_it_says(schema: Json, components: Json, seed: int) -> None:
    values = drawn(schema, components, seed)
    whole, pieces = validator(schema, components), [validator(part, components) for part in parts(schema)]
    for value in values:
        assert whole.is_valid(value) == all(piece.is_valid(value) for piece in pieces), value


@SOME
@given(SCHEMAS, SCHEMAS, COMPONENTS, st.integers(0, 2**32))
def test_a_weakened_writer_sends_no_less(writer: Json, reader: Json, components: Json, seed: int) -> None:
    values, whole = drawn(writer, components, seed), validator(writer, components)
    values = [value for value in values if whole.is_valid(value)]
    for part in parts(reader):
        for wide in weakened(writer, part):
            assert all(validator(wide, components).is_valid(value) for value in values), (part, wide)


@SOME
@given(SCHEMAS, COMPONENTS, st.integers(0, 2**32))
def test_a_schema_spelled_for_the_algebra_takes_the_same_values(schema: Json, components: Json, seed: int) -> None:
    values = drawn(schema, components, seed)
    one, two = validator(schema, components), validator(spelled(schema), components)
    for value in values:
        assert one.is_valid(value) == two.is_valid(value), value


@pytest.mark.parametrize(
    ("keyword", "branches", "taken"),
    [
        ("anyOf", [{"const": 1}, {"not": {"const": 1}}], True),
        ("oneOf", [{"const": 1}, {"not": {"const": 1}}], True),
        ("allOf", [{"const": 1}, {"not": {"const": 1}}], False),
    ],
)
def test_a_schema_beside_its_negation_is_everything_or_nothing(keyword: str, branches: Json, taken: bool) -> None:  # noqa: FBT001 - a case
    assert spelled({keyword: branches}) == {keyword: [taken]}


def test_a_third_branch_of_a_one_of_still_excludes() -> None:
    third = {"oneOf": [{"const": 1}, {"not": {"const": 1}}, {"type": "string"}]}
    assert spelled(third) == third


@pytest.mark.parametrize("text", ["", "a", "aé€", "\t\r\n", "\U0001f600", "\x00", "￾"])
def test_a_pattern_without_halves_of_characters_matches_the_same(text: str) -> None:
    assert "ud8" not in without_halves(XML)
    assert (re.search(without_halves(XML), text) is None) == (re.search(XML, text) is None)


@pytest.mark.parametrize("pattern", [r"[a\ud800]", r"\\ud800", "[]\\ud800]"])
def test_a_half_that_cannot_be_told_apart_is_left(pattern: str) -> None:
    assert without_halves(pattern) == pattern


def test_a_long_word_of_a_large_pattern_is_a_short_one_stretched() -> None:
    token = r"([!#$%&'*+\-.^_`|~0-9a-zA-Z])+"
    found = next(some_words([XML, rf'^{token}/{token}([ \t]*;[ \t]*{token}=({token}|"[ -~]*"))*$'], [], 101, 128))
    assert len(found) == 101
    assert re.match("[a-z]+/[a-z]+$", found, re.IGNORECASE)


def orders(item: Json, **more: Json) -> dict[str, Any]:
    return {"type": "object", "properties": {"item": item, **more}}


def test_what_is_read_only_in_a_request_breaks_nothing() -> None:
    old, new = ({"type": kind, "readOnly": True} for kind in ("string", "array"))
    assert said(document(orders(old), {}), document(orders(new), {})) == {"type-changed": "compatible"}
    answer = said(document(orders(old), {}, answer=True), document(orders(new), {}, answer=True))
    assert answer == {"type-changed": "breaking"}


def test_a_property_that_moves_out_of_an_all_of_is_judged_by_its_schema() -> None:
    base = orders({"type": "string", "maxLength": 4}, note={"type": "string"})
    old = {"allOf": [base, orders({"type": "string"})]}
    for most, verdict in ((4, "compatible"), (3, "breaking")):
        new = orders({"type": "string", "maxLength": most}, note={"type": "string"})
        found = changes(document(old, {}), document(new, {}))
        assert max(change.verdict.value == "breaking" for change in found) is (verdict == "breaking"), found
        assert not any(change.verdict.value == "possible" for change in found), found


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ({"type": "array", "maxItems": 9_000}, {"type": "array"}, "a value that shows it has more than 200 items"),
    ],
)
def test_what_is_not_shown_says_why(old: Json, new: Json, reason: str) -> None:
    (change,) = changes(document(orders(old), {}, answer=True), document(orders(new), {}, answer=True))
    assert (change.verdict.value, change.reason) == ("possible", reason)


def test_an_alternative_that_is_one_of_many_objects_is_told_by_its_properties() -> None:
    first, second = ({"type": "object", "properties": {name: {}}, "required": [name]} for name in ("left", "right"))
    found = changes(document(orders({"oneOf": [first, second]}), {}), document(orders({"oneOf": [first]}), {}))
    assert [change.message for change in found] == ["`item` has lost an alternative: an `object` with `right`"]


def test_a_not_that_excluded_everything_is_removed_not_added() -> None:
    assert said(document(orders({"not": True}), {}), document(orders({}), {})) == {"not-removed": "compatible"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "string"}, {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"a": {}}}]}),
        ({"anyOf": [{"$ref": "#/components/schemas/S"}, {"not": {"type": "string"}}]}, {"anyOf": [True, {"not": {}}]}),
    ],
)
def test_a_wider_alternative_in_an_answer_is_never_called_harmless(old: Json, new: Json) -> None:
    items = {"type": "array", "minItems": 2, "uniqueItems": True}
    components = {"S": {"type": "integer"}}
    before, after = ({**items, "items": item} for item in (old, new))
    found = changes(document(before, components, answer=True), document(after, components, answer=True))
    assert {change.verdict.value for change in found} & {"breaking", "possible"}
