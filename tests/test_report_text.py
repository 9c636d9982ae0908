"""What people read: the text report line by line, and its safety on a terminal."""

from io import StringIO
from textwrap import dedent
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    in_order,
)
from govtool.report import render
from govtool.report.frame import frame

NEW = Location("contracts/production-order/v1/openapi.yaml", ("components", "schemas", "Order", "maxLength"))
OLD = Location("production-order@1.4.0", ("components", "schemas", "Order", "maxLength"))
EXCERPTS = {
    NEW: Excerpt(Span(101, 24, 101, 26), ("            maxLength: 18",)),
    OLD: Excerpt(Span(98, 24, 98, 26), ("            maxLength: 40",)),
}
WITNESS = Witness({"materialId": "x" * 19}, "1.4.0", "now")
NARROWED = Finding(
    "max-length-narrowed", "`materialId` accepts 18 characters, before 40", NEW, bump=Bump.MAJOR,
    related=(Related(OLD, "old"),), witness=WITNESS, contract="production-order@1",
    help="a major version is needed: 1.4.0 → 2.0.0; or keep 40", affects=("mes-adapter", "wms-adapter"),
    reach=("POST /orders", "PUT /orders/{id}", "GET /orders", "OrderCreated"),
)
RESULT = ContractResult("production-order@1", "OpenAPI 3.1", "1.4.0", "release 1.4.0", Bump.MAJOR, "2.0.0")
CHANGE = Change(
    "max-length-narrowed", NARROWED.message, NEW, OLD, Effect.NARROWER, Verdict.BREAKING, bump=Bump.MAJOR,
    witness=WITNESS, reach=("POST /orders", "GET /orders"),
)


def text(report: Report, format: str = "text", *, color: bool = False, width: int = 100) -> str:  # noqa: A002 - as in `render`
    out = StringIO()
    render(report, format, out, color=color, width=width)
    return out.getvalue()


def one(finding: Finding, *excerpts: Excerpt) -> list[str]:
    """The lines of the card of a single finding: without the heading of its contract and the summary."""
    report = Report("check", (finding,), excerpts=dict.fromkeys([finding.at], *excerpts) if excerpts else {})
    return text(report).splitlines()[2:-2]


def test_a_break_is_shown_with_both_versions_its_proof_and_the_next_act() -> None:
    report = Report("check", (NARROWED,), (RESULT,), excerpts=EXCERPTS, notes=("compared with release 1.4.0",))
    assert text(report) == dedent("""\
        compared with release 1.4.0
        production-order@1   1 breaking

        breaking[max-length-narrowed]: `materialId` accepts 18 characters, before 40
           --> contracts/production-order/v1/openapi.yaml:101:24      3 operations, 1 message
            |
        101 |             maxLength: 18
            |                        ^^ new
           ::: production-order@1.4.0:98:24
         98 |             maxLength: 40
            |                        -- old
            = witness: {"materialId": "xxxxxxxxxxxxxxxxxxx"}   accepted by 1.4.0, refused now
            = affects: mes-adapter, wms-adapter
            = next:    a major version is needed: 1.4.0 → 2.0.0; or keep 40. govtool explain max-length-narrowed

        production-order@1 needs a major version: at least 2.0.0, is 1.4.0
        1 contract: 1 breaking
        """)


