"""JSON Schema 2020-12: what it changes in 2019-09."""

from govtool.model.grammar import draft2019_09, grown, many, one, table

SCHEMA = grown(
    draft2019_09.SCHEMA, "$dynamicRef $dynamicAnchor", without="additionalItems $recursiveRef $recursiveAnchor",
    prefixItems=many("Schema"), items=one("Schema"),
)

KINDS = table(SCHEMA)
