"""Every component is used.

What nothing leads to is read, maintained and generated into clients for nobody, and the next author believes that it
matters (OpenAPI 3.1.1 section 4.8.7 and AsyncAPI 3.0, "Components Object": they have no effect unless they are referred
to). Uses in other documents count, and so do `discriminator` mappings and the subtypes of a used schema with a
`discriminator`. A document without operations and channels is a library, whose users may be anywhere; it is not judged.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200":
          description: The orders.
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
components:
  schemas:
    Draft:  # error: the schema `Draft` is not used
      type: object
      properties: {parent: {$ref: "#/components/schemas/Draft"}}
    Order: {type: object}
  parameters:
    Site: {name: siteId, in: query, schema: {type: string}}  # error: the parameter `Site` is not used
```

```yaml file=events.yaml
asyncapi: 3.0.0
info: {title: Order events, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages: {created: {$ref: "#/components/messages/created"}}
components:
  messages:
    created: {payload: {type: object}}
    closed: {payload: {type: object}}  # error: the message `closed` is not used
  operationTraits:
    kafka: {bindings: {kafka: {clientId: {type: string}}}}  # error: the operation trait `kafka` is not used
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      security: [{plant: []}]
      responses:
        "200":
          description: The orders.
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
components:
  schemas:
    Order: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    ReworkOrder: {type: object, allOf: [{$ref: "#/components/schemas/Order"}]}
    Reason: {type: string}
  securitySchemes:
    plant: {type: http, scheme: bearer}
```

```yaml file=holds.yaml
openapi: 3.1.0
info: {title: Holds, version: 1.0.0}
paths: {}
components:
  schemas:
    Hold: {type: object, properties: {reason: {$ref: "orders.yaml#/components/schemas/Reason"}}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.policy.names import words
from govtool.lint.policy.uses import Uses
from govtool.lint.rule import Hit, Repository

SEVERITY = Severity.INFO
FORMATS = ("openapi", "asyncapi")
TAGS = ("documentation",)
_WORDS = {"definitions": "schema", "securityDefinitions": "security scheme", "requestBodies": "request body",
          "replies": "reply", "replyAddresses": "reply address"}


def check(repository: Repository) -> Iterator[Hit]:
    uses = Uses(repository.contracts)
    for contract in repository.contracts:
        for pointer in uses.unused(contract):
            *_, section, name = pointer
            word = _WORDS.get(str(section), " ".join(words(str(section))).removesuffix("s"))
            yield Hit(contract.document.at(pointer, "key"),
                      f"the {word} `{name}` is not used, expected something to refer to it",
                      help="take it away, or refer to it where it was meant")