def test_a_diff_is_gathered_by_operation_and_place_with_the_breaks_first() -> None:
    removed = Change(
        "operation-removed", "`DELETE /orders` is gone", None, OLD, Effect.DIFFERENT, Verdict.POSSIBLE,
        Confidence.POLICY, Bump.MAJOR, reason="it was deprecated", reach=("DELETE /orders",),
    )
    described = Change(
        "description-changed", "the description changed", NEW, OLD, Effect.NONE, Verdict.COMPATIBLE,
        reach=("POST /orders", "GET /orders"),
    )
    retitled = Change("title-changed", "the title changed", Location("o.yaml"), None, Effect.NONE, Verdict.COMPATIBLE)
    nowhere = Change("format-changed", "OpenAPI 3.1, before 3.0", None, None, Effect.NONE, Verdict.COMPATIBLE)
    moved = Change("path-moved", "moved", Location("o.yaml", ("paths", "/a", "get")), None, Effect.NONE,
                   Verdict.COMPATIBLE)
    report = Report("diff", (), (RESULT,), (described, removed, CHANGE, retitled, nowhere, moved), EXCERPTS)
    assert text(report) == dedent("""\
        components/schemas/Order

        breaking[max-length-narrowed]: `materialId` accepts 18 characters, before 40
           --> contracts/production-order/v1/openapi.yaml:101:24      2 operations
            |
        101 |             maxLength: 18
            |                        ^^ new
           ::: production-order@1.4.0:98:24
         98 |             maxLength: 40
            |                        -- old
            = witness: {"materialId": "xxxxxxxxxxxxxxxxxxx"}   accepted by 1.4.0, refused now
            = next:    govtool explain max-length-narrowed

        compatible[description-changed]: the description changed
         --> contracts/production-order/v1/openapi.yaml:101:24      2 operations

        DELETE /orders

        possible[operation-removed]: `DELETE /orders` is gone
          --> production-order@1.4.0:98:24      DELETE /orders · by policy
           |
        98 |             maxLength: 40
           |                        ^^
           = reason:  it was deprecated
           = next:    govtool explain operation-removed

        the whole contract

        compatible[format-changed]: OpenAPI 3.1, before 3.0

        o.yaml

        compatible[title-changed]: the title changed
         --> o.yaml

        /a

        compatible[path-moved]: moved
         --> o.yaml#/paths/~1a/get

        production-order@1 needs a major version: at least 2.0.0, is 1.4.0
        6 changes: 1 breaking, 1 possible, 4 compatible
        """)
    assert text(report, "concise").splitlines()[3] == (
        "the whole contract: compatible[format-changed] OpenAPI 3.1, before 3.0")


def test_a_diff_without_changes_and_one_with_a_broken_document() -> None:
    assert text(Report("diff")) == "no changes\n"
    broken = Finding("syntax-error", "a tab", Location("a.yaml", span=Span(2, 1, 2, 2)))
    skipped = (Skipped("b.txt", "not a contract"),)
    assert text(Report("diff", (broken,), (RESULT,), skipped=skipped)).splitlines()[-1] == (
        "no changes · 1 contract: 1 error, 1 skipped")


@pytest.mark.parametrize("kinds", [2, 9])
def test_a_brief_diff_counts_what_is_compatible(kinds: int) -> None:
    compatible = tuple(
        Change(f"x{number % kinds}-added", "m", NEW, None, Effect.NONE, Verdict.COMPATIBLE) for number in range(30))
    report = Report("diff", changes=(CHANGE, *compatible), brief=True)
    lines = text(report).splitlines()
    assert [line for line in lines if "breaking[" in line]
    assert not [line for line in lines if "compatible[" in line]
    told = next(line for line in lines if line.startswith("30 compatible changes: "))
    assert told.endswith(" (`--only compatible` lists them)")
    assert told.count("-added") == min(kinds, 5)
    assert ("…" in told) is (kinds > 5)
    assert lines[-1] == "31 changes: 1 breaking, 30 compatible"
    assert "30 compatible changes" not in text(Report("diff", changes=(CHANGE, *compatible)))


def test_changes_are_the_matter_of_diff_alone() -> None:
    assert "max-length" not in text(Report("check", changes=(CHANGE,)))
    assert text(Report("check", changes=(CHANGE,)), "concise") == ""


def test_everything_is_counted_also_what_is_not_shown() -> None:
    found = (
        NARROWED,
        Finding("a", "m", NEW, confidence=Confidence.POSSIBLE),
        *(Finding("b", f"m{number}", NEW, Severity.WARNING) for number in range(2)),
        Finding("c", "m", NEW), Finding("d", "m", NEW, Severity.INFO), Finding("e", "m", NEW, Severity.HINT),
        Finding("f", "m", NEW, waived=Waived("later")),
    )
    skipped = (*(Skipped(f"{number}.txt", "not a contract") for number in range(5)), Skipped("x", "too large"))
    lines = text(Report("check", in_order(found), (RESULT, ContractResult("b", "Avro")), skipped=skipped)).splitlines()
    assert lines[-1] == (
        "2 contracts: 1 breaking, 1 possible, 1 error, 2 warnings, 1 info, 1 hint, 1 waived, 6 skipped")
    assert lines[-4:-2] == ["skipped 5: not a contract (0.txt, 1.txt, 2.txt, …)", "skipped 1: too large (x)"]
    assert "[f]" not in "\n".join(lines)


