"""The engine: one walk for all rules, findings once at the definition, and no rule that takes another one with it."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk
from declared_rules import ORDERS, contract, ruleset
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtool.finding import INTERNAL_ERROR, Finding, Severity
from govtool.lint import rulesets
from govtool.lint.engine import lint, lint_repository
from govtool.lint.load import load_rule
from govtool.lint.rule import Hit, Repository, Rule, RuleError, Together
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Body, Contract, Media, Operation, Parameter, Response
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree, WorkTree

ROOT = Path(__file__).parents[1]
SPECS = ROOT / ".." / "shared" / "specs"


def rule(check: Any, *subjects: str | type, id_: str = "mine", **others: Any) -> Rule:
    return Rule(id_, "Mine.", "Mine.", check, subjects, **others)


def on(*rules: Rule) -> RuleSet:
    return RuleSet({each.id: each for each in rules}, {each.id: each.severity for each in rules})


def places(findings: list[Finding]) -> list[str]:
    return [f"{finding.rule} {finding.at.document}#{finding.at.fragment}" for finding in findings]


def everywhere(node: Any, _contract: Any, _options: Any) -> Iterator[Hit]:
    yield Hit(node.at(), "`x` is here, expected it not to be")


# --- what a rule is called with ---


A = {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}
SHARING = {
    "openapi": "3.0.3", "info": {"title": "T", "version": "1.0.0"},
    "paths": {
        "/a": {"get": {"responses": {"200": {"$ref": "#/components/responses/Ok"}}},
               "post": {"requestBody": {"content": A},
                        "responses": {"200": {"$ref": "#/components/responses/Ok"}, "404": {"description": "none"}}}},
        "/b": {"$ref": "more.json#/b"},
    },
    "components": {
        "responses": {"Ok": {"description": "ok", "content": A}},
        "schemas": {"A": {"enum": [1]}, "B": {"title": "b", "items": {"type": "string"}}},
    },
}
MORE = {"b": {"parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}], "get": {"responses": {}}}}


def shared() -> Contract:
    return contract(SHARING, more_json=MORE)


def test_an_object_is_shown_once_where_it_is_defined() -> None:
    assert places(lint(shared(), on(rule(everywhere, "Schema")))) == [
        "mine api.yaml#/components/schemas/A", "mine api.yaml#/components/schemas/B",
        "mine api.yaml#/components/schemas/B/items", "mine more.json#/b/parameters/0/schema"]
    assert places(lint(shared(), on(rule(everywhere, "Response")))) == [
        "mine api.yaml#/components/responses/Ok", "mine api.yaml#/paths/~1a/post/responses/404"]


def test_a_finding_names_the_operations_that_lead_to_it() -> None:
    found = {finding.at.fragment: finding.reach for finding in lint(shared(),
                                                                    on(rule(everywhere, "Schema", "Response")))}
    assert found["/components/schemas/A"] == ("GET /a", "POST /a")
    assert found["/components/schemas/B"] == ()
    assert found["/b/parameters/0/schema"] == ("GET /b",)
    assert found["/paths/~1a/post/responses/404"] == ("POST /a",)


def test_operations_lead_on_through_references_of_every_kind() -> None:
    """Through circles, discriminators and other documents; what leads nowhere leads no further."""
    ref = {"$ref": "#/components/schemas/A"}
    answer = {"200": {"description": "d", "content": {"application/json": {"schema": ref}}}}
    document = {
        "openapi": "3.0.3", "info": {"title": "T", "version": "1.0.0"},
        "paths": {"/a": {"get": {"responses": answer}, "put": {"responses": answer, "x": {"$ref": "#/none"}}}},
        "components": {"schemas": {
            "A": {"discriminator": {"propertyName": "k", "mapping": {"b": "B", "c": "more.json#/C", "d": 1}},
                  "items": ref},
            "B": {"items": {"$ref": "#/components/schemas/A"}}, "Lonely": {"discriminator": "k"}}},
    }
    found = lint(contract(document, more_json={"C": {"type": "string"}}), on(rule(everywhere, "Schema")))
    assert {finding.at.fragment: finding.reach for finding in found if "items" not in finding.at.fragment} == {
        "/components/schemas/A": ("GET /a", "PUT /a"), "/components/schemas/B": ("GET /a", "PUT /a"),
        "/C": ("GET /a", "PUT /a"), "/components/schemas/Lonely": ()}


def test_references_are_shown_to_those_who_ask_for_them() -> None:
    assert places(lint(shared(), on(rule(everywhere, "Reference")))) == [
        "mine api.yaml#/components/responses/Ok/content/application~1json/schema",
        "mine api.yaml#/paths/~1a/get/responses/200",
        "mine api.yaml#/paths/~1a/post/requestBody/content/application~1json/schema",
        "mine api.yaml#/paths/~1a/post/responses/200", "mine api.yaml#/paths/~1b"]


def test_who_asks_for_references_does_not_make_others_see_more() -> None:
    both = on(rule(everywhere, "Reference", id_="refs"), rule(everywhere, "Info"))
    document = {"openapi": "3.1.0", "info": {}, "paths": {}, "components": {"schemas": {
        "A": {"$ref": "#/components/schemas/B", "title": "a"}, "B": {}}}}
    assert places(lint(contract(document), both)) == ["refs api.yaml#/components/schemas/A", "mine api.yaml#/info"]


def test_what_stands_beside_a_reference_is_shown_where_it_counts() -> None:
    document = {"openapi": "3.1.0", "paths": {}, "components": {
        "schemas": {"A": {"$ref": "#/components/schemas/B", "title": "a"}, "B": {}},
        "responses": {"R": {"$ref": "#/components/responses/S", "description": "r"}, "S": {"description": "s"}}}}
    assert places(lint(contract(document), on(rule(everywhere, "Schema", "Response")))) == [
        "mine api.yaml#/components/responses/S", "mine api.yaml#/components/schemas/A",
        "mine api.yaml#/components/schemas/B"]


@pytest.mark.parametrize(("keys", "expected"), [
    (("enum",), ["/components/schemas/A"]), (("title", "items"), ["/components/schemas/B"]), (("none",), []),
    ((), ["/components/schemas/A", "/components/schemas/B", "/components/schemas/B/items", "/b/parameters/0/schema"]),
])
def test_a_rule_may_ask_for_objects_with_some_property_only(keys: tuple[str, ...], expected: list[str]) -> None:
    both = on(rule(everywhere, "Schema", keys=keys), rule(everywhere, "Info", id_="other"))
    assert [finding.at.fragment for finding in lint(shared(), both) if finding.rule == "mine"] == expected


@pytest.mark.parametrize(("type_", "count"), [
    (Contract, 1), (Operation, 3), (Parameter, 1), (Body, 1), (Response, 3), (Media, 3),
])
def test_a_rule_about_uses_sees_each_use(type_: type, count: int) -> None:
    seen = []

    def check(part: Any, _contract: Contract, _options: Mapping[str, Any]) -> Iterator[Hit]:
        seen.append(part)
        yield Hit(_contract.document.at(("info",)), "`x`, expected `y`")

    findings = lint(shared(), on(rule(check, type_)))
    assert [type(part) for part in seen] == [type_] * count
    assert len(findings) == 1


def test_a_use_is_reported_at_the_definition_with_the_operations_that_use_it() -> None:
    def check(response: Response, _contract: Contract, _options: Mapping[str, Any]) -> Iterator[Hit]:
        yield Hit(response.spot.at(), f"`{response.status}`, expected `y`")

    found = {finding.at.fragment: finding.reach for finding in lint(shared(), on(rule(check, Response)))}
    assert found == {"/components/responses/Ok": ("GET /a", "POST /a"), "/paths/~1a/post/responses/404": ("POST /a",)}


def test_a_rule_gets_its_options_and_everything_of_a_hit_is_kept() -> None:
    def check(node: Any, _contract: Any, options: Mapping[str, Any]) -> Iterator[Hit]:
        yield Hit(node.at(), f"`{options['limit']}`", "do this", subject="name")

    rules = RuleSet({"mine": rule(check, "Info", options={"limit": 1})}, {"mine": Severity.HINT},
                    options={"mine": {"limit": 2}})
    [finding] = lint(shared(), rules)
    assert (finding.message, finding.help, finding.subject, finding.severity) == ("`2`", "do this", "name",
                                                                                  Severity.HINT)
    assert finding.contract == "api.yaml"


def test_a_document_that_cannot_be_read_is_not_judged() -> None:
    assert lint(contract("a: ["), on(rule(everywhere, "Schema", Contract))) == []


def test_a_rule_for_another_format_is_not_called() -> None:
    assert lint(shared(), on(rule(everywhere, "Info", formats=("openapi-2.0", "asyncapi")))) == []
    assert len(lint(shared(), on(rule(everywhere, "Info", formats=("openapi-3",))))) == 1


# --- rules that fail ---


def crashing(node: Any, _contract: Any, _options: Any) -> Iterator[Hit]:
    yield Hit(node.at(), "`before`, expected `y`")
    raise ZeroDivisionError("oh")


def test_a_crash_costs_that_rule_only_and_says_where() -> None:
    findings = lint(shared(), on(rule(crashing, "Schema", id_="bad"), rule(everywhere, "Schema", id_="good")))
    [crash] = [finding for finding in findings if finding.rule == INTERNAL_ERROR]
    assert crash.message == "rule `bad` crashed here and was left out: ZeroDivisionError: oh"
    assert (crash.at.fragment, crash.severity, crash.subject) == ("/components/schemas/A", Severity.ERROR, "bad")
    assert [finding.at.fragment for finding in findings if finding.rule == "bad"] == ["/components/schemas/A"]
    assert len([finding for finding in findings if finding.rule == "good"]) == 4


def test_a_crash_in_a_use_stands_at_the_use_or_the_document() -> None:
    def check(_part: Any, _contract: Any, _options: Any) -> Iterator[Hit]:
        raise KeyError("x")

    assert [finding.at.fragment for finding in lint(shared(), on(rule(check, Operation)))] == ["/paths/~1a/get"]
    assert [finding.at.fragment for finding in lint(shared(), on(rule(check, Contract)))] == [""]


def test_a_rule_that_cannot_be_run_is_named_once() -> None:
    def check(_part: Any, _contract: Any, _options: Any) -> Iterator[Hit]:
        raise RuleError("its path is none")

    [finding] = lint(shared(), on(rule(check, "Schema")))
    assert (finding.rule, finding.message) == ("mine", "the rule cannot be run: its path is none")
    assert (finding.at.fragment, finding.severity) == ("", Severity.ERROR)


@pytest.mark.parametrize("id_", ["structure-valid", "property-camel-case", "response-success", "operation-id-unique"])
def test_a_crash_in_a_real_rule_costs_no_finding_of_the_others(id_: str, tmp_path: Path) -> None:
    def crash(*_: Any) -> Iterator[Hit]:
        raise RuntimeError("broken")

    rules = rulesets.load(("recommended", "manufacturing"), {}, tmp_path)
    whole = replace(rules.rules[id_], check=crash)
    broken = replace(rules, rules={**rules.rules, id_: whole})
    expected = [finding for finding in lint(contract(), rules) if finding.rule != id_]
    found = lint(contract(), broken)
    assert [finding for finding in found if finding.rule != INTERNAL_ERROR] == expected
    assert [finding.subject for finding in found if finding.rule == INTERNAL_ERROR] == [id_]


# --- across contracts ---


def test_rules_across_contracts_see_all_of_them_and_weigh_by_each(tmp_path: Path) -> None:
    text = b"openapi: 3.0.3\ninfo: {title: T, version: 1.0.0}\npaths: {}\n"
    bundle = Bundle(MemoryTree(dict.fromkeys(("a.yaml", "b.yaml"), text)))
    both = Together((read(bundle, "a.yaml"), read(bundle, "b.yaml")))

    def check(repository: Repository, _contract: None, _options: Mapping[str, Any]) -> Iterator[Hit]:
        for each in repository.contracts:
            yield Hit(each.document.at(("info",)), "`info` is there twice, expected once")
        yield Hit(replace(repository.contracts[0].document.at(), document="elsewhere.yaml"), "`x`, expected `y`")

    def crash(_repository: Repository, _contract: None, _options: Mapping[str, Any]) -> Iterator[Hit]:
        raise RuntimeError("oh")

    mine, bad = rule(check, Repository), rule(crash, Repository, id_="bad")
    override = ruleset(tmp_path, "overrides: [{files: [b.yaml], rules: {path-plural: off}}]").overrides[0]
    rules = replace(on(mine, bad), overrides=(replace(override, base={"mine": None}),))
    found = lint_repository(both, rules)
    assert places(found) == ["internal-error #", "mine a.yaml#/info", "mine elsewhere.yaml#"]
    assert [finding.contract for finding in found] == ["", "a.yaml", ""]
    assert lint(both.contracts[0], rules) == []


# --- rule files ---


@pytest.mark.parametrize(("text", "said"), [
    ("def check(a): ...", "a rule needs a docstring and a function `check`"),
    ('"""Doc."""', "a rule needs a docstring and a function `check`"),
    ('"""Doc."""\ndef check(a: int, b, c): ...', "`check` takes a subject, then `contract`, then `options`"),
    ('"""Doc."""\ndef check(a): ...', "the first parameter of `check` needs an annotation, unquoted"),
    ('"""Doc."""\ndef check(): ...', "the first parameter of `check` needs an annotation, unquoted"),
    ('"""Doc."""\ndef check(a: "Info"): ...', "the first parameter of `check` needs an annotation, unquoted"),
])
def test_a_rule_file_that_is_none_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "my-rule.py"
    path.write_text(text, "utf-8")
    with pytest.raises(TypeError) as caught:
        load_rule(path)
    assert str(caught.value) == f"{path}: {said}"


def test_a_rule_file_says_everything_of_a_rule(tmp_path: Path) -> None:
    path = tmp_path / "my-rule.py"
    path.write_text('''"""Every rule is\n    one. It is short.\n\n    More.\n"""
from govtool.finding import Severity
from govtool.lint.nodes import Info, Schema
from govtool.lint.rule import Hit
SEVERITY, TAGS, FORMATS, OPTIONS, KEYS = Severity.HINT, ("a",), ("openapi",), {"n": 1}, ("title",)
def check(node: Info | Schema, options):
    yield Hit(node.at(), f"`{options['n']}`")
''', "utf-8")
    found = load_rule(path)
    assert (found.id, found.title, found.doc) == ("my-rule", "Every rule is one.",
                                                  "Every rule is\none. It is short.\n\nMore.")
    assert (found.severity, set(found.tags), found.formats, found.keys) == (Severity.HINT, {"a"}, ("openapi",),
                                                                            ("title",))
    assert found.subjects == ("Info", "Schema")
    assert places(lint(shared(), on(found))) == ["my-rule api.yaml#/components/schemas/B", "my-rule api.yaml#/info"]


def test_what_is_no_python_file_is_no_rule(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="not a Python file"):
        load_rule(tmp_path / "rule.txt")


# --- laws ---


def shuffled(value: Any, draw: Any) -> Any:
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value)))
        return {key: shuffled(value[key], draw) for key in keys}
    return [shuffled(item, draw) for item in value] if isinstance(value, list) else value


def told(findings: list[Finding]) -> set[tuple[Any, ...]]:
    """The findings without their words, which may name the first of several as an example."""
    return {(finding.rule, finding.at.fragment, finding.severity, frozenset(finding.reach)) for finding in findings}


DECLARED = """
rules:
  once: {given: "$..[?(@ && @.type)]", then: {field: description, function: truthy}}
  entry:
    given: "$..[?(@parentProperty === 'properties')]"
    then: {function: or, functionOptions: {properties: [format, enum]}}
  way:
    given: "$..[?(@path.match(/responses/))]"
    then: {field: description, function: length, functionOptions: {min: 4}}
  up: {given: "$..schema^^", then: {field: title, function: truthy}}
  shared: {given: "$.paths[*][*].responses[*]", then: {field: content, function: truthy}}
  keys: {given: "$.paths[*][*].responses[*]~", then: {function: pattern, functionOptions: {match: "^2"}}}
  whole:
    given: $
    then: {function: schema, functionOptions: {allErrors: true, schema: {additionalProperties: {required: [x]}}}}
