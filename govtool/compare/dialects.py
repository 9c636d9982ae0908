"""What the dialects of schemas differ in, as data: everything else of the room knows JSON Schema 2020-12 only."""

import math
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from govtool.model.detect import Format

Schema: TypeAlias = dict[str, Any] | bool

IN_PLACE_LISTS: Final = ("allOf", "anyOf", "oneOf")
IN_PLACE: Final = ("not", "if", "then", "else")
IN_PLACE_MAPS: Final = ("dependentSchemas",)
CHILDREN: Final = (
    "items",
    "additionalProperties",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
)
CHILD_LISTS: Final = ("prefixItems",)
CHILD_MAPS: Final = ("properties", "patternProperties")

# What says nothing about values. `$dynamicAnchor` and the like matter only to references, which are followed.
ANNOTATIONS: Final = frozenset(
    {
        "title",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "externalDocs",
        "xml",
        "$comment",
        "contentSchema",
        "discriminator",
    }
)
# What says how a text is to be read on, which no value can violate.
UNASSERTED: Final = ("contentEncoding", "contentMediaType")
IDENTIFIERS: Final = frozenset(
    {
        "$schema",
        "$id",
        "id",
        "$anchor",
        "$dynamicAnchor",
        "$recursiveAnchor",
        "$defs",
        "definitions",
        "$vocabulary",
    }
)

_OLDEST: Final = frozenset(
    {
        "type",
        "enum",
        "multipleOf",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "items",
        "minItems",
        "maxItems",
        "uniqueItems",
        "required",
        "properties",
        "additionalProperties",
        "minProperties",
        "maxProperties",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "$ref",
    }
)
_DRAFT4: Final = _OLDEST | {"patternProperties", "additionalItems", "dependencies"}
_DRAFT6: Final = _DRAFT4 | {"const", "contains", "propertyNames"}
_DRAFT7: Final = _DRAFT6 | {"if", "then", "else", "contentEncoding", "contentMediaType"}
_2019: Final = _DRAFT7 | {
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
    "$recursiveRef",
}
_2020: Final = (_2019 | {"prefixItems", "$dynamicRef"}) - {"additionalItems", "dependencies", "$recursiveRef"}

KEYWORDS: Final = _2020
"""What a lowered schema asserts with; anything else is text, or not known."""


_TYPES: Final = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})
_COUNTS: Final = frozenset(
    {
        "maxLength",
        "minLength",
        "maxItems",
        "minItems",
        "maxProperties",
        "minProperties",
        "minContains",
        "maxContains",
    }
)
_TEXTS: Final = frozenset(
    {"pattern", "format", "$ref", "contentEncoding", "contentMediaType", "$dynamicRef", "$recursiveRef"}
)
_LISTS: Final = frozenset({"enum", "prefixItems"})
_MAPS: Final = frozenset({*CHILD_MAPS, *IN_PLACE_MAPS, "dependencies"})


@dataclass(frozen=True, slots=True)
class Dialect:
    """One dialect: the keywords it knows, and how it says what 2020-12 says otherwise."""

    keywords: frozenset[str]
    is_api: bool = False
    """OpenAPI: data has a direction, `discriminator` guards branches, a known `format` is kept to."""
    nullable: str = ""
    """The keyword that adds `null` to the types beside it."""
    has_flag_bounds: bool = False
    """`exclusiveMinimum: true` sharpens `minimum`."""
    reads_ref_siblings: bool = True
    has_tuples: bool = False
    """`items` may be a list, and `additionalItems` the rest."""


_API_2 = Dialect(_OLDEST, is_api=True, nullable="x-nullable", has_flag_bounds=True, reads_ref_siblings=False)
_API_3_0 = Dialect(_OLDEST, is_api=True, nullable="nullable", has_flag_bounds=True, reads_ref_siblings=False)
_API_3_1 = Dialect(_2020 | {"dependencies"}, is_api=True)
_JSON_2020 = Dialect(_2020)

# By the part of a `$schema` URI, or of a JSON Schema format's version, that tells the drafts apart.
_JSON: Final = {
    "draft-03": Dialect(_DRAFT4, has_flag_bounds=True, reads_ref_siblings=False, has_tuples=True),
    "draft-04": Dialect(_DRAFT4, has_flag_bounds=True, reads_ref_siblings=False, has_tuples=True),
    "draft-06": Dialect(_DRAFT6, reads_ref_siblings=False, has_tuples=True),
    "draft-07": Dialect(_DRAFT7, reads_ref_siblings=False, has_tuples=True),
    "2019-09": Dialect(_2019, has_tuples=True),
    "2020-12": _JSON_2020,
    "spec.openapis.org": _API_3_1,
}


def dialect_of(schema_uri: str) -> Dialect | None:
    """The dialect that a `$schema` URI names; None for one that is not known."""
    return next((dialect for part, dialect in _JSON.items() if part in schema_uri), None)


def default_dialect(format: Format, data: Any) -> Dialect:  # noqa: A002 - as in Contract
    """The dialect of a contract's own schemas where they name none themselves."""
    if format.family == "openapi":
        named = data.get("jsonSchemaDialect") if isinstance(data, dict) else None
        if format.version.startswith("2"):
            return _API_2
        if format.version.startswith("3.0"):
            return _API_3_0
        return (dialect_of(named) if isinstance(named, str) else None) or _API_3_1
    if format.family == "asyncapi":  # its Schema Object is a superset of draft 7
        return _JSON["draft-07"]
    number = format.version.removeprefix("draft").lstrip(" -0")
    return dialect_of(format.version) or dialect_of(f"draft-0{number}") or _JSON_2020


def is_well_formed(keyword: str, value: Any, dialect: Dialect) -> bool:
    """Whether a keyword's value is of a kind that means something; subschemas are looked at when they are read."""
    if keyword in _COUNTS:
        return _is_number(value) and value >= 0 and value == int(value)
    if keyword in _TEXTS:
        return isinstance(value, str)
    if keyword == "required":
        return _is_names(value)
    if keyword == "type":
        names = value if isinstance(value, list) else [value]
        is_file = value == "file" and dialect is _API_2
        return is_file or (bool(names) and all(isinstance(name, str) and name in _TYPES for name in names))
    if keyword in IN_PLACE_LISTS:
        return isinstance(value, list) and bool(value)
    if keyword in _LISTS or keyword in _MAPS or keyword == "dependentRequired":
        return isinstance(value, list if keyword in _LISTS else dict)
    if keyword in ("exclusiveMinimum", "exclusiveMaximum") and dialect.has_flag_bounds and isinstance(value, bool):
        return True
    if keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"):
        return _is_number(value) and (keyword != "multipleOf" or value > 0)
    return keyword != "uniqueItems" or isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and math.isfinite(value)
    )


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
