"""Avro contracts in `diff`, `check` and `release`: every difference, in the directions of the mode, with its step."""

import json
from typing import Any

import pytest
from avro_schemas import Drawn, Json, changed, dice_of, field, record
from compare_documents import changes, contract
from conftest import Desk
from hypothesis import given
from hypothesis import strategies as st
from release_packages import PLACE, bump, furnish, govtool

from govtool.compare.avro.compared import compared
from govtool.compare.avro.pages import pages
from govtool.compare.avro.told import bump as least
from govtool.compare.engine import compare
from govtool.compare.modes import MODES, CompatibilityMode
from govtool.compare.policy import Policy
from govtool.compare.semver import needed
from govtool.finding import Bump, Change, Confidence, Verdict
from govtool.model.avro.fingerprints import doc
from govtool.model.avro.read import read_schema
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

fastavro = pytest.importorskip("fastavro", reason="fastavro is not installed")

ENUM = {"type": "enum", "name": "State", "symbols": ["OPEN", "DONE"], "default": "OPEN"}
ORDER = record(field("id", "string"), field("note", ["null", "string"], default=None), field("state", ENUM),
               name="acme.Order", doc="An order.")
DAY = ("--as-of", "2026-05-04")


def edited(**fields: Json) -> Json:
    """The order with other members in its fields, or without one for None."""
    kept = [one | fields.get(one["name"], {}) for one in ORDER["fields"] if fields.get(one["name"], {}) is not None]
    return ORDER | {"fields": kept}


def told(new: Json, mode: str = "FULL", old: Json = ORDER) -> dict[str, str]:
    policy = Policy(mode=CompatibilityMode(mode))
    return {change.id: change.verdict.value for change in compare(contract(old), contract(new), policy)}


@pytest.mark.parametrize(("new", "expected"), [
    (ORDER, {}),
    (ORDER | {"doc": "One order."}, {"avro-doc-changed": "compatible"}),
    (ORDER | {"owner": "us"}, {"avro-attribute-changed": "compatible"}),
    (ORDER | {"aliases": ["Purchase"]}, {"avro-alias-added": "compatible"}),
    (ORDER | {"fields": [*ORDER["fields"], field("n", "int", default=1)]}, {"avro-field-added": "compatible"}),
    (ORDER | {"fields": [*ORDER["fields"], field("n", "int")]}, {"avro-field-default-missing": "breaking"}),
    (ORDER | {"fields": ORDER["fields"][::-1]}, {"avro-fields-reordered": "compatible"}),
    (edited(note=None), {"avro-field-default-taken": "possible"}),
    (edited(id=None), {"avro-field-default-missing": "breaking"}),
    (edited(id={"default": ""}), {"avro-default-added": "compatible"}),
    (edited(note={"type": ["string", "null"]}), {"avro-branches-reordered": "compatible"}),
    (edited(note={"type": ["null", "string", "int"]}), {"avro-branch-missing": "breaking"}),
    (edited(id={"type": ["null", "string"]}), {"avro-type-mismatch": "breaking"}),
    (edited(state={"type": ENUM | {"symbols": ["OPEN", "DONE", "HELD"]}}), {"avro-enum-default-taken": "possible"}),
    (edited(note={"default": "none", "type": ["string", "null"]}),
     {"avro-default-changed": "compatible", "avro-branches-reordered": "compatible"}),
    (edited(state={"type": ENUM | {"symbols": ["DONE", "OPEN"]}}), {"avro-symbols-reordered": "compatible"}),
    (edited(state={"type": ENUM | {"default": "DONE"}}), {"avro-enum-default-changed": "compatible"}),
    (edited(id={"name": "key", "aliases": ["id"]}), {"avro-field-default-missing": "breaking"}),
    (edited(id={"type": {"type": "string"}}), {"avro-rewritten": "compatible"}),
    (edited(id={"type": "int"}), {"avro-type-mismatch": "breaking"}),
])
def test_a_difference_is_told_once_by_its_cause(new: Json, expected: dict[str, str]) -> None:
    assert told(new) == expected


@pytest.mark.parametrize(("mode", "removed", "added"), [
    ("BACKWARD", {"avro-field-removed": "compatible"}, {"avro-field-default-missing": "breaking"}),
    ("FORWARD_TRANSITIVE", {"avro-field-default-missing": "breaking"}, {"avro-field-added": "compatible"}),
    ("FULL", {"avro-field-default-missing": "breaking"}, {"avro-field-default-missing": "breaking"}),
    ("NONE", {"avro-field-default-missing": "compatible"}, {"avro-field-default-missing": "compatible"}),
])
def test_the_mode_says_which_version_reads(mode: str, removed: dict[str, str], added: dict[str, str]) -> None:
    short = edited(id=None)
    assert (told(short, mode), told(ORDER, mode, short)) == (removed, added)


