"""The algebra of schemas: the only place that knows the library behind it, which is experimental.

Every call is estimated first, because the library has no budget of its own and cannot be interrupted: what looks too
large is answered `UNKNOWN`. Atoms are opaque schemas: nothing is known of one but that it is itself.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

import jsonschema_rs
from jsonschema_rs import CanonicalSchema, canonical

from govtool.compare.dialects import Schema
from govtool.compare.implied import strengthened
from govtool.compare.values import exact, text_of

__all__ = [
    "ATOMS",
    "CHECKED_FORMATS",
    "Algebra",
    "Answer",
    "CanonicalSchema",
    "atom",
    "atom_number",
    "canonical",
    "finite",
    "integer_bounds",
    "is_complex",
]

ATOMS: Final = 512
# Limits measured on real and made schemas: below them a call takes at most tenths of a second.
_CASES: Final = 3_000  # disjunctive cases of one schema
_COVERING: Final = 100  # cases of both, times thousands of bytes
_SUBTRACTING: Final = 20
_OBJECTS: Final = 4_000
_FEW: Final = 64
_INT_FORMATS: Final[Mapping[str, tuple[int, int]]] = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint8": (0, 2**8 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}
# The formats that the library and the independent validator both check, in the same way.
CHECKED_FORMATS: Final = frozenset(
    {
        "date-time",
        "date",
        "time",
        "duration",
        "email",
        "idn-email",
        "hostname",
        "ipv4",
        "ipv6",
        "uuid",
        "uri",
        "uri-reference",
        "json-pointer",
        "relative-json-pointer",
        "regex",
        "uri-template",
    }
)


class Answer(StrEnum):
    """What is known of a containment."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def atom(number: int) -> Schema:
    """An opaque schema; the same number is the same schema."""
    return {"$ref": f"urn:a:{number}"}


def atom_number(uri: str) -> int | None:
    """The number of the atom that a reference names."""
    # The library names the target by its own URN, with ours percent-encoded in it.
    _, found, number = uri.replace("%3A", ":").rpartition("urn:a:")
    return int(number) if found and number.isdigit() else None


@lru_cache(maxsize=1)
def _registry() -> jsonschema_rs.Registry:
    # A schema that reaches itself is never looked into by the algebra, which is exactly an atom.
    return jsonschema_rs.Registry(
        [(f"urn:a:{number}", {"properties": {"x": {"$ref": f"urn:a:{number}"}}}) for number in range(ATOMS)],
    )


def finite(schema: CanonicalSchema) -> list[Any] | None:
    """All values of a form that has only a few; None for any other."""
    match schema.view():
        case canonical.ConstView(value):
            return [exact(value)]
        case canonical.EnumView(values):
            return [exact(value) for value in values] if len(values) <= _FEW else None
    return None


class Algebra:
    """Canonical forms, each made once, and the questions asked of them."""

    def __init__(self, *, formats: bool) -> None:
        self._formats = formats
        self._known: dict[bytes, CanonicalSchema | None] = {}

    def canonical(self, schema: Schema) -> CanonicalSchema | None:
        """The canonical form; None where the library has none or the schema is too complex."""
        text = text_of(schema)
        if text not in self._known:
            self._known[text] = self._canonical(schema)
        return self._known[text]

    def _canonical(self, schema: Schema) -> CanonicalSchema | None:
        if is_complex(schema):
            return None
        try:
            return jsonschema_rs.canonicalize(
                spelled(schema),
                draft=jsonschema_rs.Draft202012,
                validate_formats=self._formats,
                registry=_registry(),
            )
        except (ValueError, jsonschema_rs.ReferencingError):
            return None

    def covers(self, reader: Schema, writer: Schema) -> Answer:
        """Whether the reader takes everything that the writer may send."""
        narrow = text_of(writer)
        if text_of(reader) == narrow:
            return Answer.YES
        if b'"pattern":' in narrow:
            writer = strengthened(writer, reader)
        if _effort(reader, writer) > _COVERING:
            return Answer.UNKNOWN
        wide, small = self.canonical(reader), self.canonical(writer)
        if wide is None or small is None:
            return Answer.UNKNOWN
        try:
            return Answer(str(wide.covers(small)))
        except canonical.CanonicalizationError:
            return Answer.UNKNOWN

    def difference(self, writer: Schema, reader: Schema) -> CanonicalSchema | None:
        """What the writer may send that the reader refuses; None where the library cannot say."""
        if _effort(reader, writer) > _SUBTRACTING:
            return None
        wide, narrow = self.canonical(reader), self.canonical(writer)
        if wide is None or narrow is None:
            return None
        try:
            return narrow.subtract(wide)
        except canonical.CanonicalizationError:
            return None


def integer_bounds() -> Mapping[str, tuple[int, int]]:
    """The bounds that an integer format stands for."""
    return _INT_FORMATS


def _effort(reader: Schema, writer: Schema) -> float:
    """How much work an operation of two schemas is: their cases meet each other, each as long as it is written."""
    try:
        cases = _weight(reader, [_OBJECTS]) * _weight(writer, [_OBJECTS])
    except RecursionError:
        return float("inf")
    return cases * (len(text_of(reader)) + len(text_of(writer))) / 1_000


def is_complex(schema: Schema) -> bool:
    """Whether a call could take seconds: an estimate of the cases the library would distinguish."""
    try:
        return _weight(schema, [_OBJECTS]) > _CASES
    except RecursionError:
        return True


def _weight(schema: Any, left: list[int]) -> int:
    """Upper bound of the disjunctive cases at one location; `left` counts down the schema objects."""
    if not isinstance(schema, dict):
        return 1
    left[0] -= 1
    if left[0] < 0:
        return _CASES + 1
    cases = 1
    for keyword, value in schema.items():
        if keyword == "allOf":
            for item in value:
                cases *= _weight(item, left)
        elif keyword == "anyOf":
            cases *= max(1, sum(_weight(item, left) for item in value))
        elif keyword == "oneOf":
            weights = [_weight(item, left) for item in value]
            cases *= max(1, sum(weights) * max(1, len(weights)))
        elif keyword in ("not", "if", "then", "else", "contains"):
            cases *= 1 + _weight(value, left)
        elif keyword in ("properties", "patternProperties", "dependentSchemas"):
            inner = max((_weight(item, left) for item in value.values()), default=1)
            cases *= inner if keyword != "dependentSchemas" else 2 ** len(value) * inner
        elif keyword in ("items", "additionalProperties", "propertyNames"):
            cases *= _weight(value, left)
        elif keyword == "prefixItems":
            cases *= max((_weight(item, left) for item in value), default=1)
        if cases > _CASES:
            return cases
    return cases


def spelled(schema: Any) -> Any:
    """The schema as the library reads it: integer formats as bounds, formats that it does not know left out."""
    if isinstance(schema, list):
        return [spelled(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {keyword: value if keyword in ("enum", "const") else spelled(value) for keyword, value in schema.items()}
    named = out.get("format")
    if isinstance(named, str) and named not in CHECKED_FORMATS:
        del out["format"]
        bounds = _INT_FORMATS.get(named)
        if bounds:
            limit = {"type": "integer", "minimum": bounds[0], "maximum": bounds[1]}
            out["allOf"] = [*out.get("allOf", ()), {"anyOf": [limit, {"not": {"type": "integer"}}]}]
    return out
