"""Rulesets: what extends what, which rules are on for which contract, and every way to write one wrongly."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk
from declared_rules import contract, declared, ruleset

from govtool.errors import UserError
from govtool.finding import Severity
from govtool.lint import rulesets
from govtool.lint.engine import lint
from govtool.lint.load import VALIDITY, built_in
from govtool.lint.reader import FOLDER, Reader, names
from govtool.lint.rule import Repository
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Contract
from govtool.model.detect import FAMILIES
from govtool.model.facts import Facts
from govtool.model.read import read
from govtool.source.git import repo_root
from govtool.source.refs import Bundle
from govtool.source.tree import GitTree, MemoryTree, WorkTree

ON = "{given: $, then: {field: none, function: truthy}}"
OFF = "{recommended: false, given: $, then: {field: none, function: truthy}}"
ERROR, WARNING, INFO, HINT = Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.HINT


def weights(rules: RuleSet, judged: Contract | None = None) -> dict[str, str]:
    """The severity of each declared rule that is on."""
    return {item.rule.id: item.severity.label for item in rules.active(judged or contract())
            if item.severity and len(item.rule.id) == 1}


# --- built in ---


@pytest.mark.parametrize("name", names())
def test_every_built_in_ruleset_reads_without_a_word(name: str, tmp_path: Path) -> None:
    expected = [f"`{name.replace('-', ':', 1)}` is read as the built-in `recommended`, the nearest to it"]
    asked = name.replace("-", ":", 1) if name.startswith("spectral-") else name
    assert list(rulesets.load((asked,), {}, tmp_path).notes) == (expected if asked != name else [])


def test_every_name_of_another_tool_is_that_of_a_rule_or_of_none() -> None:
    reader = Reader(built_in())
    known = rulesets.known()
    for name in ("spectral:oas", "spectral:asyncapi"):
        layer = reader.layer(name, FOLDER)
        assert {id_ for id_ in layer.names.values() if id_ not in known} - {None} == set()
        assert [id_ for id_ in layer.names if id_ in known] == []


def test_rules_about_validity_are_on_without_any_ruleset(tmp_path: Path) -> None:
    active = [item.rule for item in rulesets.load((), {}, tmp_path).active(contract())]
    assert active
    assert [rule.id for rule in active if VALIDITY not in rule.tags] == []


# --- what is on ---


def test_a_ruleset_turns_rules_on_and_weighs_them(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, f"""
extends: []
rules:
  a: {ON}
  b: {OFF}
  c: {{severity: off, given: $, then: {{function: falsy}}}}
  d: {{severity: hint, given: $, then: {{function: falsy}}}}
  path-no-verb: error
  path-no-query: 2
  info-license: true
  operation-id-unique: off
