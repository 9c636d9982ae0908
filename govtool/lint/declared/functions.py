"""The functions of Spectral's core: what a declared rule may ask of a value.

Each is made from its options and yields the places that it has something against, with what is wrong there. A value of
a kind that a function is not about passes, as in Spectral: `pattern` says nothing of a number.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from govtool.lint.declared.patterns import matcher
from govtool.lint.declared.place import MISSING, Place, Scope
from govtool.lint.declared.reusable import unreferenced
from govtool.lint.declared.schemas import fits_schema
from govtool.lint.declared.script import same, truthy
from govtool.lint.declared.words import name_of, shown

Complaint: TypeAlias = tuple[Place, str]
Judge: TypeAlias = Callable[[Place, Scope], Iterator[Complaint]]
Options: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Function:
    """A function: the kinds of values it is about (empty for all, and for none), and its options with their kinds."""

    make: Callable[[Options], Judge]
    about: tuple[type, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    """The options of which at least one has to be there."""


def _simple(judge: Callable[[Any], str]) -> Callable[[Options], Judge]:
    """A function without options; what it has against a value, or nothing."""
    def judged(place: Place, _scope: Scope) -> Iterator[Complaint]:
        if text := judge(place.value):
            yield place, f"{name_of(place)} {text}"

    return lambda _options: judged


def _truthy(value: Any) -> str:
    if value is MISSING:
        return "is missing, expected it to be there and to hold something"
    return "" if truthy(value) else f"is {shown(value)}, expected it to hold something"


def _falsy(value: Any) -> str:
    return f"is {shown(value)}, expected nothing here" if truthy(value) else ""


def _defined(value: Any) -> str:
    return "is missing, expected it to be there" if value is MISSING else ""


def _undefined(value: Any) -> str:
    return "" if value is MISSING else "is there, expected it not to be"


def _pattern(options: Options) -> Judge:
    wanted, banned = options.get("match"), options.get("notMatch")

    def judge(place: Place, _scope: Scope) -> Iterator[Complaint]:
        if wanted is not None and not matcher(wanted)(place.value):
            yield place, f"{shown(place.value)} does not match `{wanted}`, expected it to"
        if banned is not None and matcher(banned)(place.value):
            yield place, f"{shown(place.value)} matches `{banned}`, expected it not to"

    return judge


def _enumeration(options: Options) -> Judge:
    values = options["values"]
    known = ", ".join(map(shown, values))

    def judge(place: Place, _scope: Scope) -> Iterator[Complaint]:
        if not any(same(place.value, value) for value in values):
            yield place, f"{shown(place.value)} is not allowed, expected one of {known}"

    return judge


def _length(options: Options) -> Judge:
    least, most = options.get("min"), options.get("max")

    def judge(place: Place, _scope: Scope) -> Iterator[Complaint]:
        value = place.value
        size = value if isinstance(value, int | float) else len(value)
        what = "is" if isinstance(value, int | float) else "has the length"
        if least is not None and size < least:
            yield place, f"{name_of(place)} {what} {size}, expected at least {least}"
        if most is not None and size > most:
            yield place, f"{name_of(place)} {what} {size}, expected at most {most}"

    return judge


def _present(place: Place, names: list[str]) -> list[str]:
    return [name for name in place.value if name in names]


def _listed(names: list[str], word: str) -> str:
    return f" {word} ".join(f"`{name}`" for name in names)


def _or(options: Options) -> Judge:
    names = options["properties"]

    def judge(place: Place, _scope: Scope) -> Iterator[Complaint]:
        if not _present(place, names):
            yield place, f"{name_of(place)} has none of {_listed(names, 'and')}, expected at least one"

    return judge


def _xor(options: Options) -> Judge:
    names = options["properties"]

    def judge(place: Place, _scope: Scope) -> Iterator[Complaint]:
        found = _present(place, names)
        if len(found) > 1:
            yield place, f"{name_of(place)} has {_listed(found, 'and')}, expected just one of them"
        if not found:
            yield place, f"{name_of(place)} has none of {_listed(names, 'and')}, expected just one"

    return judge


_LOWER, _UPPER = "[a-z][a-z0-9]*", "[A-Z][A-Z0-9]*"
_HUMP = "(?:[A-Z](?:[a-z0-9]+|$))*"
_CASES = {
    "flat": _LOWER,
    "camel": _LOWER + _HUMP,
    "pascal": "[A-Z][a-z0-9]*" + _HUMP,
    "kebab": _LOWER + "(?:-[a-z0-9]+)*",
    "cobol": _UPPER + "(?:-[A-Z0-9]+)*",
    "snake": _LOWER + "(?:_[a-z0-9]+)*",
    "macro": _UPPER + "(?:_[A-Z0-9]+)*",
}


def _casing(options: Options) -> Judge:
    style = options["type"]
    word = _CASES[style].replace("0-9", "") if options.get("disallowDigits") else _CASES[style]
    separator = options.get("separator", {})
    char, leading = separator.get("char", ""), separator.get("allowLeading", False)
    mark = re.escape(char)
    pattern = f"^{f'(?:{mark})?' if leading else ''}{word}(?:{mark}{word})*$" if char else f"^{word}$"

    def judge(place: Place, _scope: Scope) -> Iterator[Complaint]:
        alone = leading and place.value == char
        if place.value and not alone and not matcher(pattern)(place.value):
            yield place, f"{shown(place.value)} is not in {style} case, expected it to be"

    return judge


_MARKS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
"""Punctuation in the order of the Unicode collation (CLDR root); it stands before digits, and they before letters."""


def _collated(text: str) -> tuple[Any, ...]:
    folded = tuple((2, char) if char.isalpha() else (1, char) if char.isdigit() else (0, chr(_MARKS.find(char) + 1))
                   for char in text.casefold())
    return folded, text.swapcase()


def _after(left: Any, right: Any) -> bool:
    """Whether the left one has to stand behind the right one."""
    if isinstance(left, str) and isinstance(right, str):
        # A number behind a word keeps its place: `default` may stand before `404`.
        return not (right.isdecimal() and not left.isdecimal()) and _collated(left) > _collated(right)
    both = isinstance(left, int | float) and isinstance(right, int | float)
    return both and left > right


def _alphabetical(options: Options) -> Judge:
    key = options.get("keyedBy")

    def judge(place: Place, scope: Scope) -> Iterator[Complaint]:
        items = [scope.seen(child) for child in place.children()]
        if key is not None and not all(isinstance(item.value, dict) for item in items):
            yield place, f"{name_of(place)} holds what is no object, expected objects with `{key}`"
            return
        words = [item.value.get(key) if key is not None else item.value if isinstance(place.value, list) else item.key
                 for item in items]
        if len(words) > 1 and not all(isinstance(word, str | int | float) for word in words):
            yield place, f"{name_of(place)} holds more than texts and numbers, expected only these"
            return
        for (item, word), (_, following) in pairwise(zip(place.children(), words, strict=True)):
            if _after(word, following):
                at = item if key is None else place
                yield at, f"{shown(word)} stands before {shown(following)}, expected it after"
                return

    return judge


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value == int(value),
}


def _typed_enum(_options: Options) -> Judge:
    def judge(place: Place, scope: Scope) -> Iterator[Complaint]:
        types, values = place.value.get("type"), place.child("enum")
        types = [types] if isinstance(types, str) else types
        if not isinstance(types, list) or not isinstance(values.value, list):
            return
        version = scope.contract.format.version
        mark = {"3.0": "nullable", "2.0": "x-nullable"}.get(version, "")
        known = [*types, "null"] if place.value.get(mark) is True else types
        for item in values.children():
            if not any(_TYPES[name](item.value) for name in known if isinstance(name, str) and name in _TYPES):
                yield item, f"{shown(item.value)} is of another type, expected {' or '.join(map(shown, types))}"

    return judge


FUNCTIONS: Mapping[str, Function] = {
    "alphabetical": Function(_alphabetical, (dict, list), {"keyedBy": "a text"}),
    "casing": Function(_casing, (str,), {"type": "a text", "disallowDigits": "true or false", "separator": "a mapping"},
                       ("type",)),
    "defined": Function(_simple(_defined)),
    "enumeration": Function(_enumeration, (str, int, float, bool, type(None)), {"values": "a list"}, ("values",)),
    "falsy": Function(_simple(_falsy)),
    "length": Function(_length, (dict, list, str, int, float), {"min": "a number", "max": "a number"}, ("min", "max")),
    "or": Function(_or, (dict,), {"properties": "a list of texts"}, ("properties",)),
    "pattern": Function(_pattern, (str,), {"match": "a text", "notMatch": "a text"}, ("match", "notMatch")),
    "schema": Function(fits_schema, (),
                       {"schema": "a mapping", "dialect": "a text", "allErrors": "true or false"}, ("schema",)),
    "truthy": Function(_simple(_truthy)),
    "typedEnum": Function(_typed_enum, (dict,)),
    "undefined": Function(_simple(_undefined)),
    "unreferencedReusableObject": Function(unreferenced, (dict,), {"reusableObjectsLocation": "a text"},
                                           ("reusableObjectsLocation",)),
    "xor": Function(_xor, (dict,), {"properties": "a list of texts"}, ("properties",)),
}
CASES = tuple(_CASES)
