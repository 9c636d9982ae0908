"""Paths in the standard's own words, RFC 9535 with its functions, where they are beyond what rulesets commonly write.

They see the values as they are written, references and all.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from govtool.lint.declared.patterns import matcher
from govtool.lint.declared.place import Place, Scope
from govtool.lint.rule import RuleError


def places(text: str, scope: Scope, start: Place, error: RuleError) -> Iterator[Place]:
    """The places that a path leads to; the error that is given, which says more, for what is no path here either."""
    import jsonpath

    try:
        query = _environment().compile(text)
    except (jsonpath.JSONPathError, RecursionError):
        raise error from None
    try:
        matches = list(query.finditer(start.value))
    except (jsonpath.JSONPathError, RecursionError) as problem:
        raise RuleError(f"the path `{text}` cannot be run here: {problem}") from None
    return (scope.seen(_descended(start, match.parts)) for match in matches)


def _descended(place: Place, parts: Iterable[Any]) -> Place:
    for part in parts:
        place = place.child(part)
    return place


@cache
def _environment() -> Any:
    """The standard and nothing more, with regular expressions that cannot take forever."""
    from jsonpath import JSONPathEnvironment
    from jsonpath.function_extensions import Match, Search

    class Whole(Match):
        def __call__(self, value: object, pattern: object) -> bool:
            return _found(value, f"^(?:{pattern})$")

    class Anywhere(Search):
        def __call__(self, value: object, pattern: object) -> bool:
            return _found(value, str(pattern))

    environment = JSONPathEnvironment(strict=True)
    environment.function_extensions |= {"match": Whole(), "search": Anywhere()}
    return environment


def _found(value: object, pattern: str) -> bool:
    return isinstance(value, str) and matcher(re.sub(r"^/", r"\\/", pattern))(value)