def test_a_promotion_is_compatible_for_new_readers_only() -> None:
    one, two = record(field("n", "int")), record(field("n", "long"))
    assert told(two, "BACKWARD", one) == {"avro-type-promoted": "compatible"}
    assert told(two, "FORWARD", one) == {"avro-type-mismatch": "breaking"}


def test_the_same_break_is_told_at_every_place_and_once_in_a_shared_type() -> None:
    old, new = (record(field("a", kind), field("b", kind), name="R") for kind in ("int", "string"))
    found = changes(old, new, Policy(mode=CompatibilityMode("BACKWARD")))
    assert [(change.id, change.subject, bool(change.witness)) for change in found] == [
        ("avro-type-mismatch", "a", True), ("avro-type-mismatch", "b", True)]
    old, new = (record(field("a", record(field("n", kind), name="S")), field("b", "S")) for kind in ("int", "string"))
    assert [change.subject for change in changes(old, new, Policy(mode=CompatibilityMode("BACKWARD")))] == ["a.n"]


@given(st.integers(0, 10**9), st.sampled_from(MODES))
def test_nothing_that_differs_is_passed_over_and_the_version_step_is_enough(seed: int, mode: str) -> None:
    dice = dice_of(seed)
    data = record(field("f", Drawn(dice).type()), name="Root")
    old, new = contract(data, "a.avsc"), contract(changed(data, dice), "a.avsc")
    if new.format.family != "avro":
        return
    found = compared(old, new, CompatibilityMode(mode))
    before, after = (read_schema(side.document).root for side in (old, new))
    assert bool(found) is (old.document.data != new.document.data)
    assert needed(found) >= least(after, before)
    assert (doc(before) != doc(after)) is (needed(found) > Bump.NONE)
    assert {change.id for change in found} <= set(pages())
    for change in found:
        assert change.verdict is not Verdict.BREAKING or change.witness or change.confidence is Confidence.POLICY


def of_files(files: dict[str, Json], path: str) -> Any:
    return read(Bundle(MemoryTree({name: json.dumps(data).encode() for name, data in files.items()})), path)


def test_types_of_other_files_are_looked_at_and_the_nearest_is_taken() -> None:
    line = record(field("sku", "string"), name="acme.Line")
    order = record(field("line", "acme.Line"), name="acme.Order")
    far = {"far/line.avsc": record(name="acme.Line"), "a/releases/1.0.0/line.avsc": record(name="acme.Line")}
    old = of_files({"a/order.avsc": order, "a/line.avsc": line, **far}, "a/order.avsc")
    new = of_files({"a/order.avsc": order, "b/line.avsc": record(field("sku", "int"), name="acme.Line")},
                   "a/order.avsc")
    assert compare(old, old) == []
    found = compare(old, new, Policy(mode=CompatibilityMode("BACKWARD")))
    assert [(change.id, change.where and change.where.document) for change in found] == [
        ("avro-type-mismatch", "b/line.avsc")]
    frozen = {"a/releases/1/order.avsc": order, "a/releases/1/inner/line.avsc": line, "a/line.avsc": record()}
    assert compare(of_files(frozen, "a/releases/1/order.avsc"), old) == []


def test_protocols_are_compared_by_their_types_and_messages() -> None:
    old: Json = {"protocol": "Orders", "types": [record(field("a", "int"), name="A"), record(name="B")],
                 "messages": {"send": {"request": [field("a", "A")], "response": "null"}}}
    new: Json = {"protocol": "Orders", "types": [record(field("a", "string"), name="A")],
                 "messages": {"send": {"request": [field("a", "A")], "response": "null"},
                              "drop": {"request": [], "response": "null"}}}
    found: list[Change] = changes(old, new, Policy(mode=CompatibilityMode("BACKWARD")))
    assert sorted((change.id, change.message) for change in found) == [
        ("avro-type-added", "`the request of drop` is new"), ("avro-type-added", "`the response of drop` is new"),
        ("avro-type-mismatch", "`int` is written, and the reader expects `string`"),
        ("avro-type-removed", "`B` is gone")]
    assert [change.id for change in changes(old, old | {"doc": "More."})] == ["avro-rewritten"]


