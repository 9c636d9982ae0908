"""Settings: where they are found, what they mean, and what is said of wrong ones."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from catalog_files import called
from conftest import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtool.catalog.validate import schema
from govtool.config import Config, PathFacts, load
from govtool.errors import UserError

EVERYTHING = """\
# every setting
extends = ["recommended", "rules/ours.yaml"]
fail-on = "warning"
allow-outside = true
include = ["api/**", "*.avsc"]
exclude = ["/vendor"]
json-schemas = true
default-branch = "trunk"
waiver-days = 90

[rules]
list-paginated = "off"
"operation-described" = {severity = "error"}

[policy]
removed-optional = "possible"
clients = true

[refs]
"https://api.example.com/schemas/" = "schemas/"

[[paths]]
match = "imported/**"
owner = "group:erp"

[[paths]]
match = "*.avsc"
tier = "low"
"""


def test_every_setting_is_read(desk: Desk) -> None:
    desk.write("govtool.toml", EVERYTHING)
    found = load(desk.root)
    assert (found.extends, found.fail_on, found.allow_outside) == (("recommended", "rules/ours.yaml"), "warning", True)
    assert (found.include, found.exclude) == (("api/**", "*.avsc"), ("/vendor",))
    assert (found.json_schemas, found.default_branch, found.waiver_days) == (True, "trunk", 90)
    assert found.rules == {"list-paginated": "off", "operation-described": {"severity": "error"}}
    assert found.policy == {"removed-optional": "possible", "clients": True}
    assert found.refs == {"https://api.example.com/schemas/": "schemas/"}
    assert found.paths == (
        PathFacts("imported/**", {"owner": "group:erp"}, 22),
        PathFacts("*.avsc", {"tier": "low"}, 26),
    )
    assert (found.origin, found.root, found.folder) == ("govtool.toml", desk.root, "")


@pytest.mark.parametrize(
    ("setting", "origin"),
    [
        ("extends", "govtool.toml:2"),
        ("waiver-days", "govtool.toml:9"),
        ("rules", "govtool.toml:11"),
        ("rules.list-paginated", "govtool.toml:12"),
        ("rules.operation-described", "govtool.toml:13"),
        ("policy.clients", "govtool.toml:17"),
        ("policy.literal", "govtool.toml:15"),
        ("refs.https://api.example.com/schemas/", "govtool.toml:20"),
        ("paths", "govtool.toml:22"),
        ("nothing", "default"),
    ],
)
def test_a_setting_knows_its_line(desk: Desk, setting: str, origin: str) -> None:
    desk.write("govtool.toml", EVERYTHING)
    assert load(desk.root).origin_of(setting) == origin


def test_facts_on_one_line_know_it_too(desk: Desk) -> None:
    desk.write("govtool.toml", "\npaths = [{match = 'a', owner = 'b'}]\n")
    assert load(desk.root).paths == (PathFacts("a", {"owner": "b"}, 2),)


def test_without_a_file_the_defaults_hold(desk: Desk) -> None:
    assert load(desk.root) == Config()
    assert Config().origin_of("extends") == "default"


def test_the_nearest_file_upward_holds(desk: Desk) -> None:
    desk.write("govtool.toml", "fail-on = 'info'\n")
    desk.write("deep/govtool.toml", "fail-on = 'hint'\n")
    (desk.root / "deep" / "er").mkdir()
    assert load(desk.root / "deep" / "er").fail_on == "hint"
    assert load(desk.root).fail_on == "info"


def test_a_pyproject_holds_settings_too(desk: Desk) -> None:
    desk.write(
        "pyproject.toml",
        "[project]\nname = 'x'\n[tool.govtool]\nfail-on = 'info'\n[[tool.govtool.paths]]\nmatch = 'a'\n",
    )
    found = load(desk.root)
    assert (found.fail_on, found.origin_of("fail-on"), found.paths[0].line) == ("info", "pyproject.toml:4", 5)
    desk.write("govtool.toml", "fail-on = 'hint'\n")
    assert load(desk.root).fail_on == "hint"


@pytest.mark.parametrize("text", ["[project]\nname = 'x'\n", "[tool]\ngovtool = 7\n", "tool = 7\n", "[project\n"])
def test_a_pyproject_without_settings_is_passed_over(desk: Desk, text: str) -> None:
    desk.write("pyproject.toml", text)
    assert load(desk.root) == Config()


def test_a_broken_pyproject_with_settings_is_an_error(desk: Desk) -> None:
    desk.write("pyproject.toml", "[tool.govtool]\nfail-on = \n")
    with pytest.raises(UserError, match=r"`pyproject\.toml` is not TOML"):
        load(desk.root)


def test_files_above_the_repository_do_not_count(desk: Desk) -> None:
    desk.write("govtool.toml", "fail-on = 'info'\n")
    (desk.root / "own" / ".git").mkdir(parents=True)
    assert load(desk.root / "own") == Config()


def test_patterns_and_folders_are_seen_from_the_file(desk: Desk) -> None:
    desk.git("init", "-q")
    desk.write(
        "team/govtool.toml",
        "include = ['api/**', '*.avsc', 'old/']\n[refs]\n'https://a/' = 'schemas'\n[[paths]]\nmatch = '/imported/**'\n",
    )
    found = load(desk.root / "team")
    assert found.include == ("/team/api/**", "/team/**/*.avsc", "/team/**/old/")
    assert found.refs == {"https://a/": "team/schemas"}
    assert found.paths[0].match == "/team/imported/**"
    assert found.folder == "team"


def test_settings_of_a_folder_apply_to_its_contracts_only(desk: Desk) -> None:
    text = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n"
    for path in ("team/api/a.yaml", "team/vendor/b.yaml", "vendor/c.yaml"):
        desk.write(path, text)
    desk.write("team/govtool.toml", "exclude = ['vendor']\n")
    desk.commit()
    found = json.loads(called(desk, "catalog", "--format", "json", cwd="team").out)["contracts"]
    assert [row["name"] for row in found] == ["team/api/a.yaml", "vendor/c.yaml"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("extend = []\n", "govtool.toml:1: there is no setting `extend`", "did you mean `extends`?"),
        ("\nzzzzzzz = 1\n", "govtool.toml:2: there is no setting `zzzzzzz`", "known: allow-outside, default-branch,"),
        ("extends = 'recommended'\n", "govtool.toml:1: `extends` is not a list of texts", "mend the value"),
        ("extends = [1]\n", "govtool.toml:1: `extends` is not a list of texts", "mend the value"),
        ("rules = 1\n", "govtool.toml:1: `rules` is not a table", "mend the value"),
        ("fail-on = 1\n", "govtool.toml:1: `fail-on` is not a text", "mend the value"),
        (
            "fail-on = 'warnin'\n",
            "govtool.toml:1: `fail-on` is `warnin`, expected one of never, possible,",
            "did you mean `warning`?",
        ),
        ("json-schemas = 1\n", "govtool.toml:1: `json-schemas` is not true or false", "mend the value"),
        ("waiver-days = true\n", "govtool.toml:1: `waiver-days` is not a number of days", "mend the value"),
        ("waiver-days = -1\n", "govtool.toml:1: `waiver-days` is not a number of days", "mend the value"),
        ("waiver-days = 100000000000\n", "govtool.toml:1: `waiver-days` is not a number of days", "mend the value"),
        ("[refs]\na = 1\n", "govtool.toml:1: `refs` is not a table of texts", "mend the value"),
        ("[[paths]]\nowner = 'a'\n", "govtool.toml:1: `paths` is not a list of tables with `match`", "mend the value"),
        ("paths = [1]\n", "govtool.toml:1: `paths` is not a list of tables with `match`", "mend the value"),
        ("[[paths]]\nmatch = 'a'\nownr = 'b'\n", "govtool.toml:1: there is no fact `ownr`", "did you mean `owner`?"),
        ("[policy]\nclient = true\n", "govtool.toml:2: there is no policy `client`", "did you mean `clients`?"),
        (
            "[policy]\nclients = 1\n",
            "govtool.toml:2: `policy.clients` is `1`, expected one of true, false",
            "choose one of them",
        ),
        (
            "[policy]\nremoved-optional = true\n",
            "govtool.toml:2: `policy.removed-optional` is `true`, expected one of",
            "choose one",
        ),
        (
            "policy = {clients = 'no'}\n",
            "govtool.toml: `policy.clients` is `no`, expected one of true, false",
            "choose one of them",
        ),
        ("extends = [\n", "`govtool.toml` is not TOML: ", "mend the line it names"),
        ("a = " + "9" * 5000 + "\n", "`govtool.toml` is not TOML: ", "mend the line it names"),
        ("a = " + "[" * 5000 + "\n", "`govtool.toml` is not TOML: ", "mend the line it names"),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(desk: Desk, text: str, message: str, hint: str) -> None:
    desk.write("govtool.toml", text)
    with pytest.raises(UserError) as caught:
        load(desk.root)
    assert caught.value.message.startswith(message)
    assert caught.value.hint.startswith(hint)


def test_a_file_that_is_not_text_is_an_error(desk: Desk) -> None:
    desk.write("govtool.toml", b"\xff\xfe")
    with pytest.raises(UserError, match=r"cannot read `govtool\.toml`"):
        load(desk.root)


@given(st.one_of(st.binary(max_size=200), st.text("[]\"'=.# \nabc-ruletsxd1", max_size=80).map(str.encode)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_settings_or_an_error_with_a_hint(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".git").mkdir(exist_ok=True)
    (tmp_path / "govtool.toml").write_bytes(content)
    try:
        found: Config | UserError = load(tmp_path)
    except UserError as error:
        found = error
    if isinstance(found, UserError):
        assert "govtool.toml" in found.message
        assert found.hint
    else:
        assert found.origin == "govtool.toml"


SCALARS = st.one_of(st.booleans(), st.integers(-5, 40_000), st.text("abc", max_size=3))
VALUES: dict[str, Any] = {
    "extends": st.lists(st.one_of(st.just("recommended"), SCALARS), max_size=2),
    "fail-on": st.sampled_from(["never", "error", "fatal", 7]),
    "policy": st.dictionaries(
        st.sampled_from(["clients", "literal", "removed-optional", "other"]),
        st.sampled_from([True, False, 0, "breaking", "possible", "maybe"]),
        max_size=2,
    ),
    "refs": st.dictionaries(st.sampled_from(["https://a/", "b"]), SCALARS, max_size=2),
    "include": st.one_of(SCALARS, st.lists(SCALARS, max_size=2)),
    "json-schemas": SCALARS,
    "default-branch": SCALARS,
    "waiver-days": SCALARS,
    "allow-outside": SCALARS,
    "other": SCALARS,
    "paths": st.lists(
        st.one_of(SCALARS, st.dictionaries(st.sampled_from(["match", "owner", "ownr"]), st.just("a"), max_size=3)),
        max_size=2,
    ),
}


def toml(value: Any) -> str:
    """A value on one line of TOML; for these it is JSON but for its tables."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(toml, value)) + "]" if isinstance(value, list) else json.dumps(value)


