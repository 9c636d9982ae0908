"""A line of source with carets under the span that matters, cut to the width of the page."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from govtool.finding import Excerpt
from govtool.report.terminal import cells, visible

_TAB = "    "
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Frame:
    """One line as shown, and where its marked part begins and how long it is, in terminal cells."""

    text: str
    indent: int
    length: int

    def marks(self, mark: str) -> str:
        """The line below: `^^^` under the marked part."""
        return " " * self.indent + mark * self.length


def frame(excerpt: Excerpt, room: int) -> Frame:
    """The first line of an excerpt in at most `room` cells, always with the beginning of its span.

    A span over several lines is marked to the end of the first.
    """
    span, line = excerpt.span, excerpt.lines[0] if excerpt.lines else ""
    start = min(max(span.column - 1, 0), len(line))
    end = len(line.rstrip()) if span.end_line > span.line else min(span.end_column - 1, len(line))
    # A line may be a whole minified document: only the neighbourhood of the span is looked at.
    first, last = max(0, start - room), min(len(line), start + room)
    shown = [_TAB if char == "\t" else visible(char) for char in line[first:last]]
    edges = list(accumulate((len(_TAB) if text == _TAB else cells(text) for text in shown), initial=0))
    left, right = _window(edges, start - first, room, cut=(first > 0, last < len(line)))
    lead = _ELLIPSIS if first + left > 0 else ""
    tail = _ELLIPSIS if first + right < len(line) else ""
    indent = len(lead) + edges[start - first] - edges[left]
    marked = edges[min(max(end - first, start - first), right)] - edges[start - first]
    return Frame(lead + "".join(shown[left:right]) + tail, indent, max(1, marked))


def _window(edges: list[int], start: int, room: int, *, cut: tuple[bool, bool]) -> tuple[int, int]:
    """Which characters to show: all when they fit, else a third of the room before the span and the rest after."""
    total = edges[-1]
    if total <= room and not any(cut):
        return 0, len(edges) - 1
    space = room - 2 * len(_ELLIPSIS)
    begin = min(edges[start] - space // 3, total - space)
    left = min(bisect_left(edges, max(begin, 0)), start)
    return left, max(bisect_right(edges, edges[left] + space) - 1, start)
