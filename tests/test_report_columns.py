"""Tables for a terminal."""

from govtool.report.columns import columns


def test_columns_are_aligned_by_what_a_terminal_shows() -> None:
    rows = [("a", "one", ""), ("日本", "2", "x"), ("e\u0301", "\x1b[31m", "y")]
    assert list(columns(rows)) == ["a     one", "日本  2      x", "e\u0301     ␛[31m  y"]


def test_no_rows_are_no_lines() -> None:
    assert list(columns([])) == []
