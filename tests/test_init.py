"""`govtool init`: a few files that adopt a repository as it is."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from catalog_files import OPENAPI, called
from conftest import Desk
from hypothesis import given
from hypothesis import strategies as st

from govtool.catalog import ignores, init
from govtool.catalog.append import appended
from govtool.config import Config, load
from govtool.errors import UserError
from govtool.finding import Finding, Location, Waived
from govtool.gate.pages import pages
from govtool.source.document import parse

SHARED = Path(__file__).parents[1] / ".." / "shared"
ENTRY = {"repo": "https://github.com/govtool/govtool", "hooks": ["govtool-lint", "govtool-check"]}
HOOKS = """\
# what runs before a commit
default_language_version: {python: python3}
repos:
  # the first
  - repo: local   # here
    hooks:
      - id: ruff
        name: ruff  # fast

# at the end
exclude: ^vendor/
"""


@pytest.fixture
def old(desk: Desk) -> Desk:
    """A repository that never knew us, with findings."""
    desk.write("api/orders.yaml", OPENAPI.replace("      operationId: listOrders\n", ""))
    desk.commit()
    return desk


def said(desk: Desk, *arguments: str) -> list[str]:
    done = called(desk, "init", *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()


def hooks(desk: Desk) -> list[dict[str, object]]:
    data = parse((desk.root / ".pre-commit-config.yaml").read_bytes(), "hooks.yaml").data
    return [{"repo": repo["repo"], "hooks": [hook["id"] for hook in repo["hooks"]]} for repo in data["repos"]]


def findings(desk: Desk, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(called(desk, "check", "--format", "json", *arguments).out)["findings"]
    return found


def test_a_repository_is_adopted_with_two_files_that_change_nothing(old: Desk) -> None:
    before = findings(old)
    assert said(old) == ["govtool.toml: made", ".pre-commit-config.yaml: made", "next: govtool check"]
    assert hooks(old) == [ENTRY]
    assert findings(old) == before


def test_doing_it_again_changes_nothing(old: Desk) -> None:
    said(old, "--baseline")
    old.commit()
    assert said(old, "--baseline") == [
        "govtool.toml: it is there already",
        ".pre-commit-config.yaml: nothing to add",
        "waivers.yaml: nothing to add",
        "next: govtool check",
    ]
    assert old.git("status", "--porcelain") == ""


def test_the_settings_name_every_setting_with_its_default(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") for line in init.settings().splitlines()]
    assert tomllib.loads(init.settings()) == {}
    written = [line for line in lines if line.startswith("[") or " = " in line]
    (tmp_path / "govtool.toml").write_text("\n".join(written), "utf-8")
    found, default = load(tmp_path), Config()
    examples = {"rules", "refs", "paths", "policy"}
    for name in default.__dataclass_fields__.keys() - {"origin", "lines", "root", "folder"}:
        assert found.origin_of(name.replace("_", "-")) != "default", name
        assert name in examples or getattr(found, name) == getattr(default, name)
    assert found.policy == {
        "removed-optional": "breaking",
        "extensible-enums": False,
        "clients": False,
        "literal": False,
    }


def test_settings_in_a_pyproject_are_settings_too(old: Desk) -> None:
    old.write("pyproject.toml", "[tool.govtool]\nfail-on = 'error'\n")
    assert said(old)[0] == "pyproject.toml: it is there already"
    assert not (old.root / "govtool.toml").exists()


def test_hooks_that_are_there_stay_with_their_comments(old: Desk) -> None:
    old.write(".pre-commit-config.yaml", HOOKS)
    assert said(old)[1] == ".pre-commit-config.yaml: added to"
    after = (old.root / ".pre-commit-config.yaml").read_text("utf-8")
    assert [line for line in HOOKS.splitlines() if line not in after.splitlines()] == []
    assert hooks(old) == [{"repo": "local", "hooks": ["ruff"]}, ENTRY]


@pytest.mark.parametrize(
    "text",
    [
        "repos:\n- repo: https://example.com/own\n  rev: v1\n  hooks: [{id: govtool-check}]\n",
        "repos: [{repo: local, hooks: [{id: other}, {id: govtool-lint}]}]\n",
    ],
)
def test_hooks_that_run_us_already_are_left_alone(old: Desk, text: str) -> None:
    old.write(".pre-commit-config.yaml", text)
    assert said(old)[1] == ".pre-commit-config.yaml: nothing to add"
    assert (old.root / ".pre-commit-config.yaml").read_text("utf-8") == text


@pytest.mark.parametrize("text", ["- 1\n", "repos: [\n", ""])
def test_hooks_that_cannot_be_read_are_an_error_and_nothing_is_written(old: Desk, text: str) -> None:
    old.write(".pre-commit-config.yaml", text)
    done = called(old, "init")
    assert (done.code, "mend it first" in done.err) == (2, True)
    assert not (old.root / "govtool.toml").exists()


def test_outside_of_git_there_are_no_hooks(desk: Desk) -> None:
    assert said(desk) == [
        "govtool.toml: made",
        ".pre-commit-config.yaml: left out, this is no git repository",
        "next: govtool check",
    ]


def test_a_baseline_waives_what_stands_today_and_nothing_else(old: Desk) -> None:
    before = findings(old)
    assert any(finding["severity"] == "warning" for finding in before)
    assert said(old, "--baseline")[2] == "waivers.yaml: made"
    after = findings(old)
    assert [finding["rule"] for finding in after if not finding["waived"]] == []
    assert len(after) == len(before)
    old.write("more.yaml", OPENAPI.replace("      operationId: listOrders\n", ""))
    assert {finding["contract"] for finding in findings(old) if not finding["waived"]} == {"more.yaml"}


def test_a_baseline_survives_new_lines(old: Desk) -> None:
    said(old, "--baseline")
    old.replace("api/orders.yaml", "info: {", "\n\n# more lines\ninfo: {")
    assert [finding["rule"] for finding in findings(old) if not finding["waived"]] == []


def test_a_baseline_says_that_it_is_one_and_since_when(old: Desk) -> None:
    said(old, "--baseline")
    entries = parse((old.root / "waivers.yaml").read_bytes(), "waivers.yaml").data["waivers"]
    assert {entry["reason"] for entry in entries} == {f"baseline of {date.today().isoformat()}"}  # noqa: DTZ011 - as the command
    assert all(entry["fingerprint"] and entry["contract"] == "api/orders.yaml" for entry in entries)
    assert entries == sorted(entries, key=lambda entry: (entry["rule"], entry["fingerprint"]))


def test_a_baseline_ends_when_waivers_have_to(old: Desk) -> None:
    old.write("govtool.toml", "waiver-days = 30\n")
    said(old, "--baseline")
    assert [finding["rule"] for finding in findings(old) if not finding["waived"]] == []


def test_waivers_that_are_there_stay_with_their_comments(old: Desk) -> None:
    text = "# ours\nwaivers:\n- {rule: operation-described, reason: theirs}  # one\n"
    old.write("waivers.yaml", text)
    assert said(old, "--baseline")[2] == "waivers.yaml: added to"
    assert (old.root / "waivers.yaml").read_text("utf-8").startswith(text)


def test_waivers_lie_beside_the_settings(old: Desk) -> None:
    old.write("team/govtool.toml", "")
    assert called(old, "init", "--baseline", cwd="team").out.splitlines()[:1] == [
        "team/govtool.toml: it is there already"
    ]
    assert (old.root / "team/waivers.yaml").exists()
    assert not (old.root / "waivers.yaml").exists()


def test_a_baseline_leaves_out_what_cannot_be_waived() -> None:
    at = Location("a.yaml", ("b",))
    found = [
        Finding("a-rule", "m", at),
        Finding("a-rule", "again", at),
        Finding("waiver-unused", "m", at),
        Finding("internal-error", "m", at),
        Finding("b-rule", "m", at, waived=Waived("r")),
    ]
    assert init.baseline(found, date(2026, 6, 15), 90) == [
        {
            "rule": "a-rule",
            "fingerprint": found[0].fingerprint,
            "reason": "baseline of 2026-06-15",
            "until": "2026-09-13",
        }
    ]


IGNORED = """\
# Accepted breaks

 - 12.01.2023 In GET /orders we removed the success response with the status '200'
