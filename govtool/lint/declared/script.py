"""What the expressions of filters compute: the values, comparisons and methods of JavaScript that rulesets rely on.

Values are JSON, MISSING for undefined, or a Place whose value is meant. Nothing raises: what JavaScript would throw at
is MISSING here, so that one odd node never ends a rule.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from govtool.lint.declared.patterns import matcher
from govtool.lint.declared.place import MISSING, Place, Scope


def plain(value: Any) -> Any:
    """The value that is meant, without its place."""
    return value.value if isinstance(value, Place) else value


def truthy(value: Any) -> bool:
    """As JavaScript judges: empty lists and mappings are true."""
    value = plain(value)
    return isinstance(value, dict | list) or bool(value)


def below(value: Any, key: Any, scope: Scope) -> Any:
    """A property or item; `length` of a text or list; a method is something true."""
    inner = plain(value)
    if isinstance(inner, str | list):
        if key == "length":
            return len(inner)
        if key in METHODS:
            return True
    if key == "constructor" and inner is not MISSING:
        return {"name": _CONSTRUCTORS.get(type(inner), "Object")}
    if isinstance(value, Place) and not isinstance(inner, str):
        return scope.seen(value.child(key if isinstance(inner, list) else _text(key)))
    if isinstance(inner, dict):
        return inner.get(key, MISSING)
    indexed = isinstance(inner, list | str) and isinstance(key, int) and 0 <= key < len(inner)
    return inner[key] if indexed else MISSING


_CONSTRUCTORS = {list: "Array", str: "String", bool: "Boolean", int: "Number", float: "Number"}


def same(left: Any, right: Any) -> bool:
    """`===`: of one type and equal; lists and mappings only with themselves."""
    if left.__class__ in (int, float) and right.__class__ in (int, float):
        return bool(left == right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return left is right


def _loosely(left: Any, right: Any) -> bool:
    """`==`: null is undefined, and a number equals its text."""
    if left in (None, MISSING) or right in (None, MISSING):
        return left in (None, MISSING) and right in (None, MISSING)
    if same(left, right):
        return True
    one, other = _number(left), _number(right)
    return left.__class__ is not right.__class__ and one is not None and one == other


def _number(value: Any) -> float | None:
    """The number that JavaScript takes a value for; None for NaN."""
    if value is None:
        return 0
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str):
        return None
    try:
        return float(value) if value.strip() else 0
    except ValueError:
        return None


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def judge(left: Any, right: Any) -> bool:
        if isinstance(left, str) and isinstance(right, str):
            return compare(left, right)
        one, other = _number(left), _number(right)
        return one is not None and other is not None and compare(one, other)

    return judge


def _sum(left: Any, right: Any) -> Any:
    if isinstance(left, str) or isinstance(right, str):
        return _text(left) + _text(right)
    return _difference(left, -one if (one := _number(right)) is not None else MISSING)


def _difference(left: Any, right: Any) -> Any:
    one, other = _number(left), _number(right)
    return MISSING if one is None or other is None else one - other


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else "undefined" if value is MISSING else str(value)


def _match(value: Any, pattern: Any = MISSING) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # the index of an item, where `@property` is asked
    if isinstance(pattern, str):
        pattern = matcher(pattern)
    return callable(pattern) and isinstance(value, str) and bool(pattern(value))


def _includes(value: Any, item: Any = MISSING) -> bool:
    if isinstance(value, list):
        return any(same(entry, item) for entry in value)
    return isinstance(value, str) and _text(item) in value


OPERATORS: Mapping[str, tuple[int, Callable[[Any, Any], Any]]] = {
    "===": (3, same),
    "!==": (3, lambda left, right: not same(left, right)),
    "==": (3, _loosely),
    "!=": (3, lambda left, right: not _loosely(left, right)),
    "<": (4, _ordered(lambda left, right: left < right)),
    ">": (4, _ordered(lambda left, right: left > right)),
    "<=": (4, _ordered(lambda left, right: left <= right)),
    ">=": (4, _ordered(lambda left, right: left >= right)),
    "+": (5, _sum),
    "-": (5, _difference),
    "in": (6, lambda item, value: _includes(value, item)),
    "~=": (6, _match),
}
"""Operator → how strongly it binds, and what it computes; `||` and `&&` bind weaker than all."""


def _index(value: Any, item: Any = MISSING) -> Any:
    if isinstance(value, list):
        return next((index for index, entry in enumerate(value) if same(entry, item)), -1)
    return value.find(_text(item)) if isinstance(value, str) else MISSING


def _slice(value: Any, start: Any = 0, end: Any = None) -> Any:
    whole = all(isinstance(bound, int | None) for bound in (start, end))
    return value[start:end] if isinstance(value, str | list) and whole else MISSING


def _split(value: Any, mark: Any = MISSING) -> Any:
    if not isinstance(value, str) or not isinstance(mark, str):
        return [value]
    return value.split(mark) if mark else list(value)


def _join(value: Any, mark: Any = ",") -> Any:
    return _text(mark).join(map(_text, value)) if isinstance(value, list) else MISSING


def _of_text(compute: Callable[..., Any]) -> Callable[..., Any]:
    """A method that only texts have, and whose arguments are texts."""
    def method(value: Any, *arguments: Any) -> Any:
        return compute(value, *map(_text, arguments)) if isinstance(value, str) else MISSING

    return method


METHODS: Mapping[str, Callable[..., Any]] = {
    "match": _match,
    "search": lambda value, pattern=MISSING: 0 if _match(value, pattern) else -1,
    "test": lambda pattern, value=MISSING: _match(value, pattern),
    "includes": _includes,
    "indexOf": _index,
    "startsWith": _of_text(lambda value, start="undefined": value.startswith(start)),
    "endsWith": _of_text(lambda value, end="undefined": value.endswith(end)),
    "toLowerCase": _of_text(lambda value: value.lower()),
    "toUpperCase": _of_text(lambda value: value.upper()),
    "trim": _of_text(lambda value: value.strip()),
    "toString": _text,
    "slice": _slice,
    "substring": _slice,
    "substr": lambda value, start=0, length=None: _slice(value, start, None if length is None else start + length),
    "charAt": lambda value, index=0: _slice(value, index, index + 1),
    "split": _split,
    "join": _join,
    "hasOwnProperty": lambda value, key=MISSING: isinstance(value, dict) and key in value,
}


def call(name: str, subject: Any, arguments: Sequence[Any]) -> Any:
    """The method of a value; MISSING where it does not take such arguments."""
    try:
        return METHODS[name](plain(subject), *map(plain, arguments))
    except TypeError:  # unhashable, too many, no number
        return MISSING
