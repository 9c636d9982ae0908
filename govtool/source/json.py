"""JSON text into plain data; positions and repeated keys are found by one scan, and only when they are needed.

orjson gives the data of a 13 MB text in 0.05 s. What it changes or refuses although it is JSON (integers beyond 64
bits, deep nesting, halves of surrogate pairs) goes to the standard library's parser.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

import orjson

from govtool.finding import On, Pointer
from govtool.source.places import Extent, child, rank
from govtool.source.problem import Limits, Problem, Problems, cut

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_ENTRY = re.compile(
    rf"[\s,]*+(?:{_STRING}\s*+(?::\s*+(?:{_STRING}|([\[{{])|[^\s\",\]}}]++))?+|([\[{{])|([\]}}])|[^\s\",\]}}\[{{:]++)",
    re.DOTALL,
)
"""The next member of an object or item of a list as far as its value or its opening bracket; or a closing bracket."""
_CLOSING = 3
_KEY = re.compile(rf"[\s,]*+({_STRING})\s*+:\s*+", re.DOTALL)
_BEFORE = re.compile(rf"[\s,]*+(?:{_STRING}\s*+:\s*+)?", re.DOTALL)
_SCALAR = re.compile(rf"{_STRING}|[^\s\",\]}}]++", re.DOTALL)
_BRACKET = re.compile(rf"{_STRING}?+|([\[{{])|([\]}}])", re.DOTALL)
"""Also a string that does not end, which would be looked for again at each of its quotes."""
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", re.DOTALL)
_COMMENT = re.compile(rf"{_STRING}?+|(//[^\n\r]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+)", re.DOTALL)
"""A string, also one that does not end; or a comment."""
_NOT_BREAKS = re.compile(r"[^\n\r]")
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_LONG = b"0" * 19
"""The fewest digits of an integer beyond 64 bits, which orjson would round."""
_RUN = re.compile(b"0+")
_RUNS = 20
"""So many long runs of digits are looked at."""
_DEPTH_WRITTEN = 254
"""orjson reads deeper values, but does not write them."""

Node: TypeAlias = Any
"""Where an entry starts; for a container that start and where the container ends, then the nodes of its entries."""


class _NotJsonError(Exception):
    """A word that Python's parser takes and JSON does not have."""


def load(text: str, limits: Limits) -> "Loaded":
    """The data of a text. Total: whatever is wrong is among the problems."""
    raw = text.encode()
    if len(raw) > limits.nodes and (large := _too_large(raw, text, limits)):
        return Loaded(text, [], Problems(large))
    if _has_long_number(raw):
        return _load_slowly(text, limits)
    try:
        data = orjson.loads(raw)
        written = orjson.dumps(data)
    except (orjson.JSONDecodeError, TypeError):
        return _load_slowly(text, limits)
    if limits.depth < _DEPTH_WRITTEN and (deep := _too_deep(text, limits)):
        return Loaded(text, [], Problems(deep))
    loaded = Loaded(text, [data], Problems())
    # Every key brings a colon and strings keep theirs, unless escaped: as many as written again means no key was lost.
    if raw.count(b":") != written.count(b":") or b"\\u003a" in raw or b"\\u003A" in raw:
        loaded.find_duplicates()
    return loaded


def load_commented(text: str, limits: Limits) -> "Loaded":
    """The data of a text between whose words comments may stand, as in the files of Avro; every position stays."""
    loaded = load(text, limits)
    plain = text if loaded.root else without_comments(text)
    return loaded if plain == text else load(plain, limits)


def without_comments(text: str) -> str:
    """The text with blanks for its comments, as long and with the same lines."""
    return _COMMENT.sub(lambda found: _NOT_BREAKS.sub(" ", found[0]) if found[1] else found[0], text)


def _has_long_number(raw: bytes) -> bool:
    """Whether a long run of digits may be a number: in JSON a string ends on its line, so the quotes before it tell."""
    digits = raw.translate(_DIGITS)
    at, count = digits.find(_LONG), 0
    while at >= 0:
        line = raw[raw.rfind(b"\n", 0, at) + 1 : at]
        if count == _RUNS or line.replace(b"\\\\", b"").replace(b'\\"', b"").count(b'"') % 2 == 0:
            return True
        run = _RUN.match(digits, at)
        at, count = digits.find(_LONG, run.end() if run else at + 1), count + 1
    return False


