"""Laws of Avro resolution, over schemas drawn at random and what people do to them, with fastavro as the judge."""

import orjson
import pytest
from avro_schemas import Drawn, Json, changed, datum, dice_of, places, read_by_fastavro, schema
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govtool.compare.avro.clash import Reading
from govtool.compare.avro.match import branch_for, candidates, matches
from govtool.compare.avro.modes import check_history
from govtool.compare.avro.registry import PROFILES, registry_accepts
from govtool.compare.avro.resolve import Memory, can_read
from govtool.compare.avro.witness import prove
from govtool.compare.modes import named
from govtool.finding import Severity
from govtool.model.avro.canonical import canonical_form, expanded
from govtool.model.avro.endless import endless
from govtool.model.avro.fingerprints import crc64, doc, wire
from govtool.model.avro.types import Type

fastavro = pytest.importorskip("fastavro", reason="fastavro is not installed")

SEEDS = st.integers(0, 2**32)


def valid(data: Json) -> Type:
    read = schema(data)
    assume(not [finding for finding in read.findings if finding.severity is Severity.ERROR])
    assume(not list(endless(read.names.values())))
    return read.root


def pair(seed: int) -> tuple[Type, Type]:
    """A writer and a reader that was made of it."""
    dice = dice_of(seed)
    data = Drawn(dice).type()
    return valid(data), valid(changed(data, dice))


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_what_cannot_all_be_read_has_a_datum_that_fails(seed: int) -> None:
    writer, reader = pair(seed)
    resolution = can_read(reader, writer)
    for clash in resolution.clashes:
        if clash.runtimes:
            continue
        proof = prove(clash, reader, writer)
        assert proof, clash
        assert proof.outcome == "fails"
        with pytest.raises(Exception, match=r"(?s).+"):
            read_by_fastavro(proof.data, writer, reader)


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_no_datum_fails_where_all_can_be_read_and_each_does_where_none_can(seed: int) -> None:
    writer, reader = pair(seed)
    verdict = can_read(reader, writer).verdict
    dice = dice_of(seed)
    for _ in range(8):
        try:
            data = datum(writer, dice)
        except RecursionError:
            continue
        if verdict is Reading.FULL:
            read_by_fastavro(data, writer, reader)
        elif verdict is Reading.NONE:
            with pytest.raises(Exception, match=r"(?s).+"):
                read_by_fastavro(data, writer, reader)


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_a_schema_reads_itself_also_when_it_is_written_otherwise(seed: int) -> None:
    data = Drawn(dice_of(seed)).type()
    one = valid(data)
    other = valid(expanded(one, "full"))
    assert wire(one) == wire(other)
    assert doc(one) == doc(other)
    resolution = can_read(one, other)
    assert not resolution.clashes
    assert not resolution.hazards
    assert all(registry_accepts(one, other, profile) for profile in PROFILES.values())


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_the_canonical_form_and_its_fingerprint_are_those_of_fastavro(seed: int) -> None:
    type_ = valid(Drawn(dice_of(seed)).type())
    canonical = fastavro.schema.to_parsing_canonical_form(expanded(type_, "bare"))
    assert canonical_form(type_) == canonical
    theirs = fastavro.schema.fingerprint(canonical, "CRC-64-AVRO")
    assert crc64(type_).to_bytes(8, "little").hex() == theirs
    assert canonical_form(valid(canonical)) == canonical


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_a_branch_is_looked_for_by_its_name_and_found_as_if_every_one_were_asked(seed: int) -> None:
    writer, reader = pair(seed)
    unions = [one for one in reached(reader) if one.kind == "union"]
    for union in unions:
        for written in reached(writer):
            expected = next((branch for branch in union.branches if matches(branch, written)), None)
            assert branch_for(union, written) is expected


def reached(root: Type) -> list[Type]:
    found = {id(root): root}
    for one in (todo := [root]):
        for child in one.children:
            if id(child) not in found:
                found[id(child)] = child
                todo.append(child)
    return todo


def test_a_large_union_is_not_each_branch_with_each() -> None:
    union = schema([{"type": "record", "name": f"R{place}", "fields": []} for place in range(500)]).root
    assert [candidates(union, branch) for branch in union.branches] == [[branch] for branch in union.branches]


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_a_memory_changes_no_answer(seed: int) -> None:
    dice = dice_of(seed)
    data = Drawn(dice).type()
    versions = [valid(data)]
    for _ in range(4):
        data = changed(data, dice)
        versions.append(valid(data))
    memory = Memory()
    for new in versions * 2:
        told = check_history(new, versions, named("FULL_TRANSITIVE"), memory=memory)
        alone = check_history(new, versions, named("FULL_TRANSITIVE"))
        assert [(one.version, one.arrow, one.resolution) for one in told] == [
            (one.version, one.arrow, one.resolution) for one in alone]


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_transitive_modes_are_all_pairs(seed: int) -> None:
    dice = dice_of(seed)
    data = Drawn(dice).type()
    versions = [valid(data), *(valid(changed(data, dice)) for _ in range(3))]
    new = versions[-1]
    told = check_history(new, versions, named("BACKWARD_TRANSITIVE"))
    failing = {one.version for one in told if one.resolution.clashes}
    assert failing == {index for index, old in enumerate(versions) if not can_read(new, old).is_compatible}


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.text(max_size=6))
def test_any_json_is_read_and_compared(seed: int, text: str) -> None:
    dice = dice_of(seed)
    data = [Drawn(dice).type()]
    for _ in range(3):
        holder, key, _ = dice.choice(list(places(data[0])))
        holder[key] = dice.choice([None, 1, [], {}, text, {"type": text}, {"type": "record", "name": text},
                                   {"type": "enum"}, {"type": "array"}, [["null"]], {"type": {"type": "fixed"}}])
    read = schema(orjson.dumps(data[0]))
    resolution = can_read(read.root, schema("string").root)
    for clash in resolution.clashes:
        assert prove(clash, read.root, schema("string").root) is None or clash.sure
    assert canonical_form(read.root)
    assert doc(read.root)
