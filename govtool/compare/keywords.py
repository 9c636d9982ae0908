"""Every schema keyword as a row of data: the stem of its ids, and what a change of it is called, old to new.

An id says what happened to the text; whether that breaks anybody is decided elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A keyword that constrains. In its sentences `it` is the place, `old` and `new` are the values."""

    stem: str
    added: str
    removed: str
    changed: str = ""
    """Empty where both versions are compared at what stands below."""
    grows: int = 0
    """1: a larger number admits more; -1: fewer; 0: numbers do not tell."""


def _most(stem: str, noun: str) -> Kind:
    return Kind(
        stem,
        f"{{it}} accepts at most {{new}} {noun}, before any number",
        f"{{it}} accepts any number of {noun}, before at most {{old}}",
        f"{{it}} accepts at most {{new}} {noun}, before {{old}}",
        1,
    )


def _least(stem: str, noun: str) -> Kind:
    return Kind(
        stem,
        f"{{it}} needs at least {{new}} {noun}, before any number",
        f"{{it}} accepts any number of {noun}, before at least {{old}}",
        f"{{it}} needs at least {{new}} {noun}, before {{old}}",
        -1,
    )


def _bound(stem: str, word: str, side: str, grows: int) -> Kind:
    return Kind(
        stem,
        f"{{it}} is {word} {{new}}, before without {side} limit",
        f"{{it}} has no {side} limit, before {word} {{old}}",
        f"{{it}} is {word} {{new}}, before {{old}}",
        grows,
    )


def _part(stem: str, noun: str) -> Kind:
    return Kind(stem, f"{{it}} has {noun}, before none", f"{{it}} no longer has {noun}")


KINDS: Final[Mapping[str, Kind]] = {
    "maxLength": _most("max-length", "characters"),
    "minLength": _least("min-length", "characters"),
    "maxItems": _most("max-items", "items"),
    "minItems": _least("min-items", "items"),
    "maxProperties": _most("max-properties", "properties"),
    "minProperties": _least("min-properties", "properties"),
    "maxContains": _most("max-contains", "contained items"),
    "minContains": _least("min-contains", "contained items"),
    "maximum": _bound("maximum", "at most", "an upper", 1),
    "minimum": _bound("minimum", "at least", "a lower", -1),
    "exclusiveMaximum": _bound("exclusive-maximum", "below", "an upper", 1),
    "exclusiveMinimum": _bound("exclusive-minimum", "above", "a lower", -1),
    "multipleOf": Kind(
        "multiple-of",
        "{it} is a multiple of {new}, before any number",
        "{it} is any number, before a multiple of {old}",
        "{it} is a multiple of {new}, before of {old}",
    ),
    "pattern": Kind(
        "pattern",
        "{it} matches {new}, before any text",
        "{it} is any text, before it matched {old}",
        "{it} matches {new}, before {old}",
    ),
    "format": Kind(
        "format",
        "{it} has the format {new}, before none",
        "{it} has no format, before {old}",
        "{it} has the format {new}, before {old}",
    ),
    "uniqueItems": Kind(
        "unique-items",
        "the items of {it} are all different, before they could repeat",
        "the items of {it} may repeat, before they were all different",
    ),
    "enum": Kind("enum", "{it} is one of {new}, before any value", "{it} is any value, before one of {old}"),
    "type": Kind(
        "type", "{it} is {new}, before of any type", "{it} is of any type, before {old}", "{it} is {new}, before {old}"
    ),
    "contentEncoding": Kind(
        "content-encoding",
        "{it} is encoded as {new}, before not",
        "{it} is not encoded, before as {old}",
        "{it} is encoded as {new}, before as {old}",
    ),
    "contentMediaType": Kind(
        "content-media-type",
        "{it} holds {new}, before any text",
        "{it} holds any text, before {old}",
        "{it} holds {new}, before {old}",
    ),
    "patternProperties": Kind(
        "pattern-property",
        "properties like {name} are declared in {it}, before they were not",
        "properties like {name} are no longer declared in {it}",
    ),
    "additionalProperties": _part("additional-properties", "a schema for all further properties"),
    "unevaluatedProperties": _part("unevaluated-properties", "a schema for properties that nothing else describes"),
    "propertyNames": _part("property-names", "a schema for the names of properties"),
    "dependentRequired": Kind(
        "dependent-required",
        "with {name}, {it} needs {new} too",
        "with {name}, {it} no longer needs {old}",
        "with {name}, {it} needs {new}, before {old}",
    ),
    "dependentSchemas": Kind(
        "dependent-schema",
        "with {name}, a further schema holds for {it}",
        "with {name}, no further schema holds for {it}",
    ),
    "items": _part("items", "a schema for items"),
    "prefixItems": Kind(
        "prefix-item", "item {name} of {it} has a schema of its own", "item {name} of {it} has no schema of its own"
    ),
    "unevaluatedItems": _part("unevaluated-items", "a schema for items that nothing else describes"),
    "contains": _part("contains", "a schema that some item must match"),
    "allOf": Kind(
        "all-of",
        "{it} must also match {new}",
        "{it} need no longer match {old}",
        "{it} must match {new}, no longer {old}",
    ),
    "anyOf": Kind(
        "any-of", "{it} may also be {new}", "{it} may no longer be {old}", "{it} may be {new}, no longer {old}"
    ),
    "oneOf": Kind(
        "one-of", "{it} may also be {new}", "{it} may no longer be {old}", "{it} may be {new}, no longer {old}"
    ),
    "not": Kind(
        "not", "{it} must not match a schema, before nothing was excluded", "{it} may be what `not` excluded before"
    ),
    "if": Kind("if", "a condition holds for {it}, before none", "no condition holds for {it}, before one"),
    "then": _part("then", "`then`"),
    "else": _part("else", "`else`"),
    "$ref": Kind("reference", "{it} must also match {new}", "{it} need no longer match {old}"),
}
TEXTS: Final[Mapping[str, str]] = {
    "title": "title",
    "description": "description",
    "default": "default",
    "deprecated": "deprecated",
    "readOnly": "read-only",
    "writeOnly": "write-only",
    "example": "example",
    "examples": "example",
    "externalDocs": "external-docs",
    "xml": "xml",
    "$comment": "comment",
    "contentSchema": "content-schema",
    "discriminator": "discriminator",
    "nullable": "nullable-flag",
    "x-nullable": "nullable-flag",
}
FLAGS: Final = ("deprecated", "readOnly", "writeOnly", "nullable", "x-nullable")
CLOSERS: Final = ("additionalProperties", "unevaluatedProperties")


