"""The HTML report: one page that holds everything, asks for nothing, and takes no markup from a contract."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

from conftest import Desk

from govtool.finding import (
    Bump,
    Change,
    Commit,
    Confidence,
    ContractResult,
    Effect,
    Excerpt,
    Finding,
    Location,
    Report,
    Span,
    Verdict,
    Waived,
    Witness,
)
from govtool.report import render

AT, WAS = Location("new.yaml", ("info",)), Location("old.yaml", ("info",))
CHANGE = Change(
    "max-length-narrowed", "`id` accepts at most 18, before 40", AT, WAS, Effect.NARROWER, Verdict.BREAKING,
    bump=Bump.MAJOR, reach=("POST /orders",), reason="it is so", contract="orders@1",
    witness=Witness({"id": "aaa"}, "1.0.0", "now", "too long", "curl -X POST https://x.example/orders"),
)
FRAMES = {AT: Excerpt(Span(9, 7, 9, 9), ("  id: 18",)), WAS: Excerpt(Span(8, 7, 8, 9), ("  id: 40",))}
HOSTILE = "<script>alert(1)</script>\"'&amp;`<img src=x onerror=y>`\u202e"


def page(report: Report) -> str:
    out = StringIO()
    render(report, "html", out)
    return out.getvalue()


class Reader(HTMLParser):
    """The text of a page, and its elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_change_is_shown_with_both_places_and_its_proof() -> None:
    text = page(Report("diff", changes=(CHANGE,), excerpts=FRAMES,
                       contracts=(ContractResult("orders@1", "OpenAPI 3.1", "1.0.0", "v1", Bump.MAJOR, "2.0.0"),)))
    words = Reader(text).words
    for expected in ("1 change: 1 breaking", "orders@1 needs a major version: at least 2.0.0, is 1.0.0", "POST /orders",
                     "id accepts at most 18, before 40", "new.yaml:9:7", "old.yaml:8:7", "it is so", '{"id": "aaa"}',
                     "accepted by 1.0.0, refused now: too long", "curl -X POST https://x.example/orders"):
        assert expected in words
    assert "<i>8</i>id: <mark>40</mark>" in text
    assert "<i>9</i>id: <mark>18</mark>" in text


def test_what_breaks_is_open_and_what_is_compatible_is_folded_behind_its_count() -> None:
    fine = replace(CHANGE, id="x-added", message="m", verdict=Verdict.COMPATIBLE, bump=Bump.MINOR, witness=None)
    both = page(Report("diff", changes=(fine, CHANGE), excerpts=FRAMES, brief=True))
    assert both.index("max-length-narrowed") < both.index("<details class=rest><summary>1 compatible change<")
    assert both.index("<details class=rest>") < both.index("x-added")
    assert "<details class=rest open>" in page(Report("diff", changes=(fine,), excerpts=FRAMES))


def test_sections_are_contracts_and_in_a_changelog_commits() -> None:
    other = replace(CHANGE, contract="machines@2")
    assert "<h2>orders@1</h2>" in page(Report("diff", changes=(CHANGE, other), excerpts=FRAMES))
    assert "<h2>" not in page(Report("diff", changes=(CHANGE,), excerpts=FRAMES))
    made = replace(CHANGE, commit=Commit("4f2c1a9bbbb", "2026-01-31", "A. Designer", "Shorten <b>ids</b>"))
    text = page(Report("diff", changes=(made,), excerpts=FRAMES))
    assert "<h2>4f2c1a9 2026-01-31 Shorten &lt;b&gt;ids&lt;/b&gt; · orders@1</h2>" in text


def test_nothing_of_a_contract_is_markup() -> None:
    at = Location(HOSTILE, (HOSTILE,))
    commit = Commit(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    was = replace(at, document="o" + HOSTILE)
    bad = Change(HOSTILE, HOSTILE, at, was, Effect.NONE, Verdict.BREAKING, reason=HOSTILE,
                 witness=Witness({HOSTILE: HOSTILE}, HOSTILE, HOSTILE, HOSTILE, HOSTILE), reach=(HOSTILE,) * 9,
                 contract=HOSTILE, commit=commit)
    found = Finding(HOSTILE, HOSTILE, at, contract=HOSTILE, affects=(HOSTILE,), help=HOSTILE, reach=(HOSTILE,),
                    waived=Waived(HOSTILE, HOSTILE, HOSTILE, HOSTILE))
    frames = {at: Excerpt(Span(1, 1, 1, 5), (HOSTILE,))}
    text = page(Report("diff", (found,), (ContractResult(HOSTILE, HOSTILE, HOSTILE, HOSTILE, Bump.MAJOR, HOSTILE),),
                       (bad,), frames, notes=(HOSTILE,), show_waived=True))
    read = Reader(text)
    assert not {"script", "img", "a", "link", "iframe", "object", "form"} & {tag for tag, _ in read.elements}
    names = {name for _, attrs in read.elements for name in attrs}
    assert names <= {"lang", "charset", "name", "content", "http-equiv", "class", "open"}
    assert "\u202e" not in text
    assert "alert(1)" in read.words


def test_the_page_asks_for_nothing_and_may_not() -> None:
    text = page(Report("diff", changes=(CHANGE,), excerpts=FRAMES))
    assert "default-src 'none'" in text
    assert not re.search(r"url\(|@import|<script|<link|src=", text)
    for words in ("prefers-color-scheme: dark", "@media print", "width=device-width"):
        assert words in text


def test_a_long_line_and_a_span_over_lines_show_the_part_that_matters() -> None:
    long = "x" * 5000 + "HERE" + "y" * 5000
    text = page(Report("diff", changes=(CHANGE,), excerpts={AT: Excerpt(Span(1, 5001, 1, 5005), (long,))}))
    assert "<mark>HERE</mark>" in text
    assert len(text) < 10_000
    block = Excerpt(Span(3, 5, 5, 3), ("    {", "      a: 1", "    }"))
    text = page(Report("diff", changes=(CHANGE,), excerpts={AT: block}))
    assert "<i>3</i><mark>{</mark>\n<i>4</i>  <mark>a: 1</mark>\n" in text


def test_findings_are_on_the_page_too() -> None:
    found = Finding("operation-id-unique", "`x` is taken", AT, contract="orders@1", help="choose another",
                    confidence=Confidence.POLICY)
    words = Reader(page(Report("lint", (found,), excerpts=FRAMES))).words
    for expected in ("Failed", "x is taken", "choose another", "by policy", "orders@1: 1 error"):
        assert expected in words


def test_the_command_line_writes_the_page_beside_the_text(desk: Desk) -> None:
    text = ("openapi: 3.1.0\ninfo: {title: '<script>alert(1)</script>', version: 1.0.0}\npaths:\n  /o:\n    get:\n"
            "      responses: {'200': {description: ok}}\n")
    desk.write("old.yaml", text)
    desk.write("new.yaml", text.replace("alert(1)", "alert(2)").replace("/o:", "/<b>p</b>:"))
    done = desk.govtool("diff", "old.yaml", "new.yaml", "--output", "html=review.html")
    assert "path-removed" in done.out
    written = (desk.root / "review.html").read_text("utf-8")
    assert "path-removed" in written
    assert "GET /&lt;b&gt;p&lt;/b&gt;" in written
    assert "<script" not in written
    assert "<b>p" not in written