"""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), document=st.sampled_from([ORDERS, SHARING]))
def test_the_order_of_keys_changes_no_finding(tmp_path: Path, data: st.DataObject, document: dict[str, Any]) -> None:
    rules = rulesets.load(("recommended", "manufacturing"), {}, tmp_path)
    (tmp_path / "declared.yaml").write_text(DECLARED, "utf-8")
    own = rulesets.load(("declared.yaml",), {}, tmp_path)
    other = shuffled(deepcopy(document), data.draw)
    for each in (rules, own):
        assert told(lint(contract(other, more_json=MORE), each)) == told(lint(contract(document, more_json=MORE), each))


@pytest.mark.parametrize("name", ["museum.yaml", "petstore3.yaml"])
def test_the_same_document_always_gives_the_same_findings(name: str, tmp_path: Path) -> None:
    folder = SPECS / "small"
    if not folder.is_dir():
        pytest.skip("the public documents are not on this machine")
    rules = rulesets.load(("recommended", "manufacturing"), {}, tmp_path)
    one, two = (lint(read(Bundle(WorkTree(folder)), name), rules) for _ in range(2))
    assert one == two
    assert [finding for finding in one if finding.rule == INTERNAL_ERROR] == []


HOSTILE: dict[str, Any] = {
    "references in a circle": {"components": {"schemas": {"A": {"$ref": "#/components/schemas/B"},
                                                          "B": {"$ref": "#/components/schemas/A"}}}},
    "a reference to the whole": {"components": {"schemas": {"A": {"properties": {"all": {"$ref": "#"}}}}}},
    "a reference to itself": {"paths": {"/a": {"$ref": "#/paths/~1a"}}},
    "schemas that all refer to all": {"components": {"schemas": {
        f"S{index}": {"properties": {f"p{other}": {"$ref": f"#/components/schemas/S{other}"} for other in range(30)}}
        for index in range(30)}}},
    "everything of the wrong kind": {"info": 1, "paths": [1], "components": "x", "servers": {"a": 1}, "tags": 5,
                                     "security": "none"},
    "nothing": {"info": None, "paths": None, "components": None},
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_crashes_no_rule(kind: str, tmp_path: Path) -> None:
    rules = rulesets.load(("recommended", "manufacturing"), {}, tmp_path)
    (tmp_path / "declared.yaml").write_text(DECLARED, "utf-8")
    own = rulesets.load(("declared.yaml",), {}, tmp_path)
    document = {"openapi": "3.0.3", "info": {"title": "T", "version": "1.0.0"}, "paths": {}, **HOSTILE[kind]}
    for each in (rules, own):
        assert [finding.message for finding in lint(contract(document), each) if finding.rule == INTERNAL_ERROR] == []


def test_deep_nesting_crashes_no_rule(tmp_path: Path) -> None:
    schema: Any = {"type": "string"}
    for _ in range(80):
        schema = {"type": "object", "properties": {"a": schema}}
    document = {"openapi": "3.0.3", "info": {"title": "T", "version": "1.0.0"}, "paths": {},
                "components": {"schemas": {"Deep": schema}}}
    rules = rulesets.load(("recommended", "manufacturing"), {}, tmp_path)
    assert [finding.message for finding in lint(contract(document), rules) if finding.rule == INTERNAL_ERROR] == []


# --- from the command line ---


def test_lint_by_a_ruleset_of_spectral(desk: Desk) -> None:
    desk.write("api.json", json.dumps(ORDERS))
    desk.write(".spectral.yaml", """
