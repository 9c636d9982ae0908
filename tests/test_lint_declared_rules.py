"""Declared rules as a whole: `given`, `then`, messages, formats, aliases, and rules that cannot be run."""

import json
from pathlib import Path
from typing import Any

import pytest
from declared_rules import ORDERS, contract, declared, places, ruleset

from govtool.errors import UserError
from govtool.finding import Severity

MISSING = '{"field": "none", "function": "truthy"}'


def found(folder: Path, text: str, document: Any = None, **others: Any) -> list[tuple[str, str]]:
    """Rule and place of each finding."""
    return [(finding.rule, finding.at.fragment) for finding in declared(ruleset(folder, text),
                                                                        contract(document, **others))]


# --- given and then ---


def test_a_rule_may_have_several_paths_and_several_questions(tmp_path: Path) -> None:
    assert found(tmp_path, """
rules:
  r:
    given: [$.info, $.tags, $.nothing]
    then:
      - {field: title, function: falsy}
      - {field: description, function: truthy}
""") == [("r", "/info"), ("r", "/info/title"), ("r", "/tags")]


@pytest.mark.parametrize(("then", "expected"), [
    ({"field": "title", "function": "falsy"}, ["/info/title"]),
    ({"field": "contact.name", "function": "falsy"}, ["/info/contact/name"]),
    ({"field": "contact['x-api-id']", "function": "falsy"}, ["/info/contact/x-api-id"]),
    ({"field": 'contact["name"]', "function": "falsy"}, ["/info/contact/name"]),
    ({"field": "contact.email", "function": "truthy"}, ["/info/contact"]),
    ({"field": "licence.url.more", "function": "truthy"}, ["/info"]),
    ({"field": "$.contact.*", "function": "falsy"}, ["/info/contact/name", "/info/contact/x-api-id"]),
    ({"field": "$.licence", "function": "truthy"}, ["/info"]),
    ({"field": "$", "function": "falsy"}, ["/info"]),
    ({"field": "@key", "function": "pattern", "functionOptions": {"match": "^[a-z]+$"}}, ["/info/x-api-id"]),
])
def test_a_field_names_what_is_looked_at(tmp_path: Path, then: Any, expected: list[str]) -> None:
    assert places(tmp_path, "$.info", json.dumps(then)) == expected


def test_a_field_may_lead_through_lists_and_references(tmp_path: Path) -> None:
    document = {"openapi": "3.0.3", "x": {"list": [{"a": 1}, {"$ref": "#/y"}], "a.b": 5}, "y": {"a": 2}}
    assert places(tmp_path, "$.x", '{"field": "list[1].a", "function": "falsy"}', document) == ["/y/a"]
    assert places(tmp_path, "$.x", '{"field": "list.0.a", "function": "falsy"}', document) == ["/x/list/0/a"]
    assert places(tmp_path, "$.x", '{"field": "a.b", "function": "falsy"}', document) == ["/x/a.b"]
    assert places(tmp_path, "$.x.list", '{"field": "[0].a", "function": "falsy"}', document) == ["/x/list/0/a"]


def test_keys_of_a_list_are_its_indexes_and_of_nothing_nothing(tmp_path: Path) -> None:
    document = {"openapi": "3.0.3", "x": ["a"], "y": {}}
    assert places(tmp_path, "$.x", '{"field": "@key", "function": "falsy"}', document) == ["/x/0"]
    assert places(tmp_path, "$.y", '{"field": "@key", "function": "truthy"}', document) == ["/y"]


def test_a_value_without_properties_is_looked_at_itself(tmp_path: Path) -> None:
    """As in Spectral."""
    assert places(tmp_path, "$.info.title", '{"field": "none", "function": "falsy"}') == ["/info/title"]


