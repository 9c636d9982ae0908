"""Path patterns, as `.gitignore` and CODEOWNERS write them; one meaning wherever govtool takes one.

A pattern without a slash (but a last one) matches in every folder, any other from the root. `*` and `?` stop at a
slash, `**` does not. What names a folder means everything below it; only a last `/*` means its direct entries.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns covers a path."""
    return any(compiled(pattern).fullmatch(path) for pattern in patterns)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a pattern, for whole paths.

    What stands before a `*` or `**` is taken where it first fits, and never tried again: the patterns of a foreign
    repository cannot make the search explode.
    """
    parts = [part for part in pattern.split("/") if part]
    if not parts:
        return _NEVER
    anchored = "/" in pattern.rstrip("/")
    direct_entries = anchored and parts[-1] == "*"
    below = "/.*" if pattern.endswith("/") else "" if direct_entries else "(?:/.*)?"
    try:
        return re.compile(_segments(parts if anchored else ["**", *parts]) + below, re.DOTALL)
    except re.error:  # a range such as `[z-a]`
        return re.compile(re.escape(pattern))


_NEVER = re.compile(r"(?!)")
_ANY_FOLDERS = "(?:[^/]*/)*?"


def _segments(parts: list[str]) -> str:
    """The segments of a pattern; each run of them behind a `**` is taken where it first fits, but for the last."""
    runs = [(is_deep, [*run]) for is_deep, run in groupby(parts, key="**".__eq__)]
    text, behind_deep = "", False
    for index, (is_deep, run) in enumerate(runs):
        last = index == len(runs) - 1
        if not is_deep:
            inner = "/".join(map(_segment, run)) + ("" if last else "/")
            run_text = _ANY_FOLDERS + inner if behind_deep else inner
            text += run_text if last else f"(?>{run_text})"
        elif last:
            text += ".+"
        behind_deep = is_deep
    return text


_TOKEN = re.compile(r"\\(.)|(\*+)|(\?)|\[([!^]?)(\]?[^\]]*)\]|(.)", re.DOTALL)


def _segment(part: str) -> str:
    """One segment as a regular expression that matches no slash."""
    tokens = [*_TOKEN.finditer(part)]
    stars = [index for index, token in enumerate(tokens) if token[2]]
    if not stars:
        return "".join(map(_token, tokens))
    text = "".join(map(_token, tokens[: stars[0]]))
    for star, following in zip(stars, [*stars[1:], len(tokens)], strict=True):
        literal = "".join(map(_token, tokens[star + 1 : following]))
        text += f"[^/]*{literal}" if following == len(tokens) else f"(?>[^/]*?{literal})"
    return text


def _token(match: re.Match[str]) -> str:
    escaped, _, question, negated, chosen, char = match.groups()
    if question:
        return "[^/]"
    if chosen:
        inner = re.sub(r"([\\\[&~|^])", r"\\\1", chosen)
        return f"(?!/)[{'^' if negated else ''}{inner}]"
    return re.escape(escaped or char or match[0])
