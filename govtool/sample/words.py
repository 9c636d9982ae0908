"""Strings that match a pattern, read off the pattern: more like what its author had in mind than the shortest ones."""

import random
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from re import _constants, _parser  # type: ignore[attr-defined,unused-ignore] # the standard library's own parse tree
from typing import Any, Final

from govtool.compare.languages import some_words
from govtool.compare.patterns import Undecided, translated
from govtool.compare.scalars import fits

_MORE: Final = 3  # repetitions beyond the least, where the pattern sets no bound
_TRIES: Final = 200
_LONGEST: Final = 2_000
_WRITTEN: Final = 8_000  # characters that may be written for one pattern
_COST: Final = 500  # what a string counts that was given up
_RARE: Final = 10  # attempts for each string that was found
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789abcdefghijkmnopqrstuvwxyz-_. "
_CATEGORIES: Final = {
    _constants.CATEGORY_DIGIT: "0123456789",
    _constants.CATEGORY_WORD: "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_NOT_DIGIT: "ABCDEFGH",
    _constants.CATEGORY_NOT_WORD: "-.",
    _constants.CATEGORY_NOT_SPACE: "ABCDEFGHabcdefgh0123456789",
}


class _TooLong(Exception):  # noqa: N818 - internal signal
    pass


@lru_cache(maxsize=2048)
def words(
    patterns: tuple[str, ...], barred: tuple[str, ...], least: int, most: int | None, count: int
) -> tuple[str, ...]:
    """At most `count` different strings within the lengths that match all of some patterns and none of others."""
    found: dict[str, None] = {}

    def is_good(word: str) -> bool:
        return (
            least <= len(word) and (most is None or len(word) <= most) and _encodes(word)
            and all(fits(pattern, word) for pattern in patterns) and not any(_may_fit(item, word) for item in barred)
        )

    for pattern in patterns:
        order, written = random.Random(len(pattern)), 0  # noqa: S311 - no secret
        parsed = _parsed(pattern)
        if parsed is None:
            continue
        for attempt in range(_TRIES):
            word = _written(parsed, order, least, most, attempt)
            written += _COST if word is None else len(word)
            if word is not None and is_good(word):
                found[word] = None
            if len(found) >= count or (written > _WRITTEN and attempt > len(found) * _RARE):
                break
        if len(found) >= count:
            break
    if len(found) < min(count, 2):
        found.update(dict.fromkeys(islice(filter(is_good, some_words(patterns, barred, least, most)), count)))
    return tuple(found)[:count]


def _may_fit(pattern: str, word: str) -> bool:
    from govtool.compare.languages import matches

    try:
        return matches(pattern, word)
    except Undecided:
        return True


def _encodes(word: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in word)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The parse tree of a pattern, and the readable characters of each set in it, by identity."""

    tree: Any
    readable: dict[int, list[str]] = field(default_factory=dict)


@lru_cache(maxsize=1024)
def _parsed(pattern: str) -> _Parsed | None:
    compiled = translated(pattern)
    return None if compiled is None else _Parsed(_parser.parse(compiled.pattern, re.ASCII))


def _written(parsed: _Parsed, order: random.Random, least: int, most: int | None, attempt: int) -> str | None:
    """One string for a tree; later attempts repeat more, so that longer ones are reached."""
    more = _MORE if attempt < _TRIES // 4 else max(_MORE, min(least, _LONGEST), (most or 0) and min(most, 40))
    writer, tree = _Writer(order, more, parsed.readable), parsed.tree
    try:
        writer.write(tree)
    except _TooLong:
        return None
    word = "".join(writer.out)
    if len(word) < least and not _ends(tree, _constants.AT_END_STRING):
        word += "x" * min(least - len(word), _LONGEST)
    return word


def _ends(tree: Any, sign: Any) -> bool:
    return len(tree) > 0 and tree[-1] == (_constants.AT, sign)


class _Writer:
    """Writes down one way through a parse tree."""

    def __init__(self, order: random.Random, more: int, readable: dict[int, list[str]]) -> None:
        self.out: list[str] = []
        self._order, self._more, self._readable = order, more, readable
        self._groups: dict[int, str] = {}

    def write(self, tree: Any) -> None:
        for op, value in tree:
            if len(self.out) > _LONGEST:
                raise _TooLong
            self._one(op, value)

    def _one(self, op: Any, value: Any) -> None:
        if op is _constants.LITERAL:
            self.out.append(chr(value))
        elif op is _constants.NOT_LITERAL:
            self.out.append(self._order.choice([char for char in _LETTERS if ord(char) != value]))
        elif op is _constants.ANY:
            self.out.append(self._order.choice(_LETTERS[:-2]))
        elif op is _constants.IN:
            self.out.append(self._of_set(value))
        elif op is _constants.BRANCH:
            self.write(self._order.choice(value[1]))
        elif op is _constants.SUBPATTERN:
            start = len(self.out)
            self.write(value[-1])
            self._groups[value[0]] = "".join(self.out[start:])
        elif op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            low, high, inner = value
            top = min(int(high), int(low) + self._more)
            for _ in range(self._order.randint(int(low), top)):
                self.write(inner)
        elif op is _constants.GROUPREF:
            self.out.append(self._groups.get(value, ""))
        # Looking around and anchors write nothing: what does not match is not taken.

    def _of_set(self, items: list[Any]) -> str:
        negated = bool(items) and items[0][0] is _constants.NEGATE
        listed: list[tuple[Any, Any]] = items[1:] if negated else items
        if id(items) not in self._readable:
            self._readable[id(items)] = [
                char for char in _LETTERS if any(_holds(op, value, char) for op, value in listed) is not negated
            ]
        if self._readable[id(items)]:
            return self._order.choice(self._readable[id(items)])
        if negated:
            return "\N{LATIN SMALL LETTER E WITH ACUTE}"
        op, value = self._order.choice(items)
        if op is _constants.RANGE:
            low, high = value
            return chr(self._order.randint(low, high))
        return chr(value) if op is _constants.LITERAL else self._order.choice(_CATEGORIES.get(value, "A"))


def _holds(op: Any, value: Any, char: str) -> bool:
    if op is _constants.LITERAL:
        return bool(ord(char) == value)
    if op is _constants.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return char in _CATEGORIES.get(value, "")
