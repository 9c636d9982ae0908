"""Laws of sampled values, judged by an independent validator: a value is never invalid, a wrong one never valid."""

from itertools import islice

from compare_documents import Json, contract
from compare_schemas import COMPONENTS, SCALARS, SCHEMAS, document, is_grounded, validator
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from govtool.sample import Negative, NoValue, Sampler, Samplers, Unsatisfiable

SOME = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 2**32)


def sampler(schema: Json, components: Json) -> Sampler:
    assume(is_grounded(components))
    found = contract(document(schema, components))
    operation = found.operations[0]
    assert operation.request
    spot = operation.request.content["application/json"].schema
    assert spot
    return Samplers(found).of(spot, operation.role.writer)


@SOME
@given(SCHEMAS, COMPONENTS, SEEDS)
def test_every_value_is_valid_for_another_validator(schema: Json, components: Json, seed: int) -> None:
    made, judge = sampler(schema, components), validator(schema, components)
    try:
        values = [made.example(), made.value(seed), made.value(seed + 1)]
    except NoValue:
        return
    for value in values:
        assert judge.is_valid(value), value


@SOME
@given(SCHEMAS, COMPONENTS)
def test_a_schema_that_takes_a_plain_value_has_a_sample(schema: Json, components: Json) -> None:
    """Law of completeness, as far as plain values show it."""
    made, judge = sampler(schema, components), validator(schema, components)
    taken = [value for value in (*SCALARS, [], {}, {"a": 0}, {"a": "a", "b": 1}, [0]) if judge.is_valid(value)]
    try:
        made.example()
    except Unsatisfiable:
        assert taken == []
    except NoValue:
        assert len(taken) < len(SCALARS), "it takes nearly everything, and nothing was found"


@SOME
@given(SCHEMAS, COMPONENTS)
def test_boundaries_are_valid_and_different_and_negatives_are_refused(schema: Json, components: Json) -> None:
    made, judge = sampler(schema, components), validator(schema, components)
    try:
        values = list(islice(made.boundaries(), 60))
        wrong: list[Negative] = list(islice(made.negatives(), 60))
    except NoValue:
        return
    assert all(judge.is_valid(value) for value in values)
    assert len({repr(value) for value in values}) == len(values)
    for negative in wrong:
        assert negative.keyword in {error.validator for error in _all(judge.iter_errors(negative.value))}, negative


def _all(errors: Json) -> Json:
    for error in errors:
        yield error
        yield from _all(error.context or ())


@SOME
@given(SCHEMAS, COMPONENTS, SEEDS)
def test_a_value_depends_on_its_seed_alone(schema: Json, components: Json, seed: int) -> None:
    one, two = sampler(schema, components), sampler(schema, components)
    try:
        before = [one.value(each) for each in (1, 2, seed)]
    except NoValue:
        return
    assert repr(two.value(seed)) == repr(before[-1])
    assert repr(one.example()) == repr(two.example())


@SOME
@given(SCHEMAS, COMPONENTS)
def test_a_value_is_the_callers_own(schema: Json, components: Json) -> None:
    made = sampler(schema, components)
    try:
        first = made.example()
    except NoValue:
        return
    said = repr(first)
    if isinstance(first, dict | list):
        first.clear()
    assert repr(made.example()) == said