def _load_slowly(text: str, limits: Limits) -> "Loaded":
    if deep := _too_deep(text, limits):
        return Loaded(text, [], Problems(deep))
    problems = Problems()
    odd: set[str] = set()
    text = _whole_characters(text, problems)
    try:
        data = json.loads(text, parse_int=partial(_number, int, odd), parse_float=partial(_number, float, odd),
                          parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Loaded(text, [], Problems(Problem("syntax-error", _words(error), error.pos, error.pos + 1)))
    except _NotJsonError as error:
        refused = str(error)
        start, end = next(_scalars(text, lambda word: word.startswith(refused)), (0, 0))
        words = f"`{refused}` is no JSON value, expected a number or `null`"
        return Loaded(text, [], Problems(Problem("syntax-error", words, start, end)))
    for start, end in _scalars(text, odd.__contains__) if odd else ():
        words = f"`{cut(text[start:end])}` cannot be read as a number, expected a finite and smaller one"
        problems.add("number-out-of-range", words, start, end)
    loaded = Loaded(text, [data], problems)
    loaded.find_duplicates()
    return loaded


def _words(error: json.JSONDecodeError) -> str:
    if error.doc.startswith(("//", "/*", "#"), error.pos):
        return "a comment stands here, which JSON has no word for"
    return error.msg[:1].lower() + error.msg[1:].removesuffix(" at")


def _too_large(raw: bytes, text: str, limits: Limits) -> Problem | None:
    """A text with too many values; they are counted only where there may be as many."""
    separators = sum(map(raw.count, (b",", b"[", b"{")))
    if separators < limits.nodes or sum(1 for _ in _ENTRY.finditer(text)) <= limits.nodes:
        return None
    return Problem("too-large", f"more than {limits.nodes} values, expected fewer")


def _too_deep(text: str, limits: Limits) -> Problem | None:
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += (0, 1, -1)[found.lastindex or 0]
        if depth > limits.depth:
            return Problem("too-deep", f"nested deeper than {limits.depth} levels", found.start(), found.end())
    return None


def _whole_characters(text: str, problems: Problems) -> str:
    """The text with U+FFFD for escapes of half a character; no offset changes."""

    def mend(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        problems.add("lone-surrogate", f"`{found[0]}` is half of a character, expected both", *found.span())
        return "\\ufffd"

    return _ESCAPE.sub(mend, text)


def _number(convert: Callable[[str], float], odd: set[str], word: str) -> Any:
    try:
        value = convert(word)
        if value - value == 0:
            return value
    except ValueError:
        pass
    odd.add(word)
    return word


def _refuse(word: str) -> Any:
    raise _NotJsonError(word)


def _scalars(text: str, meant: Callable[[str], bool]) -> Iterator[Extent]:
    """Where values stand that are no containers, as far as they are meant."""
    for entry in _ENTRY.finditer(text):
        if entry.lastindex is None:
            start, end = _value(text, entry.start())
            if meant(text[start:end]):
                yield start, end


def _value(text: str, entry: int) -> Extent:
    """Where the value of an entry stands, if it is a scalar."""
    return next(_SCALAR.finditer(text, _start(text, entry))).span()


def _key(text: str, entry: int) -> Extent:
    """Where the key of an entry stands."""
    return next(_KEY.finditer(text, entry)).span(1)


def _start(text: str, entry: int) -> int:
    """Where the value of an entry starts: after its key, or after the blanks before an item."""
    return next(_BEFORE.finditer(text, entry)).end()


class Loaded:
    """The data of a text and, once asked for, where its parts stand."""

    __slots__ = ("_ranks", "_text", "_tree", "problems", "root")

    def __init__(self, text: str, root: list[Any], problems: Problems) -> None:
        self.root = root
        """The value of the document; empty where there is none."""
        self.problems = problems
        self._text = text
        self._tree: Node = None
        self._ranks: dict[int, dict[str | int, int]] = {}

    def extent(self, data: Any, pointer: Pointer, on: On) -> Extent:
        """Where the value at a pointer that exists, or its key, stands in the text."""
        node, parent = self._root(), None
        for part in pointer:
            node = node[1 + self._rank(node, data, part)]
            parent, data = data, child(data, part)
        entry, end = node[0] if isinstance(node, list) else (node, None)
        if on == "key" and isinstance(parent, dict):
            return _key(self._text, entry)
        return _value(self._text, entry) if end is None else (_start(self._text, entry), end)

    def find_duplicates(self) -> None:
        """Tell every key that its object says again."""
        todo = [self._root()]
        while todo:
            node = todo.pop()
            if isinstance(node, list):
                todo += reversed(node[1:])
                if self._text[_start(self._text, node[0][0])] == "{":
                    self._find_duplicates_of(node)

    def _find_duplicates_of(self, node: list[Any]) -> None:
        first: dict[str, Extent] = {}
        for entry in map(_entry, node[1:]):
            start, end = _key(self._text, entry)
            key = json.loads(self._text[start:end])
            if key in first:
                words = f"key `{cut(key)}` is already in this object"
                self.problems.add("duplicate-key", words, start, end, first[key])
            first.setdefault(key, (start, end))

    def _rank(self, node: Node, data: Any, part: str | int) -> int:
        """Which entry of a container is meant; where keys are repeated, the last, whose value was kept."""
        if len(node) - 1 == len(data):
            return rank(data, part)
        start: int = node[0][0]
        if start not in self._ranks:
            keys = (json.loads(self._text[slice(*_key(self._text, entry))]) for entry in map(_entry, node[1:]))
            self._ranks[start] = {key: index for index, key in enumerate(keys)}
        return self._ranks[start][part]

    def _root(self) -> Node:
        if self._tree is None:
            self._tree = _tree(self._text)
        return self._tree


def _entry(node: Node) -> int:
    """Where an entry starts: at its key, or at the blanks before."""
    start: int = node if isinstance(node, int) else node[0][0]
    return start


def _tree(text: str) -> Node:
    """The nodes of a text that is JSON, by one scan."""
    stack: list[list[Any]] = []
    inner: list[Any] = []
    for found in _ENTRY.finditer(text):
        group = found.lastindex
        if group is None:
            inner.append(found.start())
        elif group == _CLOSING:
            inner[0] = (inner[0], found.end())
            inner = stack.pop()
        else:
            container: list[Any] = [found.start()]
            inner.append(container)
            stack.append(inner)
            inner = container
    return inner[0]
