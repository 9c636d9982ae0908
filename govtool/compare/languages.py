"""Which strings match: one pattern, or all of some patterns and none of others, shortest first.

A walk over the joint states of automata is exhaustive or gives up: an answer is right, or there is none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from re import _constants, _parser  # type: ignore[attr-defined] # the parse tree of the standard library's own engine
from typing import Any, Final

from govtool.compare.automaton import LAST, START, Automaton, automaton
from govtool.compare.patterns import Undecided, translated

_RISKY_LENGTH: Final = 18
_WORK: Final = 60_000  # states looked at
_FEW: Final = 8
_SAMPLE: Final = 3
_AGAIN: Final = 2  # one joint state gives so many words at most, so that words differ
_READABLE: Final = "aA0b-_.B1 /"
_SURROGATES: Final = (0xD800, 0xDFFF)

State = tuple[tuple[frozenset[int], ...], bool]


class GaveUp(Exception):  # noqa: N818 - the fact, not an error of ours
    """The question is too large, or a pattern has no automaton."""


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
    start: State = (tuple(START for _ in sides), True)
    seen: dict[tuple[State, int], int] = {}
    level: list[tuple[State, str]] = [(start, "")]
    work, length = 0, 0
    while level and (most is None or length <= most):
        following: list[tuple[State, str]] = []
        for (cores, first), word in level:
            if length >= least and all(
                side.accepts(core, first=first) is want for side, core, want in zip(sides, cores, wanted, strict=True)
            ):
                yield word
            for letter in letters:
                after = tuple(
                    side.step(core, ord(letter), first=first) for side, core in zip(sides, cores, strict=True)
                )
                work += len(sides) + sum(map(len, after))
                if work > _WORK:
                    raise GaveUp
                key = ((after, False), min(length + 1, least))
                if all(after[: len(matching)]) and seen.get(key, 0) < _AGAIN:
                    seen[key] = seen.get(key, 0) + 1
                    following.append(((after, False), word + letter))
        level, length = following, length + 1


def some_words(
    matching: Sequence[str],
    avoiding: Sequence[str] = (),
    least: int = 0,
    most: int | None = None,
) -> Iterator[str]:
    """As `words`, a few, as far as it gets, and only what really matches: for patterns that look around, too."""
    return iter(_found(tuple(matching), tuple(avoiding), least, most))


@lru_cache(maxsize=2048)
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
    try:
        for word in islice(words(matching, avoiding), _FEW):
            yield from (word[:at] + word[at] * (least - len(word)) + word[at:] for at in range(len(word)))
    except GaveUp:
        return


@lru_cache(maxsize=2048)
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


@lru_cache(maxsize=2048)
def _sampled(pattern: str, least: int, most: int | None) -> tuple[str, ...] | None:
    try:
        return tuple(islice(words([pattern], (), least, most), _SAMPLE))
    except GaveUp:
        return None


@lru_cache(maxsize=2048)
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
    spans = {span for side in sides for moves in side.moves for chars, _ in moves for span in chars}
    edges = sorted({0, *(low for low, _ in spans), *(high + 1 for _, high in spans), *_SURROGATES, _SURROGATES[1] + 1})
    found: dict[tuple[bool, ...], str] = {}
    for low, high in zip(edges, [*edges[1:], LAST + 1], strict=True):
        if low <= LAST and not _SURROGATES[0] <= low <= _SURROGATES[1]:
            kind = tuple(begin <= low <= end for begin, end in sorted(spans))
            char = next((char for char in _READABLE if low <= ord(char) < high), chr(low))
            if kind not in found or _rank(char) < _rank(found[kind]):
                found[kind] = char
    return sorted(found.values(), key=_rank)


def _rank(char: str) -> tuple[bool, int, str]:
    return (not char.isprintable(), _READABLE.find(char) % (len(_READABLE) + 1), char)