extends: spectral:oas
rules:
  operation-success-response: off
  title-long:
    message: "{{value}} is short"
    severity: error
    given: $.info.title
    then: {function: length, functionOptions: {min: 9}}
""")
    done = desk.govtool("lint", "--ruleset", ".spectral.yaml", "--format", "json", "api.json")
    assert done.err == ""
    assert done.code == 1
    assert "`spectral:oas` is read as the built-in `recommended`, the nearest to it" in done.out
    findings = json.loads(done.out)["findings"]
    assert [finding["message"] for finding in findings if finding["rule"] == "title-long"] == ["Orders is short"]


def test_a_ruleset_is_named_from_where_one_stands(desk: Desk) -> None:
    desk.write("govtool.toml", 'extends = ["team.yaml"]\n')
    desk.write("team.yaml", "rules: {a: {severity: error, given: $.info, then: {field: x-team, function: truthy}}}")
    desk.write("sub/mine.yaml", "rules: {b: {severity: error, given: $.info, then: {field: x-mine, function: truthy}}}")
    desk.write("sub/api.json", json.dumps(ORDERS))
    assert "error[a]" in desk.govtool("lint", "api.json", cwd="sub").out
    assert "error[b]" in desk.govtool("lint", "--ruleset", "mine.yaml", "api.json", cwd="sub").out


def test_a_broken_ruleset_is_a_call_to_mend(desk: Desk) -> None:
    desk.write("api.json", json.dumps(ORDERS))
    desk.write("mine.yaml", "rules:\n  path-no-verbs: off\n")
    done = desk.govtool("lint", "--ruleset", "mine.yaml", "api.json")
    assert (done.code, done.out) == (2, "")
    assert "mine.yaml:2: there is no rule `path-no-verbs`" in done.err
    assert "did you mean `path-no-verb`?" in done.err


def test_lint_of_a_repository_looks_across_its_contracts(desk: Desk) -> None:
    info = {"title": "T", "version": "1.0.0", "x-api-id": "urn:uuid:5b2f6a3e-9b8f-4c43-8c9d-0a5a4a0f2f11"}
    for name in ("a", "b"):
        desk.write(f"{name}.json", json.dumps({"openapi": "3.0.3", "info": info, "paths": {}}))
    done = desk.govtool("lint", "--ruleset", "manufacturing", "--select", "api-id-unique")
    assert done.out.count("[api-id-unique]") == 1
