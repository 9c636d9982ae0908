"""OpenAPI 3.0.4, section 4.7."""

from govtool.model.grammar import each, many, one, row, table

_OPERATION = one("Operation")
_PARAMETER = "description required deprecated allowEmptyValue style explode allowReserved example"

KINDS = table(
    row("OpenAPI", "openapi", "openapi info paths", info=one("Info"), servers=many("Server"), paths=one("Paths"),
        components=one("Components"), security=many("SecurityRequirement"), tags=many("Tag"),
        externalDocs=one("ExternalDocs")),
    row("Info", "title description termsOfService version", "title version", contact=one("Contact"),
        license=one("License")),
    row("Contact", "name url email"),
    row("License", "name url", "name"),
    row("Server", "url description", "url", variables=each("ServerVariable")),
    row("ServerVariable", "enum default description", "default"),
    row("Components", schemas=each("Schema"), responses=each("Response"), parameters=each("Parameter"),
        examples=each("Example"), requestBodies=each("RequestBody"), headers=each("Header"),
        securitySchemes=each("SecurityScheme"), links=each("Link"), callbacks=each("Callback")),
    row("Paths", rest=one("PathItem")),
    row("PathItem", "summary description", ref="beside", servers=many("Server"), parameters=many("Parameter"),
        get=_OPERATION, put=_OPERATION, post=_OPERATION, delete=_OPERATION, options=_OPERATION,
        head=_OPERATION, patch=_OPERATION, trace=_OPERATION),
    row("Operation", "tags summary description operationId deprecated", "responses", externalDocs=one("ExternalDocs"),
        parameters=many("Parameter"), requestBody=one("RequestBody"), responses=one("Responses"),
        callbacks=each("Callback"), security=many("SecurityRequirement"), servers=many("Server")),
    row("ExternalDocs", "url description", "url"),
    row("Parameter", f"name in {_PARAMETER}", "name in", ref="instead", schema=one("Schema"),
        content=each("MediaType"), examples=each("Example")),
    row("RequestBody", "description required", "content", ref="instead", content=each("MediaType")),
    row("MediaType", "example", schema=one("Schema"), examples=each("Example"), encoding=each("Encoding")),
    row("Encoding", "contentType style explode allowReserved", headers=each("Header")),
    row("Responses", rest=one("Response")),
    row("Response", "description", "description", ref="instead", headers=each("Header"), content=each("MediaType"),
        links=each("Link")),
    row("Callback", ref="instead", rest=one("PathItem")),
    row("Example", "summary description value externalValue", ref="instead"),
    row("Link", "operationRef operationId parameters requestBody description", ref="instead", server=one("Server")),
    row("Header", _PARAMETER, ref="instead", schema=one("Schema"), content=each("MediaType"),
        examples=each("Example")),
    row("Tag", "name description", "name", externalDocs=one("ExternalDocs")),
    row("Discriminator", "propertyName mapping", "propertyName", extensible=False),
    row("XML", "name namespace prefix attribute wrapped"),
    row("SecurityScheme", "type description name in scheme bearerFormat openIdConnectUrl", "type", ref="instead",
        flows=one("OAuthFlows")),
    row("OAuthFlows", implicit=one("OAuthFlow"), password=one("OAuthFlow"), clientCredentials=one("OAuthFlow"),
        authorizationCode=one("OAuthFlow")),
    row("OAuthFlow", "authorizationUrl tokenUrl refreshUrl scopes", "scopes"),
    row("SecurityRequirement", extensible=False, free=True),
    row("Schema",
        """title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems
        minItems uniqueItems maxProperties minProperties required enum type description format default nullable
        readOnly writeOnly example deprecated""", ref="instead",
        allOf=many("Schema"), anyOf=many("Schema"), oneOf=many("Schema"), not_=one("Schema"), items=one("Schema"),
        properties=each("Schema"), additionalProperties=one("Schema"), discriminator=one("Discriminator"),
        xml=one("XML"), externalDocs=one("ExternalDocs")),
)
