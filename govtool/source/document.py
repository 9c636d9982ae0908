"""A text with its data and positions, whatever its syntax; total for any bytes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from govtool.finding import Excerpt, Finding, Location, On, Pointer, Span
from govtool.source.decode import decode
from govtool.source.lines import Lines
from govtool.source.places import child
from govtool.source.problem import Limits, Problem, Problems

if TYPE_CHECKING:
    from govtool.source.json import Loaded
    from govtool.source.yaml import Composed

Syntax: TypeAlias = Literal["yaml", "json"]

_ONLY_JSON = frozenset([".json", ".avsc", ".avpr"])
"""Files whose readers take JSON and nothing else."""
_COMMENTED = frozenset([".avsc", ".avpr"])
"""Files whose readers take comments too."""


class Document:
    """A parsed text. `usable` is false where there is no data; `problems` say why.

    `name` is what people see (`contracts/order/openapi.yaml`, `main:openapi.yaml`), `path` the place in its tree.
    `text` has no byte order mark. `data` is plain: dict (keys are always text), list, str, int, float, bool, None; it
    belongs to the document and is not to be changed.
    """

    __slots__ = ("_content", "_lines", "_problems", "data", "name", "path", "syntax", "text", "usable")

    def __init__(self, name: str, path: str, text: str, syntax: Syntax, content: "Composed | Loaded | Problem") -> None:
        self.name = name
        self.path = path
        self.text = text
        self.syntax: Syntax = syntax
        self._content = None if isinstance(content, Problem) else content
        self._problems = Problems(content) if isinstance(content, Problem) else content.problems
        self._lines: Lines | None = None
        root = self._content.root if self._content else []
        self.usable = bool(root)
        self.data: Any = root[0] if root else None

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with the text itself, in its order."""
        ordered = sorted(self._problems, key=lambda problem: (problem.start, problem.rule))
        return tuple(problem.as_finding(self.name, self.lines) for problem in ordered)

    @property
    def refusal(self) -> str:
        """Why there is no data, `line 3: no value stands here`; empty where there is data."""
        if self.usable:
            return ""
        first = min(self._problems, key=lambda problem: problem.start)
        return f"line {self.lines.place(first.start)[0]}: {first.message}"

    @property
    def lines(self) -> Lines:
        """The lines of the text."""
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines

    def get(self, pointer: Pointer) -> Any:
        """The value at a pointer; LookupError where there is none."""
        value = self.data
        for part in pointer:
            value = child(value, part)
        return value

    def at(self, pointer: Pointer = (), on: On = "value") -> Location:
        """The location of a value or of its key."""
        return Location(self.name, pointer, on)

    def extent(self, pointer: Pointer, on: On = "value") -> tuple[int, int]:
        """The offsets in `text` between which the value (or key) stands; an alias is where the alias is written.

        Where the pointer leads nowhere, the key of its nearest ancestor that is there. An item of a list, and the
        whole, have no key: then the value.
        """
        there = self._reached(pointer)
        if self._content is None or not self.usable:
            return 0, 0
        return self._content.extent(self.data, there, on if len(there) == len(pointer) else "key")

    def span(self, pointer: Pointer, on: On = "value") -> Span:
        """The lines and columns of `extent`."""
        return self.lines.span(*self.extent(pointer, on))

    def excerpt(self, location: Location, most: int = 1) -> Excerpt:
        """The span of a location and the text of its first lines."""
        span = location.span or self.span(location.pointer, location.on)
        last = min(span.end_line, span.line + most - 1, len(self.lines))
        return Excerpt(span, tuple(self.lines.line(number) for number in range(span.line, last + 1)))

    def _reached(self, pointer: Pointer) -> Pointer:
        """As much of a pointer as leads somewhere."""
        value = self.data
        for length, part in enumerate(pointer):
            try:
                value = child(value, part)
            except LookupError:
                return pointer[:length]
        return pointer


def parse(source: bytes | str, name: str, path: str = "", limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """The document of a text. Total: any bytes give a Document, whose problems say what is wrong."""
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    path = path or name
    if len(raw) > limits.size:
        words = f"{len(raw)} bytes, expected at most {limits.size}"
        return Document(name, path, "", "yaml", Problem("too-large", words))
    text, problem = decode(raw)
    suffix = PurePosixPath(path).suffix.lower()
    if problem or not text.strip():
        problem = problem or Problem("empty-document", "there is nothing here, expected a document")
        return Document(name, path, text, "json" if suffix in _ONLY_JSON else "yaml", problem)
    with _without_gc():
        syntax, content = _load(text, limits, suffix)
    return Document(name, path, text, syntax, content)


def _load(text: str, limits: Limits, suffix: str) -> "tuple[Syntax, Composed | Loaded]":
    """The content by the syntax that the file name or the first character tells; YAML's flow style begins as JSON."""
    loaded = None
    only_json = suffix in _ONLY_JSON
    if only_json or text.lstrip()[:1] in {"{", "["}:
        from govtool.source import json

        loaded = json.load_commented(text, limits) if suffix in _COMMENTED else json.load(text, limits)
        if loaded.root or only_json or any(problem.rule != "syntax-error" for problem in loaded.problems):
            return "json", loaded
    from govtool.source import yaml

    composed = yaml.load(text, limits)
    # Neither reads it: the one that came further is right about what was meant.
    if loaded and not composed.root and _place(loaded.problems) >= _place(composed.problems):
        return "json", loaded
    return "yaml", composed


def _place(problems: Problems) -> int:
    return max((problem.start for problem in problems), default=0)


@contextmanager
def _without_gc() -> Iterator[None]:
    """Millions of small objects are made at once and all of them stay: collecting in between is wasted work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
