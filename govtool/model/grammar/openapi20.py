"""OpenAPI 2.0 (Swagger), section "Schema"."""

from govtool.model.grammar import each, many, one, row, some, table

_OPERATION = one("Operation")
_LIMITS = """type format collectionFormat default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength
pattern maxItems minItems uniqueItems enum multipleOf"""

KINDS = table(
    row("OpenAPI", "swagger host basePath schemes consumes produces", "swagger info paths", info=one("Info"),
        paths=one("Paths"), definitions=each("Schema"), parameters=each("Parameter"), responses=each("Response"),
        securityDefinitions=each("SecurityScheme"), security=many("SecurityRequirement"), tags=many("Tag"),
        externalDocs=one("ExternalDocs")),
    row("Info", "title description termsOfService version", "title version", contact=one("Contact"),
        license=one("License")),
    row("Contact", "name url email"),
    row("License", "name url", "name"),
    row("Paths", rest=one("PathItem")),
    row("PathItem", ref="beside", parameters=many("Parameter"), get=_OPERATION, put=_OPERATION, post=_OPERATION,
        delete=_OPERATION, options=_OPERATION, head=_OPERATION, patch=_OPERATION),
    row("Operation", "tags summary description operationId consumes produces schemes deprecated", "responses",
        externalDocs=one("ExternalDocs"), parameters=many("Parameter"), responses=one("Responses"),
        security=many("SecurityRequirement")),
    row("ExternalDocs", "url description", "url"),
    row("Parameter", f"name in description required allowEmptyValue {_LIMITS}", "name in", ref="instead",
        schema=one("Schema"), items=one("Items")),
    row("Items", _LIMITS, items=one("Items")),
    row("Responses", rest=one("Response")),
    row("Response", "description examples", "description", ref="instead", schema=one("Schema"),
        headers=each("Header")),
    row("Header", f"description {_LIMITS}", "type", items=one("Items")),
    row("Tag", "name description", "name", externalDocs=one("ExternalDocs")),
    row("SecurityScheme", "type description name in flow authorizationUrl tokenUrl scopes", "type"),
    row("SecurityRequirement", extensible=False, free=True),
    row("XML", "name namespace prefix attribute wrapped"),
    row("Schema",
        """format title description default multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength
        minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type discriminator
        readOnly example""", ref="instead",
        items=some("Schema"), allOf=many("Schema"), properties=each("Schema"), additionalProperties=one("Schema"),
        xml=one("XML"), externalDocs=one("ExternalDocs")),
)
