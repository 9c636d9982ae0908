"""The vocabulary itself: order, identity, labels, and what makes a run fail."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.finding import (
    INTERNAL_ERROR,
    Bump,
    Change,
    Confidence,
    Effect,
    Finding,
    Location,
    Related,
    Report,
    Severity,
    Span,
    Verdict,
    Waived,
    Witness,
    in_order,
)

A = Location("a.yaml", ("paths", "/a", "get", "parameters", 0))
PLAIN = Finding("rule", "message", A)


@pytest.mark.parametrize(("finding", "label"), [
    (PLAIN, "error"),
    (replace(PLAIN, severity=Severity.HINT), "hint"),
    (replace(PLAIN, bump=Bump.MINOR, severity=Severity.INFO), "info"),
    (replace(PLAIN, bump=Bump.MAJOR, severity=Severity.INFO), "breaking"),
    (replace(PLAIN, bump=Bump.MAJOR, confidence=Confidence.POLICY), "breaking"),
    (replace(PLAIN, bump=Bump.MAJOR, confidence=Confidence.POSSIBLE), "possible"),
])
def test_a_finding_goes_by_one_word(finding: Finding, label: str) -> None:
    assert finding.label == label


def test_a_pointer_is_written_as_rfc_6901_does() -> None:
    assert Location("a", ("paths", "/a~b", 0)).fragment == "/paths/~1a~0b/0"
    assert Location("a").fragment == ""


def test_an_identity_survives_lines_indexes_and_words_but_not_names() -> None:
    moved = replace(PLAIN, message="other", at=Location("a.yaml", ("paths", "/a", "get", "parameters", 7),
                                                        span=Span(1, 1, 1, 2)))
    assert moved.fingerprint == PLAIN.fingerprint
    others = (
        replace(PLAIN, rule="other"), replace(PLAIN, contract="orders@1"), replace(PLAIN, subject="limit"),
        replace(PLAIN, at=Location("a.yaml", ("paths", "/b", "get", "parameters", 0))),
        replace(PLAIN, at=Location("b.yaml", A.pointer)), replace(PLAIN, contract="\udcff"),
    )
    assert len({each.fingerprint for each in (PLAIN, *others)}) == 7


def test_a_package_may_move_its_files() -> None:
    finding = replace(PLAIN, contract="orders@1")
    assert finding.fingerprint == replace(finding, at=Location("moved/a.yaml", A.pointer)).fingerprint


def test_findings_come_heaviest_first_then_by_place() -> None:
    def at(*pointer: str | int, line: int = 0) -> Location:
        return Location("a.yaml", pointer, span=Span(line, 1, line, 2) if line else None)

    ordered = (
        Finding("z", "m", at("x"), Severity.ERROR),
        Finding("a", "m", at(2), Severity.WARNING),
        Finding("a", "m", at(10), Severity.WARNING),
        Finding("a", "m", at("a"), Severity.WARNING),
        Finding("b", "m", at("a"), Severity.WARNING),
        Finding("a", "m", at(line=2), Severity.WARNING),
        Finding("a", "m", at(line=10), Severity.WARNING),
    )
    assert in_order(reversed(ordered)) == ordered


@given(st.permutations(range(6)))
def test_what_is_found_twice_is_said_once_with_everything_it_reaches(order: list[int]) -> None:
    found = [
        replace(PLAIN, reach=("GET /a",), severity=Severity.WARNING), replace(PLAIN, reach=("GET /a", "GET /b")),
        replace(PLAIN, affects=("wms",)), replace(PLAIN, contract="orders@1"), replace(PLAIN, message="other"),
        replace(PLAIN, rule="other"),
    ]
    joined = in_order(found[index] for index in order)
    assert len(joined) == 4
    one = next(each for each in joined if (each.rule, each.message, each.contract) == ("rule", "message", ""))
    assert (set(one.reach), one.affects, one.severity) == ({"GET /a", "GET /b"}, ("wms",), Severity.ERROR)


@pytest.mark.parametrize(("finding", "limit", "possible", "fails"), [
    (PLAIN, Severity.ERROR, False, True),
    (PLAIN, None, True, False),
    (replace(PLAIN, severity=Severity.WARNING), Severity.ERROR, False, False),
    (replace(PLAIN, severity=Severity.WARNING), Severity.HINT, False, True),
    (replace(PLAIN, confidence=Confidence.POSSIBLE), Severity.HINT, False, False),
    (replace(PLAIN, confidence=Confidence.POSSIBLE), None, True, True),
    (replace(PLAIN, waived=Waived("later")), Severity.HINT, True, False),
])
def test_a_run_fails_by_what_reaches_its_limit(
    finding: Finding, limit: Severity | None, possible: bool, fails: bool,  # noqa: FBT001 - cases of a table
) -> None:
    assert Report("check", (finding,), fail_on=limit, fail_on_possible=possible).failed is fails


def test_a_report_counts_what_is_open_and_knows_a_crash() -> None:
    report = Report("check", (PLAIN, PLAIN, replace(PLAIN, waived=Waived("later"))))
    assert report.counts() == {Severity.ERROR: 2}
    assert report.open_findings == (PLAIN, PLAIN)
    assert not report.crashed
    assert Report("check", (replace(PLAIN, rule=INTERNAL_ERROR),)).crashed


def test_words_are_lower_case() -> None:
    assert [each.label for each in Severity] == ["hint", "info", "warning", "error"]
    assert [each.label for each in Bump] == ["none", "patch", "minor", "major"]


def change(verdict: Verdict, where: Location | None = A, was: Location | None = None, *, bump: Bump = Bump.NONE,
           id: str = "x") -> Change:  # noqa: A002 - as in Change
    return Change(id, "m", where, was, Effect.NONE, verdict, bump=bump)


def test_changes_come_breaking_first_then_by_place() -> None:
    ordered = [
        change(Verdict.BREAKING, bump=Bump.MAJOR), change(Verdict.BREAKING, None, A, id="y"),
        change(Verdict.POSSIBLE, None), change(Verdict.POSSIBLE), change(Verdict.COMPATIBLE),
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=Change.sort_key) == ordered


def test_a_change_becomes_a_finding_at_its_new_place_with_the_old_beside_it() -> None:
    old, witness = Location("old.yaml", ("x",)), Witness(1, "a", "b")
    both = replace(change(Verdict.BREAKING, A, old, bump=Bump.MAJOR), witness=witness, reach=("GET /a",), reason="why",
                   subject="limit", confidence=Confidence.POLICY)
    assert both.as_finding(Severity.INFO, "orders@1", "keep it") == Finding(
        "x", "m", A, Severity.INFO, Confidence.POLICY, (Related(old, "old"),), "keep it", witness,
        contract="orders@1", subject="limit", reach=("GET /a",), bump=Bump.MAJOR, reason="why")
    removed = change(Verdict.BREAKING, None, old).as_finding(Severity.ERROR)
    assert (removed.at, removed.related) == (old, ())
    assert change(Verdict.BREAKING, None).as_finding(Severity.ERROR).at == Location("")
