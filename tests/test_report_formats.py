"""What machines read: the fields that each service looks at, and the escaping that keeps a document from lying."""

import json
from dataclasses import replace
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from govtool.errors import UserError
from govtool.finding import (
    Bump,
    Change,
    Confidence,
    ContractResult,
    Effect,
    Excerpt,
    Finding,
    Fix,
    Location,
    Related,
    Report,
    Severity,
    Skipped,
    Span,
    Verdict,
    Waived,
    Witness,
)
from govtool.report import formats, render

AT = Location("api/orders.yaml", ("paths", "/orders", "post"))
OLD = Location("orders@1.4.0", ("paths", "/orders", "post"))
EXCERPTS = {AT: Excerpt(Span(61, 24, 61, 26), ("            maxLength: 18",))}
WITNESS = Witness({"id": "x"}, "1.4.0", "now")
BREAK = Finding(
    "max-length-narrowed", "`id` accepts 18 characters", AT, bump=Bump.MAJOR, contract="orders@1", witness=WITNESS,
    related=(Related(OLD, "old"),), help="keep 40", reach=("POST /orders",),
)
WAIVED = Finding("operation-id", "no id", AT, waived=Waived("legacy", "2027-06-30", "a.lead", "waivers.yaml:12"))


def text(report: Report, format: str) -> str:  # noqa: A002 - as in `render`
    out = StringIO()
    render(report, format, out)
    return out.getvalue()


def check(*findings: Finding, **facts: Any) -> Report:
    return Report("check", findings, excerpts=EXCERPTS, **facts)


def sarif(report: Report) -> Any:
    return json.loads(text(report, "sarif"))["runs"][0]


def junit(report: Report) -> ET.Element:
    return ET.fromstring(text(report, "junit"))  # noqa: S314 - our own output


# --- the set of formats ---


