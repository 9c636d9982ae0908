"""The validator class of the judge: `jsonschema` for 2020-12 with exact numbers, ECMA-262 patterns and lowered schemas.

Imported libraries load when the first value is judged, never before.
"""

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any, Final

from govtool.compare.algebra import CHECKED_FORMATS, integer_bounds
from govtool.compare.dialects import Schema
from govtool.compare.languages import matches
from govtool.compare.lower import UNREAD, UNSENT
from govtool.compare.patterns import Undecided
from govtool.finding import Pointer

TEXT: Final = "x-govtool-text"
"""In a schema read from text (a parameter): also accepts what has the same text as a value that the schema accepts."""
_UNWANTED: Final = ("rfc3987_syntax", "isoduration", "webcolors")
_DURATION: Final = re.compile(
    r"P(?!$)(?:[0-9]+W|(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
    r"(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)",
)
"""RFC 3339, appendix A."""
_LARGEST: Final = 5_000  # digits
Errors = Iterator[Any]


def validator_class(schema_of: Callable[[str], Schema]) -> Any:
    """The class; `schema_of` gives the lowered schema of a URN, or raises what ends the judging."""
    load_quickly()
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    checker = Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "integer": lambda _, value: is_whole(value),
            "number": lambda _, value: is_number(value),
        }
    )
    found: Any = extend(  # type: ignore[no-untyped-call] # it has no annotations
        Draft202012Validator,
        {
            "pattern": _pattern,
            "patternProperties": _pattern_properties,
            "additionalProperties": _additional_properties,
            "properties": _properties,
            "multipleOf": _multiple_of,
            "$ref": partial(_ref, schema_of),
            UNREAD: _unread,
            TEXT: _text,
        },
        type_checker=checker,
    )
    found.descend = _descending(found.descend)
    found.evolve = _evolving(found.evolve)
    return found


def _descending(descend: Callable[..., Errors]) -> Callable[..., Errors]:
    """The library's way into subschemas without a resolver for each: lowered schemas have no `$id`."""

    def descended(
        validator: Any, instance: Any, schema: Any, path: Any = None, schema_path: Any = None, resolver: Any = None
    ) -> Errors:
        resolver = resolver or validator._resolver  # noqa: SLF001 - there is no other way to it
        return descend(validator, instance, schema, path, schema_path, resolver=resolver)

    return descended


def _evolving(evolve: Callable[..., Any]) -> Callable[..., Any]:
    """The library's way to the validator of a subschema, which is made once: values are judged by thousands.

    One class serves one judge, whose references are absolute: validators of one schema differ in nothing.
    """
    made: dict[int, tuple[Any, Any]] = {}

    def evolved(validator: Any, **changes: Any) -> Any:
        schema = changes.setdefault("schema", validator.schema)
        known = made.get(id(schema))
        if known is None or known[0] is not schema:  # a schema that is kept here keeps its identity
            known = made[id(schema)] = schema, evolve(validator, **changes)
        return known[1]

    return evolved


def registry_of(schema_of: Callable[[str], Schema]) -> Any:
    """The schemas as the library looks them up by itself, for what counts as evaluated."""
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    def retrieve(uri: str) -> Any:
        return Resource(schema_of(uri), DRAFT202012)  # type: ignore[call-arg] # its constructor is made at run time

    return Registry(retrieve=retrieve)  # type: ignore[call-arg] # as above


@lru_cache(maxsize=1)
def format_checker() -> Any:
    """The formats that count: those with one meaning everywhere, and the integer formats as bounds."""
    load_quickly()
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(())
    known = Draft202012Validator.FORMAT_CHECKER.checkers
    checker.checkers = {name: check for name, check in known.items() if name in CHECKED_FORMATS}
    for name, (low, high) in integer_bounds().items():
        checker.checks(name)(partial(_is_within, low, high))
    checker.checks("duration")(lambda value: not isinstance(value, str) or _DURATION.fullmatch(value) is not None)
    return checker


def load_quickly() -> None:
    """Imports `jsonschema` without libraries for formats that do not count here, or are checked better below."""
    if "jsonschema" in sys.modules:
        return
    unwanted = [name for name in _UNWANTED if name not in sys.modules]
    for name in unwanted:
        sys.modules[name] = None  # type: ignore[assignment] # the documented way to make an import fail
    try:
        importlib.import_module("jsonschema")
    finally:
        for name in unwanted:
            del sys.modules[name]


