"""JSON Schema draft 4 (draft-zyp-json-schema-04, draft-fge-json-schema-validation-00)."""

from govtool.model.grammar import each, many, one, row, some, table

SCHEMA = row(
    "Schema",
    """id $schema title description default format type enum multipleOf maximum exclusiveMaximum minimum
    exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required""",
    # Keywords beside `$ref` are ignored here, yet `definitions` that references lead to stand there all the time.
    ref="beside", free=True,
    allOf=many("Schema"), anyOf=many("Schema"), oneOf=many("Schema"), not_=one("Schema"),
    items=some("Schema"), additionalItems=one("Schema"),
    properties=each("Schema"), patternProperties=each("Schema"), additionalProperties=one("Schema"),
    dependencies=each("Schema"), definitions=each("Schema"),
)

KINDS = table(SCHEMA)
