"""JUnit XML, which every CI server shows: one suite per contract, one case per finding."""

import re
from collections.abc import Iterator
from html import escape
from typing import TextIO

from govtool.finding import INTERNAL_ERROR, Finding, Report, Skipped
from govtool.report.card import Page, card, waiver
from govtool.report.terminal import Palette, one_line
from govtool.report.words import Group, groups

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no way to write, not even escaped."""


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100) -> None:  # noqa: ARG001 - every reporter takes the same
    """Write one XML document in ASCII.

    Only what fails the run is a failure, so that a CI server and the exit code agree.
    """
    page = Page(report.excerpts, Palette(color=False), width)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f"<testsuites{_attributes(name=f'govtool {report.command}')}>\n")
    for group in groups(report, report.findings):
        out.writelines(line + "\n" for line in _suite(report, group, page))
    out.writelines(line + "\n" for line in _passed_over(report.skipped))
    out.write("</testsuites>\n")


def _suite(report: Report, group: Group, page: Page) -> Iterator[str]:
    kinds = [_kind(report, finding) for finding in group.findings]
    counts = {"failures": kinds.count("failure"), "errors": kinds.count("error"), "skipped": kinds.count("skipped")}
    yield f"<testsuite{_attributes(name=group.name, tests=max(1, len(kinds)), **counts)}>"
    if not kinds:
        yield f"<testcase{_attributes(classname=group.name, name='no findings')}/>"
    for finding, kind in zip(group.findings, kinds, strict=True):
        yield from _case(group.name, finding, kind, page)
    yield "</testsuite>"


def _passed_over(skipped: tuple[Skipped, ...]) -> Iterator[str]:
    if skipped:
        count = len(skipped)
        yield f"<testsuite{_attributes(name='skipped', tests=count, failures=0, errors=0, skipped=count)}>"
        for each in skipped:
            case = _attributes(classname="skipped", name=each.what)
            yield f"<testcase{case}><skipped{_attributes(message=each.reason)}/></testcase>"
        yield "</testsuite>"


def _kind(report: Report, finding: Finding) -> str:
    if finding.waived:
        return "skipped"
    if finding.rule == INTERNAL_ERROR:
        return "error"
    return "failure" if report.fails(finding) else "system-out"


def _case(suite: str, finding: Finding, kind: str, page: Page) -> Iterator[str]:
    place = f"{finding.at.document}#{finding.at.fragment}"
    yield f"<testcase{_attributes(classname=suite, name=f'{finding.rule} {place}', file=finding.at.document)}>"
    if finding.waived:
        yield f"<skipped{_attributes(message=waiver(finding.waived))}/>"
    else:
        told = {} if kind == "system-out" else {"message": finding.message, "type": finding.label}
        yield f"<{kind}{_attributes(**told)}>{_text(chr(10).join(card(finding, page)))}</{kind}>"
    yield "</testcase>"


def _attributes(**values: str | int) -> str:
    return "".join(f' {name}="{_text(one_line(str(value)))}"' for name, value in values.items())


def _text(text: str) -> str:
    """Escaped, without what XML forbids, and in ASCII: an XML reader restores every character."""
    return escape(_NOT_XML.sub("\ufffd", text)).encode("ascii", "xmlcharrefreplace").decode("ascii")