""")
    on = {item.rule.id: item.severity for item in rules.active(contract())}
    assert weights(rules) == {"a": "warning", "d": "hint"}
    assert (on["path-no-verb"], on["path-no-query"]) == (ERROR, INFO)
    assert on["info-license"] is rulesets.known()["info-license"].severity
    assert "operation-id-unique" not in on


BASE = f"rules: {{a: {ON}, b: {OFF}, c: {{severity: error, given: $, then: {{function: falsy}}}}}}"


@pytest.mark.parametrize(("extends", "expected"), [
    ("base.yaml", {"a": "warning", "c": "error"}),
    ("[base.yaml]", {"a": "warning", "c": "error"}),
    ("[[base.yaml, recommended]]", {"a": "warning", "c": "error"}),
    ("[[base.yaml, all]]", {"a": "warning", "b": "warning", "c": "error"}),
    ("[[base.yaml, off]]", {}),
    ("[base.yaml, more.yaml]", {"a": "info", "c": "error"}),
    ("[more.yaml, [base.yaml, off]]", {"a": "info"}),
    ("./base.yaml", {"a": "warning", "c": "error"}),
])
def test_a_ruleset_extends_others(tmp_path: Path, extends: str, expected: dict[str, str]) -> None:
    more = "rules: {a: {severity: info, given: $, then: {function: falsy}}}"
    assert weights(ruleset(tmp_path, f"extends: {extends}", base_yaml=BASE, more_yaml=more)) == expected


@pytest.mark.parametrize(("said", "expected"), [
    ("{a: off}", {"c": "error"}), ("{a: false}", {"c": "error"}),
    ("{b: true}", {"a": "warning", "b": "warning", "c": "error"}),
    ("{b: error}", {"a": "warning", "b": "error", "c": "error"}), ("{c: true}", {"a": "warning", "c": "error"}),
    ("{c: hint}", {"a": "warning", "c": "hint"}), ("{a: -1, c: 1}", {"c": "warning"}),
    ("{a: {severity: error}}", {"a": "error", "c": "error"}),
    ("{a: {message: other}}", {"a": "warning", "c": "error"}),
    ("{b: {message: other}}", {"a": "warning", "c": "error"}),
])
def test_what_is_extended_can_be_weighed_and_changed(tmp_path: Path, said: str, expected: dict[str, str]) -> None:
    assert weights(ruleset(tmp_path, f"extends: base.yaml\nrules: {said}", base_yaml=BASE)) == expected


def test_all_of_a_built_in_ruleset_and_none_of_it(tmp_path: Path) -> None:
    extended = "rules: {path-no-verb: off, path-no-query: warn}"
    def on(mode: str) -> dict[str, Severity | None]:
        rules = ruleset(tmp_path, f"extends: [[base.yaml, {mode}]]", base_yaml=extended)
        return {item.rule.id: item.severity for item in rules.active(contract()) if VALIDITY not in item.rule.tags}

    assert on("recommended") == {"path-no-query": WARNING}
    assert on("all") == {"path-no-query": WARNING, "path-no-verb": rulesets.known()["path-no-verb"].severity}
    assert on("off") == {}


def test_a_changed_rule_keeps_what_is_not_said_anew(tmp_path: Path) -> None:
    base = """
rules:
  a: {severity: error, message: 'no {{property}}', given: $.info, then: {field: none, function: truthy}}
"""
    rules = ruleset(tmp_path, "extends: base.yaml\nrules: {a: {given: $.paths}}", base_yaml=base)
    [finding] = declared(rules, contract())
    assert (finding.message, finding.severity, finding.at.fragment) == ("no none", ERROR, "/paths")


def test_aliases_of_what_is_extended_can_be_used_and_changed(tmp_path: Path) -> None:
    base = "aliases: {P: $.info, Q: $.tags}\nrules: {a: {given: '#P', then: {field: none, function: truthy}}}"
    rules = ruleset(tmp_path, """
extends: base.yaml
aliases: {P: $.paths}
rules:
  b: {given: '#P', then: {field: none, function: truthy}}
  c: {given: '#Q', then: {field: none, function: truthy}}
""", base_yaml=base)
    assert {(finding.rule, finding.at.fragment) for finding in declared(rules, contract())} == {
        ("a", "/info"), ("b", "/paths"), ("c", "/tags")}


def test_files_extend_files_of_their_own_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.yaml").write_text("extends: two.json", "utf-8")
    (tmp_path / "deep" / "two.json").write_text('{"rules": {"a": {"given": "$", "then": {"function": "falsy"}}}}',
                                                "utf-8")
    assert weights(ruleset(tmp_path, "extends: deep/one.yaml")) == {"a": "warning"}


def test_a_ruleset_that_is_extended_twice_is_no_circle(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, "extends: [one.yaml, base.yaml]", one_yaml="extends: base.yaml", base_yaml=BASE)
    assert weights(rules) == {"a": "warning", "c": "error"}


def test_other_tools_names_and_notes(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, f"""
extends: [spectral:oas]
functions: [fine, [special, {{}}]]
rules:
  oas3-schema: off
  operation-operationId: error
  oas3-api-servers: off
  a: {{given: $, then: {{function: special}}}}
  b: {{given: "#OperationObject", then: [{{function: truthy}}, {{function: fine}}]}}
  c: {ON}
