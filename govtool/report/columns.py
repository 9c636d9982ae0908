"""Rows of text in aligned columns, for tables that people read on a terminal."""

from collections.abc import Iterator, Sequence

from govtool.report.terminal import cells, one_line

_GAP = "  "


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; all rows are of one length. What steers a terminal is shown as one plain character."""
    shown = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        yield _GAP.join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(map(cells, text))