def test_a_finding_stands_at_the_definition_once_with_all_that_reach_it(tmp_path: Path) -> None:
    schema = {"$ref": "#/components/schemas/Item"}
    answer = {"200": {"description": "d", "content": {"application/json": {"schema": schema}}}}
    document = {
        "openapi": "3.0.3", "info": {"title": "T", "version": "1.0.0"},
        "paths": {"/a": {"get": {"responses": answer}, "post": {"responses": answer}}, "/b": {"$ref": "paths.json#/b"}},
        "components": {"schemas": {"Item": {"properties": {"other": {"$ref": "common.json#/defs/Other"}}}}},
    }
    others = {"common_json": {"defs": {"Other": {"x": 1}}}, "paths_json": {"b": {"get": {"responses": {}}}}}
    rules = ruleset(tmp_path, """
rules:
  deep: {given: "$..schema.properties[*]", then: {field: x, function: falsy}}
  shared: {given: "$.paths[*][*].responses[*].content[*].schema", then: {field: title, function: truthy}}
  operation: {given: "$.paths[*][get]", then: {field: operationId, function: truthy}}
""")
    findings = declared(rules, contract(document, **others))
    assert [(finding.rule, finding.at.document, finding.at.fragment, finding.reach) for finding in findings] == [
        ("shared", "api.yaml", "/components/schemas/Item", ("GET /a", "POST /a")),
        ("operation", "api.yaml", "/paths/~1a/get", ("GET /a",)),
        ("deep", "common.json", "/defs/Other/x", ("GET /a", "POST /a")),
        ("operation", "paths.json", "/b/get", ("GET /b",)),
    ]


def test_a_rule_may_see_references_as_they_are_written(tmp_path: Path) -> None:
    document = {"openapi": "3.0.3", "x": {"$ref": "#/y"}, "y": {"z": 1}}
    text = "rules: {r: {resolved: %s, given: $.x, then: {field: $ref, function: %s}}}"
    assert found(tmp_path, text % ("false", "falsy"), document) == [("r", "/x/$ref")]
    assert found(tmp_path, text % ("true", "truthy"), document) == [("r", "/y")]


# --- words ---


@pytest.mark.parametrize(("message", "then", "expected"), [
    ("{{property}} at {{path}}: {{error}}", "{field: title, function: falsy}",
     "title at #/info/title: `title` is `Orders`, expected nothing here"),
    ("{{ value }}, {{description}}", "{field: title, function: falsy}", "Orders, D."),
    ("no {{property}}{{nothing}}", "{field: summary, function: truthy}", "no summary"),
    ("{{value}}", "{field: contact, function: falsy}", "{…}"),
    ('#{{print("property")}} is {{value}}', "{field: version, function: falsy}", "version is 1.2.3"),
    ("[{{value}}]", "{field: summary, function: truthy}", "[]"),
])
def test_a_message_has_blanks(tmp_path: Path, message: str, then: str, expected: str) -> None:
    text = f"rules: {{r: {{description: D., message: {json.dumps(message)}, given: $.info, then: {then}}}}}"
    [finding] = declared(ruleset(tmp_path, text), contract())
    assert (finding.message, finding.help) == (expected, "")


def test_without_a_message_the_function_says_what_is_and_the_description_what_should_be(tmp_path: Path) -> None:
    [finding] = declared(ruleset(tmp_path, """
rules:
  r: {description: "Every contract has a summary. It helps.", given: $.info, then: {field: summary, function: defined}}
"""), contract())
    assert finding.message == "`summary` is missing, expected it to be there"
    assert finding.help == "Every contract has a summary."


def test_the_document_has_no_key(tmp_path: Path) -> None:
    text = 'rules: {r: {message: "<{{property}}>", given: $, then: {function: falsy}}}'
    [finding] = declared(ruleset(tmp_path, text), contract())
    assert (finding.message, finding.at.pointer) == ("<>", ())
    [finding] = declared(ruleset(tmp_path, "rules: {r: {given: $, then: {function: falsy}}}"), contract())
    assert finding.message == "the document is `{…}`, expected nothing here"


