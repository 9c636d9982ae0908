"""JSON values as bytes: equal values have the same, others have not, however their numbers are kept."""

from typing import Any

import pytest
from compare_documents import changes
from compare_schemas import document
from hypothesis import given
from hypothesis import strategies as st

from govtool.compare.values import exact, text_of

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(["1.5", "0.25", "1", "true", "null", "1e30"]),
        st.text(max_size=3),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=2), inner, max_size=3)),
    max_leaves=4,
)


def same(one: Any, two: Any) -> bool:
    """Whether two values are equal as JSON has it: `1`, `1.0` and `true` are two values."""
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(same(one[key], two[key]) for key in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(same, one, two))
    return isinstance(one, bool) is isinstance(two, bool) and bool(one == two)


@given(VALUES, VALUES)
def test_different_values_have_different_texts(one: Any, two: Any) -> None:
    assert same(one, two) or text_of(exact(one)) != text_of(exact(two))


@given(VALUES)
def test_a_value_has_one_text(value: Any) -> None:
    again = dict(reversed(value.items())) if isinstance(value, dict) else value
    assert text_of(exact(value)) == text_of(exact(again))


@pytest.mark.parametrize("number", [1.5, 0.1, -2.25, 1e-7])
def test_a_number_is_not_the_text_that_looks_like_it(number: float) -> None:
    for old, new in (({"enum": [number]}, {"enum": [str(number)]}), ({"const": str(number)}, {"const": number})):
        found = changes(document(old, {}), document(new, {}))
        assert [change.verdict.value for change in found] == ["breaking"], found


def test_steps_of_which_a_bound_has_too_many_digits_are_compared() -> None:
    from compare_documents import contract

    from govtool.compare.engine import compare

    def schema(most: float) -> dict[str, object]:
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "number", "multipleOf": 1e-90,
                "maximum": most}

    assert {change.id for change in compare(contract(schema(1e180)), contract(schema(1e179)))} == {"maximum-narrowed"}