""")
    on = {item.rule.id: item.severity for item in rules.active(contract())}
    assert "structure-valid" not in on
    assert (on["operation-id-present"], weights(rules)) == (ERROR, {"c": "warning"})
    assert list(rules.notes) == [
        "`spectral:oas` is read as the built-in `recommended`, the nearest to it",
        "rules.yaml: the rule `oas3-api-servers` is not here, and is left out",
        "rules.yaml: the rule `a` is left out: its function `special` is JavaScript, which is never run",
        "rules.yaml: the rule `b` is left out: its function `fine` is JavaScript, which is never run",
    ]


def test_a_rule_in_javascript_that_is_turned_on_says_that_it_cannot_be_run(tmp_path: Path) -> None:
    base = "functions: [mine]\nrules: {a: {given: $, then: {function: mine}}}"
    rules = ruleset(tmp_path, "extends: base.yaml\nrules: {a: error}", base_yaml=base)
    [finding] = declared(rules, contract())
    assert finding.message == "the rule cannot be run: its function `mine` is JavaScript, which is never run"


def test_extensions_of_the_format_are_passed_over(tmp_path: Path) -> None:
    text = f"x-team: a\nparserOptions: {{duplicateKeys: warn}}\nrules: {{a: {{x-id: 1, type: style, {ON[1:]}}}"
    assert weights(ruleset(tmp_path, text)) == {"a": "warning"}


# --- the user's settings ---


@pytest.mark.parametrize(("settings", "expected"), [
    ({"a": "off"}, {"c": "error"}), ({"a": "error"}, {"a": "error", "c": "error"}),
    ({"b": "warning"}, {"a": "warning", "b": "warning", "c": "error"}),
    ({"a": {"severity": "hint"}}, {"a": "hint", "c": "error"}),
    ({"*": "info"}, {"a": "info", "c": "info"}), ({"*": "info", "c": "error"}, {"a": "info", "c": "error"}),
    ({"c": "error", "*": "info"}, {"a": "info", "c": "info"}),
])
def test_settings_outdo_rulesets(tmp_path: Path, settings: dict[str, Any], expected: dict[str, str]) -> None:
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")
    assert weights(rulesets.load(("base.yaml",), settings, tmp_path)) == expected


def test_settings_name_prefixes_and_tags(tmp_path: Path) -> None:
    rules = rulesets.load((), {"operation-id": "hint", "validity": "info"}, tmp_path)
    on = {item.rule.id: item.severity for item in rules.active(contract())}
    assert set(on.values()) == {INFO}
    rules = rulesets.load((), {"validity": "info", "operation-id": "hint"}, tmp_path)
    assert {item.severity for item in rules.active(contract()) if item.rule.id.startswith("operation-id")} == {HINT}


def test_options_of_a_rule_are_set_and_turn_it_on(tmp_path: Path) -> None:
    def active(settings: dict[str, Any]) -> tuple[Any, Severity | None]:
        [item] = [item for item in rulesets.load(("base.yaml",), settings, tmp_path).active(contract())
                  if item.rule.id == "enum-upper-case"]
        return item.options["style"], item.severity

    (tmp_path / "base.yaml").write_text("rules: {enum-upper-case: {style: kebab, severity: error}}", "utf-8")
    known = rulesets.known()["enum-upper-case"]
    assert active({}) == ("kebab", ERROR)
    assert active({"enum-upper-case": {"style": "camel"}}) == ("camel", ERROR)
    (tmp_path / "base.yaml").write_text("rules: {enum-upper-case: {style: kebab}}", "utf-8")
    assert active({}) == ("kebab", known.severity)
    (tmp_path / "base.yaml").write_text("rules: {}", "utf-8")
    assert active({"enum-upper-case": {"style": "camel"}}) == ("camel", known.severity)
    assert active({"enum-upper-case": {"style": "camel", "severity": "info"}}) == ("camel", INFO)


@pytest.mark.parametrize(("settings", "message", "hint"), [
    ({"path-no-verbs": "off"}, "no rule, prefix or tag `path-no-verbs`", "did you mean `path-no-verb`?"),
    ({"path-no-verb": "of"}, "`[rules]`: `path-no-verb` is `of`, expected a severity", "did you mean `off`?"),
    ({"path-no-verb": 1}, "`[rules]`: `path-no-verb` is `1`, expected a severity",
     "known: error, hint, info, off, warning"),
    ({"path-no-verb": {"severity": []}}, "`[rules]`: `path-no-verb` is `[]`, expected a severity", None),
    ({"enum-upper-case": {"stile": "x"}}, "`[rules]`: `enum-upper-case` has no option `stile`",
     "did you mean `style`?"),
    ({"path-no-query": {"style": "x"}}, "`[rules]`: `path-no-query` has no option `style`", "it has none"),
    ({"path": {"style": "x"}}, "`[rules]`: `path` is several rules, and options belong to one", "name one rule"),
])
def test_a_wrong_setting_is_said(tmp_path: Path, settings: dict[str, Any], message: str, hint: str | None) -> None:
    with pytest.raises(UserError) as caught:
        rulesets.load((), settings, tmp_path)
    assert caught.value.message == message
    assert hint is None or caught.value.hint == hint


# --- tiers and profiles ---


def facts(tier: str = "", profile: str = "") -> Contract:
    tree = MemoryTree({"api.yaml": b"openapi: 3.0.3\ninfo: {title: T, version: 1.0.0}\npaths: {}\n"})
    return read(Bundle(tree), "api.yaml", Facts(tier=tier, profile=profile))


def test_tiers_and_profiles_weigh_what_is_on(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, f"""
rules: {{a: {ON}, b: {OFF}, c: {{tags: [style], given: $, then: {{function: falsy}}}}}}
tiers:
  mission-critical: {{a: error, b: error, style: off}}
  low: {{"*": hint}}