@pytest.mark.parametrize(("severity", "expected"), [
    ("error", Severity.ERROR), ("warn", Severity.WARNING), ("info", Severity.INFO), ("hint", Severity.HINT),
    ("0", Severity.ERROR), ("1", Severity.WARNING), ("2", Severity.INFO), ("3", Severity.HINT),
])
def test_severities_are_words_or_numbers(tmp_path: Path, severity: str, expected: Severity) -> None:
    text = f"rules: {{r: {{severity: {severity}, given: $.info, then: {MISSING}}}}}"
    assert [finding.severity for finding in declared(ruleset(tmp_path, text), contract())] == [expected]


def test_the_page_of_a_rule_is_its_description_and_its_address(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, f"""
documentationUrl: https://example.com/rules
rules:
  own:
    {{description: "One. Two.", documentationUrl: "https://example.com/own", tags: [style], given: $, then: {MISSING}}}
  shared: {{given: $, then: {MISSING}}}
""").rules
    assert (rules["own"].title, rules["own"].doc) == ("One.", "One. Two.\n\nhttps://example.com/own")
    assert (rules["own"].url, set(rules["own"].tags)) == ("https://example.com/own", {"style"})
    assert (rules["shared"].title, rules["shared"].url) == ("A rule of rules.yaml.", "https://example.com/rules#shared")


# --- formats and aliases ---


@pytest.mark.parametrize(("formats", "version", "expected"), [
    ("[oas3]", {"openapi": "3.1.0"}, True), ("[oas3]", {"swagger": "2.0"}, False), ("[oas2]", {"swagger": "2.0"}, True),
    ("[oas3.0]", {"openapi": "3.0.3"}, True), ("['oas3_1']", {"openapi": "3.0.3"}, False),
    ("[oas3.1]", {"openapi": "3.1.1"}, True), ("[oas2, oas3.2]", {"openapi": "3.2.0"}, True),
    ("[openapi]", {"swagger": "2.0"}, True), ("[asyncapi2]", {"asyncapi": "2.6.0"}, True),
    ("[aas2_6]", {"asyncapi": "2.6.0"}, True), ("[aas2_5]", {"asyncapi": "2.6.0"}, False),
    ("[aas3]", {"asyncapi": "3.0.0"}, True), ("[asyncapi3]", {"openapi": "3.0.0"}, False),
    ("[json-schema]", {"$schema": "http://json-schema.org/draft-07/schema#"}, True),
    ("[json-schema-draft7]", {"$schema": "http://json-schema.org/draft-07/schema#"}, True),
    ("[json-schema-draft4]", {"$schema": "http://json-schema.org/draft-07/schema#"}, False),
    ("[json-schema-2020-12]", {"$schema": "https://json-schema.org/draft/2020-12/schema"}, True),
    ("[json-schema-draft-2019-09]", {"$schema": "https://json-schema.org/draft/2019-09/schema"}, True),
    ("[avro]", {"type": "record", "name": "R"}, True), ("[arazzo1.0]", {"openapi": "3.0.0"}, False),
    ("[]", {"any": 1}, True),
])
def test_a_rule_is_about_formats(tmp_path: Path, formats: str, version: Any, *, expected: bool) -> None:
    text = f"rules: {{r: {{formats: {formats}, given: $, then: {MISSING}}}}}"
    assert bool(found(tmp_path, text, {**version, "info": {}})) is expected


def test_a_ruleset_says_the_formats_of_rules_that_name_none(tmp_path: Path) -> None:
    assert found(tmp_path, f"""
formats: [oas2]
rules:
  a: {{given: $, then: {MISSING}}}
  b: {{formats: [oas3], given: $, then: {MISSING}}}
""") == [("b", "")]


