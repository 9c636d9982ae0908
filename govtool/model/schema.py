"""Schemas whatever dialect they are written in: which one it is, what lies in a schema, what a keyword is about."""

from collections.abc import Iterator, Mapping
from typing import Any

from govtool.finding import Pointer
from govtool.model.detect import Format, draft_of
from govtool.model.grammar import grammar_of
from govtool.model.shape import mapping, text

_OPENAPI_DIALECT = "spec.openapis.org/oas/"

TYPES_OF_KEYWORDS: Mapping[str, frozenset[str]] = {
    keyword: frozenset(types.split())
    for types, keywords in {
        "number integer": "multipleOf maximum exclusiveMaximum minimum exclusiveMinimum",
        "string": "maxLength minLength pattern contentEncoding contentMediaType contentSchema",
        "array": """items prefixItems additionalItems unevaluatedItems contains minContains maxContains maxItems
                 minItems uniqueItems""",
        "object": """properties patternProperties additionalProperties unevaluatedProperties propertyNames required
                  maxProperties minProperties dependencies dependentRequired dependentSchemas""",
    }.items()
    for keyword in keywords.split()
}
"""Keyword → the types of instances it says something about; what is not here is about all of them, or about none."""


def dialect_of(format_: Format, root: Any, schema: Any) -> Format:
    """The dialect of a schema in a document: its own `$schema`, else what the document sets, else the format's.

    OpenAPI 3.1 and later set it by `jsonSchemaDialect` (OpenAPI 3.1.1 section 4.8.24.5); their own dialect, like that
    of the earlier versions, is the format itself.
    """
    own = text(mapping(schema).get("$schema"))
    if format_.family == "openapi" and "webhooks" in grammar_of(format_).kinds["OpenAPI"].fields:
        named = own or text(mapping(root).get("jsonSchemaDialect"))
        return Format("jsonschema", draft_of(named)) if named and _OPENAPI_DIALECT not in named else format_
    return Format("jsonschema", draft_of(own)) if own and format_.family == "jsonschema" else format_


def subschemas(schema: Any, dialect: Format) -> Iterator[tuple[Pointer, Any]]:
    """The schemas directly inside of a schema, with the steps to each; boolean schemas too, references not followed."""
    row = grammar_of(dialect).kinds.get("Schema")
    for keyword, value in mapping(schema).items() if row else ():
        child = row.fields.get(keyword) if row else None
        if child is None or child.kind != "Schema":
            continue
        if isinstance(value, list) and child.shape in ("many", "one or many"):
            yield from (((keyword, index), item) for index, item in enumerate(value) if isinstance(item, dict | bool))
        elif isinstance(value, dict) and child.shape == "map":
            yield from (((keyword, name), item) for name, item in value.items() if isinstance(item, dict | bool))
        elif isinstance(value, dict | bool) and child.shape in ("one", "one or many"):
            yield (keyword,), value
