"""AsyncAPI 2.0 to 2.6 ("Schema"), which only add to each other: one table reads them all."""

from govtool.model.grammar import draft7, each, grown, many, one, row, some, table

_OPERATION = "operationId summary description"
_MESSAGE = "messageId schemaFormat contentType name title summary description deprecated"

KINDS = table(
    row("AsyncAPI", "asyncapi id defaultContentType", "asyncapi info channels", info=one("Info"),
        servers=each("Server"), channels=each("Channel"), components=one("Components"), tags=many("Tag"),
        externalDocs=one("ExternalDocs")),
    row("Info", "title version description termsOfService", "title version", contact=one("Contact"),
        license=one("License")),
    row("Contact", "name url email"),
    row("License", "name url", "name"),
    row("Server", "url protocol protocolVersion description", "url protocol", ref="instead",
        variables=each("ServerVariable"), security=many("SecurityRequirement"), tags=many("Tag"),
        bindings=one("Bindings")),
    row("ServerVariable", "enum default description examples", ref="instead"),
    row("Channel", "description servers deprecated", ref="beside", subscribe=one("Operation"), publish=one("Operation"),
        parameters=each("Parameter"), bindings=one("Bindings")),
    row("Operation", _OPERATION, security=many("SecurityRequirement"), tags=many("Tag"),
        externalDocs=one("ExternalDocs"), bindings=one("Bindings"), traits=many("OperationTrait"),
        message=one("Message")),
    row("OperationTrait", _OPERATION, ref="instead", security=many("SecurityRequirement"), tags=many("Tag"),
        externalDocs=one("ExternalDocs"), bindings=one("Bindings")),
    row("Parameter", "description location", ref="instead", schema=one("Schema")),
    # Of several messages, `oneOf` stands in the place of one.
    row("Message", _MESSAGE, ref="instead", oneOf=many("Message"), headers=one("Schema"), payload=one("Schema"),
        correlationId=one("CorrelationId"), tags=many("Tag"), externalDocs=one("ExternalDocs"),
        bindings=one("Bindings"), examples=many("MessageExample"), traits=many("MessageTrait")),
    row("MessageTrait", _MESSAGE, ref="instead", headers=one("Schema"), correlationId=one("CorrelationId"),
        tags=many("Tag"), externalDocs=one("ExternalDocs"), bindings=one("Bindings"),
        examples=many("MessageExample")),
    row("MessageExample", "name summary headers payload"),
    row("CorrelationId", "description location", "location", ref="instead"),
    row("Tag", "name description", "name", externalDocs=one("ExternalDocs")),
    row("ExternalDocs", "url description", "url"),
    row("Components", schemas=each("Schema"), servers=each("Server"), serverVariables=each("ServerVariable"),
        channels=each("Channel"), messages=each("Message"), securitySchemes=each("SecurityScheme"),
        parameters=each("Parameter"), correlationIds=each("CorrelationId"), operationTraits=each("OperationTrait"),
        messageTraits=each("MessageTrait"), serverBindings=each("Bindings"), channelBindings=each("Bindings"),
        operationBindings=each("Bindings"), messageBindings=each("Bindings")),
    # By protocol. What a binding holds is up to the protocol; these properties are schemas where they are objects.
    row("Bindings", ref="instead", rest=one("Binding")),
    row("Binding", free=True, key=one("Schema"), query=one("Schema"), headers=one("Schema"), groupId=one("Schema"),
        clientId=one("Schema"), correlationData=one("Schema"), responseTopic=one("Schema")),
    row("SecurityScheme", "type description name in scheme bearerFormat openIdConnectUrl", "type", ref="instead",
        flows=one("OAuthFlows")),
    row("OAuthFlows", implicit=one("OAuthFlow"), password=one("OAuthFlow"), clientCredentials=one("OAuthFlow"),
        authorizationCode=one("OAuthFlow")),
    row("OAuthFlow", "authorizationUrl tokenUrl refreshUrl scopes", "scopes"),
    row("SecurityRequirement", extensible=False, free=True),
    grown(draft7.SCHEMA, "discriminator deprecated", externalDocs=one("ExternalDocs"), items=some("Schema")),
)