def test_aliases_stand_for_paths_and_for_other_aliases(tmp_path: Path) -> None:
    text = f"""
aliases:
  Item: ["$.paths[*]"]
  Operation: ["#Item[get]", "#Item[delete]"]
  Info: $.info
rules:
  operations: {{given: "#Operation", then: {MISSING}}}
  answers: {{given: "#Operation.responses[204]", then: {MISSING}}}
  info: {{given: ["#Info", "#Info.contact"], then: {MISSING}}}
"""
    assert sorted(found(tmp_path, text)) == [
        ("answers", "/paths/~1orders~1{id}/delete/responses/204"), ("info", "/info"), ("info", "/info/contact"),
        ("operations", "/paths/~1health/get"), ("operations", "/paths/~1orders/get"),
        ("operations", "/paths/~1orders~1{id}/delete")]


@pytest.mark.parametrize(("document", "expected"), [
    ({"swagger": "2.0", "definitions": {}}, ["/definitions"]),
    ({"openapi": "3.0.0", "components": {}}, ["/components"]),
    ({"openapi": "3.1.0", "components": {}, "webhooks": {}}, ["/webhooks"]),
    ({"asyncapi": "3.0.0", "components": {}}, []),
])
def test_an_alias_may_mean_something_else_in_each_format(tmp_path: Path, document: Any, expected: list[str]) -> None:
    text = f"""
aliases:
  Part:
    description: The parts.
    targets:
      - {{formats: [oas2], given: ["$.definitions"]}}
      - {{formats: [oas3], given: ["$.components"]}}
      - {{formats: [oas3.1], given: ["$.webhooks"]}}
rules: {{r: {{given: "#Part", then: {MISSING}}}}}
"""
    assert [place for _, place in found(tmp_path, text, document)] == expected


# --- rules that cannot be run ---


@pytest.mark.parametrize(("rule", "said"), [
    ({"given": "$.paths[?(@.x.eval('a'))]", "then": {"function": "truthy"}}, "calls `eval()`"),
    ({"given": "$[", "then": {"function": "truthy"}}, "has a `[` that is not closed"),
    ({"given": "$.info", "then": {"field": "$[", "function": "truthy"}}, "has a `[` that is not closed"),
    ({"given": "$.info.title", "then": {"function": "pattern", "functionOptions": {"match": "("}}},
     "no regular expression"),
    ({"given": "$.info[?(@.match(/(/))]", "then": {"function": "truthy"}}, "no regular expression"),
])
def test_a_rule_that_cannot_be_run_is_an_error_of_its_own_and_stops_no_other(tmp_path: Path, rule: Any,
                                                                             said: str) -> None:
    text = json.dumps({"rules": {"bad": rule, "good": {"given": "$.info", "then": json.loads(MISSING)}}}, indent=1)
    findings = declared(ruleset(tmp_path, text), contract())
    assert {finding.rule for finding in findings} == {"good", "bad"}
    [bad] = [finding for finding in findings if finding.rule == "bad"]
    assert bad.message.startswith("the rule cannot be run: ")
    assert said in bad.message
    assert (bad.severity, bad.at.document, bad.contract) == (Severity.ERROR, "rules.yaml", "")
    assert bad.at.span is not None
    assert bad.at.span.line == 3


RULE = {"given": "$", "then": {"function": "truthy"}}


