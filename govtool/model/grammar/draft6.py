"""JSON Schema draft 6 (draft-wright-json-schema-01): what it adds to draft 4."""

from govtool.model.grammar import draft4, grown, one, table

SCHEMA = grown(
    draft4.SCHEMA, "$id const examples", without="id", contains=one("Schema"), propertyNames=one("Schema"),
)

KINDS = table(SCHEMA)
