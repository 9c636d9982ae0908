"""Where something is: a pointer into a document, the span of text it names, and the lines to show for it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Pointer: TypeAlias = tuple[str | int, ...]
"""A path into a document: property names and list indexes (RFC 6901 once decoded)."""

On: TypeAlias = Literal["key", "value"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: 1-based lines and columns (in characters), the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a document, by name; line and column are computed only when shown.

    `span` is given where there is no pointer to name the place: a syntax error, a comment.
    """

    document: str
    pointer: Pointer = ()
    on: On = "value"
    span: Span | None = None

    @property
    def fragment(self) -> str:
        """The pointer as RFC 6901 writes it: `/paths/~1orders/get`."""
        return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in self.pointer)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a code frame needs: the span of a location and the text of its lines.

    `lines` holds the text of lines `span.line` .. at most a few further ones, without their line ends.
    """

    span: Span
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding: the old definition, the first of two duplicates."""

    at: Location
    label: str
