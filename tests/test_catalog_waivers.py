"""Waivers: what they cover, when they hold, and what is wrong with them."""

from dataclasses import replace
from datetime import date

import pytest
from catalog_files import OPENAPI, repository
from hypothesis import given
from hypothesis import strategies as st

from govtool.catalog import suppress
from govtool.catalog.pages import PAGES
from govtool.catalog.waivers import ABOUT_WAIVERS, Waiver, apply, problems, read
from govtool.finding import INTERNAL_ERROR, Finding, Location, Severity, Span
from govtool.source.document import Document, parse

TODAY = date(2026, 6, 15)
FINDING = Finding(
    "some-rule",
    "it is so",
    Location("api/orders.yaml", ("paths", "/orders", "get")),
    contract="orders@1",
    reach=("GET /orders", "POST /orders"),
)
YAML = """\
openapi: 3.1.0
info: {title: T, version: 1.0.0}
paths:
  /orders:
    get:  # govtool: ignore[some-rule] agreed with the shop
      summary: "# govtool: ignore[other-rule] only a text"
    # govtool: ignore[some-rule, next-rule] both, until=2026-12-31

    # a word between
    post:
      operationId: x  # govtool: ignore[some-rule] - old, until=2026-01-01
"""


def waivers(*entries: str) -> tuple[Waiver, ...]:
    return read(document(*entries))


def document(*entries: str) -> Document:
    return parse("waivers:\n" + "".join(f"  - {entry}\n" for entry in entries), "waivers.yaml")


def applied(
    *entries: str, findings: tuple[Finding, ...] = (FINDING,), complete: bool = True, days: int = 0
) -> list[Finding]:
    return apply(findings, waivers(*entries), TODAY, complete=complete, most_days=days)


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings if finding.rule in ABOUT_WAIVERS]


@pytest.mark.parametrize(
    ("limit", "covers"),
    [
        ("", True),
        (f", fingerprint: {FINDING.fingerprint}", True),
        (", fingerprint: 0123456789abcdef", False),
        (", path: api/orders.yaml", True),
        (", path: api/", True),
        (", path: '*.yaml'", True),
        (", path: /orders.yaml", False),
        (", pointer: /paths/~1orders/get", True),
        (", pointer: /paths/~1orders", True),
        (", pointer: '/paths/*/get'", True),
        (", pointer: '**/get'", True),
        (", pointer: /paths/~1order", False),
        (", pointer: /orders", False),
        (", contract: orders@1", True),
        (", contract: orders", True),
        (", contract: orders@2", False),
        (", contract: order", False),
        (", operations: [GET /orders, POST /orders, GET /more]", True),
        (", operations: [GET /orders]", False),
        (", path: api/, contract: orders@2", False),
    ],
)
def test_a_waiver_covers_what_every_limit_fits(limit: str, covers: bool) -> None:  # noqa: FBT001 - a table of cases
    [finding, *others] = applied(f"{{rule: some-rule, reason: agreed{limit}}}")
    assert (finding.waived is not None) is covers
    assert rules(others) == ([] if covers else ["waiver-unused"])


def test_a_waiver_of_operations_covers_nothing_that_reaches_none() -> None:
    [finding, _] = applied(
        "{rule: some-rule, reason: r, operations: [GET /orders]}", findings=(replace(FINDING, reach=()),)
    )
    assert finding.waived is None


def test_a_waiver_of_another_rule_covers_nothing() -> None:
    assert applied("{rule: other-rule, reason: r}")[0].waived is None


def test_a_waived_finding_says_why_until_when_by_whom_and_where() -> None:
    waived = applied(
        "{rule: a, reason: r}", "{rule: some-rule, reason: ' agreed ', until: 2026-06-15, approved-by: me}"
    )[0].waived
    assert waived is not None
    assert (waived.reason, waived.until, waived.approved_by, waived.origin) == (
        "agreed",
        "2026-06-15",
        "me",
        "waivers.yaml:3",
    )


def test_a_waiver_holds_on_its_last_day_and_not_after() -> None:
    assert applied("{rule: some-rule, reason: r, until: 2026-06-15}")[0].waived is not None
    finding, complaint = applied("{rule: some-rule, reason: r, until: 2026-06-14}")
    assert finding.waived is None
    assert (complaint.rule, complaint.severity) == ("waiver-expired", Severity.WARNING)
    assert "2026-06-14" in complaint.message


