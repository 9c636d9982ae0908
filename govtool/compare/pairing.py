"""Which operation and which parameter of the new version is which of the old one."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from govtool.compare.templates import bases, positions, shape
from govtool.model.contract import Operation, Parameter

FieldKey: TypeAlias = tuple[str, str | int]
Fields: TypeAlias = tuple[Parameter | None, Parameter | None]


@dataclass(frozen=True, slots=True)
class Call:
    """An operation in both versions, or in one."""

    old: Operation | None
    new: Operation | None
    whole: bool = False
    """For one: the other version has no operation at all at this path."""
    instead: str = ""
    """For one: the path of the other version that the same URL leads to now."""


def calls(old: Sequence[Operation], new: Sequence[Operation]) -> list[Call]:
    """Operations by method and URL, whatever part of the URL is written in the servers; then by path alone."""
    left, right = _Operations(old), _Operations(new)
    found = [Call(one, two) for keys in (left.urls, _paths) for one, two in left.match(right, keys)]
    alike = _by_length(new) if left.open else {}
    gone = [Call(one, None, shape(one.path) not in right.shapes, _instead(one, alike)) for one in left.open]
    come = [Call(None, two, shape(two.path) not in left.shapes) for two in right.open]
    return found + gone + come


def _by_length(operations: Sequence[Operation]) -> dict[tuple[str, int], list[Operation]]:
    """Operations by their method and the number of their steps."""
    found: dict[tuple[str, int], list[Operation]] = {}
    for operation in operations:
        found.setdefault((operation.method, operation.path.count("/")), []).append(operation)
    return found


def _instead(operation: Operation, alike: Mapping[tuple[str, int], Sequence[Operation]]) -> str:
    """A wider template that takes the URL, as `/orders/{id}` takes `/orders/latest`."""
    if operation.kind != "path":
        return ""
    steps = shape(operation.path).split("/")
    others = alike.get((operation.method, len(steps) - 1), ())
    return next((other.path for other in others if all(map(_takes, shape(other.path).split("/"), steps))), "")


def _takes(wide: str, narrow: str) -> bool:
    return wide in (narrow, "{}")


class _Operations:
    """The operations of one version that have no partner yet, in order."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.open = list(operations)
        self.shapes = {shape(operation.path) for operation in operations}
        self._bases: dict[int, tuple[str, ...]] = {}

    def urls(self, operation: Operation) -> list[Hashable]:
        """A key for each URL; webhooks and callbacks have none but their name."""
        if operation.kind != "path":
            return _paths(operation)
        known = self._bases.get(id(operation.servers))
        if known is None:
            known = self._bases[id(operation.servers)] = bases(operation)
        return [("url", operation.method, shape(base + operation.path)) for base in known]

    def match(
        self, other: "_Operations", keys: Callable[[Operation], list[Hashable]]
    ) -> list[tuple[Operation, Operation]]:
        """Pairs that share a key; the same text of the path is preferred, else the order decides."""
        waiting: dict[Hashable, list[Operation]] = {}
        theirs = other.urls if keys == self.urls else keys
        for operation in other.open:
            for key in theirs(operation):
                waiting.setdefault(key, []).append(operation)
        taken: set[int] = set()
        found = []
        for operation in self.open:
            options = [one for key in keys(operation) for one in waiting.get(key, ()) if id(one) not in taken]
            if options:
                partner = next((one for one in options if one.path == operation.path), options[0])
                taken |= {id(partner), id(operation)}
                found.append((operation, partner))
        self.open = [one for one in self.open if id(one) not in taken]
        other.open = [one for one in other.open if id(one) not in taken]
        return found


def _paths(operation: Operation) -> list[Hashable]:
    path = shape(operation.path) if operation.kind == "path" else operation.path
    return [(operation.kind, operation.method, path)]


def fields(old: Operation, new: Operation) -> list[tuple[Parameter | None, Parameter | None]]:
    """Parameters by place and name, those of the path by position; then by name alone, where one moved."""
    left, right = _keyed(old), _keyed(new)
    found: list[Fields] = [(left.pop(key), right.pop(key)) for key in list(left) if key in right]
    for alike in (_name, _is_path):
        for key, field in list(left.items()):
            partner = next((other for other in right if alike(key) is not None and alike(key) == alike(other)), None)
            if partner is not None:
                found.append((field, right.pop(partner)))
                del left[key]
    return [*found, *((field, None) for field in left.values()), *((None, field) for field in right.values())]


def _name(key: FieldKey) -> str | None:
    return key[1] if isinstance(key[1], str) and key[0] != "path" else None


def _is_path(key: FieldKey) -> bool | None:
    return True if key[0] == "path" else None


def _keyed(operation: Operation) -> dict[FieldKey, Parameter]:
    """Path parameters by their position from the end: a base path may stand before them."""
    names = {name: index for index, name in enumerate(reversed(positions(operation.path)))}
    return {
        (location, names.get(name, name) if location == "path" else name): field
        for (location, name), field in operation.parameters.items()
    }