@pytest.mark.parametrize(("rule", "said", "hint"), [
    ({**RULE, "gven": 1}, "it has no `gven`", "did you mean `given`?"),
    ({"then": {"function": "truthy"}}, "its `given` is no text and no list of texts", "mend the rule"),
    ({**RULE, "given": [1]}, "its `given` is no text and no list of texts", "mend the rule"),
    ({**RULE, "given": "info"}, "`info` is no path", "it begins with `$`, or with `#` and an alias"),
    ({**RULE, "given": "#None"}, "there is no alias `None`", "mend the rule"),
    ({**RULE, "given": "#Circle"}, "the alias `Circle` means itself: Circle → Round → Circle", "mend the rule"),
    ({**RULE, "given": "#Many"}, "`#Many` stands for more than 1000 paths", "mend the rule"),
    ({"given": "$"}, "its `then` has no `function`", "mend the rule"),
    ({"given": "$", "then": {"field": "x"}}, "its `then` has no `function`", "mend the rule"),
    ({"given": "$", "then": []}, "its `then` is empty", "mend the rule"),
    ({"given": "$", "then": {"function": "truhty"}}, "there is no function `truhty`", "did you mean `truthy`?"),
    ({"given": "$", "then": {"function": 1}}, "there is no function `1`", None),
    ({"given": "$", "then": {"function": "truthy", "fild": "x"}}, "`then` has no `fild`", "did you mean `field`?"),
    ({"given": "$", "then": {"function": "truthy", "field": 1}}, "its field `1` is no text", "mend the rule"),
    ({**RULE, "formats": ["oas9"]}, "there is no format `oas9`", None),
    ({**RULE, "formats": 1}, "its `formats` is no text and no list of texts", "mend the rule"),
    ({**RULE, "tags": {}}, "its `tags` is no text and no list of texts", "mend the rule"),
    ({**RULE, "message": 1}, "its `message` is no text", "mend the rule"),
    ({**RULE, "description": []}, "its `description` is no text", "mend the rule"),
    *[({"given": "$", "then": {"function": name, "functionOptions": options}}, said, hint) for name, options, said,
      hint in [
        ("truthy", {"x": 1}, "`truthy` has no option `x`", "it has none"),
        ("pattern", {"mtch": "a"}, "`pattern` has no option `mtch`", "it has match, notMatch"),
        ("pattern", None, "`pattern` needs the option `match` or `notMatch`", "mend the rule"),
        ("pattern", [], "the options of `pattern` are no mapping", "mend the rule"),
        ("pattern", {"match": 1}, "the option `match` of `pattern` is not a text", "mend the rule"),
        ("casing", {"type": "camle"}, "`casing` knows no type `camle`", "did you mean `camel`?"),
        ("casing", {"type": "camel", "disallowDigits": 1}, "is not true or false", "mend the rule"),
        ("casing", {"type": "camel", "separator": {"char": "ab"}}, "needs a `char` of one character", "mend the rule"),
        ("casing", {"type": "camel", "separator": {}}, "needs a `char` of one character", "mend the rule"),
        ("length", {"min": True}, "is not a number", "mend the rule"),
        ("or", {"properties": [1]}, "is not a list of texts", "mend the rule"),
        ("enumeration", {"values": "a"}, "is not a list", "mend the rule"),
        ("schema", {"schema": 1}, "is not a mapping", "mend the rule"),
        ("schema", {"schema": {}, "dialect": "draft5"}, "`schema` knows no dialect `draft5`", None),
    ]],
])
def test_a_rule_that_is_plainly_wrong_is_an_error_with_its_line(tmp_path: Path, rule: Any, said: str,
                                                                hint: str | None) -> None:
    aliases = {"Circle": ["#Round"], "Round": ["#Circle"], "Ten": ["$.a"] * 11, "Hundred": ["#Ten"] * 10,
               "Many": ["#Hundred"] * 10}
    text = json.dumps({"aliases": aliases, "rules": {"r": rule}})
    with pytest.raises(UserError) as caught:
        ruleset(tmp_path, text.replace('"rules": {"r"', '"rules": {\n"r"'))
    assert caught.value.message.startswith("rules.yaml:2: the rule `r`: ")
    assert said in caught.value.message
    assert hint is None or caught.value.hint == hint


def test_no_rule_changes_what_it_judges(tmp_path: Path) -> None:
    text = f"rules: {{a: {{given: '$..', then: {MISSING}}}, b: {{given: '$..[?(@.type)]^^', then: {MISSING}}}}}"
    judged = contract()
    before = json.dumps(judged.document.data)
    declared(ruleset(tmp_path, text), judged)
    assert json.dumps(judged.document.data) == before == json.dumps(ORDERS)