def test_of_an_expired_and_a_valid_waiver_the_valid_one_counts() -> None:
    found = applied("{rule: some-rule, reason: old, until: 2026-01-01}", "{rule: some-rule, reason: new}")
    assert found[0].waived is not None
    assert found[0].waived.reason == "new"
    assert rules(found) == ["waiver-expired"]


@pytest.mark.parametrize(
    "entry", ["{rule: some-rule}", "{rule: some-rule, reason: ''}", "{rule: some-rule, reason: '  '}"]
)
def test_a_waiver_needs_a_reason(entry: str) -> None:
    finding, complaint = applied(entry)
    assert finding.waived is not None
    assert (complaint.rule, complaint.severity) == ("waiver-without-reason", Severity.ERROR)


def test_an_unused_waiver_is_told_only_where_everything_was_judged() -> None:
    assert rules(applied("{rule: other-rule, reason: r}")) == ["waiver-unused"]
    assert rules(applied("{rule: other-rule, reason: r}", complete=False)) == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{rule: some-rule, reason: r}", "`some-rule` is waived without an end, expected until 2026-09-13 at most"),
        (
            "{rule: some-rule, reason: r, until: 2026-09-14}",
            "`some-rule` is waived until 2026-09-14, expected until 2026-09-13 at most",
        ),
        ("{rule: some-rule, reason: r, until: 2026-09-13}", ""),
    ],
)
def test_the_settings_bound_how_long_a_waiver_holds(entry: str, message: str) -> None:
    assert [finding.message for finding in applied(entry, days=90) if finding.rule == "waiver-too-long"] == [
        message
    ] * bool(message)
    assert rules(applied(entry)) == []


def test_an_expired_waiver_is_not_too_long_as_well() -> None:
    assert rules(applied("{rule: some-rule, reason: r, until: 2020-01-01}", days=90)) == ["waiver-expired"]


@pytest.mark.parametrize("rule", [*sorted(ABOUT_WAIVERS), INTERNAL_ERROR])
def test_what_is_wrong_with_waivers_and_with_us_cannot_be_waived(rule: str) -> None:
    found = applied(f"{{rule: {rule}, reason: r}}", findings=(replace(FINDING, rule=rule),))
    assert found[0].waived is None


@given(
    st.lists(
        st.sampled_from(
            [
                "{rule: some-rule, reason: r}",
                "{rule: some-rule}",
                "{rule: other-rule}",
                "{rule: some-rule, until: 2020-01-01}",
                "{rule: some-rule, reason: r, contract: stock}",
                "{rule: waiver-unused, reason: r}",
            ]
        ),
        max_size=6,
    )
)
def test_applying_waivers_again_changes_nothing(entries: list[str]) -> None:
    given_waivers = waivers(*entries)
    once = apply((FINDING,), given_waivers, TODAY, most_days=30)
    assert apply(once, given_waivers, TODAY, most_days=30) == once


def test_an_entry_without_a_rule_is_left_out_and_found() -> None:
    file = document("{reason: r}", "7", "{rule: some-rule, reason: r}")
    assert [waiver.rule for waiver in read(file)] == ["some-rule"]
    assert [problem.message for problem in problems(file)] == [
        "`rule` is missing", "item 1 of `waivers` is the number `7`, expected an object"]


@pytest.mark.parametrize("text", ["", "7", "- 1", "waivers: 7", "waivers: {a: 1}", "waivers: [", "a: 1"])
def test_a_file_of_a_wrong_shape_has_no_waivers_and_a_finding(text: str) -> None:
    file = parse(text, "waivers.yaml")
    assert read(file) == ()
    assert list(problems(file))


def test_the_file_lies_beside_the_settings() -> None:
    found = repository({"waivers.yaml": "waivers:\n  - {rule: some-rule, reason: r, untl: 2027-01-01}\n"})
    assert [waiver.rule for waiver in found.waivers] == ["some-rule"]
    assert [problem.help for problem in found.problems] == ["did you mean `until`?"]
    assert repository({}).waivers == ()


