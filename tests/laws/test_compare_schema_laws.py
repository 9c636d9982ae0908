"""Laws of the comparison of schemas, against an independent validator: what is said is shown, and nothing is missed."""

import random
from collections import Counter
from copy import deepcopy

import pytest
from compare_documents import Json, changes
from compare_schemas import COMPONENTS, SCHEMAS, Unsent, changed, document, is_grounded, older, sent, validator
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from govtool.finding import Change, Confidence, Effect, Verdict

SOME = settings(
    max_examples=800,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
SEEDS = st.integers(0, 2**32)
SAMPLES = 30
FLOWS = ["request", "answer"]


def pair(schema: Json, components: Json, seed: int) -> tuple[Json, Json, Json, Json]:
    """Old schema and components, and new ones with a few small differences."""
    order = random.Random(seed)  # noqa: S311 - no secret
    new, others = deepcopy(schema), deepcopy(components)
    for _ in range(order.randint(1, 2)):
        if order.random() < 0.7:
            new = changed(new, order)
        else:
            name = order.choice(sorted(others))
            others[name] = changed(others[name], order)
    assume(is_grounded(components) and is_grounded(others))
    return schema, components, new, others


def found(flow: str, old: Json, before: Json, new: Json, after: Json) -> list[Change]:
    answer = flow == "answer"
    return changes(document(old, before, answer=answer), document(new, after, answer=answer))


def accepts(schema: Json, components: Json, value: Json) -> bool:
    return bool(validator(schema, components).is_valid(value))


@pytest.mark.parametrize("flow", FLOWS)
@SOME
@given(SCHEMAS, COMPONENTS, SEEDS)
def test_every_proven_break_has_a_witness_that_another_validator_confirms(
    flow: str, schema: Json, components: Json, seed: int
) -> None:
    old, before, new, after = pair(schema, components, seed)
    writer, reader = ((new, after), (old, before)) if flow == "answer" else ((old, before), (new, after))
    for change in found(flow, old, before, new, after):
        if change.verdict is Verdict.BREAKING and change.confidence is Confidence.CERTAIN:
            assert change.witness is not None
            assert accepts(*writer, change.witness.value), change
            assert not accepts(*reader, change.witness.value), change


@pytest.mark.parametrize("flow", FLOWS)
@SOME
@given(SCHEMAS, COMPONENTS, SEEDS)
def test_where_nothing_is_reported_the_reader_takes_what_the_writer_sends(
    flow: str, schema: Json, components: Json, seed: int
) -> None:
    old, before, new, after = pair(schema, components, seed)
    told = found(flow, old, before, new, after)
    if any(change.verdict is not Verdict.COMPATIBLE for change in told):
        return
    writer, reader = ((new, after), (old, before)) if flow == "answer" else ((old, before), (new, after))
    order = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(SAMPLES):
        try:
            value = sent(*writer, order)
        except Unsent:
            continue
        if accepts(*writer, value):
            assert accepts(*reader, value), (value, told)


REVERSED = {
    "added": "removed",
    "removed": "added",
    "required": "optional",
    "optional": "required",
    "narrowed": "widened",
    "widened": "narrowed",
    "opened": "closed",
    "closed": "opened",
    "allowed": "forbidden",
    "forbidden": "allowed",
}
OPPOSITE = {Effect.WIDER: Effect.NARROWER, Effect.NARROWER: Effect.WIDER}


def turned(change: Change) -> tuple[str, Effect]:
    stem, _, event = change.id.rpartition("-")
    return f"{stem}-{REVERSED.get(event, event)}", OPPOSITE.get(change.effect, change.effect)


def whole(change: Change) -> bool:
    """A required property that came or went has a name of its own each way."""
    return "before it was not declared" in change.message or "before it was required" in change.message


@pytest.mark.parametrize("flow", FLOWS)
@settings(SOME, max_examples=120)  # about words; below `not` a rare pair is still told in one direction only
@given(SCHEMAS, COMPONENTS, SEEDS)
def test_what_widens_one_way_narrows_the_other_way(flow: str, schema: Json, components: Json, seed: int) -> None:
    old, before, new, after = pair(schema, components, seed)
    there, back = found(flow, old, before, new, after), found(flow, new, after, old, before)
    assume(not any(change.id == "schema-rewritten" or whole(change) for change in (*there, *back)))
    assert Counter((change.id, change.effect) for change in there) == Counter(map(turned, back))


@SOME
@given(SCHEMAS, COMPONENTS)
def test_a_schema_in_the_words_of_an_older_version_is_no_change(schema: Json, components: Json) -> None:
    assume(is_grounded(components))
    try:
        old, before = older(schema), {name: older(item) for name, item in components.items()}
    except LookupError:
        return
    for answer in (False, True):
        one = {**document(old, before, answer=answer), "openapi": "3.0.3"}
        two = document(schema, components, answer=answer)
        for there, back in ((one, two), (two, one)):
            told = changes(there, back)
            assert all(change.verdict is Verdict.COMPATIBLE and change.effect is Effect.NONE for change in told), told
