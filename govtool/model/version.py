"""Semantic versions (semver.org 2.0.0): parse and order."""

import re
from dataclasses import dataclass, field, replace
from functools import total_ordering

_NUMBER = r"(0|[1-9]\d*)"
_WORD = r"(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = re.compile(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-({_WORD}(?:\.{_WORD})*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?", re.ASCII
)
_LONGEST = 256


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A semantic version, ordered by precedence (section 11); build metadata does not count."""

    major: int
    minor: int
    patch: int
    pre: tuple[str, ...] = ()
    """The identifiers of a pre-release: `rc`, `1`; empty for a release."""
    build: str = field(default="")

    @classmethod
    def parse(cls, text: str) -> "Version | None":
        """The version that a text is, whole and without a leading `v`; None for any other text."""
        found = _VERSION.fullmatch(text) if len(text) <= _LONGEST else None
        if found is None:
            return None
        major, minor, patch, pre, build = found.groups()
        return cls(int(major), int(minor), int(patch), tuple(pre.split(".")) if pre else (), build or "")

    @property
    def release(self) -> "Version":
        """The release that a pre-release leads to; a release itself."""
        return replace(self, pre=(), build="")

    def _precedence(self) -> tuple[object, ...]:
        words = tuple((0, int(word), "") if word.isdigit() else (1, 0, word) for word in self.pre)
        return (self.major, self.minor, self.patch, not self.pre, words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self._precedence() == other._precedence()

    def __lt__(self, other: "Version") -> bool:
        return self._precedence() < other._precedence()

    def __hash__(self) -> int:
        return hash(self._precedence())

    def __str__(self) -> str:
        text = f"{self.major}.{self.minor}.{self.patch}"
        return text + ("-" + ".".join(self.pre) if self.pre else "") + (f"+{self.build}" if self.build else "")