def test_the_formats_are_the_files() -> None:
    assert formats() == ("concise", "github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "sarif", "text")


def test_an_unknown_format_is_refused_with_the_nearest_or_with_all() -> None:
    with pytest.raises(UserError) as near:
        text(Report("check"), "sarfi")
    assert (near.value.message, near.value.hint) == ("there is no format `sarfi`", "did you mean `sarif`?")
    with pytest.raises(UserError) as far:
        text(Report("check"), "../json")
    assert far.value.hint == "did you mean `json`?"
    with pytest.raises(UserError) as none:
        text(Report("check"), "§")
    assert none.value.hint.startswith("known formats: concise, github")


# --- json ---


def test_json_tells_the_verdict_and_every_place() -> None:
    result = ContractResult("orders@1", "OpenAPI 3.1", "1.4.0", "release 1.4.0", Bump.MAJOR, "2.0.0")
    data = json.loads(text(check(BREAK, WAIVED, contracts=(result,)), "json"))
    assert (data["format"], data["command"]) == ("govtool-report/1", "check")
    assert (data["failed"], data["crashed"]) == (True, False)
    assert data["summary"] == {
        "breaking": 1, "possible": 0, "error": 0, "warning": 0, "info": 0, "hint": 0, "waived": 1, "skipped": 0}
    assert data["contracts"][0] == {
        "name": "orders@1", "format": "OpenAPI 3.1", "version": "1.4.0", "baseline": "release 1.4.0",
        "needed": "major", "nextVersion": "2.0.0"}
    first, second = data["findings"]
    assert first["at"] == {
        "document": "api/orders.yaml", "pointer": "/paths/~1orders/post", "on": "value",
        "span": {"line": 61, "column": 24, "endLine": 61, "endColumn": 26}}
    assert first["related"][0]["at"]["span"] is None
    assert (first["label"], first["severity"], first["bump"]) == ("breaking", "error", "major")
    assert first["witness"]["value"] == {"id": "x"}
    assert second["waived"] == {
        "reason": "legacy", "until": "2027-06-30", "approvedBy": "a.lead", "origin": "waivers.yaml:12"}


@pytest.mark.parametrize(("value", "written"), [
    (float("nan"), "nan"), (float("-inf"), "-inf"), (b"\xff\x00", "\xff\x00"), ("\ud800x", "\ufffdx"),
    (1 << 5000, hex(1 << 5000)), ((1, True, None), [1, True, None]), ({1: 0.5}, {"1": 0.5}),
])
def test_a_witness_of_any_kind_becomes_json(value: Any, written: Any) -> None:
    finding = Finding("r", "m", AT, witness=Witness(value, "a", "b"))
    assert json.loads(text(check(finding), "json"))["findings"][0]["witness"]["value"] == written


def test_a_bottomless_witness_is_cut() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    written = text(check(Finding("r", "m", AT, witness=Witness(value, "a", "b"))), "jsonl")
    assert written.count("[" * 100) == 1
    assert '["\\u2026"]' in written


def test_a_change_in_json_has_both_places() -> None:
    change = Change("op-removed", "gone", None, OLD, Effect.NARROWER, Verdict.BREAKING, bump=Bump.MAJOR)
    written = json.loads(text(Report("diff", changes=(change,)), "json"))["changes"][0]
    assert (written["where"], written["was"]["document"], written["verdict"]) == (None, "orders@1.4.0", "breaking")


# --- sarif ---


def test_sarif_has_the_rule_the_place_the_old_place_and_the_proof() -> None:
    run = sarif(check(BREAK, docs={"max-length-narrowed": "# A page"}))
    assert run["tool"]["driver"]["rules"] == [{
        "id": "max-length-narrowed", "shortDescription": {"text": "Max length narrowed"},
        "help": {"text": "govtool explain max-length-narrowed", "markdown": "# A page"}}]
    result = run["results"][0]
    assert result["locations"] == [{
        "physicalLocation": {
            "artifactLocation": {"uri": "api/orders.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 61, "startColumn": 24, "endLine": 61, "endColumn": 26}},
        "logicalLocations": [{"fullyQualifiedName": "/paths/~1orders/post"}]}]
    assert result["relatedLocations"][0]["message"] == {"text": "old"}
    assert result["properties"]["witness"]["value"] == {"id": "x"}
    assert result["partialFingerprints"]["primaryLocationLineHash"] == f"{BREAK.fingerprint}:1"


def test_sarif_tells_the_same_twice_apart() -> None:
    run = sarif(check(BREAK, BREAK))
    assert [each["partialFingerprints"]["govtool/v1"][-2:] for each in run["results"]] == [":1", ":2"]


@pytest.mark.parametrize(("document", "written"), [
    ("a b/ü%.yaml", {"uri": "a%20b/%C3%BC%25.yaml", "uriBaseId": "%SRCROOT%"}),
    ("main:api.yaml", {"uri": "main%3Aapi.yaml", "uriBaseId": "%SRCROOT%"}),
    ("<stdin>", {"uri": "%3Cstdin%3E", "uriBaseId": "%SRCROOT%"}),
    ("/srv/x.yaml", {"uri": "file:///srv/x.yaml"}),
    ("\udcff.yaml", {"uri": "%3F.yaml", "uriBaseId": "%SRCROOT%"}),
])
def test_sarif_names_a_document_by_a_uri(document: str, written: dict[str, str]) -> None:
    result = sarif(Report("lint", (Finding("r", "m", Location(document)),)))["results"][0]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": written}}]


@pytest.mark.parametrize(("origin", "kind"), [("inline", "inSource"), ("waivers.yaml:12", "external")])
def test_sarif_keeps_waived_findings_as_suppressed(origin: str, kind: str) -> None:
    result = sarif(check(Finding("r", "m", AT, waived=Waived("legacy", origin=origin))))["results"][0]
    assert (result["suppressions"][0]["kind"], result["suppressions"][0]["justification"]) == (kind, "legacy")
    assert "suppressions" not in sarif(check(BREAK))["results"][0]


def test_sarif_offers_the_fix_as_an_edit_per_document() -> None:
    span = Span(1, 2, 3, 4)
    fix = Fix("rename", ((AT, span, "x"), (OLD, span, "y"), (AT, span, "z")))
    offered = sarif(check(Finding("r", "m", AT, fixes=(fix,))))["results"][0]["fixes"][0]
    assert offered["description"] == {"text": "rename"}
    assert [len(change["replacements"]) for change in offered["artifactChanges"]] == [2, 1]
    assert offered["artifactChanges"][0]["replacements"][0] == {
        "deletedRegion": {"startLine": 1, "startColumn": 2, "endLine": 3, "endColumn": 4},
        "insertedContent": {"text": "x"}}


def test_sarif_tells_what_was_skipped_and_whether_a_rule_crashed() -> None:
    run = sarif(check(Finding("internal-error", "`r` crashed", AT), skipped=(Skipped("a.txt", "not a contract"),)))
    assert run["invocations"] == [{
        "executionSuccessful": False,
        "toolExecutionNotifications": [{"level": "note", "message": {"text": "skipped a.txt: not a contract"}}]}]
    assert sarif(check(BREAK))["invocations"][0]["executionSuccessful"] is True


def test_sarif_lets_no_document_make_a_link() -> None:
    message = sarif(check(Finding("r", "see [here](https://x)", AT)))["results"][0]["message"]
    assert message == {"text": "see [here] (https://x)"}


# --- junit ---


def test_junit_fails_exactly_what_fails_the_run() -> None:
    contracts = (ContractResult("orders@1", "OpenAPI 3.1"), ContractResult("clean@1", "Avro"))
    found = (
        BREAK, Finding("style", "odd", AT, Severity.WARNING, contract="orders@1"),
        Finding("maybe", "odd", AT, confidence=Confidence.POSSIBLE, contract="orders@1"),
        Finding("internal-error", "`r` crashed", AT), WAIVED,
    )
    root = junit(check(*found, contracts=contracts, skipped=(Skipped("a.txt", "not a contract"),)))
    told = {(suite.get("name"), case.get("name"), child.tag)
            for suite in root for case in suite for child in (*case, ET.Element("-"))}
    place = "api/orders.yaml#/paths/~1orders/post"
    assert {each for each in told if each[2] != "-"} == {
        ("orders@1", f"max-length-narrowed {place}", "failure"), ("orders@1", f"style {place}", "system-out"),
        ("orders@1", f"maybe {place}", "system-out"), ("api/orders.yaml", f"internal-error {place}", "error"),
        ("api/orders.yaml", f"operation-id {place}", "skipped"), ("skipped", "a.txt", "skipped"),
    }
    assert ("clean@1", "no findings", "-") in told
    failure = root.find(".//failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("breaking", "`id` accepts 18 characters")
    assert "61 |             maxLength: 18" in (failure.text or "")


def test_junit_writes_what_xml_cannot_as_replacements() -> None:
    hostile = Finding("r", 'a\0b ]]> </failure> "q" &amp; \ufffe 😀', Location("d\x1b.yaml"))
    failure = junit(check(hostile)).find(".//failure")
    assert failure is not None
    assert failure.get("message") == 'a␀b ]]> </failure> "q" &amp; \ufffd 😀'


# --- github ---


def test_a_github_annotation_has_its_place_and_says_why() -> None:
    assert text(check(BREAK, WAIVED), "github") == (
        "::error file=api/orders.yaml,line=61,endLine=61,col=24,endColumn=25,title=breaking[max-length-narrowed]::"
        '`id` accepts 18 characters%0A{"id": "x"}   accepted by 1.4.0, refused now%0Akeep 40\n')


def test_a_github_annotation_over_several_lines_has_no_columns() -> None:
    finding = Finding("r", "m", Location("a", span=Span(3, 5, 9, 2)), Severity.WARNING)
    assert text(Report("lint", (finding,)), "github") == "::warning file=a,line=3,endLine=9,title=warning[r]::m\n"


def test_a_github_annotation_escapes_what_would_end_it() -> None:
    finding = Finding("r", "50% \n::error::x", Location("a,b:c%.yaml"), Severity.HINT)
    assert text(Report("lint", (finding,)), "github") == (
        "::notice file=a%2Cb%3Ac%25.yaml,title=hint[r]::50%25  ::error::x\n")


@pytest.mark.parametrize(("count", "lines", "last"), [(10, 10, "m9"), (11, 10, "2 more of this kind")])
def test_github_annotations_keep_to_the_limit(count: int, lines: int, last: str) -> None:
    found = tuple(Finding("r", f"m{number}", AT, Severity.INFO) for number in range(count))
    written = text(check(*found), "github").splitlines()
    assert len(written) == lines
    assert last in written[-1]


# --- gitlab ---


def test_a_gitlab_issue_has_what_the_widget_needs() -> None:
    plain = Finding("style", "odd", Location("a.yaml"), Severity.WARNING)
    first, second = json.loads(text(check(BREAK, WAIVED, plain), "gitlab"))
    assert first == {
        "description": "breaking: `id` accepts 18 characters", "check_name": "max-length-narrowed",
        "fingerprint": f"{BREAK.fingerprint}:1", "severity": "blocker",
        "location": {"path": "api/orders.yaml", "lines": {"begin": 61}}}
    assert (second["severity"], second["location"]["lines"]["begin"]) == ("minor", 1)


# --- markdown ---


def test_markdown_has_a_table_per_contract_and_the_proof_below() -> None:
    result = ContractResult("orders@1", "OpenAPI 3.1", "1.4.0", "release 1.4.0", Bump.MAJOR, "2.0.0")
    report = check(BREAK, WAIVED, contracts=(result,), notes=("compared with release 1.4.0",))
    lines = text(report, "markdown").split("\n")
    assert lines[:7] == [
        "### govtool check: failed", "", "**1 contract: 1 breaking, 1 waived**", "", "compared with release 1.4.0", "",
        "orders@<!-- -->1 needs a major version: at least 2.0.0, is 1.4.0"]
    assert lines[8] == "#### orders@<!-- -->1: 1 breaking"
    assert lines[12] == (
        "| breaking | <code>id</code> accepts 18 characters (<code>max-length-narrowed</code>) |"
        " <code>api/orders.yaml:61:24</code>, POST /orders |")
    assert lines[14] == "<details><summary>breaking: <code>id</code> accepts 18 characters</summary>"
    assert '   = witness: {"id": "x"}   accepted by 1.4.0, refused now' in lines
    assert "operation-id" not in "\n".join(lines)


def test_markdown_shows_waived_findings_when_asked() -> None:
    assert "| waived | no id " in text(check(WAIVED, show_waived=True), "markdown")


def test_markdown_of_a_diff_has_a_table_per_operation() -> None:
    change = Change("x-added", "added", AT, None, Effect.WIDER, Verdict.COMPATIBLE, reach=("POST /orders",))
    lines = text(Report("diff", changes=(change,), excerpts=EXCERPTS), "markdown").split("\n")
    assert lines[0] == "### govtool diff: compatible"
    assert lines[4] == "#### POST /orders"
    assert lines[8] == (
        "| compatible | added (<code>x-added</code>) | <code>api/orders.yaml:61:24</code>, POST /orders |")


def test_markdown_of_a_diff_says_the_heaviest_first_and_folds_what_is_only_compatible() -> None:
    fine = Change("x-added", "added", AT, None, Effect.WIDER, Verdict.COMPATIBLE, reach=("GET /a",))
    broken = replace(fine, id="gone", verdict=Verdict.BREAKING, bump=Bump.MAJOR, reach=("POST /orders",))
    written = text(Report("diff", changes=(fine, broken, replace(fine, reach=("GET /b",)))), "markdown")
    assert written.startswith("### govtool diff: breaking changes\n\n**3 changes: 1 breaking, 2 compatible**\n")
    table, folded = written.split("\n<details><summary>2 more compatible changes</summary>\n\n| | what | where |\n")
    assert "#### POST /orders" in table
    assert folded.count("\n| compatible |") == 2
    assert folded.endswith("\n\n</details>\n")
    assert text(Report("diff"), "markdown").startswith("### govtool diff: no changes\n")


@pytest.mark.parametrize(("message", "written"), [
    ("a | b", "a &#124; b"), ("<img src=x>", "&lt;img src=x&gt;"), ("*a* _b_", "&#42;a&#42; &#95;b&#95;"),
    ("[a](b)", "&#91;a&#93;(b)"), ("@team #12", "@<!-- -->team #<!-- -->12"), ("# &#9;", "# &amp;#<!-- -->9;"),
    ("https://x www.x", "https:<!-- -->//x www<!-- -->.x"), ("`@a`", "<code>@<!-- -->a</code>"),
    ("`a|<b>` c", "<code>a&#124;&lt;b&gt;</code> c"), ("odd ` tick", "odd &#96; tick"), ("x\ny\x1b", "x y␛"),
    ("x" * 2000, "x" * 1000 + "…"),
])
def test_markdown_takes_no_markup_from_a_document(message: str, written: str) -> None:
    report = Report("lint", (Finding("r", message, Location("a"), Severity.HINT),))
    assert f"| hint | {written} (<code>r</code>) |" in text(report, "markdown")


def test_a_proof_in_markdown_cannot_end_its_fence() -> None:
    finding = Finding("r", "m", AT, help="x ````\n````` </details>")
    assert "\n``````text\n" in text(check(finding), "markdown")


def test_markdown_that_is_too_long_for_a_comment_is_cut_and_says_so() -> None:
    notes = tuple("n" * 900 for _ in range(100))
    found = tuple(Finding("r", f"{number} {'m' * 900}", Location("a"), Severity.HINT) for number in range(100))
    written = text(Report("lint", found, notes=notes), "markdown")
    told = written.count("| hint |")
    assert 40_000 < len(written) < 65_536
    assert written.endswith(f"\n{100 - told} more did not fit here; the log has them all.\n")
