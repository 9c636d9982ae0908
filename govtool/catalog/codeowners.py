"""CODEOWNERS, as GitHub and GitLab read it: the last pattern that matches names the owners."""

import re
from dataclasses import dataclass

from govtool.catalog import globs
from govtool.source.tree import NotThere, Tree

_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_SECTION = re.compile(r"\^?\[[^\]]+\](?:\[\d+\])?(?P<owners>.*)")
_WORD = re.compile(r"(?:\\.|[^\s#\\])+")


@dataclass(frozen=True, slots=True)
class Row:
    """A pattern with its owners, which may be none."""

    pattern: str
    owners: str
    line: int


@dataclass(frozen=True, slots=True)
class Owners:
    """The rows of each section in the order of the file; GitHub knows one section only."""

    sections: tuple[tuple[Row, ...], ...] = ()
    place: str = "CODEOWNERS"
    """The path of the file."""

    def of(self, path: str) -> tuple[str, str]:
        """The owners of a path, section by section, and the line that names the first; empty where nobody is named."""
        found = [row for rows in self.sections if (row := _last(rows, path)) and row.owners]
        return (" ".join(row.owners for row in found), f"{self.place}:{found[0].line}") if found else ("", "")


def _last(rows: tuple[Row, ...], path: str) -> Row | None:
    return next((row for row in reversed(rows) if globs.matches(path, [row.pattern])), None)


def load(tree: Tree) -> Owners:
    """The file of a tree; nobody owns anything where there is none."""
    for place in _PLACES:
        try:
            return parse(tree.read(place).decode("utf-8", "replace"), place)
        except NotThere:
            continue
    return Owners()


def parse(text: str, place: str = "CODEOWNERS") -> Owners:
    """The rows of a text. A row without owners takes those of its section's head, or takes owners away."""
    sections: list[list[Row]] = [[]]
    default = ""
    for number, line in enumerate(text.split("\n"), 1):
        if head := _SECTION.match(line.strip()):
            default = _words(head["owners"])
            sections.append([])
        elif words := _WORD.match(line.strip()):
            owners = _words(line.strip()[words.end() :]) or default
            sections[-1].append(Row(words[0], owners, number))
    return Owners(tuple(tuple(rows) for rows in sections if rows), place)


def _words(text: str) -> str:
    """The words before a comment."""
    return " ".join(text.partition("#")[0].split())
