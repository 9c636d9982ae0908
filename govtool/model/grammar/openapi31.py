"""OpenAPI 3.1.1, section 4.8: what it changes in 3.0."""

from dataclasses import replace

from govtool.model.grammar import draft2020_12, each, grown, one, table
from govtool.model.grammar.openapi30 import KINDS as V30

KINDS = table(
    replace(grown(V30["OpenAPI"], "jsonSchemaDialect", webhooks=each("PathItem")), required=("openapi", "info")),
    grown(V30["Info"], "summary"),
    grown(V30["License"], "identifier"),
    grown(V30["Components"], pathItems=each("PathItem")),
    replace(V30["Operation"], required=()),
    replace(V30["Discriminator"], extensible=True),
    grown(draft2020_12.SCHEMA, "example", discriminator=one("Discriminator"), xml=one("XML"),
          externalDocs=one("ExternalDocs")),
    base=V30,
)