@given(
    st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), max_size=3).flatmap(
        lambda keys: st.fixed_dictionaries({key: VALUES[key] for key in keys})
    )
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_reader_takes_what_the_schema_takes(tmp_path: Path, data: dict[str, Any]) -> None:
    (tmp_path / "govtool.toml").write_text("".join(f"{key} = {toml(value)}\n" for key, value in data.items()), "utf-8")
    valid = jsonschema.Draft202012Validator(schema("config")).is_valid(data)
    try:
        load(tmp_path)
        taken = True
    except UserError:
        taken = False
    assert taken == valid


def test_config_show_names_every_setting_with_its_origin(desk: Desk) -> None:
    desk.write("govtool.toml", EVERYTHING)
    lines = [line.split() for line in called(desk, "config", "show").out.splitlines()]
    assert ["fail-on", "warning", "govtool.toml:3"] in lines
    assert ["rules.list-paginated", "off", "govtool.toml:12"] in lines
    assert ["rules.operation-described", "severity:", "error", "govtool.toml:13"] in lines
    assert ["policy.clients", "true", "govtool.toml:17"] in lines
    assert ["paths.*.avsc", "tier:", "low", "govtool.toml:26"] in lines
    assert ["include", "api/**,", "*.avsc", "govtool.toml:5"] in lines
    bare = called(desk, "config", "show", cwd="..")
    assert ["extends", "recommended", "default"] in [line.split() for line in bare.out.splitlines()]
    assert ["paths", "-", "default"] in [line.split() for line in bare.out.splitlines()]