profiles:
  imported: {{style: info}}
""")
    assert weights(rules, facts()) == {"a": "warning", "c": "warning"}
    assert weights(rules, facts("mission-critical")) == {"a": "error"}
    assert weights(rules, facts("low")) == {"a": "hint", "c": "hint"}
    assert weights(rules, facts("low", "imported")) == {"a": "info", "c": "info"}
    assert weights(rules, facts("high", "canonical")) == {"a": "warning", "c": "warning"}


def test_settings_outdo_tiers(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(f"rules: {{a: {ON}}}\ntiers: {{low: {{a: off}}}}", "utf-8")
    assert weights(rulesets.load(("r.yaml",), {}, tmp_path), facts("low")) == {}
    assert weights(rulesets.load(("r.yaml",), {"a": "error"}, tmp_path), facts("low")) == {"a": "error"}


def test_nothing_in_the_shipped_rulesets_fails_a_vendors_document(tmp_path: Path) -> None:
    rules = rulesets.load(("recommended", "manufacturing"), {}, tmp_path)
    assert [item.rule.id for item in rules.active(facts(profile="imported")) if item.severity is ERROR] == []


def test_governance_weighs_by_tier(tmp_path: Path) -> None:
    rules = rulesets.load(("manufacturing",), {}, tmp_path)
    def of(tier: str) -> set[Severity | None]:
        return {item.severity for item in rules.active(facts(tier)) if "governance" in item.rule.tags}

    assert of("mission-critical") == of("high") == of("") == {ERROR}
    assert (of("medium"), of("low")) == ({WARNING}, {INFO})


# --- select and ignore ---


@pytest.mark.parametrize(("select", "ignore", "expected"), [
    (("path-no",), (), {"path-no-query", "path-no-verb"}),
    (("path-no-query", "path-no-verb"), ("path-no-verb",), {"path-no-query"}),
    (("naming",), ("path-no",), set()),
    (("*",), ("naming", VALIDITY), set()),
    (("path-plural",), (), {"path-plural"}),
    (("no-such",), (), UserError),
])
def test_select_and_ignore_take_ids_beginnings_and_tags(tmp_path: Path, select: tuple[str, ...],
                                                        ignore: tuple[str, ...],
                                                        expected: Any) -> None:
    rules = ruleset(tmp_path, "rules: {path-no-query: warn, path-no-verb: warn}")
    if expected is UserError:
        with pytest.raises(UserError, match="no rule, prefix or tag `no-such`"):
            rules.narrowed(select, ignore)
    else:
        assert {item.rule.id for item in rules.narrowed(select, ignore).active(contract())} == expected


# --- overrides ---


OVERRIDING = """
extends: base.yaml
overrides:
  - files: ["legacy/**/*.yaml"]
    rules: {a: off, b: error, d: {given: $, then: {field: none, function: truthy}}}
  - files: ["*.json", "oth[ea]r.y[!b]ml"]
    extends: more.yaml
  - files: ["legacy/one.yaml#/paths/~1a"]
    rules: {e: error}
  - files: ["legacy/one.yaml#/paths/~1a/get"]
    rules: {e: off}
  - files: ["{top,tip}.ya?l"]
    aliases: {I: $.info}
    rules:
      f: {given: "#I", then: {field: none, function: truthy}}
      a: {given: $.info, severity: hint, then: {field: none, function: truthy}}
