"""OpenAPI 3.2.0, section 4: what it changes in 3.1."""

from dataclasses import replace

from govtool.model.grammar import each, grown, many, one, table
from govtool.model.grammar.openapi31 import KINDS as V31

KINDS = table(
    grown(V31["OpenAPI"], "$self"),
    grown(V31["Server"], "name"),
    grown(V31["Components"], mediaTypes=each("MediaType")),
    grown(V31["PathItem"], query=one("Operation"), additionalOperations=each("Operation")),
    replace(grown(V31["MediaType"], "description", itemSchema=one("Schema"), prefixEncoding=many("Encoding"),
                  itemEncoding=one("Encoding")), ref="instead"),
    grown(V31["Encoding"], encoding=each("Encoding"), prefixEncoding=many("Encoding"), itemEncoding=one("Encoding")),
    replace(grown(V31["Response"], "summary"), required=()),
    grown(V31["Example"], "dataValue serializedValue"),
    grown(V31["Tag"], "summary parent kind"),
    grown(V31["Discriminator"], "defaultMapping"),
    grown(V31["XML"], "nodeType"),
    grown(V31["SecurityScheme"], "oauth2MetadataUrl deprecated"),
    grown(V31["OAuthFlows"], deviceAuthorization=one("OAuthFlow")),
    grown(V31["OAuthFlow"], "deviceAuthorizationUrl"),
    base=V31,
)
