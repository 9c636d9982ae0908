"""Why a value is refused, in words that people use."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from govtool.compare.values import counted, json_of, listed, shown


def said(error: Any) -> str:
    """The reason of a validator's error, without what is only an internal name."""
    if error.validator is None:
        return "no value is taken there"
    words = _WORDS.get(error.validator)
    return words(error.instance, error.validator_value, error) if words else f"`{error.validator}` refuses it"


def _types(value: Any, wanted: Any, _: Any) -> str:
    names = wanted if isinstance(wanted, list) else [wanted]
    return f"{json_of(value)} is not of type " + " or ".join(f"`{name}`" for name in names)


def _required(_: Any, __: Any, error: Any) -> str:
    return f"`{error.message.removesuffix(' is a required property')[1:-1]}` is missing"


def _alternatives(_: Any, __: Any, error: Any) -> str:
    return "none of the alternatives takes it" if error.context else "more than one of the alternatives takes it"


def _counted(noun: str, word: str) -> Callable[[Any, Any, Any], str]:
    return lambda value, wanted, _: counted(f"it has {len(value)} {noun}, {word} {wanted} are taken")


def _compared(word: str) -> Callable[[Any, Any, Any], str]:
    return lambda value, wanted, _: f"{shown(value)} is {word} {shown(wanted)}"


_WORDS: Final[Mapping[str, Callable[[Any, Any, Any], str]]] = {
    "type": _types,
    "required": _required,
    "enum": lambda value, wanted, _: f"{json_of(value)} is not one of {listed(wanted)}",
    "const": lambda value, wanted, _: f"{json_of(value)} is not {json_of(wanted)}",
    "pattern": lambda value, wanted, _: f"{json_of(value)} does not match `{wanted}`",
    "format": lambda value, wanted, _: f"{json_of(value)} has not the format `{wanted}`",
    "additionalProperties": lambda _, __, error: (
        f"`{error.message.removesuffix(' is not declared')[1:-1]}` is not declared"
    ),
    "maxLength": _counted("characters", "at most"),
    "minLength": _counted("characters", "at least"),
    "maxItems": _counted("items", "at most"),
    "minItems": _counted("items", "at least"),
    "maxProperties": _counted("properties", "at most"),
    "minProperties": _counted("properties", "at least"),
    "maximum": _compared("above"),
    "minimum": _compared("below"),
    "exclusiveMaximum": _compared("not below"),
    "exclusiveMinimum": _compared("not above"),
    "multipleOf": _compared("not a multiple of"),
    "uniqueItems": lambda _, __, ___: "some items are equal",
    "anyOf": _alternatives,
    "oneOf": _alternatives,
    "not": lambda _, __, ___: "it is what `not` excludes",
}
