"""The options of a function in a ruleset, held against what the function takes."""

from collections.abc import Callable, Mapping
from typing import Any

from govtool.lint.declared.functions import CASES, Function
from govtool.lint.declared.schemas import DIALECTS
from govtool.lint.rule import RuleError
from govtool.lint.rulefile import one_of

_CHOICES = {"type": CASES, "dialect": ("auto", *DIALECTS)}
"""The options whose values are a closed set."""


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "a text": lambda value: isinstance(value, str),
    "a number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "true or false": lambda value: isinstance(value, bool),
    "a list": lambda value: isinstance(value, list),
    "a list of texts": _is_texts,
    "a mapping": lambda value: isinstance(value, dict),
}


def checked(name: str, function: Function, options: Any) -> Mapping[str, Any]:
    """The options; RuleError, ending in the next step, for what the function does not take."""
    given = {} if options is None else options
    if not isinstance(given, dict):
        raise RuleError(f"the options of `{name}` are no mapping")
    for key, value in given.items():
        if key not in function.options:
            known = f"it has {', '.join(function.options)}" if function.options else "it has none"
            raise RuleError(f"`{name}` has no option `{key}`; {known}")
        if not _KINDS[function.options[key]](value):
            raise RuleError(f"the option `{key}` of `{name}` is not {function.options[key]}")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise RuleError(f"`{name}` knows no {key} `{value}`; {one_of(value, _CHOICES[key])}")
    if function.needed and not any(key in given for key in function.needed):
        raise RuleError(f"`{name}` needs the option {' or '.join(f'`{key}`' for key in function.needed)}")
    separator = given.get("separator", {})
    if name == "casing" and "separator" in given and len(str(separator.get("char", ""))) != 1:
        raise RuleError("the `separator` of `casing` needs a `char` of one character")
    return given