"""
E = "e: {given: '$.paths[*][*]', then: {field: none, function: truthy}}"
API = b"openapi: 3.0.0\ninfo: {title: T}\npaths: {/a: {get: {}, post: {}}, /b: {get: {}}}\n"


def judged(folder: Path, path: str, rules: RuleSet | None = None,
           others: dict[str, bytes] | None = None) -> set[tuple[str, str, str]]:
    if rules is None:
        base = f"rules: {{a: {ON}, b: {OFF}, {E}}}"
        rules = ruleset(folder, OVERRIDING, base_yaml=base, more_yaml=f"rules: {{c: {ON}}}")
    json_text = json.dumps({"openapi": "3.0.0", "info": {"title": "T"},
                            "paths": {"/a": {"get": {}, "post": {}}, "/b": {"get": {}}}}).encode()
    files = {path: json_text if path.endswith(".json") else API, **(others or {})}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    found = lint(read(Bundle(WorkTree(folder)), path), rules)
    return {(finding.rule, finding.at.fragment, finding.severity.label) for finding in found if len(finding.rule) == 1}


EVERYWHERE = {("e", "/paths/~1a/get", "warning"), ("e", "/paths/~1a/post", "warning"),
              ("e", "/paths/~1b/get", "warning")}


@pytest.mark.parametrize(("path", "expected"), [
    ("api.yaml", {("a", "", "warning"), *EVERYWHERE}),
    ("legacy/deep/two.yaml", {("b", "", "error"), ("d", "", "warning"), *EVERYWHERE}),
    ("legacy/one.yaml", {("b", "", "error"), ("d", "", "warning"), ("e", "/paths/~1a/post", "error"),
                         ("e", "/paths/~1b/get", "warning")}),
    ("sub/x.json", {("a", "", "warning"), ("c", "", "warning"), *EVERYWHERE}),
    ("deep/other.yaml", {("a", "", "warning"), ("c", "", "warning"), *EVERYWHERE}),
    ("top.yaml", {("f", "/info", "warning"), ("a", "/info", "hint"), *EVERYWHERE}),
    ("tap.yaml", {("a", "", "warning"), *EVERYWHERE}),
])
def test_overrides_are_about_some_files_or_places(tmp_path: Path, path: str,
                                                  expected: set[tuple[str, str, str]]) -> None:
    assert judged(tmp_path, path) == expected


def test_overrides_hold_where_a_finding_stands_and_through_extends(tmp_path: Path) -> None:
    """In a file that another refers to, and when the ruleset is extended."""
    rules = ruleset(tmp_path, "extends: base.yaml", base_yaml="""
rules:
  s: {given: "$..schema", then: {field: title, function: truthy}}
  t: {recommended: false, given: "$..schema", then: {field: type, function: truthy}}
