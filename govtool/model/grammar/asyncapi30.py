"""AsyncAPI 3.0 and 3.1 ("Schema"): what they change in 2.x; 3.1 adds bindings alone."""

from govtool.model.grammar import each, grown, many, one, row, table
from govtool.model.grammar.asyncapi2 import KINDS as V2

_ABOUT = "title summary description"

KINDS = table(
    row("AsyncAPI", "asyncapi id defaultContentType", "asyncapi info", info=one("Info"), servers=each("Server"),
        channels=each("Channel"), operations=each("Operation"), components=one("Components")),
    grown(V2["Info"], tags=many("Tag"), externalDocs=one("ExternalDocs")),
    row("Server", f"host protocol protocolVersion pathname {_ABOUT}", "host protocol", ref="instead",
        variables=each("ServerVariable"), security=many("SecurityScheme"), tags=many("Tag"),
        externalDocs=one("ExternalDocs"), bindings=one("Bindings")),
    row("Channel", f"address {_ABOUT}", ref="instead", messages=each("Message"), servers=many("Server"),
        parameters=each("Parameter"), tags=many("Tag"), externalDocs=one("ExternalDocs"), bindings=one("Bindings")),
    row("Operation", f"action {_ABOUT}", "action channel", ref="instead", channel=one("Channel"),
        security=many("SecurityScheme"), tags=many("Tag"), externalDocs=one("ExternalDocs"),
        bindings=one("Bindings"), traits=many("OperationTrait"), messages=many("Message"),
        reply=one("OperationReply")),
    row("OperationTrait", _ABOUT, ref="instead", security=many("SecurityScheme"), tags=many("Tag"),
        externalDocs=one("ExternalDocs"), bindings=one("Bindings")),
    row("OperationReply", ref="instead", address=one("OperationReplyAddress"), channel=one("Channel"),
        messages=many("Message")),
    row("OperationReplyAddress", "description location", "location", ref="instead"),
    row("Parameter", "enum default description examples location", ref="instead"),
    grown(V2["Message"], without="messageId schemaFormat oneOf"),
    grown(V2["MessageTrait"], without="messageId schemaFormat"),
    row("Tag", "name description", "name", ref="instead", externalDocs=one("ExternalDocs")),
    row("ExternalDocs", "url description", "url", ref="instead"),
    grown(V2["Components"], operations=each("Operation"), replies=each("OperationReply"),
          replyAddresses=each("OperationReplyAddress"), externalDocs=each("ExternalDocs"), tags=each("Tag")),
    grown(V2["SecurityScheme"], "scopes"),
    row("OAuthFlow", "authorizationUrl tokenUrl refreshUrl availableScopes", "availableScopes"),
    # A Multi Format Schema Object may stand wherever a schema may: its own schema is in the format that it names.
    grown(V2["Schema"], "schemaFormat", schema=one("Schema")),
    base={name: kind for name, kind in V2.items() if name != "SecurityRequirement"},
)
