"""Offsets of a text as lines and columns, the way editors count them."""

from bisect import bisect_left
from itertools import accumulate

from govtool.finding import Span

_BLOCK = 4096


class Lines:
    """The lines of a text; they end in LF, CRLF or CR.

    Line ends are counted by blocks, not listed: a text of megabytes is asked for a few places, or for thousands.
    """

    __slots__ = ("_before", "_even", "_shown", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._even = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
        """The text, as long as it is, with LF as the only line end."""
        counts = (self._even.count("\n", at, at + _BLOCK) for at in range(0, len(text), _BLOCK))
        self._before = list(accumulate(counts, initial=0))
        """How many line ends are before each block."""
        self._shown: dict[int, str] = {}

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based."""
        block = offset // _BLOCK
        line = self._before[block] + self._even.count("\n", block * _BLOCK, offset) + 1
        start = self._even.rfind("\n", block * _BLOCK, offset) + 1 or self._start(line)
        return line, offset - start + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(*self.place(start), *self.place(end))

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._start(line) + column - 1

    def line(self, number: int) -> str:
        """The text of a line without its end. Kept, because a text may be one line of megabytes with many findings."""
        if number not in self._shown:
            end = self._start(number + 1) if number < len(self) else len(self._text)
            self._shown[number] = self._text[self._start(number) : end].rstrip("\r\n")
        return self._shown[number]

    def __len__(self) -> int:
        return self._before[-1] + 1

    def _start(self, line: int) -> int:
        """The offset at which a line begins: behind the line end before it, which is counted off within its block."""
        wanted = line - 1
        block = max(bisect_left(self._before, wanted) - 1, 0)
        at = block * _BLOCK - 1
        for _ in range(wanted - self._before[block]):
            at = self._even.index("\n", at + 1)
        return at + 1
