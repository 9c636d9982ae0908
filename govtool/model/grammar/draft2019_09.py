"""JSON Schema 2019-09: what it adds to draft 7; `definitions` and `dependencies` live on in its meta-schema."""

from govtool.model.grammar import draft7, each, grown, one, table

SCHEMA = grown(
    draft7.SCHEMA,
    "$anchor $recursiveRef $recursiveAnchor $vocabulary deprecated dependentRequired minContains maxContains",
    dependentSchemas=each("Schema"), unevaluatedItems=one("Schema"), unevaluatedProperties=one("Schema"),
    contentSchema=one("Schema"), _defs=each("Schema"),
)

KINDS = table(SCHEMA)