def _sentences() -> dict[str, str]:
    said = {
        "property-added": "A property is declared that was not declared before.",
        "property-removed": "A property is no longer declared.",
        "property-required": "A property must be present that could be left out before.",
        "property-optional": "A property may be left out that had to be present before.",
        "enum-value-added": "A value is allowed that was not in the list before.",
        "enum-value-removed": "A value of the list is no longer allowed.",
        "enum-changed": "Some values of a list are no longer allowed, and others are.",
        "nullable-added": "`null` is allowed where it was not.",
        "nullable-removed": "`null` is no longer allowed.",
        "type-widened": "More types are allowed than before.",
        "type-narrowed": "Fewer types are allowed than before.",
        "type-changed": "Other types are allowed than before.",
        "schema-allowed": "A schema that refused every value admits some.",
        "schema-forbidden": "A schema that admitted values refuses every value.",
        "schema-rewritten": "The schema is written otherwise and admits exactly the same values.",
        "keyword-changed": "A keyword changed that govtool does not know: whether that matters cannot be told.",
        "schema-unreadable": "A schema cannot be read (a reference leads nowhere, or a keyword has a "
        "value that means nothing), "
        "so it cannot be compared.",
    }
    for keyword, kind in KINDS.items():
        said.setdefault(f"{kind.stem}-added", f"`{keyword}` is set where it was not before.")
        said.setdefault(f"{kind.stem}-removed", f"`{keyword}` is no longer set.")
        if kind.grows:
            said[f"{kind.stem}-narrowed"] = f"`{keyword}` admits less than before."
            said[f"{kind.stem}-widened"] = f"`{keyword}` admits more than before."
        elif kind.changed:
            said.setdefault(f"{kind.stem}-changed", f"`{keyword}` says something else than before.")
        if keyword in CLOSERS:
            said[f"{kind.stem}-closed"] = f"`{keyword}: false` refuses every property that is not declared."
            said[f"{kind.stem}-opened"] = f"`{keyword}` no longer refuses properties that are not declared."
    for keyword, stem in TEXTS.items():
        for suffix in ("added", "removed") if keyword in FLAGS else ("added", "removed", "changed"):
            said.setdefault(f"{stem}-{suffix}", f"`{keyword}` was {suffix}.")
    return dict(sorted(said.items()))


SENTENCES: Final[Mapping[str, str]] = _sentences()
"""What happened, in one sentence, by id."""