error in API POST /orders the 'max-set' property's maxLength was decreased [request-property-max-length-decreased]
POST /orders/{orderId}/close the 'x' request property's maxLength was decreased to '9'
DELETE /orders sunset date is missing for deprecated API
components removed the schema 'Old'
"""


def test_an_ignore_file_becomes_waivers_as_far_as_it_can(old: Desk) -> None:
    old.write("accepted.txt", IGNORED)
    assert said(old, "--from", "accepted.txt")[2:] == [
        "waivers.yaml: made",
        "accepted.txt:6: no change of ours says this: DELETE /orders sunset date is missing for deprecated API",
        "accepted.txt:7: no change of ours says this: components removed the schema 'Old'",
        "next: govtool check",
    ]
    assert parse((old.root / "waivers.yaml").read_bytes(), "waivers.yaml").data == {
        "waivers": [
            {
                "rule": "max-length-narrowed",
                "operations": ["POST /orders", "POST /orders/{orderId}/close"],
                "reason": "accepted before, in accepted.txt",
            },
            {"rule": "response-removed", "operations": ["GET /orders"], "reason": "accepted before, in accepted.txt"},
        ]
    }
    assert said(old, "--from", "accepted.txt")[2] == "waivers.yaml: nothing to add"


def test_a_break_that_was_ignored_there_passes_here(old: Desk) -> None:
    old.git("switch", "-q", "-c", "work")
    old.replace("api/orders.yaml", "orderId: {type: string}", "orderId: {type: string, maxLength: 9}")
    assert called(old, "check").code == 1
    old.write(
        "accepted.txt",
        "POST /orders the 'orderId' request property's maxLength was set to '9' [request-property-max-length-set]\n",
    )
    said(old, "--from", "accepted.txt")
    assert called(old, "check").code == 0


def test_an_ignore_file_that_is_not_there_is_an_error(old: Desk) -> None:
    done = called(old, "init", "--from", "nowhere.txt")
    assert (done.code, "cannot read `nowhere.txt`" in done.err) == (2, True)
    assert not (old.root / "govtool.toml").exists()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("GET /a removed the success response with the status '200'", "response-removed"),
        ("get /A Removed The Non-Success Response with the status '404'", "response-removed"),
        ("GET /a added the new required 'query' request parameter 'max-length decreased'", "parameter-added"),
        ("GET /a added the new path request parameter 'q'", "parameter-added"),
        ("GET /a deleted the 'query' request parameter 'q'", "parameter-removed"),
        ("GET /a the 'query' request parameter 'q' became required", "parameter-required"),
        ("GET /a for the 'query' request parameter 'q', the max was decreased from '9' to '5'", "maximum-narrowed"),
        (
            "GET /a for the `query` request parameter `q`, the minItems was increased from `1` to `5`",
            "min-items-narrowed",
        ),
        ("GET /a the 'x' response property's minLength was decreased from '3' to '1'", "min-length-widened"),
        ("GET /a the 'x' request property's exclusiveMaximum was set to '9'", "exclusive-maximum-added"),
        ("GET /a the 'x' response property's maxLength was unset from '9'", "max-length-removed"),
        ("POST /a added the new required request property 'n'", "property-required"),
        ("POST /a the request property 'x' became required", "property-required"),
        ("POST /a removed the request property 'b'", "property-removed"),
        ("GET /a removed the required property 'x' from the response with the '200' status", "property-removed"),
        ("GET /a the response property 'x' became optional for the status '200'", "property-optional"),
        (
            "GET /a added the new 'B' enum value to the 's' response property for the response status '200'",
            "enum-value-added",
        ),
        ("POST /a removed the enum value 'b' of the request property 'p'", "enum-value-removed"),
        ("POST /a request property 'p' was restricted to a list of enum values", "enum-added"),
        ("POST /a the 'x' request property type changed from 'string' to 'integer'", "type-changed"),
        ("POST /a the 'x' request property type/format changed from 'string'/'' to 'integer'/''", "type-changed"),
        ("POST /a the 'x' request property format changed from 'date' to 'time'", "format-changed"),
        ("POST /a removed '#/components/schemas/A' from the request body 'oneOf' list", "one-of-removed"),
        ("GET /a the 'x' response property became nullable", "nullable-added"),
        ("GET /a removed the media type 'text/csv' for the response with the status '200'", "media-type-removed"),
        ("GET /a api path removed without deprecation", "path-removed"),
        ("GET /a api removed before the sunset date 2027-01-01", "operation-removed"),
        ("GET /a [request-body-content-media-type-changed]", "content-media-type-changed"),
        ("GET /a [request-body-prefix-items-removed]", "prefix-item-removed"),
    ],
)
def test_a_line_is_read_by_its_sentence_or_its_check(line: str, rule: str) -> None:
    [waiver] = ignores.read(line, "file").waivers
    assert (waiver["rule"], waiver["operations"]) == (rule, [f"{line.split(maxsplit=1)[0].upper()} {line.split()[1]}"])
    assert rule in pages()


@pytest.mark.parametrize("line", ["", "# words", "/orders alone", "GET orders removed", "- we removed the response"])
def test_a_line_that_names_no_operation_is_a_comment(line: str) -> None:
    assert ignores.read(line, "file") == ignores.Ignored((), ())


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the list of the other tool's checks is not here")
def test_most_checks_of_the_other_tool_have_a_counterpart_that_we_know() -> None:
    checks = json.loads((SHARED / "data" / "peer-change-kinds.json").read_text("utf-8"))["checks"]
    breaking = [check["id"] for check in checks if check["level"] in ("ERR", "WARN")]
    rules = [waiver["rule"] for check in breaking for waiver in ignores.read(f"GET /a [{check}]", "file").waivers]
    assert set(rules) <= pages().keys()
    assert len(rules) > 0.8 * len(breaking)


LISTS = {
    "a block list": (
        "a: 1\nl:\n  - x: 1  # one\n    y: 2\n  # between\n  - z\n# end\nb: 2\n",
        ["# one", "# between", "# end"],
    ),
    "dashes at the margin": ("l:\n- x\n\n# end\n", ["# end"]),
    "a list on one line": ("# head\nl: [x, y]  # here\nb: 2\n", ["# head", "# here"]),
    "an empty list": ("l: []  # none\n", ["# none"]),
    "no list": ("a: 1  # one\n", ["# one"]),
    "other line ends": ("l:\r\n  - x  # one\r\n", ["# one"]),
    "no line end": ("l:\n  - x  # one", ["# one"]),
    "a list in a list": ("l:\n  - - x\n    - y\n", []),
}


@pytest.mark.parametrize(("text", "kept"), LISTS.values(), ids=LISTS)
def test_items_are_added_behind_the_others(text: str, kept: list[str]) -> None:
    before = parse(text, "a.yaml")
    after = parse(appended(before, ("l",), [{"n": 1}, "m"]), "a.yaml")
    assert after.data == {**before.data, "l": [*before.data.get("l", []), {"n": 1}, "m"]}
    assert [comment for comment in kept if comment not in after.text] == []
    assert ("\r\n" in after.text) == ("\r\n" in text)


def test_a_list_that_an_alias_repeats_is_not_changed() -> None:
    with pytest.raises(UserError, match="cannot be added to") as caught:
        appended(parse("l: &l\n  - x\nm: *l\n", "a.yaml"), ("l",), ["z"])
    assert caught.value.hint == "add it by hand, below `l`:\n- z\n"


@given(
    st.lists(
        st.one_of(st.text(max_size=5), st.dictionaries(st.sampled_from("ab"), st.text(max_size=3))),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from([text for text, _ in LISTS.values()]),
)
def test_whatever_is_added_reads_back(items: list[object], text: str) -> None:
    before = parse(text, "a.yaml")
    after = parse(appended(before, ("l",), items), "a.yaml")
    assert after.data == {**before.data, "l": [*before.data.get("l", []), *items]}