def same_texts(value: Any) -> list[Any]:
    """The other values that look the same on the wire: `5` and `"5"`, `[5]` and `5`."""
    if isinstance(value, list):
        return list(value) if len(value) == 1 else []
    scalars = _same_scalars(value)
    return [*scalars, *([item] for item in (value, *scalars) if not isinstance(item, dict))]


def _same_scalars(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if is_number(value):
        return [str(value)]
    if not isinstance(value, str):
        return []
    found: list[Any] = [value == "true"] if value in ("true", "false") else []
    try:
        number = Decimal(value) if not value.isspace() and "_" not in value else None
    except ArithmeticError:
        number = None
    if number is not None and number.is_finite():
        found.append(int(number) if is_whole(number) and abs(int(number.as_tuple().exponent)) <= _LARGEST else number)
    return found


def mark(error: Any, urn: str, path: Pointer) -> None:
    """Remembers the schema that an error is in, and where; what is marked already lies behind a further reference."""
    if not hasattr(error, "spot"):
        error.spot = (urn, (*path, *error.relative_schema_path))
        for inner in error.context or ():
            mark(inner, *error.spot)


def _error(message: str) -> Any:
    from jsonschema.exceptions import ValidationError

    return ValidationError(message)


def _pattern(_: Any, wanted: Any, instance: Any, __: Any) -> Errors:
    if isinstance(instance, str) and not matches(wanted, instance):
        yield _error(f"{instance!r} does not match {wanted!r}")


def _pattern_properties(validator: Any, patterns: Any, instance: Any, _: Any) -> Errors:
    if isinstance(instance, dict):
        for wanted, schema in patterns.items():
            for name in [name for name in instance if matches(wanted, name)]:
                yield from validator.descend(instance[name], schema, path=name, schema_path=wanted)


def _additional_properties(validator: Any, schema: Any, instance: Any, owner: Any) -> Errors:
    if isinstance(instance, dict):
        patterns, declared = list(owner.get("patternProperties", ())), owner.get("properties", {})
        for name in instance:
            if name in declared or any(matches(wanted, name) for wanted in patterns):
                continue
            if schema is False:
                yield _error(f"{name!r} is not declared")
            else:
                yield from validator.descend(instance[name], schema, path=name)


def _properties(validator: Any, declared: Any, instance: Any, owner: Any) -> Errors:
    """What the reader of this view never looks at may hold anything."""
    if isinstance(instance, dict):
        ignored = owner.get(UNSENT, ())
        for name, schema in declared.items():
            if name in instance and name not in ignored:
                yield from validator.descend(instance[name], schema, path=name, schema_path=name)


def _multiple_of(_: Any, step: Any, instance: Any, __: Any) -> Errors:
    if is_number(instance) and (_fraction(instance) / _fraction(step)).denominator != 1:
        yield _error(f"{instance!r} is not a multiple of {step}")


def _ref(schema_of: Callable[[str], Schema], validator: Any, urn: Any, instance: Any, _: Any) -> Errors:
    for error in validator.descend(instance, schema_of(urn)):
        mark(error, urn, ())
        yield error


def _unread(_: Any, why: Any, __: Any, ___: Any) -> Errors:
    raise Undecided(str(why))


def _text(validator: Any, schema: Any, instance: Any, _: Any) -> Errors:
    if not any(validator.evolve(schema=schema).is_valid(other) for other in same_texts(instance)):
        yield _error(f"{instance!r} is no text of such a value")


def is_number(value: Any) -> bool:
    """Whether a value is a number, which `true` is not."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_whole(value: Any) -> bool:
    """Whether a value is a number without a fraction, however it is written."""
    return is_number(value) and value == (value.to_integral_value() if isinstance(value, Decimal) else value)


def _is_within(low: int, high: int, value: object) -> bool:
    return not isinstance(value, int | Decimal) or not is_whole(value) or low <= value <= high


def _fraction(value: Any) -> Fraction:
    if isinstance(value, Decimal) and abs(int(value.as_tuple().exponent)) > _LARGEST:
        raise Undecided("a number is too large to be divided")
    return Fraction(value)
