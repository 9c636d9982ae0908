"""What can be wrong with a text before any format is asked, and the limits that keep untrusted texts harmless."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govtool.finding import Finding, Location, Related, Severity
from govtool.source.lines import Lines


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one text; a text beyond them is a finding, never a crash."""

    size: int = 64 * 1024 * 1024
    """Bytes."""
    depth: int = 254
    """Levels of nesting, aliases written out. orjson writes no more, and recursive readers can follow."""
    nodes: int = 4_000_000
    """Keys and values."""
    expansion: int = 1_000_000
    """Nodes that aliases may add when they are written out; a hundred characters count as one."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One row of the table: what a problem means, the next step, and how much it matters."""

    meaning: str
    step: str
    severity: Severity = Severity.ERROR


TROUBLES: Mapping[str, Trouble] = {
    "syntax-error": Trouble(
        "The text is not YAML (or not JSON, in a file that says it is) at this place, so nothing of it could be read.",
        "mend the text at this place"),
    "encoding": Trouble(
        "The bytes are not UTF-8, nor UTF-16 or UTF-32 with a byte order mark (YAML 1.2.2 section 5.2, RFC 8259 "
        "section 8.1).",
        "save the file as UTF-8"),
    "binary-file": Trouble(
        "The file holds bytes that no text has: it is an archive, an image, or UTF-16 without a byte order mark.",
        "name the contract's text file, or leave this one out by `exclude` in govtool.toml"),
    "empty-document": Trouble(
        "The file holds no document, only blank lines or comments.",
        "write the contract, or delete the file"),
    "several-documents": Trouble(
        "The file holds more than one YAML document: most readers refuse it, and here only the first is read.",
        "move each further document to a file of its own"),
    "duplicate-key": Trouble(
        "A mapping says one key twice: readers keep different ones of the two, here the last (YAML 1.2.2 section "
        "3.2.1.3, RFC 8259 section 4).",
        "delete or rename one of the two"),
    "too-deep": Trouble(
        "The text is nested deeper than any contract needs, and deeper than common readers can follow.",
        "flatten it, or refer to the inner parts by `$ref`"),
    "too-large": Trouble(
        "The file is larger than the limit for a contract.",
        "leave it out by `exclude` in govtool.toml, or split it"),
    "alias-bomb": Trouble(
        "The YAML aliases would write out to more nodes than any contract has.",
        "refer to the repeated parts by `$ref`"),
    "alias-cycle": Trouble(
        "A YAML alias repeats a value that it is itself a part of, which JSON cannot say.",
        "use a `$ref` for recursion"),
    "unknown-tag": Trouble(
        "A YAML tag is outside of the core schema (YAML 1.2.2 section 10.3), or does not fit its value; it is not "
        "applied.",
        "delete the tag", Severity.WARNING),
    "merge-key": Trouble(
        "`<<` comes from YAML 1.1 and merges a mapping into this one; it is applied here, but YAML 1.2 readers keep a "
        "key `<<`.",
        "write the fields out, or use a `$ref`", Severity.INFO),
    "complex-key": Trouble(
        "A mapping or list is used as a key, which JSON cannot say; its text is taken for the key.",
        "use a text as the key"),
    "number-out-of-range": Trouble(
        "A number is none that JSON can say (infinity, not-a-number), or larger than readers can hold; here it is kept "
        "as text.",
        "write a smaller number, or quote it"),
    "lone-surrogate": Trouble(
        "An escape such as `\\ud800` is half of a character (RFC 8259 section 8.2); it is read as U+FFFD.",
        "write both halves, or the character itself"),
    "too-many-problems": Trouble(
        "A text has more problems of one kind than anybody reads; only the first ones are told.",
        "mend those that are told first", Severity.WARNING),
}
"""Every problem by rule id."""

PROBLEMS: Mapping[str, str] = {
    rule: f"{row.meaning}\n\nNext: {row.step}." for rule, row in TROUBLES.items()
}
"""Rule id → its page for `explain`: one sentence, then the next step."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong between two offsets of a text (in characters, the end exclusive)."""

    rule: str
    message: str
    start: int = 0
    end: int = 0
    first: tuple[int, int] | None = None
    """For something said again: where it is said first."""

    def as_finding(self, document: str, lines: Lines) -> Finding:
        """The finding, in the document of that name."""
        row = TROUBLES[self.rule]
        at = Location(document, span=lines.span(self.start, self.end))
        related = (Related(Location(document, span=lines.span(*self.first)), "first"),) if self.first else ()
        return Finding(self.rule, self.message, at, row.severity, related=related, help=row.step)


_LONGEST = 60


def cut(text: str) -> str:
    """A text of the document as a message says it; only the beginning of a long one."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


_MOST_TOLD = 1000
"""Problems of one rule."""


class Problems:
    """What is wrong with one text, as it is found: however hostile the text is, only so much is kept."""

    def __init__(self, *found: Problem) -> None:
        self._found = list(found)
        self._counts = Counter(problem.rule for problem in found)

    def add(self, rule: str, message: str, start: int, end: int, first: tuple[int, int] | None = None) -> None:
        """Keep a problem, or count it where there are many of its rule."""
        self._counts[rule] += 1
        if self._counts[rule] <= _MOST_TOLD:
            self._found.append(Problem(rule, message, start, end, first))

    def __iter__(self) -> Iterator[Problem]:
        yield from self._found
        for rule, count in self._counts.items():
            if count > _MOST_TOLD:
                yield Problem("too-many-problems", f"{count - _MOST_TOLD} more of `{rule}` are not told here")

    def __bool__(self) -> bool:
        return bool(self._found)
