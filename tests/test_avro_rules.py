"""Avro documents are judged: every fault by a rule of its own, types over files, comments between the words."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Desk
from test_avro_read import FAULTY

from govtool.finding import INTERNAL_ERROR, Finding, Pointer
from govtool.lint.engine import lint
from govtool.lint.load import always_on, built_in
from govtool.lint.ruleset import RuleSet
from govtool.model.avro.faults import FAULTS
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

RULES = RuleSet(built_in(), always=always_on())
PUBLIC = Path(__file__).parents[1] / ".." / "shared" / "specs" / "avsc"


def judged(files: Mapping[str, object], name: str = "order.avsc") -> list[Finding]:
    texts = {path: text if isinstance(text, str) else json.dumps(text) for path, text in files.items()}
    bundle = Bundle(MemoryTree({path: text.encode() for path, text in texts.items()}))
    return lint(read(bundle, name), RULES)


def order(*types: object, **more: object) -> dict[str, object]:
    fields = [{"name": f"f{index}", "type": type_} for index, type_ in enumerate(types)]
    return {"type": "record", "name": "Order", "namespace": "shop", "fields": fields, **more}


def state(namespace: str = "shop") -> dict[str, object]:
    return {"type": "enum", "name": "State", "namespace": namespace, "symbols": ["OPEN"]}


def test_every_fault_is_a_rule_of_its_severity_that_is_always_on() -> None:
    rules = {id_: rule for id_, rule in built_in().items() if id_.startswith("avro-") and id_ in always_on()}
    assert {id_: rule.severity for id_, rule in rules.items()} == {id_: one.severity for id_, one in FAULTS.items()}


@pytest.mark.parametrize(("rule", "data", "pointer"), FAULTY, ids=lambda value: value if isinstance(value, str) else "")
def test_each_fault_of_a_schema_is_a_finding(rule: str, data: object, pointer: Pointer) -> None:
    assert [(one.rule, one.at.pointer) for one in judged({"order.avsc": data})] == [(rule, pointer)]


@pytest.mark.parametrize("data", ["string", ["null", "string"], {"type": "array", "items": "int"}])
def test_a_schema_without_a_name_is_one(data: object) -> None:
    assert judged({"order.avsc": json.dumps(data)}) == []


def test_a_fault_of_a_protocol_is_a_finding() -> None:
    protocol = {"protocol": "Orders", "types": [order("State")], "messages": {"close": {"request": 1}}}
    found = judged({"orders.avpr": protocol}, "orders.avpr")
    assert [(one.rule, one.at.pointer) for one in found] == [
        ("avro-protocol-shape", ("messages", "close")), ("avro-type-defined", ("types", 0, "fields", 0, "type"))]


@pytest.mark.parametrize(("data", "rule"), [({"types": []}, "avro-name-legal"), ([], "avro-protocol-shape")])
def test_a_file_of_a_protocol_holds_one(data: object, rule: str) -> None:
    assert [one.rule for one in judged({"orders.avpr": data}, "orders.avpr")] == [rule]


@pytest.mark.parametrize("path", ["State.avsc", "order/State.avsc", "order/types/State.avsc", "common/State.avsc"])
def test_a_type_may_be_defined_anywhere_in_the_tree(path: str) -> None:
    assert judged({"order/order.avsc": order("State"), path: state()}, "order/order.avsc") == []


def test_a_type_of_another_namespace_or_of_a_frozen_release_is_not_the_one() -> None:
    for path, other in (("State.avsc", state("stock")), ("releases/1.0.0/State.avsc", state())):
        found = judged({"order.avsc": order("State"), path: other})
        assert [one.rule for one in found] == ["avro-type-defined"]


def test_a_frozen_release_is_judged_with_its_own_types() -> None:
    files = {"releases/1.0.0/order.avsc": order("State"), "releases/1.0.0/State.avsc": state()}
    assert judged(files, "releases/1.0.0/order.avsc") == []


def test_files_may_refer_to_each_other_in_a_circle() -> None:
    line = order(["null", "Order"], name="Line")
    files = {"order.avsc": order({"type": "array", "items": "Line"}), "line.avsc": line}
    assert judged(files) == judged(files, "line.avsc") == []


def test_a_name_used_too_early_is_told_although_another_file_defines_it() -> None:
    found = judged({"order.avsc": order("State", state()), "State.avsc": state()})
    assert [one.rule for one in found] == ["avro-type-defined-before-use"]


def test_a_file_beside_that_cannot_be_read_costs_nothing() -> None:
    found = judged({"order.avsc": order("State"), "a.avsc": "{", "State.avsc": state()})
    assert found == []


def test_comments_are_read_over_and_places_stay() -> None:
    text = '/* order */ {"type": "record", // of a shop\n "name": "Order", "fields": [\n// none\n{"name": "a-b//c"}]}'
    found = judged({"order.avsc": text})
    document = Bundle(MemoryTree({"order.avsc": text.encode()})).document("order.avsc")
    assert [(one.rule, document.span(one.at.pointer).line) for one in found] == [
        ("avro-field-type", 4), ("avro-name-legal", 4)]


@pytest.mark.parametrize("text", ["{/*", '{"a', '"\\"' * 20_000, "/*" * 40_000, "{}//" * 20_000, "// nothing"])
def test_a_text_whose_comments_hide_what_is_missing_is_told_so(text: str) -> None:
    document = Bundle(MemoryTree({"order.avsc": text.encode()})).document("order.avsc")
    assert document.usable is text.startswith("{}")
    assert [one.rule for one in document.problems] == ([] if document.usable else ["syntax-error"])


def test_the_command_tells_them_and_explains_them(desk: Desk) -> None:
    desk.write("order.avsc", json.dumps(order("Missing")))
    shown = desk.govtool("lint", "order.avsc")
    assert shown.code == 1
    assert "avro-type-defined" in shown.out
    assert "`.avsc` around it" in desk.govtool("explain", "avro-type-defined").out


def test_a_default_is_held_against_the_branches_once_and_not_in_all_their_combinations() -> None:
    """It would not end: two branches on each of 60 levels."""
    default: object = 5
    for _ in range(60):
        default = {"f": default}
    inner = {"type": "record", "name": "B", "fields": [{"name": "f", "type": ["null", "A", "B"]}]}
    outer = {"type": "record", "name": "A", "fields": [{"name": "f", "type": ["null", "A", inner], "default": None}]}
    fields = [{"name": "x", "type": outer, "default": default}]
    found = judged({"order.avsc": {"type": "record", "name": "Order", "fields": fields}})
    assert [one.rule for one in found] == ["avro-default-fits"]


def test_public_schemas_lack_types_of_files_elsewhere_and_nothing_else() -> None:
    files = sorted(PUBLIC.glob("*.avsc"))
    if not files:
        pytest.skip("the shared documents are not there")
    bundle = Bundle(MemoryTree({path.name: path.read_bytes() for path in files}))
    found = [one for path in files for one in lint(read(bundle, path.name), RULES)]
    assert {one.rule for one in found} == {"avro-type-defined", "avro-logical-type-known", "avro-recursion-ends"}
    assert INTERNAL_ERROR not in {one.rule for one in found}
