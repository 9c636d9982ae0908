"""From a path to the operations that a contract has there: concrete paths before templates (OpenAPI 3.1.1, 4.8.8).

A path without templates is one look-up. Others go down a tree of segments, so that the number of operations does not
matter. Two rules: a slash at the end makes another path; percent-encoding is undone after the path was split, so that
`%2F` belongs to a value. A template stands for one character at least, and never for a slash.
"""

import re
from collections.abc import Iterator
from typing import Generic, TypeVar
from urllib.parse import unquote

T = TypeVar("T")
_NAME = re.compile(r"\{([^{}/]+)\}")


def names_of(path: str) -> tuple[str, ...]:
    """The names in a template, in their order."""
    return tuple(_NAME.findall(path))


class Route(Generic[T]):
    """What stands at one path: its targets by method."""

    __slots__ = ("methods", "names", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.names = names_of(path)
        self.methods: dict[str, T] = {}

    def allowed(self) -> str:
        """The value of `Allow`: what is declared, and what every mock answers."""
        also = ("HEAD", "OPTIONS") if "GET" in self.methods else ("OPTIONS",)
        return ", ".join(dict.fromkeys((*self.methods, *also)))


class _Node(Generic[T]):
    __slots__ = ("mixed", "named", "plain", "route")

    def __init__(self) -> None:
        self.plain: dict[str, _Node[T]] = {}
        self.mixed: dict[str, tuple[re.Pattern[str], _Node[T]]] = {}
        """Segments with text around their names, `{id}.json`, those with more text first."""
        self.named: _Node[T] | None = None
        self.route: Route[T] | None = None


class Router(Generic[T]):
    """The routes of everything that is served."""

    def __init__(self) -> None:
        self._concrete: dict[str, Route[T]] = {}
        self._root: _Node[T] = _Node()

    def add(self, path: str, method: str, target: T) -> T:
        """Register a target; where another one has this place already, that one stays and is given back."""
        node = self._root
        for segment in path.split("/")[1:]:
            node = _below(node, segment)
        if node.route is None:
            node.route = Route(path)
            if "{" not in path:
                self._concrete[unquote(path)] = node.route
        return node.route.methods.setdefault(method, target)

    def find(self, path: str) -> tuple[Route[T], tuple[str, ...]] | None:
        """The route of a path as it came, and the texts in place of its names; None where nothing is declared."""
        route = self._concrete.get(path)
        return (route, ()) if route else _found(self._root, path.split("/"), 1, ())

    def routes(self) -> Iterator[Route[T]]:
        """Every route."""
        todo = [self._root]
        while todo:
            node = todo.pop()
            if node.route:
                yield node.route
            todo += [*node.plain.values(), *(child for _, child in node.mixed.values())]
            todo += [node.named] if node.named else []


def _below(node: _Node[T], segment: str) -> _Node[T]:
    if "{" not in segment or not _NAME.search(segment):
        return node.plain.setdefault(unquote(segment), _Node())
    if _NAME.fullmatch(segment):
        node.named = node.named or _Node()
        return node.named
    parts = _NAME.split(segment)
    pattern = "".join("(.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts))
    if pattern not in node.mixed:
        node.mixed[pattern] = re.compile(pattern), _Node()
        node.mixed = dict(sorted(node.mixed.items(), key=lambda entry: -len(entry[0])))
    return node.mixed[pattern][1]


def _found(
    node: _Node[T], segments: list[str], at: int, values: tuple[str, ...]
) -> tuple[Route[T], tuple[str, ...]] | None:
    if at == len(segments):
        return (node.route, values) if node.route else None
    segment = segments[at]
    child = node.plain.get(unquote(segment) if "%" in segment else segment)
    found = _found(child, segments, at + 1, values) if child else None
    if found or not segment:
        return found
    for pattern, other in node.mixed.values():
        if match := pattern.fullmatch(segment):
            found = _found(other, segments, at + 1, (*values, *match.groups()))
            if found:
                return found
    return _found(node.named, segments, at + 1, (*values, segment)) if node.named else None