def test_a_contract_without_findings_is_named_and_many_are_counted() -> None:
    compared = ContractResult("a.avsc", "Avro", baseline="merge base 4f2c1a9")
    assert text(Report("check", contracts=(compared, ContractResult("b.avsc", "Avro")))) == (
        "a.avsc   compatible\nb.avsc   clean\n2 contracts: no findings\n")
    many = tuple(ContractResult(f"{number}.avsc", "Avro") for number in range(11))
    assert text(Report("check", contracts=many)) == "11 contracts without findings\n11 contracts: no findings\n"


def test_a_needed_version_may_be_unknown() -> None:
    result = ContractResult("a.avsc", "Avro", needed=Bump.MINOR)
    assert "a.avsc needs a minor version\n" in text(Report("check", contracts=(result,)))


def test_waived_findings_are_shown_when_asked_with_who_and_why() -> None:
    waived = Finding("r", "m", Location("a.yaml"), waived=Waived("legacy", "2027-06-30", "a.lead", "waivers.yaml:12"))
    assert text(Report("lint", (waived,))) == "no findings, 1 waived\n"
    shown = text(Report("lint", (waived,), show_waived=True))
    assert shown.splitlines() == [
        "a.yaml   clean", "", "waived[r]: m", " --> a.yaml",
        "  = waived:  legacy until 2027-06-30, approved by a.lead, in waivers.yaml:12",
        "  = next:    govtool explain r", "", "no findings, 1 waived",
    ]
    assert text(Report("lint", (waived,), show_waived=True), "concise") == "a.yaml: waived[r] m\n"


def test_a_rule_is_explained_once_and_a_crash_never() -> None:
    found = in_order(Finding("r", "m", Location("a.yaml", (number,))) for number in range(3))
    assert text(Report("lint", found)).count("govtool explain r") == 1
    crash = Finding("internal-error", "rule `r` crashed", Location("a.yaml"), help="report it")
    assert one(crash) == ["error[internal-error]: rule `r` crashed", " --> a.yaml", "  = next:    report it"]


def test_a_place_without_an_excerpt_is_named_by_its_pointer() -> None:
    second = Related(Location("b.yaml", ("x",)), "first seen here")
    assert one(Finding("r", "m", Location("a.yaml", ("paths", "/a~b", 0)), related=(second,))) == [
        "error[r]: m", " --> a.yaml#/paths/~1a~0b/0", " ::: b.yaml#/x first seen here",
        "  = next:    govtool explain r",
    ]


def test_a_witness_says_who_refuses_why_and_how_to_send_it_and_a_huge_one_is_cut() -> None:
    witness = Witness({"ö": 1}, "1.0.0", "2.0.0", "`ö` is not a string", "curl -d '…' https://host/orders")
    lines = one(Finding("r", "m", Location("a"), witness=witness, fixes=(Fix("rename it", ()),)))
    assert lines[2:] == [
        '  = witness: {"ö": 1}   accepted by 1.0.0, refused by 2.0.0: `ö` is not a string',
        "  = request: curl -d '…' https://host/orders",
        "  = fix:     rename it",
        "  = next:    govtool explain r",
    ]
    value = {"code": "x" * 9999, "lines": list(range(100)), **{f"property{number}": number for number in range(99)}}
    huge = one(Finding("r", "m", Location("a"), witness=Witness(value, "a", "", request="curl " + "x" * 9999)))
    cut = f'{{"code": "{"x" * 30}… (9999 characters)", "lines": [0, 1, 2, 3, 4, 5, 6, 7, "… (100 items)"], "property0"'
    assert huge[2].startswith(f"  = witness: {cut}")
    assert len(huge[2]) < 500
    assert huge[2].endswith("…   accepted by a, refused now")
    assert huge[3] == f"  = request: curl {'x' * 395}… (`--format json` has it whole)"