overrides: [{files: ["common/**"], rules: {s: error, t: hint}}]
""")
    api = b"openapi: 3.0.0\npaths: {}\nx: {schema: {$ref: common/parts.yaml#/a}, y: {schema: {}}}\n"
    assert judged(tmp_path, "api.yaml", rules, {"api.yaml": api, "common/parts.yaml": b"a: {x: 1}\n"}) == {
        ("s", "/a", "error"), ("t", "/a", "hint"), ("s", "/x/y/schema", "warning")}
    off = ruleset(tmp_path, "extends: [[base.yaml, off]]")
    assert judged(tmp_path, "api.yaml", off) == set()


def test_overrides_hold_in_every_tree(desk: Desk) -> None:
    desk.write("rules/r.yaml", f"rules: {{a: {ON}}}\noverrides: [{{files: ['../legacy/*'], rules: {{a: off}}}}]")
    desk.write("legacy/api.yaml", API)
    desk.commit()
    rules = rulesets.load(("rules/r.yaml",), {}, desk.root)
    root = repo_root(desk.root)
    assert root is not None
    for tree, path in ((WorkTree(desk.root), "legacy/api.yaml"), (GitTree(root, "HEAD"), "legacy/api.yaml")):
        assert weights(rules, read(Bundle(tree), path)) == {}
    nowhere = read(Bundle(MemoryTree({"legacy/api.yaml": API})), "legacy/api.yaml")
    assert weights(rules, nowhere) == {"a": "warning"}


def test_settings_outdo_overrides(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(f"rules: {{a: {ON}}}\noverrides: [{{files: ['*.yaml'], rules: {{a: off}}}}]",
                                     "utf-8")
    assert weights(rulesets.load(("r.yaml",), {}, tmp_path)) == {}
    assert weights(rulesets.load(("r.yaml",), {"a": "error"}, tmp_path)) == {"a": "error"}


# --- what cannot be read ---


@pytest.mark.parametrize(("text", "message", "hint"), [
    ("rules: {a: [}", "rules.yaml:1: ", None),
    ("a: 1\na: 2", "rules.yaml:2: ", None),
    ("[]", "rules.yaml:1: the ruleset is no mapping", "it needs `extends` or `rules`"),
    ("", "rules.yaml:1: ", None),
    ("rule: {}", "rules.yaml:1: a ruleset has no `rule`", "did you mean `rules`?"),
    ("rules: []", "rules.yaml:1: `rules` is no mapping", "write `name: value` lines below it"),
    ("\nrules:\n  path-no-verbs: off", "rules.yaml:3: there is no rule `path-no-verbs`",
     "did you mean `path-no-verb`?"),
    ("rules:\n  path-no-verb: on", "rules.yaml:2: `on` is no severity", None),
    ("rules:\n  path-no-verb: 7", "rules.yaml:2: `7` is no severity", "known: error, hint, info, off, warn"),
    ("rules:\n  path-no-verb: []", "rules.yaml:2: `[]` is no severity", None),
    ("rules:\n  path-no-verb:\n", "rules.yaml:2: `None` is no severity", None),
    ("rules:\n  path-no-verb: {severity: eror}", "rules.yaml:2: `eror` is no severity", "did you mean `error`?"),
    ("rules:\n  path-no-query: {style: x}", "rules.yaml:2: the rule `path-no-query` has no option `style`",
     "it has none"),
    ("rules:\n  enum-upper-case: {stile: x}", "rules.yaml:2: the rule `enum-upper-case` has no option `stile`",
     "did you mean `style`?"),
    ("rules:\n  a: {severity: x, given: $, then: {function: truthy}}", "rules.yaml:2: `x` is no severity", None),
    ("extends: recomended", "no ruleset `recomended`, neither built in nor a file", "did you mean `recommended`?"),
    ("extends: spectral:arazzo", "no ruleset `spectral:arazzo`, neither built in nor a file", None),
    ("extends: https://a.org/r.yaml", "the ruleset `https://a.org/r.yaml` is on the network, which is never asked",
     "name a local copy"),
    ("extends: ./mine.js", "the ruleset `./mine.js` is JavaScript, which is never run", "write its rules in YAML"),
    ("extends:\n  - [base.yaml, some]", "rules.yaml:2: this extends nothing", "write a name, a file, or `[name, all]`"),
    ("extends: 1", "rules.yaml:1: this extends nothing", None),
    ("extends: [[a, b, c]]", "rules.yaml:1: this extends nothing", None),
    ("extends: rules.yaml", "the ruleset `rules.yaml` extends itself: rules.yaml → rules.yaml",
     "take one of the `extends` out"),
    ("extends: .", "no ruleset `.`", None),
    ("functions: x", "rules.yaml:1: `functions` is no list", "write `- item` lines below it"),
    ("functions: [1]\nrules: {a: {given: $, then: {function: one}}}",
     "rules.yaml:2: the rule `a`: there is no function `one`", None),
    ("aliases: {A: info}", "rules.yaml:1: `A` holds no paths", "each begins with `$`, or with `#` and an alias"),
    ("aliases: {A: [1]}", "rules.yaml:1: `A` holds no paths", None),
    ("aliases: {A: {targets: [1]}}", "rules.yaml:1: this item is no mapping", None),
    ("aliases: {A: {targets: [{given: [$]}]}}", "rules.yaml:1: `formats` is no list of names", "write `[oas3]`"),
    ("aliases: {A: {targets: [{formats: [oas3]}]}}", "rules.yaml:1: `given` holds no paths", None),
    ("aliases: {A: {target: []}}", "rules.yaml:1: `A` holds no paths", None),
    ("formats: oas3", "rules.yaml:1: `formats` is no list of names", None),
    ("formats: [oas4]", "rules.yaml:1: there is no format `oas4`", None),
    ("tiers: {highest: {a: error}}", "rules.yaml:1: no contract has `highest` there", None),
    ("tiers: {high: {path-no-verb: x}}", "rules.yaml:1: `x` is no severity", None),
    ("tiers: {high: {no-such: error}}", "no rule, prefix or tag `no-such`", None),
    ("profiles: {import: {}}", "rules.yaml:1: no contract has `import` there", "did you mean `imported`?"),
    ("overrides: {}", "rules.yaml:1: `overrides` is no list", None),
    ("overrides: [1]", "rules.yaml:1: this item is no mapping", None),
    ("overrides: [{rules: {}}]", "rules.yaml:1: this override has no `files`",
     "write a list of patterns: `legacy/**/*.yaml`"),
    ("overrides: [{files: [], rules: {}}]", "rules.yaml:1: this override has no `files`", None),
    ("overrides: [{files: [1], rules: {}}]", "rules.yaml:1: this override has no `files`", None),
    ("overrides: [{file: [a]}]", "rules.yaml:1: an override has no `file`", "did you mean `files`?"),
    ("overrides:\n  - files: ['a.yaml#/x']\n    rules: {path-no-verb: true}",
     "rules.yaml:3: with a pointer an override only weighs",
     "write a severity"),
])
def test_a_wrong_ruleset_is_said_with_its_line(tmp_path: Path, text: str, message: str, hint: str | None) -> None:
    with pytest.raises(UserError) as caught:
        ruleset(tmp_path, text)
    assert caught.value.message.startswith(message)
    assert hint is None or caught.value.hint == hint


def test_a_circle_of_rulesets_is_said_with_its_way(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        ruleset(tmp_path, "extends: one.yaml", one_yaml="extends: two.yaml", two_yaml="extends: one.yaml")
    assert caught.value.message == "the ruleset `one.yaml` extends itself: rules.yaml → one.yaml → two.yaml → one.yaml"


def test_a_ruleset_may_be_written_less_than_perfectly(tmp_path: Path) -> None:
    assert weights(ruleset(tmp_path, f"description: !text D.\nrules: {{a: {ON}}}\n")) == {"a": "warning"}


@pytest.mark.skipif(not Path("/proc/self/mem").is_file(), reason="no file here is there and cannot be read")
def test_a_ruleset_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot read the ruleset `/proc/self/mem`: "):
        rulesets.load(("/proc/self/mem",), {}, tmp_path)


# --- families ---


def test_a_rule_that_begins_with_a_family_is_about_it_alone() -> None:
    for id_, rule in built_in().items():
        family = id_.partition("-")[0]
        if family in FAMILIES:
            assert {name.partition("-")[0] for name in rule.formats} == {family}, id_
            assert Repository not in rule.subjects, id_
    assert "avro-name-legal" in built_in().for_family("avro")
    assert "avro-name-legal" not in built_in().for_family("openapi")
    assert "ref-resolves" in built_in().for_family("openapi")
    own = built_in() | {"avro-name-legal": built_in()["ref-resolves"]}
    assert "avro-name-legal" in own.for_family("openapi")
