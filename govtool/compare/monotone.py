"""Rows that only widen: a place where more is taken than before, and where more can never mean less around it.

That is proven by the keyword alone and in every context, so neither the algebra nor a search is asked.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from govtool.compare.dialects import Schema
from govtool.compare.languages import implies
from govtool.compare.rows import Row, types_of
from govtool.compare.values import MISSING, text_of
from govtool.finding import Pointer

_TURNING: Final = frozenset({"oneOf", "not", "if", "contains"})
_BY_NAME: Final = ("properties", "patternProperties", "dependentSchemas", "dependentRequired")
Test = Callable[[Any, Any], bool]


def only_widens(row: Row, *, new_writes: bool, reader: Schema) -> bool:
    """Whether the reader's keyword takes all that the writer's takes; `reader` is the reader's lowered schema."""
    if not _is_upright(row.old_path) or not _is_upright(row.new_path):
        return False
    written, read = (row.new, row.old) if new_writes else (row.old, row.new)
    if row.keyword in ("properties", "patternProperties"):
        return read is MISSING and _is_open(reader, row.old_path if new_writes else row.new_path)
    test = _TESTS.get(row.keyword)
    return test is not None and test(written, read)


def _is_upright(path: Pointer) -> bool:
    """Whether a wider schema at a path makes the whole wider."""
    return not any(part in _TURNING for at, part in enumerate(path) if not at or path[at - 1] not in _BY_NAME)


def _is_open(reader: Schema, path: Pointer) -> bool:
    """Whether the object at a path takes any property that it does not declare."""
    for part in path:
        reader = reader[part]  # type: ignore[index] # the path was made by walking it
    return (
        isinstance(reader, dict)
        and reader.get("additionalProperties", True) is True
        and not any(keyword in reader for keyword in ("patternProperties", "unevaluatedProperties", "propertyNames"))
    )


def _no_less(written: Any, read: Any) -> bool:
    return read is MISSING or (_is_number(written) and _is_number(read) and read >= written)


def _no_more(written: Any, read: Any) -> bool:
    return read is MISSING or (_is_number(written) and _is_number(read) and read <= written)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_gone(_: Any, read: Any) -> bool:
    return read is MISSING


def _is_any(_: Any, read: Any) -> bool:
    return read is MISSING or read is True or read == {}


def _divides(written: Any, read: Any) -> bool:
    return read is MISSING or (
        _is_number(written) and _is_number(read) and abs(written) < 10**9 and written % read == 0
    )


def _matches(written: Any, read: Any) -> bool:
    return read is MISSING or (written is not MISSING and implies(written, read))


def _lists(written: Any, read: Any) -> bool:
    return read is MISSING or (written is not MISSING and {*map(text_of, written)} <= {*map(text_of, read)})


def _types(written: Any, read: Any) -> bool:
    return set(types_of(written)) <= set(types_of(read))


def _allows(_: Any, read: Any) -> bool:
    return read is True


def _alternatives(written: Any, read: Any) -> bool:
    """The branches that only the writer has, and those that only the reader has."""
    return isinstance(written, list) and not written and isinstance(read, list)


_TESTS: Final[Mapping[str, Test]] = {
    **dict.fromkeys(("maxLength", "maxItems", "maxProperties", "maximum", "exclusiveMaximum"), _no_less),
    **dict.fromkeys(("minLength", "minItems", "minProperties", "minimum", "exclusiveMinimum"), _no_more),
    **dict.fromkeys(("required", "format", "contentEncoding", "contentMediaType", "dependentRequired"), _is_gone),
    **dict.fromkeys(
        ("propertyNames", "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems"), _is_any
    ),
    "multipleOf": _divides,
    "pattern": _matches,
    "enum": _lists,
    "type": _types,
    "uniqueItems": lambda _, read: read is MISSING or read is False,
    "schema": _allows,
    "anyOf": _alternatives,
}
