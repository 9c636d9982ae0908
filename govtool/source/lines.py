"""Offsets of a text as lines and columns, the way editors count them."""

import re
from bisect import bisect_right
from itertools import accumulate, count
from operator import add

from govtool.finding import Span

_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text; they end in LF, CRLF or CR."""

    __slots__ = ("_shown", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = _starts(text)
        self._shown: dict[int, str] = {}

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(*self.place(start), *self.place(end))

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line without its end. Kept, because a text may be one line of megabytes with many findings."""
        if number not in self._shown:
            end = self._starts[number] if number < len(self._starts) else len(self._text)
            self._shown[number] = self._text[self._starts[number - 1] : end].rstrip("\r\n")
        return self._shown[number]

    def __len__(self) -> int:
        return len(self._starts)


def _starts(text: str) -> list[int]:
    """The offset at which each line begins; where all lines end in LF, without a step of Python for each."""
    if "\r" in text:
        return [0, *(found.end() for found in _BREAK.finditer(text))]
    return [0, *map(add, accumulate(map(len, text.split("\n"))), count(1))][:-1]
