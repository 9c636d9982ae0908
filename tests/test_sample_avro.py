"""Values of Avro types, written and read again by fastavro, which knows nothing of how they were made."""

from io import BytesIO
from typing import Any

import fastavro
import pytest
from avro_schemas import Drawn, Json, dice_of, field, record, type_of
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.model.avro.canonical import expanded
from govtool.sample import AvroSampler, NoValue, Unsatisfiable

ORDER = record(
    field("orderId", "string"), field("quantity", "double"), field("unit", ["null", "string"], default=None),
    field("createdAt", {"type": "long", "logicalType": "timestamp-millis"}),
    field("price", {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}),
    field("key", {"type": "string", "logicalType": "uuid"}),
    field("state", {"type": "enum", "name": "State", "symbols": ["OPEN", "DONE"]}),
    field("lines", {"type": "array", "items": record(field("material", "string"), name="Line")}),
    field("extra", ["null", "Line", {"type": "map", "values": "long"}, "string"]),
    name="Order",
)


def plain(value: Any) -> Any:
    """A value as it is read: without the names of branches."""
    if isinstance(value, tuple):
        return plain(value[1])
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def read_again(schema: Any, value: Any) -> Any:
    out = BytesIO()
    fastavro.schemaless_writer(out, schema, value)
    return fastavro.schemaless_reader(BytesIO(out.getvalue()), schema)


def values_of(data: Json) -> list[Any]:
    made = AvroSampler(type_of(data))
    return [made.example(), *(made.value(seed) for seed in range(10)), *made.boundaries()]


def test_an_example_of_a_record_is_what_its_names_say() -> None:
    example = AvroSampler(type_of(ORDER)).example()
    assert example["orderId"] == "ORD-1042"
    assert example["quantity"] == 10.0
    assert example["unit"] == "KGM"
    assert example["createdAt"].isoformat() == "2025-03-14T09:26:53+00:00"
    assert str(example["price"]) == "12.50"
    assert example["extra"][0] == "Line"


def test_a_union_has_each_of_its_branches_among_the_boundaries() -> None:
    found = [value["extra"] for value in AvroSampler(type_of(ORDER)).boundaries()]
    assert {None if value is None else value[0] for value in found} == {None, "Line", "map", "string"}


@pytest.mark.parametrize("data", [
    ORDER, "int", "long", "float", "double", "bytes", "string", "boolean", "null",
    {"type": "fixed", "name": "F", "size": 3},
    {"type": "fixed", "name": "D", "size": 4, "logicalType": "decimal", "precision": 9, "scale": 4},
    {"type": "int", "logicalType": "date"}, {"type": "int", "logicalType": "time-millis"},
    {"type": "long", "logicalType": "time-micros"}, {"type": "long", "logicalType": "timestamp-micros"},
    {"type": "long", "logicalType": "local-timestamp-millis"}, ["int", "long", "float", "double"],
    record(field("next", ["null", "R"]), field("all", {"type": "array", "items": "R"})),
])
def test_every_value_is_read_as_it_was_written(data: Json) -> None:
    schema = fastavro.parse_schema(expanded(type_of(data), "full"))
    for value in values_of(data):
        assert read_again(schema, value) == plain(value)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_values_of_drawn_schemas_are_read_as_they_were_written(seed: int) -> None:
    type_ = type_of(Drawn(dice_of(seed)).type())
    schema = fastavro.parse_schema(expanded(type_, "full"))
    try:
        made = AvroSampler(type_)
    except NoValue:
        return
    for value in (made.example(), made.value(seed), *made.boundaries()):
        assert read_again(schema, value) == plain(value)


def test_a_seed_gives_one_value_and_seeds_give_many() -> None:
    one, two = (AvroSampler(type_of(ORDER)) for _ in range(2))
    assert [one.value(seed) for seed in range(5)] == [two.value(seed) for seed in range(5)]
    assert len({repr(one.value(seed)) for seed in range(50)}) == 50


def test_a_type_that_needs_itself_without_end_has_no_value() -> None:
    with pytest.raises(Unsatisfiable, match="record R"):
        AvroSampler(type_of(record(field("again", "R"))))
