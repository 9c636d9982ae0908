"""Avro schemas and protocols as texts: what is wrong with them, and where."""

from typing import Any

import orjson
import pytest
from avro_schemas import Json, field, record, schema, type_of

from govtool.compare.avro.resolve import can_read
from govtool.finding import Pointer, Severity
from govtool.model.avro.canonical import canonical_form
from govtool.model.avro.faults import FAULTS
from govtool.model.avro.fingerprints import doc, wire
from govtool.model.avro.library import Library
from govtool.model.avro.protocol import is_protocol, read_protocol
from govtool.model.avro.read import read_schema
from govtool.model.avro.text import parse_avro

ENUM = {"type": "enum", "name": "E", "symbols": ["A", "B"]}
FIXED = {"type": "fixed", "name": "F", "size": 2}

FAULTY: list[tuple[str, Json, Pointer]] = [
    ("avro-schema-shape", 5, ()),
    ("avro-schema-shape", {"no": "type"}, ()),
    ("avro-schema-shape", {"type": ["int", "null"]}, ("type",)),
    ("avro-schema-shape", {"type": 3}, ("type",)),
    ("avro-type-defined", record(field("a", "Missing")), ("fields", 0, "type")),
    ("avro-type-defined", {"type": "Missing"}, ("type",)),
    ("avro-type-defined-before-use", record(field("a", "E"), field("b", ENUM)), ("fields", 0, "type")),
    ("avro-type-namespace", record(field("a", ENUM | {"namespace": ""}), field("b", "E"), namespace="x"),
     ("fields", 1, "type")),
    ("avro-name-present", {"type": "fixed", "size": 1}, ()),
    ("avro-name-present", record({"type": "int"}), ("fields", 0)),
    ("avro-name-legal", record(name="1R"), ("name",)),
    ("avro-name-legal", record(namespace="a..b"), ("namespace",)),
    ("avro-name-legal", record(field("a-b", "int")), ("fields", 0, "name")),
    ("avro-name-legal", record(field("a", "int", aliases=["a.b"])), ("fields", 0, "aliases", 0)),
    ("avro-name-legal", record(aliases=["x", "y z"]), ("aliases", 1)),
    ("avro-name-legal", ENUM | {"symbols": ["A", "B-C"]}, ("symbols", 1)),
    ("avro-name-not-primitive", record(name="int"), ("name",)),
    ("avro-name-unique", record(field("a", ENUM), field("b", ENUM)), ("fields", 1, "type")),
    ("avro-aliases-list", record(aliases="x"), ("aliases",)),
    ("avro-alias-unique", record(field("a", "int"), field("b", "int", aliases=["a"])), ("fields", 1, "aliases", 0)),
    ("avro-fields-list", {"type": "record", "name": "R"}, ()),
    ("avro-fields-list", {"type": "record", "name": "R", "fields": "a"}, ("fields",)),
    ("avro-fields-list", record("a"), ("fields", 0)),
    ("avro-field-type", record({"name": "a"}), ("fields", 0)),
    ("avro-field-unique", record(field("a", "int"), field("a", "int")), ("fields", 1, "name")),
    ("avro-field-order", record(field("a", "int", order="up")), ("fields", 0, "order")),
    ("avro-doc-text", record(doc=5), ("doc",)),
    ("avro-doc-text", record(field("a", "int", doc=[])), ("fields", 0, "doc")),
    ("avro-default-fits", record(field("a", "int", default="x")), ("fields", 0, "default")),
    ("avro-default-fits", record(field("a", {"type": "array", "items": "int"}, default=[1, "x"])),
     ("fields", 0, "default", 1)),
    ("avro-default-finite", record(field("a", "double", default="NaN")), ("fields", 0, "default")),
    ("avro-symbols-list", {"type": "enum", "name": "E"}, ()),
    ("avro-symbol-unique", ENUM | {"symbols": ["A", "A"]}, ("symbols", 1)),
    ("avro-enum-default-symbol", ENUM | {"default": "C"}, ("default",)),
    ("avro-size-legal", FIXED | {"size": "4"}, ("size",)),
    ("avro-size-legal", {"type": "fixed", "name": "F"}, ()),
    ("avro-items-present", {"type": "map"}, ()),
    ("avro-union-nested", ["null", ["int"]], (1,)),
    ("avro-union-branch-unique", ["int", {"type": "int", "logicalType": "date"}], (1,)),
    ("avro-union-filled", [], ()),
    ("avro-logical-type-known", {"type": "int", "logicalType": "date1"}, ("logicalType",)),
    ("avro-logical-type-fits", {"type": "long", "logicalType": "date"}, ("logicalType",)),
    ("avro-logical-type-fits", FIXED | {"logicalType": "decimal", "precision": 9}, ("logicalType",)),
    ("avro-logical-type-fits", FIXED | {"logicalType": "uuid"}, ("logicalType",)),
    ("avro-logical-type-fits", {"type": "bytes", "logicalType": "decimal"}, ("logicalType",)),
    ("avro-logical-type-fits", {"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 3},
     ("logicalType",)),
    ("avro-recursion-ends", record(field("a", "int"), field("b", "R")), ("fields", 1)),
]


@pytest.mark.parametrize(("rule", "data", "pointer"), FAULTY, ids=lambda value: value if isinstance(value, str) else "")
def test_each_fault_is_told_once_and_where_it_stands(rule: str, data: Json, pointer: Pointer) -> None:
    findings = schema(orjson.dumps(data)).findings
    assert [(one.rule, one.at.pointer) for one in findings] == [(rule, pointer)]
    assert findings[0].severity is FAULTS[rule].severity
    assert findings[0].help


def test_an_alias_that_is_the_name_itself_takes_nothing_from_others() -> None:
    assert schema(record(field("a", "int", aliases=["a", "b", "b"]))).findings == ()


@pytest.mark.parametrize(("start", "end"), [
    ('{"type": "array", "items": ', "}"), ('{"type": "map", "values": ', "}"), ("[", "]"),
    ('["null", {"type": "array", "items": ', "}]"), ('{"type": ', "}"),
])
def test_types_may_be_nested_as_deep_as_documents(start: str, end: str) -> None:
    depth = 250 // (start.count("[") + start.count("{"))
    read = schema(start * depth + '"int"' + end * depth)
    assert {one.rule for one in read.findings} <= {"avro-union-nested", "avro-schema-shape"}
    assert wire(read.root)
    assert doc(read.root)
    assert canonical_form(read.root)
    assert can_read(read.root, schema(start * depth + '"long"' + end * depth).root).clashes or start == "["


def test_every_rule_has_an_example() -> None:
    assert {rule for rule, _, _ in FAULTY} == set(FAULTS) - {"avro-protocol-shape"}


def test_several_faults_are_all_told() -> None:
    data = record(field("1a", "int", default="x"), field("b", "Missing"), field("c", {"type": "fixed", "name": "F"}))
    rules = [one.rule for one in schema(data).findings]
    assert rules == ["avro-name-legal", "avro-size-legal", "avro-default-fits", "avro-type-defined"]


@pytest.mark.parametrize(("type_", "good", "bad"), [
    ("null", [None], [0, False]),
    ("boolean", [True], [1, "true"]),
    ("int", [0, -2**31], [2**31, 1.0, True, "1"]),
    ("long", [2**31, -2**63], [2**63, 1.5]),
    ("double", [1, 2.5], ["1", None, True]),
    ("bytes", ["", "\u00ff"], ["\u0100", 5]),
    ("string", ["\u0100"], [5, None]),
    (FIXED, ["ab"], ["a", "a\u0100", 5]),
    (ENUM, ["A"], ["C", None]),
    ({"type": "array", "items": "int"}, [[], [1]], [["a"], {}]),
    ({"type": "map", "values": "int"}, [{}, {"k": 1}], [{"k": "a"}, []]),
    (record(field("a", "int"), field("b", "int", default=1), name="S"), [{"a": 1}], [{}, {"b": 1}, {"a": "x"}, []]),
    (["null", "string"], [None, "x"], [5]),
])
def test_a_default_is_a_value_of_its_type_or_of_any_branch(type_: Json, good: list[Any], bad: list[Any]) -> None:
    for default in good:
        assert schema(record(field("x", type_, default=default))).findings == ()
    for default in bad:
        assert [one.rule for one in schema(record(field("x", type_, default=default))).findings] == [
            "avro-default-fits"]


def test_comments_are_read_over_and_positions_stay() -> None:
    text = """{
  // an order /* not nested
  "type": "record", "name": "R", /* two
  lines "quoted */ "fields": [
    {"name": "url", "type": "int", "default": "http://x/*y*/"} // "name"
  ]
}"""
    document = parse_avro(text, "order.avsc")
    assert document.usable
    assert document.text == text
    found = read_schema(document).findings
    assert [one.rule for one in found] == ["avro-default-fits"]
    assert document.span(found[0].at.pointer).line == 5
    assert document.get(("fields", 0, "default")) == "http://x/*y*/"


def test_a_text_that_is_no_json_keeps_its_own_problem() -> None:
    document = parse_avro('{"type": "record", // x\n "fields": [,]}', "order.avsc")
    assert not document.usable
    assert document.problems[0].rule == "syntax-error"
    assert not parse_avro("// nothing", "order.avsc").usable


def test_a_schema_in_yaml_stays_yaml() -> None:
    document = parse_avro("type: fixed # see http://x\nname: F\nsize: 2\n", "f.yaml")
    assert document.syntax == "yaml"
    assert read_schema(document).root.size == 2


def test_zeros_before_a_number_are_read_over_as_the_canonical_form_has_it() -> None:
    assert type_of('{"type": "fixed", "name": "F", "size": 015}').size == 15
    assert type_of('{"type": "fixed", "name": "F", "size": 10}').size == 10


def test_names_are_full_by_their_namespace_and_aliases_by_their_own_type() -> None:
    fields = field("e", ENUM), field("f", "a.b.E")
    read = schema(record(*fields, name="a.b.R", namespace="ignored", aliases=["S", "c.T"]))
    assert read.findings == ()
    assert set(read.names) == {"a.b.R", "a.b.E"}
    assert read.root.aliases == ("a.b.S", "c.T")
    assert read.root.fields[0].type is read.root.fields[1].type


def test_types_across_files_are_found_by_full_name_also_in_a_circle() -> None:
    order = parse_avro(orjson.dumps(record(field("line", "shop.Line"), name="Order", namespace="shop")), "order.avsc")
    back = record(field("order", ["null", "Order"]), name="Line", namespace="shop")
    line = parse_avro(orjson.dumps(back), "line.avsc")
    read = read_schema(order, (), Library([order, line]))
    assert read.findings == ()
    found = read.root.fields[0].type
    assert (found.name, found.document) == ("shop.Line", "line.avsc")
    assert found.fields[0].type.branches[1].name == "shop.Order"
    alone = read_schema(order)
    assert [one.rule for one in alone.findings] == ["avro-type-defined"]
    assert alone.root.fields[0].type.kind == "unknown"


def test_a_protocol_has_types_and_messages() -> None:
    data = {
        "protocol": "Mail", "namespace": "com.acme",
        "types": [record(field("to", "string"), name="Letter"), {"type": "error", "name": "Lost", "fields": []}],
        "messages": {
            "send": {"request": [field("letter", "Letter")], "response": "string", "errors": ["Lost"]},
            "ping": {"request": [], "response": "null", "one-way": True},
        },
    }
    assert is_protocol(data)
    read = read_protocol(parse_avro(orjson.dumps(data), "mail.avpr"))
    assert read.findings == ()
    assert read.name == "com.acme.Mail"
    assert [one.name for one in read.types] == ["com.acme.Letter", "com.acme.Lost"]
    send, ping = read.messages
    assert send.request.fields[0].type is read.types[0]
    assert send.errors is not None
    assert ping.one_way


@pytest.mark.parametrize(("data", "pointer"), [
    ([], ()),
    ({"protocol": "P", "types": {}}, ("types",)),
    ({"protocol": "P", "types": ["int"]}, ("types", 0)),
    ({"protocol": "P", "messages": []}, ("messages",)),
    ({"protocol": "P", "messages": {"m": {}}}, ("messages", "m")),
    ({"protocol": "P", "messages": {"m": {"request": [], "response": "int", "one-way": True}}},
     ("messages", "m", "one-way")),
    ({"protocol": "P", "messages": {"m": 5}}, ("messages", "m")),
])
def test_a_protocol_that_is_none_is_told(data: Json, pointer: Pointer) -> None:
    findings = read_protocol(parse_avro(orjson.dumps(data), "p.avpr")).findings
    assert {(one.rule, one.at.pointer) for one in findings} == {("avro-protocol-shape", pointer)}


def test_the_names_of_a_protocol_are_legal() -> None:
    data = {"protocol": "1", "namespace": "a..b", "messages": {"a-b": {"request": []}}}
    findings = read_protocol(parse_avro(orjson.dumps(data), "p.avpr")).findings
    assert [one.at.pointer for one in findings] == [("protocol",), ("namespace",), ("messages", "a-b")]
    assert all(one.severity is Severity.ERROR for one in findings)
