"""The algebra of schemas: the only place that knows the library behind it, which is experimental.

Every call is estimated first, because the library has no budget of its own and cannot be interrupted: what looks too
large is answered `UNKNOWN`. Atoms are opaque schemas: nothing is known of one but that it is itself.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

import jsonschema_rs
from jsonschema_rs import CanonicalSchema, canonical

from govtool.compare.dialects import Schema
from govtool.compare.effort import Work, is_complex, is_long_to_cover, is_long_to_subtract, work_of
from govtool.compare.implied import strengthened
from govtool.compare.patterns import weight, without_halves
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
]

ATOMS: Final = 512
# What costs as much as a schema object, as measured.
_OBJECTS: Final = 4  # that are estimated
_BYTES: Final = 60  # of a schema that is given to the library
_STATES: Final = 16  # of its patterns
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

    def __init__(self, *, formats: bool, spend: Callable[[int], None] = lambda _: None) -> None:
        self._formats, self._spend = formats, spend
        self._known: dict[bytes, CanonicalSchema | None] = {}
        self._works: dict[bytes, Work] = {}
        self._answers: dict[tuple[bytes, bytes], Answer] = {}

    def is_complex(self, schema: Schema) -> bool:
        """Whether the library could need seconds for the schema alone."""
        return is_complex(self._work(schema, text_of(schema)))

    def _work(self, schema: Schema, text: bytes) -> Work:
        if text not in self._works:
            found = self._works[text] = work_of(schema, text)
            self._spend(found.objects // _OBJECTS)
        return self._works[text]

    def canonical(self, schema: Schema) -> CanonicalSchema | None:
        """The canonical form; None where the library has none or the schema is too complex."""
        text = text_of(schema)
        if text not in self._known:
            self._known[text] = None if is_complex(self._work(schema, text)) else self._canonical(schema, text)
        return self._known[text]

    def _canonical(self, schema: Schema, text: bytes) -> CanonicalSchema | None:
        self._spend(len(text) // _BYTES + weights(schema, text) // _STATES)
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
        texts = text_of(reader), text_of(writer)
        if texts[0] == texts[1] or takes_all(reader) or takes_nothing(writer):
            return Answer.YES
        if texts not in self._answers:
            self._answers[texts] = self._asked(reader, writer, texts)
        return self._answers[texts]

    def _asked(self, reader: Schema, writer: Schema, texts: tuple[bytes, bytes]) -> Answer:
        if is_long_to_cover(self._work(reader, texts[0]), self._work(writer, texts[1])):
            return Answer.UNKNOWN
        if b'"pattern":' in texts[1]:
            writer = strengthened(writer, reader)
        wide, small = self.canonical(reader), self.canonical(writer)
        if wide is None or small is None:
            return Answer.UNKNOWN
        self._spend(sum(map(len, texts)) // _BYTES)
        self._spend(sum(weights(schema, text) for schema, text in ((reader, texts[0]), (writer, texts[1]))) // _STATES)
        try:
            return Answer(str(wide.covers(small)))
        except canonical.CanonicalizationError:
            return Answer.UNKNOWN

    def difference(self, writer: Schema, reader: Schema) -> CanonicalSchema | None:
        """What the writer may send that the reader refuses; None where the library cannot say."""
        if is_long_to_subtract(self._work(writer, text_of(writer)), self._work(reader, text_of(reader))):
            return None
        wide, narrow = self.canonical(reader), self.canonical(writer)
        if wide is None or narrow is None:
            return None
        try:
            return narrow.subtract(wide)
        except canonical.CanonicalizationError:
            return None


def takes_all(schema: Schema) -> bool:
    """Whether a schema plainly takes every value."""
    return schema is True or schema == {}


def takes_nothing(schema: Schema) -> bool:
    """Whether a schema plainly takes no value."""
    return schema is False or (isinstance(schema, dict) and takes_all(schema.get("not", False)))


def weights(schema: Any, text: bytes) -> int:
    """How large the patterns of a schema are together, as `weight` says."""
    if b'"pattern' not in text:
        return 0
    if isinstance(schema, list):
        return sum(weights(item, text) for item in schema)
    if not isinstance(schema, dict):
        return 0
    found = sum(weights(value, text) for keyword, value in schema.items() if keyword not in ("enum", "const"))
    if isinstance(schema.get("pattern"), str):
        found += weight(schema["pattern"])
    named = schema.get("patternProperties")
    return found + (sum(map(weight, named)) if isinstance(named, dict) else 0)


def integer_bounds() -> Mapping[str, tuple[int, int]]:
    """The bounds that an integer format stands for."""
    return _INT_FORMATS


def _is_split(branches: list[Any]) -> bool:
    """Whether one branch takes just what another excludes."""
    texts = {text_of(branch) for branch in branches}
    excluded = [branch["not"] for branch in branches if isinstance(branch, dict) and list(branch) == ["not"]]
    return any(text_of(schema) in texts for schema in excluded)


def spelled(schema: Any) -> Any:
    """The schema as the library reads it: integer formats as bounds, formats that it does not know left out."""
    if isinstance(schema, list):
        return [spelled(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {keyword: value if keyword in ("enum", "const") else spelled(value) for keyword, value in schema.items()}
    if isinstance(out.get("pattern"), str):
        out["pattern"] = without_halves(out["pattern"])
    for keyword, says in (("anyOf", True), ("oneOf", True), ("allOf", False)):
        if keyword in out and _is_split(out[keyword]) and (keyword != "oneOf" or len(out[keyword]) == 2):  # noqa: PLR2004
            out[keyword] = [says]  # the library does not see through every negation
    named = out.get("format")
    if isinstance(named, str) and named not in CHECKED_FORMATS:
        del out["format"]
        bounds = _INT_FORMATS.get(named)
        if bounds:
            limit = {"type": "integer", "minimum": bounds[0], "maximum": bounds[1]}
            out["allOf"] = [*out.get("allOf", ()), {"anyOf": [limit, {"not": {"type": "integer"}}]}]
    return out
