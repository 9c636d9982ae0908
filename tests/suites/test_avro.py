"""Avro cases of public implementations: what is a schema, its canonical form, who can read whom, histories by mode."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from avro_schemas import Json, schema, type_of

from govtool.compare.avro.clash import Reading
from govtool.compare.avro.modes import check_history, registry_refuses
from govtool.compare.avro.registry import PROFILES, registry_accepts
from govtool.compare.avro.resolve import can_read
from govtool.compare.avro.witness import prove
from govtool.compare.modes import CompatibilityMode
from govtool.finding import Severity
from govtool.model.avro.canonical import canonical_form
from govtool.model.avro.fingerprints import crc64, doc, wire
from govtool.model.avro.library import Library
from govtool.model.avro.read import read_schema
from govtool.model.avro.text import parse_avro
from govtool.model.avro.types import Type

SHARED = Path(__file__).parents[2] / ".." / "shared"

# Pairs for which single implementations label otherwise, and why we do not.
KEPT = {
    "avrodiff-01083": "Java looks for a fixed by its full name in a union, and its decoder fails",
    "avrodiff-01500": "as avrodiff-01083",
}


def lines(name: str) -> list[Any]:
    path = SHARED / "suites" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("the shared suites are not there")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def sides(case: Json) -> tuple[Type, Type]:
    return type_of(json.dumps(case["reader"])), type_of(json.dumps(case["writer"]))


def pairs() -> Iterator[Json]:
    for name in ("avro-compat", "avro-differential", "avro-quirk-probes"):
        yield from lines(name)


def test_each_labelled_schema_is_valid_or_not_as_labelled() -> None:
    wrong = []
    for case in lines("avro-schema-validity"):
        faults = [one.rule for one in schema(case["schema"]).findings if one.severity is Severity.ERROR]
        if case["valid"] is not None and case["valid"] is bool(faults):
            wrong.append((case["id"], faults))
    assert wrong == []


def test_canonical_forms_and_fingerprints_are_exact() -> None:
    for case in lines("avro-canonical"):
        text, _, _ = case["input"].partition(" -- ")  # what follows is a remark of the case's source
        type_ = type_of(text)
        assert canonical_form(type_) == case["canonical"]
        if case["crc64"] is not None:
            assert crc64(type_) == case["crc64"] % 2**64
    for case in lines("avro-schema-validity"):
        if case["oracles"]["java_canonical"] and case["valid"]:
            type_ = type_of(case["schema"])
            assert canonical_form(type_) == case["oracles"]["java_canonical"]
            assert crc64(type_) == int(case["oracles"]["java_crc64"], 16)


def test_the_uncontested_pairs_are_judged_as_labelled() -> None:
    wrong = []
    for case in lines("avro-compat"):
        resolution = can_read(*sides(case))
        if not case["contested"] and resolution.is_compatible is not case["compatible"]:
            wrong.append((case["id"], resolution.verdict))
        if case.get("partial"):
            assert resolution.verdict is Reading.PARTIAL
    assert wrong == []


def test_nothing_that_a_real_decoder_refuses_is_called_readable() -> None:
    other = Counter[str]()
    for case in lines("avro-differential"):
        resolution = can_read(*sides(case))
        java, fastavro = (case["oracles"].get(name, {}).get("bad", 0) for name in ("java_decode", "fastavro_decode"))
        if resolution.is_compatible and (java or fastavro):
            other[case["class_"]] += 1
        if resolution.is_compatible is not case["compatible"]:
            assert case["id"] in KEPT
    # Text that is not UTF-8 (a hazard we tell), and a snapshot of Java that cannot read lists of values without bytes.
    assert set(other) <= {"fastavro_decode_differs", "java_1.13_snapshot_decoder_bug"}


def test_the_probes_are_answered_as_the_specification_says() -> None:
    for case in lines("avro-quirk-probes"):
        if case["expected_by_spec"] is not None:
            assert can_read(*sides(case)).is_resolved is case["expected_by_spec"], case["id"]


@pytest.mark.parametrize(("profile", "oracle"), [("confluent", "java_schemacompat"), ("karapace", "py_compat")])
def test_a_registry_says_what_its_engine_says(profile: str, oracle: str) -> None:
    wrong = []
    for case in pairs():
        said = case["oracles"].get(oracle)
        if said is not None and registry_accepts(*sides(case), PROFILES[profile]) is not said:
            wrong.append(case["id"])
    assert wrong == []


def test_histories_are_judged_by_their_mode() -> None:
    for case in lines("avro-history-modes"):
        new, history = type_of(json.dumps(case["new"])), [type_of(json.dumps(old)) for old in case["history"]]
        profile = PROFILES.get(case["source"], PROFILES["confluent"])
        mode = CompatibilityMode(case["mode"])
        assert bool(registry_refuses(new, history, mode, profile)) is not case["compatible"], case["id"]
        clashing = [one for one in check_history(new, history, mode) if one.resolution.clashes]
        # The source of this one drops aliases before it compares; with the alias, a reader does find the field.
        assert bool(clashing) is not case["compatible"] or case["id"] == "avrohist-034"


def test_kinds_of_change_are_judged_in_both_directions() -> None:
    for case in lines("avro-evolution-matrix"):
        old, new = type_of(json.dumps(case["old"])), type_of(json.dumps(case["new"]))
        assert can_read(new, old).is_resolved is case["spec_first_match"]["backward"], case["id"]
        assert can_read(old, new).is_resolved is case["spec_first_match"]["forward"], case["id"]


def test_versions_of_public_repositories_are_judged_as_by_java() -> None:
    for case in lines("avro-real-evolution"):
        if not case["parse_error"]:
            old, new = type_of(json.dumps(case["old"])), type_of(json.dumps(case["new"]))
            assert can_read(new, old).is_compatible is case["backward"], case["id"]
            assert can_read(old, new).is_compatible is case["forward"], case["id"]


def test_every_clash_of_the_pairs_is_proven_by_a_datum() -> None:
    pytest.importorskip("fastavro", reason="fastavro is not installed")
    unproven = Counter[str]()
    for case in pairs():
        reader, writer = sides(case)
        for clash in can_read(reader, writer).clashes:
            proof = prove(clash, reader, writer)
            if not proof and not clash.runtimes:
                unproven[case["id"]] += 1
    # A list whose every element holds a further list: there is no datum at all.
    assert set(unproven) <= {"avro-0138", "avro-0400", "avro-0667"}


def test_all_public_schemas_are_read() -> None:
    files = sorted((SHARED / "specs" / "avsc").glob("*.avsc"))
    if not files:
        pytest.skip("the shared documents are not there")
    documents = [parse_avro(path.read_bytes(), path.name) for path in files]
    usable = [document for document in documents if document.usable]
    assert len(documents) - len(usable) == 3  # two are no JSON, one is binary
    library = Library(usable)
    for document in usable:
        read = read_schema(document, (), library)
        assert {one.rule for one in read.findings if one.severity is Severity.ERROR} <= {"avro-type-defined"}
        assert wire(read.root)
        assert doc(read.root)
