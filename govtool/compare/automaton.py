"""One regular expression as a nondeterministic automaton, built from the parse tree of the translated pattern.

A pattern matches anywhere in a string, as JSON Schema asks: the automaton may wait before it and after it, and the
anchors are moves that are open at the start or at the end of the string only. Assertions that look around and
back-references are left out, which makes the language larger: `exact` says whether that happened.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined,unused-ignore] # the standard library's own parse tree
from typing import Any, Final

from govtool.compare.patterns import translated

Set = tuple[tuple[int, int], ...]
"""Characters as ranges of code points, in order and apart from each other."""
Core = frozenset[int]

LAST: Final = 0x10FFFF
ANYTHING: Final[Set] = ((0, LAST),)
_CATEGORIES: Final[dict[str, Set]] = {
    "DIGIT": ((48, 57),),
    "WORD": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "SPACE": ((9, 13), (32, 32)),
}
_MOST_STATES: Final = 1_500
_START: Final = 0
_END: Final = 1
START: Final[Core] = frozenset((_START,))


class TooManyStates(Exception):  # noqa: N818 - the fact, not an error of ours
    """A pattern with repetitions too large to be written out."""


class Automaton:
    """The strings that a pattern matches; states are numbers, 0 waits for the match and 1 is behind it."""

    def __init__(self, tree: Any) -> None:
        self.exact = True
        self.moves: list[list[tuple[Set, int]]] = [[(ANYTHING, _START)], [(ANYTHING, _END)]]
        self._free: list[list[tuple[str, int]]] = [[], []]
        self._closures: dict[tuple[Core, bool, bool], Core] = {}
        self._steps: dict[tuple[Core, int, bool], Core] = {}
        begin = self._state()
        self._free[_START].append(("", begin))
        self._free[self._sequence(tree, begin)].append(("", _END))
        # A pattern that is bound to the start cannot begin later: then waiting leads nowhere.
        if not any(self.moves[state] for state in self.closure(START, first=False, last=True) - START):
            self.moves[_START] = []

    def closure(self, core: Core, *, first: bool, last: bool) -> Core:
        """All states that are reached without reading; `first` and `last` say whether the string's ends are here."""
        key = (core, first, last)
        found = self._closures.get(key)
        if found is None:
            reached, todo = set(core), list(core)
            while todo:
                for anchor, target in self._free[todo.pop()]:
                    opened = not anchor or (anchor == "^" and first) or (anchor == "$" and last)
                    if opened and target not in reached:
                        reached.add(target)
                        todo.append(target)
            # Behind the match nothing matters any more.
            found = self._closures[key] = frozenset((_END,)) if _END in reached else frozenset(reached)
        return found

    def accepts(self, core: Core, *, first: bool) -> bool:
        """Whether a string may end here."""
        return _END in self.closure(core, first=first, last=True)

    def step(self, core: Core, char: int, *, first: bool) -> Core:
        """The states after one more character."""
        key = (core, char, first)
        found = self._steps.get(key)
        if found is None:
            here = self.closure(core, first=first, last=False)
            found = self._steps[key] = frozenset(
                target for state in here for chars, target in self.moves[state] if holds(chars, char)
            )
        return found

    def matches(self, text: str) -> bool:
        """Whether the pattern matches anywhere in a text, in time proportional to its length."""
        core, first = START, True
        for char in text:
            core, first = self.step(core, ord(char), first=first), False
        return self.accepts(core, first=first)

    def _state(self) -> int:
        if len(self.moves) >= _MOST_STATES:
            raise TooManyStates
        self.moves.append([])
        self._free.append([])
        return len(self.moves) - 1

    def _sequence(self, tree: Any, at: int) -> int:
        for op, value in tree:
            at = self._item(op, value, at)
        return at

    def _item(self, op: Any, value: Any, at: int) -> int:
        """Adds one item of the parse tree behind a state; gives the state behind the item."""
        if op in (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN):
            return self._read(_chars(op, value), at)
        if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            least, most, inner = value
            return self._repeat(least, most, inner, at)
        if op is _constants.SUBPATTERN:
            return self._sequence(value[-1], at)
        if op is _constants.BRANCH:
            ends = [self._sequence(branch, at) for branch in value[1]]
            return self._joined(ends)
        if op is _constants.AT and value in (_constants.AT_BEGINNING, _constants.AT_BEGINNING_STRING):
            return self._anchored("^", at)
        if op is _constants.AT and value is _constants.AT_END_STRING:
            return self._anchored("$", at)
        self.exact = False
        return self._repeat(0, _constants.MAXREPEAT, [(_constants.ANY, None)], at) if op is _constants.GROUPREF else at

    def _read(self, chars: Set, at: int) -> int:
        after = self._state()
        self.moves[at].append((chars, after))
        return after

    def _anchored(self, anchor: str, at: int) -> int:
        after = self._state()
        self._free[at].append((anchor, after))
        return after

    def _joined(self, ends: list[int]) -> int:
        after = self._state()
        for end in ends:
            self._free[end].append(("", after))
        return after

    def _repeat(self, least: int, most: Any, tree: Any, at: int) -> int:
        for _ in range(least):
            at = self._sequence(tree, at)
        if most is _constants.MAXREPEAT:
            loop = self._joined([at])
            self._free[self._sequence(tree, loop)].append(("", loop))
            return loop
        ends = [at]
        for _ in range(most - least):
            at = self._sequence(tree, at)
            ends.append(at)
        return self._joined(ends)


@lru_cache(maxsize=512)
def automaton(pattern: str) -> Automaton | None:
    """The automaton of an ECMA-262 pattern; None for one without a sure translation, or too large."""
    compiled = translated(pattern)
    try:
        return Automaton(_parser.parse(compiled.pattern, re.ASCII)) if compiled is not None else None
    except (TooManyStates, RecursionError):
        return None


def holds(chars: Set, char: int) -> bool:
    """Whether a character is in a set."""
    at = bisect_right(chars, (char, LAST)) - 1
    return at >= 0 and char <= chars[at][1]


def _chars(op: Any, value: Any) -> Set:
    if op is _constants.LITERAL:
        return ((value, value),)
    if op is _constants.NOT_LITERAL:
        return _without(((value, value),))
    if op is _constants.ANY:
        return ANYTHING
    negated = value[0][0] is _constants.NEGATE
    ranges = [span for item in value[negated:] for span in _of_member(*item)]
    return _without(_united(ranges)) if negated else _united(ranges)


def _of_member(op: Any, value: Any) -> Set:
    if op is _constants.RANGE:
        return ((value[0], value[1]),)
    if op is _constants.CATEGORY:
        words = str(value).split("_")
        chars = _CATEGORIES[words[-1]]
        return _without(chars) if "NOT" in words else chars
    return ((value, value),)


def _united(ranges: list[tuple[int, int]]) -> Set:
    out: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if out and low <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        else:
            out.append((low, high))
    return tuple(out)


def _without(chars: Set) -> Set:
    edges = [-1, *(edge for span in chars for edge in span), LAST + 1]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple((low + 1, high - 1) for low, high in gaps if low + 1 <= high - 1)