def test_diff_shows_the_datum_and_what_registries_say(desk: Desk) -> None:
    desk.write("a.avsc", json.dumps(ORDER))
    desk.write("b.avsc", json.dumps(edited(id={"type": "int"})))
    done = desk.govtool("diff", "a.avsc", "b.avsc", "--fail-on", "breaking")
    assert done.code == 1, done.err
    assert "breaking[avro-type-mismatch]" in done.out
    assert "witness: {" in done.out
    assert "confluent and karapace and apicurio refuse it" in done.out
    assert "b.avsc needs a major version" in done.out
    assert "not the reader's" in desk.govtool("explain", "avro-type-mismatch").out


def test_without_a_decoder_a_break_is_possible_and_says_what_to_install(desk: Desk) -> None:
    desk.write("none/fastavro.py", "raise ImportError('not here')\n")
    desk.write("a.avsc", json.dumps(ORDER))
    desk.write("b.avsc", json.dumps(edited(id={"type": "int"})))
    done = desk.govtool("diff", "a.avsc", "b.avsc", env={"PYTHONPATH": str(desk.root / "none")})
    assert (done.code, done.err) == (0, "")
    assert "possible[avro-type-mismatch]" in done.out
    assert "pip install 'govtool[events]'" in done.out
    assert "breaking[" not in done.out


def rules(desk: Desk, *arguments: str) -> set[str]:
    done = govtool(desk, *arguments, "--format", "json")
    assert done.err == ""
    return {one["rule"] for one in json.loads(done.out)["findings"] if one["severity"] == "error" and not one["waived"]}


def test_check_compares_a_schema_with_the_base_by_its_mode_and_takes_a_waiver(desk: Desk) -> None:
    desk.write("govtool.toml", "extends = []\n")
    desk.write("orders/contract.yaml", "name: orders\nversion: 1.0.0\ncompatibilityMode: BACKWARD\n")
    desk.write("orders/order.avsc", json.dumps(ORDER))
    desk.commit()
    check = ("check", "--only", "compat", "--against", "HEAD", *DAY)
    assert rules(desk, *check) == set()
    desk.write("orders/order.avsc", json.dumps(edited(id=None)))
    assert "avro-field-default-missing" not in rules(desk, *check)
    desk.replace("orders/contract.yaml", "BACKWARD", "FULL")
    assert "avro-field-default-missing" in rules(desk, *check)
    desk.write("waivers.yaml", "waivers:\n  - {rule: avro-field-default-missing, paths: ['orders/**'], "
               "reason: nobody reads it, expires: 2026-06-01, approvedBy: group:planning}\n")
    assert "avro-field-default-missing" not in rules(desk, *check)


SCHEMA = f"{PLACE}/schemas/OrderCreated.avsc"


def test_release_asks_for_the_version_that_a_schema_needs(desk: Desk) -> None:
    shop = furnish(desk)
    assert govtool(shop, "release", "orders", *DAY).code == 0
    shop.commit("released")
    shop.replace(SCHEMA, '"type": "string"}', '"type": "string"}, {"name": "n", "type": "int", "default": 0}')
    refused = govtool(shop, "release", "orders", *DAY)
    assert refused.code == 1, refused.out
    assert "since release 1.0.0, which need a minor version" in refused.out
    bump(shop, "1.0.0", "1.1.0")
    done = govtool(shop, "release", "orders", *DAY)
    assert done.code == 0, done.out
    recorded = json.loads((shop.root / PLACE / "releases" / "1.1.0" / "release.json").read_text("utf-8"))
    assert ("avro-field-added", "minor") in [(change["id"], change["bump"]) for change in recorded["changes"]]


def test_a_break_stops_a_release_and_every_release_counts_where_the_mode_is_transitive(desk: Desk) -> None:
    shop = furnish(desk)
    shop.replace(f"{PLACE}/contract.yaml", "owner:", "compatibilityMode: BACKWARD_TRANSITIVE\nowner:")
    assert govtool(shop, "release", "orders", *DAY).code == 0
    shop.commit("one")
    shop.replace(SCHEMA, '"type": "string"}', '"type": "string"}, {"name": "n", "type": "int", "default": 0}')
    bump(shop, "1.0.0", "1.1.0")
    assert govtool(shop, "release", "orders", *DAY).code == 0
    shop.commit("two")
    shop.replace(SCHEMA, ', "default": 0', "")
    bump(shop, "1.1.0", "1.2.0")
    done = govtool(shop, "release", "orders", *DAY)
    assert done.code == 1, done.out
    assert "avro-field-default-missing" in done.out
    assert "is not written, and the reader has no default for it" in done.out
    assert not (shop.root / PLACE / "releases" / "1.2.0").exists()
