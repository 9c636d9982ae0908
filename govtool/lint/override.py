"""What a ruleset says of some files only, or of places in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from os.path import relpath
from pathlib import Path

from govtool.finding import Severity
from govtool.lint.rule import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Override:
    """Severities and rules for the files of some patterns."""

    files: tuple[tuple[str, str | None], ...]
    """Patterns of paths below the folder, each with the pointer of the places that are meant; None for the whole."""
    folder: Path
    """Where the ruleset lies."""
    base: Mapping[str, Severity | None]
    rules: dict[str, Rule]

    def covers(self, path: str, root: Path | None, fragment: str | None = None) -> bool:
        """Whether a file is meant, or a place in it; the path is below the root, or from the ruleset's own folder."""
        seen = path if root is None else Path(relpath(root / path, self.folder)).as_posix()
        return any(_compiled(pattern).fullmatch(seen if "/" in pattern else seen.rpartition("/")[2])
                   and (pointer is None or (fragment is not None and f"{fragment}/".startswith(f"{pointer}/")))
                   for pattern, pointer in self.files)


_PIECE = re.compile(
    r"(?P<folders>\*\*/)|(?P<below>/\*\*$)|(?P<many>\*+)|(?P<one>\?)|\[(?P<none>[!^]?)(?P<of>\]?[^\]]*)\]"
    r"|\{(?P<choice>[^{}]*)\}|(?P<char>.)", re.DOTALL)
_FIXED = {"folders": "(?:.*/)?", "below": "/.*", "many": "[^/]*", "one": "[^/]"}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as rulesets write it, with `**` for folders, `*`, `?`, `[ab]` and `{yaml,yml}`."""
    return re.compile(_translated(pattern.removeprefix("./")), re.DOTALL)


def _translated(pattern: str) -> str:
    return "".join(map(_piece, _PIECE.finditer(pattern)))


def _piece(found: re.Match[str]) -> str:
    if fixed := _FIXED.get(found.lastgroup or ""):
        return fixed
    if found["choice"] is not None:
        return f"(?:{'|'.join(map(_translated, found['choice'].split(',')))})"
    if found["of"]:
        chosen = re.sub(r"([&~|^\[\\])", r"\\\1", found["of"])
        return f"[{'^' if found['none'] else ''}{chosen}]"
    return re.escape(found["char"])
