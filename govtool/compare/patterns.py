"""Regular expressions of ECMA-262 as Python reads them.

What has no translation, such as a class of Unicode, is None: then nobody judges, and the verdict stays possible.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_SPACE: Final = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_NO_SPACE: Final = (
    r"\x00-\x08\x0e-\x1f!-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff"
    r"\u3001-\ufefe\uff00-\U0010ffff"
)
_ANY: Final = r"[^\n\r\u2028\u2029]"
_PAIR: Final = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HALF: Final = r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
_HALVES: Final = re.compile(rf"\[(?:{_HALF}(?:-{_HALF})?)+\]|{_HALF}")
_PIECE: Final = re.compile(rf"{_HALVES.pattern}|\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_OTHERWISE: Final = ("\\\\", "[]", "[^]")  # what stands behind them is not read by pieces
_NEVER: Final = r"[^\s\S]"
_WIDE: Final = re.compile(r"\\U([0-9a-fA-F]{8})")
_WEIGHED: Final = re.compile(
    r"\((?:\?(?:<?[=!]|:|<\w+>))?|\)|\{[0-9]+(?:,[0-9]*)?\}|\[(?:\\.|[^\]\\])*\]|\\[pP]\{\w*\}|\\.|.", re.DOTALL
)
_UNICODE: Final = re.compile(r"\\[pP]")
_CLASS: Final = 300  # states of a class of Unicode
_DIGITS: Final = 6
_ESCAPED: Final = frozenset("dDwWbBnrtfv0123456789xu^$\\.*+?()[]{}|/-")


class Undecided(Exception):  # noqa: N818 - the fact, not an error of ours
    """The independent validator cannot judge; the message says why."""


@lru_cache(maxsize=1024)
def translated(pattern: str) -> re.Pattern[str] | None:
    """The pattern for Python's engine; None where it has no sure translation."""
    try:
        return re.compile("".join(_translate(pattern)), re.ASCII)
    except (re.error, _Untranslatable, OverflowError, RecursionError, IndexError, ValueError):
        return None


class _Untranslatable(Exception):  # noqa: N818 - internal signal
    pass


def _translate(pattern: str) -> Iterator[str]:
    at, in_class = 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            piece, at = _escape(pattern, at, in_class=in_class)
            yield piece
            continue
        if pattern.startswith(("[^]", "[]"), at) and not in_class:
            negated = pattern[at + 1] == "^"
            yield r"[\s\S]" if negated else "(?!)"
            at += 3 if negated else 2
            continue
        if pattern.startswith("(?", at) and not in_class:
            piece, at = _group(pattern, at)
            yield piece
            continue
        if in_class:
            yield "\\" + char if char in "[&~|" else char
            in_class = char != "]"
        else:
            yield {"$": r"\Z", ".": _ANY}.get(char, char)
            in_class = char == "["
        at += 1


def _escape(pattern: str, at: int, *, in_class: bool) -> tuple[str, int]:
    char = pattern[at + 1]
    if char in "sS":
        chars = _SPACE if char == "s" else _NO_SPACE
        return (chars if in_class else f"[{chars}]"), at + 2
    if char in "ux" and pattern.startswith("{", at + 2):
        # `\\x{…}` is no ECMA-262, and means one thing wherever it is read.
        end = pattern.index("}", at)
        return re.escape(chr(int(pattern[at + 3 : end], 16))), end + 1
    if char == "U" and (wide := _WIDE.match(pattern, at)):
        return re.escape(chr(int(wide[1], 16))), wide.end()
    if pair := _PAIR.match(pattern, at):
        return re.escape(chr(_code(pair[1], pair[2]))), pair.end()
    if char == "k" and pattern.startswith("<", at + 2):
        end = pattern.index(">", at)
        return f"(?P={pattern[at + 3 : end]})", end + 1
    if char == "c":
        return re.escape(chr(ord(pattern[at + 2]) % 32)), at + 3
    if char in "pP" or (char.isalnum() and char not in _ESCAPED):
        raise _Untranslatable
    return (re.escape(char) if not char.isalnum() else "\\" + char), at + 2


def _group(pattern: str, at: int) -> tuple[str, int]:
    for start in ("(?:", "(?=", "(?!", "(?<=", "(?<!"):
        if pattern.startswith(start, at):
            return start, at + len(start)
    if pattern.startswith("(?<", at):
        return "(?P<", at + 3
    raise _Untranslatable


@lru_cache(maxsize=1024)
def weight(pattern: str) -> int:
    """About how many states a pattern has once its repetitions are written out, for an engine that does so."""
    sums, last = [0], 0
    for piece in _WEIGHED.findall(pattern):
        if piece.startswith("("):
            sums.append(0)
        elif piece == ")":
            last = sums.pop() if len(sums) > 1 else 0
            sums[-1] += last
        elif piece.startswith("{"):
            most = max(int(number[:_DIGITS] or 1) for number in piece[1:-1].split(","))
            sums[-1] += last * (most - 1)
            last *= most
        else:
            last = 1 + _CLASS * len(_UNICODE.findall(piece))
            sums[-1] += last
    return sum(sums)


@lru_cache(maxsize=1024)
def without_halves(pattern: str) -> str:
    """The same pattern for an engine that knows no halves of characters: no text holds one (RFC 8259 section 8.2)."""
    if re.search(_HALF, pattern) is None or any(sign in pattern for sign in _OTHERWISE):
        return pattern
    joined = _PAIR.sub(lambda found: chr(_code(found[1], found[2])), pattern)
    pieces = [_NEVER if _HALVES.fullmatch(piece) else piece for piece in _PIECE.findall(joined)]
    # A half among other characters of a class is left, and nobody reads the pattern then.
    return "".join(pieces)


def _code(high: str, low: str) -> int:
    return 0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00
