"""Proofs by fastavro, and changes as people are told them."""

import builtins
from io import BytesIO
from typing import Any

import pytest
from avro_schemas import Json, field, record, type_of

from govtool.compare.avro.modes import check_history
from govtool.compare.avro.resolve import can_read
from govtool.compare.avro.told import bump, changes
from govtool.compare.avro.witness import decode, prove
from govtool.compare.avro.written import least
from govtool.compare.modes import FULL, CompatibilityMode, named
from govtool.finding import Bump, Change, Confidence, Effect, Verdict
from govtool.model.avro.canonical import expanded

fastavro = pytest.importorskip("fastavro", reason="fastavro is not installed")

AB = {"type": "enum", "name": "E", "symbols": ["A", "B"]}
A = {"type": "enum", "name": "E", "symbols": ["A"]}
TYPES: list[Json] = [
    "null", "boolean", "int", "long", "float", "double", "bytes", "string", AB,
    {"type": "fixed", "name": "F", "size": 3}, {"type": "array", "items": "int"}, {"type": "map", "values": "int"},
    {"type": "string", "logicalType": "uuid"}, record(field("a", "int"), field("n", ["R", "null"])),
    record(field("kids", {"type": "array", "items": "R"})),
]


@pytest.mark.parametrize("data", TYPES)
def test_the_least_datum_is_one_that_the_writer_writes(data: Json) -> None:
    type_ = type_of(data)
    written = least(type_)
    assert written
    parsed = fastavro.parse_schema(expanded(type_, "bare"))
    read = fastavro.schemaless_reader(BytesIO(written.data), parsed, None)
    out = BytesIO()
    fastavro.schemaless_writer(out, parsed, read)
    assert out.getvalue() == written.data


@pytest.mark.parametrize("data", [record(field("r", "R")), [], {"type": "enum", "name": "E", "symbols": []},
                                  record(field("a", "Missing"))])
def test_where_there_is_no_data_there_is_no_datum(data: Json) -> None:
    assert least(type_of(data)) is None


@pytest.mark.parametrize(("reader", "writer", "value", "outcome"), [
    (record(field("a", "int")), record(field("a", "string")), {"a": ""}, "fails"),
    (A, AB, "B", "fails"),
    (record(field("l", {"type": "map", "values": A})), record(field("l", {"type": "map", "values": AB})),
     {"l": {"k": "B"}}, "fails"),
    (["null", "int"], ["null", "int", "string"], "", "fails"),
    ("double", "long", 2**53 + 1, "changes"),
    ("float", "int", 2**24 + 1, "changes"),
    ("string", "bytes", "\u00ff", "fails"),
    (A | {"default": "A"}, AB, "B", "changes"),
    ({"type": "long", "logicalType": "timestamp-micros"}, {"type": "long", "logicalType": "timestamp-millis"}, 1,
     "changes"),
    ({"type": "int", "logicalType": "date"}, "int", 2**24 + 1, "fails"),
    (record(field("a", "int", default=7)), record(), {}, "changes"),
    ({"type": "array", "items": "float"}, {"type": "array", "items": "int"}, [2**24 + 1], "changes"),
    ({"type": "string", "logicalType": "uuid"}, "string", "", "fails"),
])
def test_a_proof_is_a_datum_that_fails_or_changes(reader: Json, writer: Json, value: Json, outcome: str) -> None:
    read, written = type_of(reader), type_of(writer)
    resolution = can_read(read, written, older="reader")
    proof = prove((*resolution.clashes, *resolution.hazards)[0], read, written)
    assert proof
    assert (proof.value, proof.outcome) == (value, outcome)
    assert proof.as_witness().value == value
    taken = decode(proof.data, written)
    assert taken
    assert not taken.error