def test_comments_waive_what_stands_beside_them() -> None:
    file = parse(YAML, "api.yaml")
    found = suppress.inline([file])
    assert [(waiver.rule, waiver.reason, waiver.until, waiver.line) for waiver in found] == [
        ("some-rule", "agreed with the shop", "", 5),
        ("some-rule", "both", "2026-12-31", 10),
        ("next-rule", "both", "2026-12-31", 10),
        ("some-rule", "old", "2026-01-01", 11),
    ]
    assert list(suppress.problems([file])) == []
    at = {
        "get": file.at(("paths", "/orders", "get")),
        "below": file.at(("paths", "/orders", "get", "summary")),
        "post": file.at(("paths", "/orders", "post"), "key"),
        "orders": file.at(("paths", "/orders")),
    }
    covered = {
        name: [
            waiver.line for waiver in found if waiver.rule == "some-rule" and waiver.covers(replace(FINDING, at=place))
        ]
        for name, place in at.items()
    }
    # A block begins where its first key stands, which is the line that a report shows.
    assert covered == {"get": [5], "below": [5], "post": [10, 11], "orders": [5]}


def test_a_comment_says_its_origin() -> None:
    file = parse(YAML, "api.yaml")
    [finding, *_] = apply([replace(FINDING, at=file.at(("paths", "/orders", "get")))], suppress.inline([file]), TODAY)
    assert finding.waived is not None
    assert (finding.waived.origin, finding.waived.reason) == ("inline", "agreed with the shop")


def test_a_comment_covers_a_place_that_only_has_a_line() -> None:
    file = parse("a: 1  # govtool: ignore[some-rule] r\n", "api.yaml")
    [waiver] = suppress.inline([file])
    assert waiver.covers(replace(FINDING, at=Location("api.yaml", span=Span(1, 1, 1, 2))))
    assert not waiver.covers(replace(FINDING, at=Location("api.yaml", span=Span(2, 1, 2, 2))))
    assert not waiver.covers(replace(FINDING, at=Location("other.yaml", span=Span(1, 1, 1, 2))))


def test_a_comment_covers_the_root_on_its_line_only() -> None:
    file = parse("# govtool: ignore[some-rule] r\na: 1\nb: 2\n", "api.yaml")
    [waiver] = suppress.inline([file])
    assert waiver.covers(replace(FINDING, at=file.at()))
    assert waiver.covers(replace(FINDING, at=file.at(("a",))))
    assert not waiver.covers(replace(FINDING, at=file.at(("b",))))


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# govtool: ignore some-rule", "`govtool: ignore some-rule` is no instruction"),
        ("# govtool: ignore[] r", "`govtool: ignore[] r` is no instruction"),
        ("# govtool: skip", "`govtool: skip` is no instruction"),
        ("# govtool: ignore[some-rule] r until=soon", "`soon` is no date"),
        ("# govtool: ignore[some-rule] r until=2026-02-30", "`2026-02-30` is no date"),
        ("# govtool: ignore[some-rule] r until=20260615", "`20260615` is no date"),
    ],
)
def test_a_comment_that_says_nothing_known_is_found(comment: str, message: str) -> None:
    file = parse(f"a: 1  {comment}\n", "api.yaml")
    [problem] = suppress.problems([file])
    assert (problem.rule, problem.message) == ("waivers-invalid", message)
    assert problem.at.span is not None
    assert (problem.at.span.line, problem.at.span.column) == (1, 7)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n",
        '{"a": "# govtool: skip"}',
        "a: [\n# govtool: skip\n",
        "a: x#govtool: skip\n",
        "a: |\n  # govtool: skip\n",
        "- a\n- '# govtool: skip'\n",
        "a: {b: ['x # govtool: skip']}\n",
        "# govtool\n",
    ],
)
def test_what_is_no_comment_to_us_is_left_alone(text: str) -> None:
    file = parse(text, "api.json" if text.startswith("{") else "api.yaml")
    assert suppress.inline([file]) == ()
    assert list(suppress.problems([file])) == []


def test_a_comment_at_the_end_is_about_its_own_line() -> None:
    [waiver] = suppress.inline([parse("a: 1\n# govtool: ignore[some-rule] r\n# the end\n", "api.yaml")])
    assert waiver.line == 2


def test_every_finding_about_waivers_has_a_page() -> None:
    assert PAGES.keys() >= ABOUT_WAIVERS


@given(st.text(max_size=60), st.sampled_from([OPENAPI, "a: 1\n"]))
def test_any_words_behind_the_mark_are_read(words: str, text: str) -> None:
    file = parse(f"{text}# govtool: {words}\n", "api.yaml")
    assert isinstance(suppress.inline([file]), tuple)
    assert all(problem.at.span for problem in suppress.problems([file]))