def test_config_show_names_every_fact_with_the_line_that_states_it(desk: Desk) -> None:
    desk.write(
        "api/contract.yaml",
        "name: orders\nversion: 1.0.0\n\nowner: group:orders\nresilience: {retry: {maxAttempts: 3}}\n",
    )
    desk.write(
        "api/openapi.yaml",
        "openapi: 3.1.0\ninfo:\n  title: T\n  version: 1.0.0\n  x-domain: sales\npaths: {}\n"
        "x-sap-stateInfo: {state: Beta}\n",
    )
    desk.write("govtool.toml", "[[paths]]\nmatch = 'api/**'\nsystemOfRecord = 'erp'\n")
    desk.write("other.yaml", "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\n")
    desk.write("CODEOWNERS", "\n* @all\n")
    desk.commit()
    lines = [line.split() for line in called(desk, "config", "show", "orders@1").out.splitlines()]
    assert ["identity", "orders@1"] in lines
    assert ["owner", "group:orders", "api/contract.yaml:4"] in lines
    assert ["domain", "sales", "api/openapi.yaml:5", "(info.x-domain)"] in lines
    assert ["lifecycle", "status:", "beta", "api/openapi.yaml:7", "(x-sap-stateInfo)"] in lines
    assert ["system-of-record", "erp", "govtool.toml:1"] in lines
    assert ["resilience.retry", "maxAttempts:", "3", "api/contract.yaml:5"] in lines
    assert ["tier", "-"] in lines
    alone = [line.split() for line in called(desk, "config", "show", "other.yaml", cwd=".").out.splitlines()]
    assert ["owner", "@all", "CODEOWNERS:2"] in alone
    assert ["system-of-record", "-"] in alone


def test_config_show_knows_a_package_without_documents(desk: Desk) -> None:
    desk.write("api/contract.yaml", "name: orders\nversion: 1.0.0\nowner: group:orders\n")
    lines = [line.split() for line in called(desk, "config", "show", "orders").out.splitlines()]
    assert ["owner", "group:orders", "api/contract.yaml:3"] in lines


def test_config_show_of_a_contract_that_is_not_there_is_an_error(desk: Desk) -> None:
    desk.write("api/contract.yaml", "name: orders\nversion: 1.0.0\n")
    done = called(desk, "config", "show", "ordrs")
    assert (done.code, done.out) == (2, "")
    assert "did you mean `orders@1`?" in done.err
