"""How people name inputs: one grammar for every command."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from govtool.errors import UserError

How = Literal["path", "glob", "revision", "release", "url", "stdin"]

_RELEASE = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)@(?P<version>\d[\w.+-]*)")
_RANGE = re.compile(r"(?:git:)?(?P<old>[^\s:]+?)(?P<dots>\.{2,3})(?P<new>[^\s:]*)(?::(?P<path>.+))?")
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """An input as it was named: `main:api.yaml` is a revision `main` with the path `api.yaml`."""

    how: How
    path: str = ""
    """A file, folder, pattern or URL; empty for a whole revision or release."""
    revision: str = ""
    """The git revision, or the version of a release."""
    name: str = ""
    """The contract of a release."""


def parse_reference(text: str) -> Reference:
    """What a text names: `path | folder | glob | REV:path | git:REV | contract@version | URL | -`.

    A file of exactly that name always wins: names with `@` or `:` in them stay usable.
    """
    if text == "-":
        return Reference("stdin")
    if not text:
        raise UserError("an empty reference", "name a file, a folder, `REV:path` or `contract@version`")
    named = None if _exists(text) else _named(text)
    return named or Reference("path", text)


@dataclass(frozen=True, slots=True)
class Range:
    """Two revisions named as one: `v1.0..v1.1`, after a colon what is meant of them."""

    old: str
    new: str
    """HEAD where nothing follows the dots."""
    from_merge_base: bool
    """Three dots: from the commit where the two lines of history part."""
    path: str = ""


def parse_range(text: str) -> Range | None:
    """The range of `[git:]REV..REV[:path]` or `REV...REV`, as git reads them; None for anything else.

    A file of that name wins, and `folder/../file` is a path.
    """
    found = None if _exists(text) else _RANGE.fullmatch(text)
    if found is None or found["old"][0] in ".-/" or found["old"][-1] == "/" or found["new"][:1] == "/":
        return None
    return Range(found["old"], found["new"] or "HEAD", found["dots"] == "...", found["path"] or "")


def _named(text: str) -> Reference | None:
    """What a text that is no path on disk says, if it says more than a path."""
    if _URL.match(text):
        return Reference("url", text)
    if found := _RELEASE.fullmatch(text):
        return Reference("release", revision=found["version"], name=found["name"])
    before, colon, after = text.partition(":")
    if colon and before == "git":
        return Reference("revision", revision=after)
    if colon and len(before) > 1:  # one letter is the drive of a Windows path
        return Reference("revision", after, before)
    return Reference("glob", text) if any(char in text for char in "*?[") else None


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False