def decimal(precision: int, scale: int, **more: Json) -> Json:
    return {"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale} | more


@pytest.mark.parametrize(("reader", "writer"), [
    (decimal(9, 4), decimal(9, 2)), (decimal(4, 2), decimal(9, 2)),
    (decimal(3, 1, type="fixed", name="F", size=2), decimal(3, 2, type="fixed", name="F", size=2)),
])
def test_a_decimal_of_another_scale_or_fewer_digits_is_another_number(reader: Json, writer: Json) -> None:
    read, written = type_of(reader), type_of(writer)
    proof = prove(can_read(read, written).hazards[0], read, written)
    assert proof
    assert proof.outcome == "changes"


def test_what_the_decoder_does_not_take_proves_nothing() -> None:
    reader, writer = type_of(record(field("a", "Missing"))), type_of(record(field("a", "int")))
    assert prove(can_read(reader, writer).clashes[0], reader, writer) is None


def test_a_default_that_the_decoder_gives_but_does_not_write_is_no_obstacle() -> None:
    reader = type_of(record(field("a", "int", default=1), field("b", "bytes", default="\u00ff")))
    writer = type_of(record())
    proofs = [prove(hazard, reader, writer) for hazard in can_read(reader, writer, older="reader").hazards]
    assert [proof.outcome for proof in proofs if proof] == ["changes", "changes"]


def test_a_change_inside_a_list_or_record_is_seen() -> None:
    reader = type_of(record(field("x", {"type": "array", "items": "double"}), field("n", "int", default=1)))
    writer = type_of(record(field("x", {"type": "array", "items": "long"})))
    (hazard,) = can_read(reader, writer).hazards
    proof = prove(hazard, reader, writer)
    assert proof
    assert proof.value == {"x": [2**53 + 1]}
    same = type_of(record(field("x", {"type": "array", "items": "int"})))
    assert prove(hazard, same, same) is None


def test_without_a_decoder_there_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "fastavro":
            raise ImportError(name)
        return real(name, *rest)

    reader, writer = type_of(A), type_of(AB)
    clash = can_read(reader, writer).clashes[0]
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert prove(clash, reader, writer) is None


def told(new: Json, old: Json, mode: CompatibilityMode = FULL) -> list[Change]:
    now, before = type_of(new), type_of(old)
    found = check_history(now, [before], mode)
    return [change for against in found for change in changes(now, before, against, "1.0.0")]


def test_a_clash_is_a_break_with_its_proof_and_what_registries_say() -> None:
    old, new = record(field("s", AB)), record(field("s", A))
    (change,) = told(new, old, named("BACKWARD"))
    assert (change.id, change.verdict, change.confidence) == ("avro-symbols-missing", Verdict.BREAKING,
                                                              Confidence.CERTAIN)
    assert change.witness
    assert change.witness.value == {"s": "B"}
    assert (change.effect, change.bump, change.against, change.subject) == (Effect.NARROWER, Bump.MAJOR, "1.0.0", "s.B")
    assert change.reason == ("a datum fails; of old data, a part can be read; "
                             "confluent and karapace and apicurio refuse it")


def test_the_new_side_is_where_and_the_old_side_is_what_it_was() -> None:
    old = record(field("a", "int"), field("b", "int"))
    new = record(field("a", "int"))
    (change,) = told(new, old, named("FORWARD"))
    assert change.where
    assert change.was
    assert change.was.pointer == ("fields", 1)
    assert change.where.pointer == ()
    (other,) = told(old, new, named("BACKWARD"))
    assert other.where
    assert other.where.pointer == ("fields", 1)


def test_a_hazard_that_registries_pass_is_told_by_what_it_does() -> None:
    (scale, _) = told(decimal(9, 4), decimal(9, 2))
    assert (scale.verdict, scale.effect) == (Verdict.BREAKING, Effect.DIFFERENT)
    assert scale.reason.endswith("everything can be read; confluent and karapace and apicurio accept it")
    (text,) = told("string", "bytes", named("BACKWARD"))
    assert text.verdict is Verdict.POSSIBLE


def test_what_only_java_refuses_is_a_break_by_policy() -> None:
    fixed = {"type": "fixed", "name": "F", "size": 2}
    found = told(["null", fixed | {"namespace": "y"}], fixed | {"namespace": "x"}, named("BACKWARD"))
    assert [(one.verdict, one.confidence) for one in found] == [(Verdict.BREAKING, Confidence.POLICY)]
    assert found[0].reason.startswith("only readers in java fail")


def test_a_clash_that_no_data_reaches_stays_possible() -> None:
    endless = field("next", "R")
    (change,) = told(record(field("a", "int"), endless), record(field("a", "long"), endless), named("BACKWARD"))
    assert change.verdict is Verdict.POSSIBLE


def test_the_version_step_follows_from_the_two_fingerprints() -> None:
    old = type_of(record(field("a", "int")))
    assert bump(type_of(record(field("a", "int"))), old) is Bump.NONE
    assert bump(type_of(record(field("a", "int"), doc="d")), old) is Bump.PATCH
    new = record(field("a", "int"), field("b", "int", default=1))
    assert bump(type_of(new), old) is Bump.MINOR
    broken = record(field("a", "string"))
    assert bump(type_of(broken), old, told(broken, record(field("a", "int")))) is Bump.MAJOR
