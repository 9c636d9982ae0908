"""JSON Schema draft 7 (draft-handrews-json-schema-01): what it adds to draft 6."""

from govtool.model.grammar import draft6, grown, one, table

SCHEMA = grown(
    draft6.SCHEMA, "$comment readOnly writeOnly contentEncoding contentMediaType",
    if_=one("Schema"), then=one("Schema"), else_=one("Schema"),
)

KINDS = table(SCHEMA)
