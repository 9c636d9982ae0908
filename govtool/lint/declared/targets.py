"""What `then` looks at: the value itself, its keys, a property by name or dotted path, or a path of its own."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from govtool.lint.declared.paths import compile_path
from govtool.lint.declared.place import MISSING, Place, Scope

Targets: TypeAlias = Callable[[Place, Scope], Iterable[Place]]

_PART = re.compile(r"""\[(?:"([^"]*)"|'([^']*)'|([^\]]*))\]|([^.\[\]]+)""")


def targets_of(field: str | None) -> Targets:
    """The places that a `field` means below a value. A value that has no properties is looked at itself."""
    if field is None:
        return _itself
    # `$ref` is the name of a property, `$.ref` a path.
    is_path = field == "$" or field.startswith(("$.", "$["))
    inner = _keys if field == "@key" else _by_path(field) if is_path else _by_name(field)

    def targets(place: Place, scope: Scope) -> Iterable[Place]:
        return inner(place, scope) if isinstance(place.value, dict | list) else (place,)

    return targets


def _itself(place: Place, _scope: Scope) -> Iterable[Place]:
    return (place,)


def _keys(place: Place, _scope: Scope) -> Iterable[Place]:
    found = [Place(child.document, str(child.key), child.key, place, on="key") for child in place.children()]
    return found or (Place(place.document, MISSING, None, place),)


def _by_path(field: str) -> Targets:
    select = compile_path(field)

    def targets(place: Place, scope: Scope) -> Iterator[Place]:
        found = False
        for target in select(scope, place):
            found = True
            yield target
        if not found:
            yield Place(place.document, MISSING, None, place)

    return targets


def _by_name(field: str) -> Targets:
    parts = [next(filter(None, found.groups()), "") for found in _PART.finditer(field)]

    def targets(place: Place, scope: Scope) -> Iterable[Place]:
        if isinstance(place.value, dict) and field in place.value:
            return (scope.seen(place.child(field)),)
        for part in parts:
            place = scope.seen(place.child(int(part) if isinstance(place.value, list) and part.isdecimal() else part))
        return (place,)

    return targets