def test_a_document_cannot_steer_the_terminal_or_the_runner() -> None:
    message = "a\x1b[2Jb\r\n::error::c ##[group]d \u202ee\udce9"
    hostile = Finding("r\x1b]0;x\x07", message, Location("::stop-commands::x"))
    excerpt = Excerpt(Span(1, 1, 1, 2), ("##vso[task.x]\x9b31m",))
    lines = one(hostile, excerpt)
    assert lines[0] == "error[r␛]0;x␇]: a␛[2Jb  ::error::c #\u2060#[group]d \ufffde\ufffd"
    assert lines[3] == "1 | #\u2060#vso[task.x]\ufffd31m"
    assert text(Report("check", (hostile,)), "concise").startswith(":\u2060:stop-commands")


def test_colour_marks_the_verdict_and_the_span() -> None:
    report = Report("check", (NARROWED,), excerpts=EXCERPTS)
    coloured = text(report, color=True)
    assert "\x1b[1;31mbreaking[max-length-narrowed]\x1b[0m" in coloured
    assert "\x1b[1;31m^^ new\x1b[0m" in coloured
    assert coloured.endswith("\x1b[1;31m1 breaking\x1b[0m\n")
    assert text(Report("check"), color=True) == "\x1b[1mno findings\x1b[0m\n"


@pytest.mark.parametrize(("line", "span", "shown", "marks"), [
    ("key: value", Span(7, 6, 7, 11), "key: value", "     ^^^^^"),
    ("\tkey: v", Span(7, 2, 7, 5), "    key: v", "    ^^^"),
    ("日本: 宽x", Span(7, 5, 7, 6), "日本: 宽x", "      ^^"),
    ("e\u0301é: x", Span(7, 5, 7, 6), "e\u0301é: x", "   ^"),
    ("object:  ", Span(7, 1, 9, 4), "object:  ", "^^^^^^^"),
    ("empty: ", Span(7, 8, 7, 8), "empty: ", "       ^"),
    ("short", Span(7, 40, 7, 50), "short", "     ^"),
    ("back", Span(7, 3, 7, 1), "back", "  ^"),
])
def test_carets_stand_under_the_span(line: str, span: Span, shown: str, marks: str) -> None:
    drawn = frame(Excerpt(span, (line,)), 40)
    assert (drawn.text, drawn.marks("^")) == (shown, marks)


def test_an_excerpt_without_lines_is_still_drawn() -> None:
    assert frame(Excerpt(Span(1, 5, 1, 6), ()), 40).marks("^") == "^"


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "a" * 100 + "SPAN" + "z" * 100
    drawn = frame(Excerpt(Span(1, 101, 1, 105), (line,)), 30)
    assert drawn.text == "…" + "a" * 9 + "SPAN" + "z" * 15 + "…"
    assert drawn.marks("^") == " " * 10 + "^^^^"
    end = frame(Excerpt(Span(1, 1, 1, 3), ("ab" + "z" * 100,)), 30)
    assert (end.text, end.marks("^")) == ("ab" + "z" * 26 + "…", "^^")
    tail = frame(Excerpt(Span(1, 199, 1, 205), (line,)), 30)
    assert tail.text.endswith("zz")
    assert tail.text[tail.indent:] == "zzzzzz"


def columns(shown: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in shown)


@settings(deadline=None)
@given(st.text("ab日宽 ", max_size=300), st.integers(1, 310), st.integers(0, 50), st.integers(20, 120))
def test_a_frame_fits_and_marks_the_very_text_of_its_span(line: str, column: int, length: int, room: int) -> None:
    drawn = frame(Excerpt(Span(1, column, 1, column + length), (line,)), room)
    assert columns(drawn.text) <= room
    assert drawn.length >= 1
    before = next(index for index in range(len(drawn.text) + 1) if columns(drawn.text[:index]) >= drawn.indent)
    assert columns(drawn.text[:before]) == drawn.indent
    marked = line[column - 1 : column - 1 + length]
    assert drawn.text[before:].removesuffix("…").startswith(marked[:5])


def test_the_report_keeps_to_the_width() -> None:
    at = Location("a.json")
    report = Report("lint", (Finding("r", "m", at),), excerpts={at: Excerpt(Span(1, 5000, 1, 5010), ("x" * 10_000,))})
    assert max(map(len, text(report, width=60).splitlines())) == 60
    assert max(map(len, text(report, width=1).splitlines())) < 60
