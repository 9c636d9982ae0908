"""Causes in words: what is there, what was expected, and the next act."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from govtool.errors import suggestion
from govtool.finding import Pointer
from govtool.model.faults import EXCLUSIVE, MISPLACED, SURPLUS, Cause

_LONGEST = 60
_MOST = 12
"""Names in a list; a longer list helps nobody."""
_NOUNS = {
    "string": "a text", "number": "a number", "integer": "an integer", "boolean": "a boolean",
    "object": "an object", "array": "a list", "null": "`null`",
}
_FORMATS = {"regex": "a regular expression of ECMA-262", "byte": "base64", "uri": "a URI", "uuid": "a UUID"}


def message(cause: Cause) -> str:
    """One sentence without its full stop."""
    words = _WORDS.get(cause.keyword)
    return words(cause) if words else f"{subject(cause.pointer)}: {shortened(cause.words)}"


def advice(cause: Cause, known: Iterable[str] = ()) -> str:
    """The next act; `known` are the names that may stand in the object, for a name that may not."""
    detail = cause.detail
    if cause.keyword == SURPLUS:
        names = sorted(known)
        return suggestion(str(detail), names) or (f"known keys: {', '.join(names)}" if names else "delete it")
    if cause.keyword in ("enum", "const"):
        return suggestion(str(cause.value), map(str, detail)) or "choose one of them"
    if cause.keyword == "type" and "string" in detail and isinstance(cause.value, int | float):
        return "put it in quotes"
    return _ACTS[cause.keyword](detail) if cause.keyword in _ACTS else "correct the value"


_ACTS: Mapping[str, Callable[[Any], str]] = {
    "required": lambda names: f"add {listed(names, 'or')}",
    EXCLUSIVE: lambda names: f"keep one of {listed(names, 'and')}" if names else "let it fit one alternative only",
    MISPLACED: lambda _: "delete it, or what excludes it",
}


def subject(pointer: Pointer) -> str:
    """What a place is called in a sentence."""
    if not pointer:
        return "the document"
    if isinstance(pointer[-1], str):
        return f"`{pointer[-1]}`"
    return f"item {pointer[-1]} of {subject(pointer[:-1])}"


def shown(value: Any) -> str:
    """A value in a sentence, shortened."""
    if isinstance(value, bool) or value is None:
        return "`null`" if value is None else f"`{str(value).lower()}`"
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = shortened(str(value))
    return f"the text `{text}`" if isinstance(value, str) else f"the number `{text}`"


def listed(names: Iterable[Any], word: str) -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{shortened(str(name))}`" for name in names]
    if len(quoted) > _MOST:
        quoted = [*quoted[:_MOST], f"{len(quoted) - _MOST} more"]
    return f"{', '.join(quoted[:-1])} {word} {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)


def _type(cause: Cause) -> str:
    nouns = " or ".join(_NOUNS[name] for name in sorted(cause.detail))
    return f"{subject(cause.pointer)} is {shown(cause.value)}, expected {nouns}"


def _value(cause: Cause) -> str:
    several = len(cause.detail) > 1
    return (f"{subject(cause.pointer)} is {shown(cause.value)}, expected "
            f"{'one of ' if several else ''}{listed(map(_plain, cause.detail), 'and')}")


def _plain(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _exclusive(cause: Cause) -> str:
    if cause.detail:
        return f"{listed(cause.detail, 'and')} exclude each other"
    return f"{subject(cause.pointer)} fits more than one of the alternatives, expected exactly one"


def _format(cause: Cause) -> str:
    noun = _FORMATS.get(cause.detail) or f"{'an' if cause.detail[:1] in 'aeiou' else 'a'} {cause.detail}"
    return f"{subject(cause.pointer)} is {shown(cause.value)}, expected {noun}"


def _pattern(cause: Cause) -> str:
    return f"{subject(cause.pointer)} is {shown(cause.value)}, expected it to match `{shortened(cause.detail)}`"


def _at_least(words: str) -> Callable[[Cause], str]:
    usual = _limit(words)
    return lambda cause: f"{subject(cause.pointer)} is empty" if cause.detail == 1 else usual(cause)


def _limit(words: str) -> Callable[[Cause], str]:
    return lambda cause: f"{subject(cause.pointer)} {words.format(_plain(cause.detail))}"


_WORDS: Mapping[str, Callable[[Cause], str]] = {
    "type": _type,
    "enum": _value,
    "const": _value,
    "required": lambda cause: f"{listed(cause.detail, 'or')} is missing",
    SURPLUS: lambda cause: f"there is no key `{cause.detail}` here",
    EXCLUSIVE: _exclusive,
    MISPLACED: lambda cause: f"`{cause.detail}` does not go with what else stands here",
    "format": _format,
    "pattern": _pattern,
    "not": lambda cause: f"{subject(cause.pointer)} is a value that is excluded here",
    "propertyNames": lambda cause: f"the name `{cause.value}` is not allowed here",
    "falseSchema": lambda cause: f"{subject(cause.pointer)} does not belong here",
    "uniqueItems": lambda cause: f"{subject(cause.pointer)} holds the same item twice",
    "minLength": _at_least("is shorter than {} characters"),
    "maxLength": _limit("is longer than {} characters"),
    "minItems": _at_least("has fewer than {} items"),
    "maxItems": _limit("has more than {} items"),
    "minProperties": _at_least("has fewer than {} properties"),
    "maxProperties": _limit("has more than {} properties"),
    "minimum": _limit("is less than {}"),
    "maximum": _limit("is greater than {}"),
    "exclusiveMinimum": _limit("is not greater than {}"),
    "exclusiveMaximum": _limit("is not less than {}"),
    "multipleOf": _limit("is no multiple of {}"),
}


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
