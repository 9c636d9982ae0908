"""Fingerprints and forms: what readers see, and what is written."""

import pytest
from avro_schemas import Json, field, record, type_of

from govtool.model.avro.canonical import canonical_form, expanded
from govtool.model.avro.fingerprints import crc64, doc, field_wires, wire

BASE = record(field("a", "int"), field("n", ["null", "R"]), name="R", namespace="x")


@pytest.mark.parametrize(("other", "same_wire", "same_doc"), [
    ({"name": "x.R", "type": "record", "fields": BASE["fields"]}, True, True),
    (record(field("a", {"type": "int"}), field("n", ["null", "x.R"]), name="x.R"), True, True),
    (BASE | {"doc": "An order."}, True, False),
    (BASE | {"fields": [field("a", "int", order="ignore"), BASE["fields"][1]]}, True, False),
    (BASE | {"fields": [field("a", "int", default=1), BASE["fields"][1]]}, False, False),
    (BASE | {"fields": [field("a", "int", aliases=["b"]), BASE["fields"][1]]}, False, False),
    (BASE | {"aliases": ["S"]}, False, False),
    (BASE | {"namespace": "y"}, False, False),
    (BASE | {"fields": [field("a", {"type": "int", "logicalType": "date"}), BASE["fields"][1]]}, False, False),
    (BASE | {"fields": [field("a", {"type": "int", "logicalType": "time-micros"}), BASE["fields"][1]]}, True, False),
])
def test_the_two_fingerprints_see_what_they_are_for(other: Json, *, same_wire: bool, same_doc: bool) -> None:
    one, two = type_of(BASE), type_of(other)
    assert (wire(one) == wire(two)) is same_wire
    assert (doc(one) == doc(two)) is same_doc


def test_another_value_of_a_default_is_not_seen_on_the_wire() -> None:
    one, two = (type_of(record(field("a", "int", default=value))) for value in (1, 2))
    assert wire(one) == wire(two)
    assert doc(one) != doc(two)


def test_a_change_is_seen_through_the_names_that_lead_to_it() -> None:
    def tree(leaf: Json) -> Json:
        return record(field("one", record(field("x", leaf), name="L")), field("two", "L"), field("it", "int"))

    one, two = type_of(tree("int")), type_of(tree("long"))
    assert field_wires(one)["two"] != field_wires(two)["two"]
    assert field_wires(one)["it"] == field_wires(two)["it"] == "int"


def test_the_canonical_form_drops_what_no_reader_needs_and_is_its_own() -> None:
    data = record(field("a", {"type": "int", "logicalType": "date"}, default=1, doc="d"), name="R", namespace="x",
                  doc="d", aliases=["S"])
    form = canonical_form(type_of(data))
    assert form == '{"name":"x.R","type":"record","fields":[{"name":"a","type":"int"}]}'
    assert canonical_form(type_of(form)) == form
    assert crc64(type_of('"int"')) == 0x7275D51A3F395C8F


def test_a_schema_written_out_in_full_says_the_same() -> None:
    data = [record(field("a", {"type": "map", "values": "int"}), name="R"),
            {"type": "error", "name": "Bad", "fields": [], "x": 1}, {"type": "fixed", "name": "n.F", "size": 1},
            {"type": "enum", "name": "E", "symbols": ["A"], "default": "A", "aliases": ["D"]}]
    one = type_of(data)
    assert doc(type_of(expanded(one, "full"))) == doc(one)
