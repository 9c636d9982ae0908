"""Which strings match: one pattern, or all of some patterns and none of others, shortest first.

A walk over the joint states of automata is exhaustive or gives up: an answer is right, or there is none. Every question
has a limit, and all of one comparison have one together, so that many hard ones end, too.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from re import _constants, _parser  # type: ignore[attr-defined,unused-ignore] # the standard library's own parse tree
from typing import Any, Final

from govtool.compare.automaton import LAST, START, Automaton, Core, automaton
from govtool.compare.patterns import Undecided, translated
from govtool.compare.questions import GaveUp, Meter, kept

_RISKY_LENGTH: Final = 18
_WORK: Final = 60_000  # states looked at
_FEW: Final = 8
_SAMPLE: Final = 3
_AGAIN: Final = 2  # one joint state gives so many words at most, so that words differ
_READABLE: Final = "aA0b-_.B1 /"
_SURROGATES: Final = (0xD800, 0xDFFF)

State = tuple[tuple[Core, ...], bool]


def matches(pattern: str, text: str) -> bool:
    """Whether a string matches anywhere, as JSON Schema asks; Undecided where nobody can say in bounded time."""
    compiled = translated(pattern)
    if compiled is None:
        raise Undecided(f"the pattern `{pattern}` has no sure translation")
    if len(text) <= _RISKY_LENGTH or not _is_risky(pattern):
        return compiled.search(text) is not None
    walked = automaton(pattern)
    if walked is None or not walked.exact:
        raise Undecided(f"the pattern `{pattern}` may take exponential time")
    return walked.matches(text)


@lru_cache(maxsize=1024)
def _is_risky(pattern: str) -> bool:
    compiled = translated(pattern)
    return compiled is not None and _nests(_parser.parse(compiled.pattern, re.ASCII), inside=False)


def _nests(tree: Any, *, inside: bool) -> bool:
    """Whether an unbounded repetition stands inside another."""
    for op, value in tree:
        if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            many = value[1] - value[0] > _RISKY_LENGTH
            if (many and inside) or _nests(value[2], inside=inside or many):
                return True
        elif (op is _constants.SUBPATTERN and _nests(value[-1], inside=inside)) or (
            op is _constants.BRANCH and any(_nests(item, inside=inside) for item in value[1])
        ):
            return True
    return False


def words(
    matching: Sequence[str],
    avoiding: Sequence[str] = (),
    least: int = 0,
    most: int | None = None,
) -> Iterator[str]:
    """Strings that match every one of `matching` and none of `avoiding`, by length; GaveUp where that is too much.

    The end without GaveUp means that there are no further ones of another kind: no word at all is no such string.
    """
    sides = [_known(pattern) for pattern in (*matching, *avoiding)]
    wanted = [at < len(matching) for at in range(len(sides))]
    letters = _letters(sides)
    tables = [_Table(side, letters) for side in sides]
    start: State = (tuple(START for _ in sides), True)
    seen: dict[tuple[State, int], int] = {}
    level: list[tuple[State, str]] = [(start, "")]
    meter, length = Meter(_WORK), 0
    while level and (most is None or length <= most):
        following: list[tuple[State, str]] = []
        for (cores, first), word in level:
            if length >= least and all(
                side.accepts(core, first=first) is want for side, core, want in zip(sides, cores, wanted, strict=True)
            ):
                yield word
            rows = [table.after(core, first=first) for table, core in zip(tables, cores, strict=True)]
            meter.count(sum(row.weight for row in rows))
            for letter, *after in zip(letters, *(row.cores for row in rows), strict=True):
                key = ((tuple(after), False), min(length + 1, least))
                if all(after[: len(matching)]) and seen.get(key, 0) < _AGAIN:
                    seen[key] = seen.get(key, 0) + 1
                    following.append((key[0], word + letter))
        level, length = following, length + 1


@dataclass(frozen=True, slots=True)
class _Row:
    """Where one automaton is after each of the letters, and how many states that are."""

    cores: list[Core]
    weight: int


class _Table:
    """The moves of one automaton by letters, each looked up once."""

    def __init__(self, side: Automaton, letters: Sequence[str]) -> None:
        self._side, self._letters = side, [ord(letter) for letter in letters]
        self._rows: dict[tuple[Core, bool], _Row] = {}

    def after(self, core: Core, *, first: bool) -> _Row:
        """The states after one more letter."""
        found = self._rows.get((core, first))
        if found is None:
            cores = [self._side.step(core, letter, first=first) for letter in self._letters]
            found = self._rows[core, first] = _Row(cores, len(cores) + sum(map(len, cores)))
        return found


def some_words(
    matching: Sequence[str],
    avoiding: Sequence[str] = (),
    least: int = 0,
    most: int | None = None,
) -> Iterator[str]:
    """As `words`, a few, as far as it gets, and only what really matches: for patterns that look around, too."""
    return iter(_found(tuple(matching), tuple(avoiding), least, most))


@kept
def _found(matching: tuple[str, ...], avoiding: tuple[str, ...], least: int, most: int | None) -> tuple[str, ...]:
    return tuple(islice(_really_matching(matching, avoiding, least, most), _FEW))


def _really_matching(matching: Sequence[str], avoiding: Sequence[str], least: int, most: int | None) -> Iterator[str]:
    exact = [pattern for pattern in avoiding if _is_exact(pattern)]

    def really(word: str) -> bool:
        return all(_fits(pattern, word) for pattern in matching) and not any(_fits(item, word) for item in avoiding)

    try:
        yield from filter(really, words(matching, exact, least, most))
    except GaveUp:
        yield from filter(really, _stretched(matching, exact, least))


def _stretched(matching: Sequence[str], avoiding: Sequence[str], least: int) -> Iterator[str]:
    """Short words with one of their characters repeated until they are long enough."""
    for word in _shortest(tuple(matching), tuple(avoiding)):
        yield from (word[:at] + word[at] * (least - len(word)) + word[at:] for at in range(len(word)))


@kept
def _shortest(matching: tuple[str, ...], avoiding: tuple[str, ...]) -> tuple[str, ...]:
    """The first words, as far as one gets."""
    found: list[str] = []
    with suppress(GaveUp):
        found.extend(islice(words(matching, avoiding), _FEW))
    return tuple(found)


@kept
def implies(narrow: str, wide: str, least: int = 0, most: int | None = None) -> bool:
    """Whether every string in the window of lengths that matches `narrow` surely matches `wide`."""
    try:
        # Most pairs have nothing to do with each other, and the first words say so at once.
        if not all(_fits(wide, word) for word in _first(narrow, least, most)):
            return False
        return _is_exact(wide) and next(words([narrow], [wide], least, most), None) is None
    except GaveUp:
        return False


def _first(pattern: str, least: int, most: int | None) -> tuple[str, ...]:
    """The first words that match; GaveUp where even they are too far, as all of them are then."""
    found = _sampled(pattern, least, most)
    if found is None:
        raise GaveUp
    return found


@kept
def _sampled(pattern: str, least: int, most: int | None) -> tuple[str, ...] | None:
    try:
        return tuple(islice(words([pattern], (), least, most), _SAMPLE))
    except GaveUp:
        return None


@kept
def never_together(patterns: tuple[str, ...]) -> bool:
    """Whether surely no string matches all of some patterns."""
    try:
        return next(words(patterns), None) is None
    except GaveUp:
        return False


@lru_cache(maxsize=2048)
def widths(pattern: str) -> tuple[int, int | None]:
    """Bounds on the length of the strings that match; None for no upper bound that is easily seen."""
    compiled = translated(pattern)
    if compiled is None:
        return 0, None
    tree = _parser.parse(compiled.pattern, re.ASCII)
    least, most = tree.getwidth()
    bound = (
        len(tree) > 1
        and tree[0] == (_constants.AT, _constants.AT_BEGINNING)
        and tree[-1] == (_constants.AT, _constants.AT_END_STRING)
    )
    return least, most if bound and most < _constants.MAXREPEAT else None


def _known(pattern: str) -> Automaton:
    found = automaton(pattern)
    if found is None:
        raise GaveUp
    return found


def _is_exact(pattern: str) -> bool:
    found = automaton(pattern)
    return found is not None and found.exact


def _fits(pattern: str, word: str) -> bool:
    try:
        return matches(pattern, word)
    except Undecided:
        return False


def _letters(sides: Sequence[Automaton]) -> list[str]:
    """One character for each class that no set of any automaton tells apart, the readable ones first."""
    sets = dict.fromkeys(chars for side in sides for moves in side.moves for chars, _ in moves)
    flips: dict[int, int] = dict.fromkeys((0, *_SURROGATES, _SURROGATES[1] + 1), 0)
    for at, chars in enumerate(sets):
        for low, high in chars:
            flips[low] = flips.get(low, 0) ^ (1 << at)
            flips[high + 1] = flips.get(high + 1, 0) ^ (1 << at)
    edges, kind = sorted(flips), 0
    found: dict[int, str] = {}
    for low, high in zip(edges, [*edges[1:], LAST + 1], strict=True):
        kind ^= flips[low]
        if low <= LAST and not _SURROGATES[0] <= low <= _SURROGATES[1]:
            char = next((char for char in _READABLE if low <= ord(char) < high), chr(low))
            if kind not in found or _rank(char) < _rank(found[kind]):
                found[kind] = char
    return sorted(found.values(), key=_rank)


def _rank(char: str) -> tuple[bool, int, str]:
    return (not char.isprintable(), _READABLE.find(char) % (len(_READABLE) + 1), char)
