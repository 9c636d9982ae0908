"""Who can read whom: one example for each clash and hazard, and what the official checkers get wrong."""

import pytest
from avro_schemas import Json, field, record, type_of

from govtool.compare.avro.clash import CLASHES, HAZARDS, Reading
from govtool.compare.avro.registry import PROFILES, registry_accepts
from govtool.compare.avro.resolve import Memory, can_read
from govtool.compare.avro.step import Older

AB = {"type": "enum", "name": "E", "symbols": ["A", "B"]}
A = {"type": "enum", "name": "E", "symbols": ["A"]}
F2 = {"type": "fixed", "name": "F", "size": 2}
MILLIS = {"type": "long", "logicalType": "timestamp-millis"}
MICROS = {"type": "long", "logicalType": "timestamp-micros"}


def decimal(precision: int, scale: int) -> Json:
    return {"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale}


CASES: list[tuple[str, Json, Json, Reading]] = [
    ("avro-type-mismatch", "int", "string", Reading.NONE),
    ("avro-type-mismatch", "int", ["int", "string"], Reading.PARTIAL),
    ("avro-type-mismatch", {"type": "array", "items": "int"}, {"type": "array", "items": "string"}, Reading.PARTIAL),
    ("avro-name-mismatch", record(name="R"), record(name="S"), Reading.NONE),
    ("avro-size-mismatch", F2, F2 | {"size": 3}, Reading.NONE),
    ("avro-symbols-missing", A, AB, Reading.PARTIAL),
    ("avro-symbols-missing", A, AB | {"symbols": ["X"]}, Reading.NONE),
    ("avro-field-default-missing", record(field("a", "int")), record(), Reading.NONE),
    ("avro-branch-missing", ["null", "int"], "string", Reading.NONE),
    ("avro-branch-missing", ["null", "int"], ["null", "string"], Reading.PARTIAL),
    ("avro-branch-missing", ["null", {"type": "array", "items": "string"}], {"type": "array", "items": "int"},
     Reading.NONE),
    ("avro-alias-ambiguous", record(field("c", "int", aliases=["a", "b"])),
     record(field("a", "int"), field("b", "int")), Reading.NONE),
    ("avro-alias-ambiguous", record(field("c", "int", aliases=["a"])),
     record(field("a", "int"), field("c", "int")), Reading.PARTIAL),
    ("avro-namespace-in-union", ["null", F2 | {"namespace": "y"}], F2 | {"namespace": "x"}, Reading.PARTIAL),
    ("avro-field-alias-unreached", record(field("b", "int", aliases=["a"]), namespace="y"),
     record(field("a", "int"), namespace="x"), Reading.PARTIAL),
    ("avro-decimal-changed", decimal(9, 2), decimal(9, 4), Reading.FULL),
    ("avro-decimal-changed", decimal(8, 2), decimal(9, 2), Reading.FULL),
    ("avro-decimal-widened", decimal(10, 2), decimal(9, 2), Reading.FULL),
    ("avro-time-unit-changed", MICROS, MILLIS, Reading.FULL),
    ("avro-logical-type-changed", MILLIS, "long", Reading.FULL),
    ("avro-logical-type-changed", "long", MILLIS, Reading.FULL),
    ("avro-bytes-as-text", "string", "bytes", Reading.FULL),
    ("avro-number-rounded", "double", "long", Reading.FULL),
    ("avro-number-rounded", ["string", "float", "long"], "int", Reading.FULL),
    ("avro-enum-default-taken", A | {"default": "A"}, AB, Reading.FULL),
    ("avro-field-default-taken", record(field("a", "int", default=1)), record(), Reading.FULL),
    ("avro-namespace-changed", record(namespace="y"), record(namespace="x"), Reading.FULL),
]


@pytest.mark.parametrize(("id_", "reader", "writer", "verdict"), CASES)
def test_each_clash_and_hazard_is_found(id_: str, reader: Json, writer: Json, verdict: Reading) -> None:
    resolution = can_read(type_of(reader), type_of(writer), older="reader")
    found = (*resolution.clashes, *resolution.hazards)
    assert id_ in {one.id for one in found}
    assert resolution.verdict is verdict
    assert all(one.help and one.message for one in found)
    assert all(one.is_hazard for one in resolution.hazards)


def test_every_id_has_an_example() -> None:
    assert {id_ for id_, _, _, _ in CASES} == {*CLASHES, *HAZARDS}


@pytest.mark.parametrize(("reader", "writer"), [
    ("long", "int"), ("double", "float"), ("bytes", "string"),
    (["null", "int"], "int"), (["null", "string", "int"], ["null", "int"]),
    (record(field("a", "int", default=1)), record()),
    (record(), record(field("a", "int"))),
    (record(field("b", "int"), field("a", "int")), record(field("a", "int"), field("b", "int"))),
    (record(name="N", aliases=["com.b.Old"], namespace="com.a"), record(name="Old", namespace="com.b")),
    (record(field("b", "int", aliases=["a"])), record(field("a", "int"))),
    ({"type": "map", "values": "long"}, {"type": "map", "values": "int"}),
    (AB, A),
])
def test_what_evolves_as_the_specification_allows_is_read_without_a_word(reader: Json, writer: Json) -> None:
    resolution = can_read(type_of(reader), type_of(writer), older="writer")
    assert (resolution.verdict, resolution.clashes, resolution.hazards) == (Reading.FULL, (), ())
    assert resolution.is_resolved


def test_all_clashes_are_told_and_each_leads_through_the_data() -> None:
    inner = record(field("x", "int"), field("e", AB), name="I")
    writer = record(field("a", {"type": "array", "items": inner}), field("u", ["null", "string"]))
    less = record(field("x", "string"), field("e", A), name="I")
    reader = record(field("a", {"type": "array", "items": less}), field("u", ["null", "int"]), field("n", "int"))
    resolution = can_read(type_of(reader), type_of(writer))
    assert {one.id: one.way for one in resolution.clashes} == {
        "avro-field-default-missing": (),
        "avro-branch-missing": (("field", "u"), ("branch", 1)),
        "avro-type-mismatch": (("field", "a"), ("item", 0), ("field", "x")),
        "avro-symbols-missing": (("field", "a"), ("item", 0), ("field", "e"), ("symbol", "B")),
    }
    mismatch = next(one for one in resolution.clashes if one.id == "avro-type-mismatch")
    assert mismatch.reader.pointer == ("fields", 0, "type", "items", "fields", 0, "type")
    assert mismatch.writer.at.pointer == mismatch.reader.pointer


def recursive(next_: Json, value: Json = "int") -> Json:
    return record(field("next", ["null", "Node"]), field("other", next_), field("value", value), name="Node")


def test_what_was_found_under_an_open_ancestor_is_not_taken_for_proven() -> None:
    branch = record(field("back", ["null", "Node"]), name="Side")
    writer, reader = type_of(recursive(["null", branch], "long")), type_of(recursive(["null", branch], "int"))
    memory = Memory()
    assert can_read(reader, writer, memory).verdict is Reading.NONE
    side_reader, side_writer = (one.fields[1].type.branches[1] for one in (reader, writer))
    assert can_read(side_reader, side_writer, memory).verdict is Reading.PARTIAL


def test_recursion_alone_is_no_clash() -> None:
    resolution = can_read(type_of(recursive("int", "long")), type_of(recursive("int", "int")))
    assert resolution.is_compatible


def test_a_branch_that_matches_first_is_taken_though_a_later_one_would_do() -> None:
    strict, loose = record(field("x", "string"), name="a.R"), record(field("x", "int"), name="b.R")
    reader, writer = type_of([strict, loose]), type_of(record(field("x", "int"), name="c.R"))
    assert can_read(reader, writer).verdict is Reading.NONE
    assert registry_accepts(reader, writer, PROFILES["confluent"])


def test_java_pairs_the_branches_of_unions_that_differ_in_namespaces_only() -> None:
    union = ["null", F2]
    moved, plain = record(field("u", union), namespace="y"), record(field("u", union))
    assert can_read(type_of(moved), type_of(plain)).is_compatible
    other = record(field("u", [*union, "int"]), namespace="y")
    clashes = can_read(type_of(other), type_of(plain)).clashes
    assert [(one.id, one.runtimes) for one in clashes] == [("avro-namespace-in-union", ("java",))]


@pytest.mark.parametrize(("older", "told"), [("reader", True), ("writer", False), ("", False)])
def test_a_default_that_is_taken_is_a_loss_only_for_older_readers(older: Older, *, told: bool) -> None:
    reader = type_of(record(field("a", "int", default=1)))
    writer = type_of(record(field("b", "int", aliases=["a"])))
    hazards = can_read(reader, writer, older=older).hazards
    assert bool(hazards) is told
    assert not told or "is now written as `b`" in hazards[0].message


def test_registries_differ_in_aliases() -> None:
    alias = type_of(record(field("b", "int", aliases=["a"])))
    plain = type_of(record(field("a", "int")))
    assert [registry_accepts(alias, plain, one) for one in PROFILES.values()] == [True, True, False]
    inside = type_of(AB | {"name": "n.New", "aliases": ["E"]})
    assert [registry_accepts(inside, type_of(AB | {"name": "n.E"}), one) for one in PROFILES.values()] == [
        True, False, False]
    both = type_of(record(field("c", "int", aliases=["a", "b"])))
    two = type_of(record(field("a", "int"), field("b", "int")))
    assert [registry_accepts(both, two, one) for one in PROFILES.values()] == [False, True, False]


def test_a_registry_answers_also_where_it_could_not_follow() -> None:
    chain: list[Json] = [record(field("x", "int"), name="R0")]
    chain += [record(field("x", f"R{index}"), name=f"R{index + 1}") for index in range(3000)]
    longer = [chain[0] | {"fields": [field("x", "long")]}, *chain[1:]]
    reader, writer = type_of(longer).branches[-1], type_of(chain).branches[-1]
    assert not registry_accepts(reader, writer, PROFILES["confluent"])
    assert can_read(reader, writer).is_compatible


def test_a_registry_takes_unknown_names_for_the_same_if_they_are() -> None:
    lost, gone = type_of(record(field("a", "Lost"))), type_of(record(field("a", "Gone")))
    assert registry_accepts(lost, lost, PROFILES["confluent"])
    assert not registry_accepts(lost, gone, PROFILES["confluent"])


def test_alike_unions_may_be_recursive() -> None:
    def node(namespace: str, symbols: list[str]) -> Json:
        enum = {"type": "enum", "name": "E", "symbols": symbols}
        return record(field("u", ["null", enum, "Node"]), name="Node", namespace=namespace)

    assert can_read(type_of(node("b", ["A"])), type_of(node("a", ["A"]))).is_compatible
    assert not can_read(type_of(node("b", ["A", "B"])), type_of(node("a", ["A"]))).is_compatible


def test_names_that_nobody_defines_are_read_as_the_same_and_no_others() -> None:
    same, other = record(field("a", "Lost")), record(field("a", "Gone"))
    assert can_read(type_of(same), type_of(same | {"fields": [*same["fields"], field("b", "int")]})).is_compatible
    assert can_read(type_of(same), type_of(other)).verdict is Reading.NONE
    assert can_read(type_of(["null", "Lost"]), type_of(same).fields[0].type).verdict is Reading.FULL
    assert can_read(type_of(["null", "Lost"]), type_of("int")).verdict is Reading.NONE
