"""An Avro schema that is written in an AsyncAPI document is one that an Avro library takes.

The official schema of AsyncAPI takes any text for the name of a type; a producer finds out when it starts (Avro 1.12,
"Schema Declaration"). A schema in a file of its own is judged there, where its other types are at hand.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.9.0
          schema:
            type: record
            name: OrderCreated
            fields:
              - {name: orderId, type: string}
              - {name: quantity, type: integer}  # error: `integer` is not defined
              - {name: state, type: OrderState}  # error: `OrderState` is not defined
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.9.0
          schema:
            type: record
            name: OrderCreated
            fields:
              - {name: orderId, type: string}
              - {name: quantity, type: int}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Spot

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)
_OWN_FILES = (".avsc", ".avpr")


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.model.asyncapi import events
    from govtool.model.avro.read import read_schema

    seen = set()
    for message in events(contract).messages:
        for part in (message.payload, message.headers):
            if part and part.language == "avro" and id(part.schema.value) not in seen and _stands_here(part.schema):
                seen.add(id(part.schema.value))
                for found in read_schema(part.schema.document, part.schema.pointer).findings:
                    if found.severity is Severity.ERROR:
                        yield Hit(found.at, found.message, found.help, found.related)


def _stands_here(schema: Spot) -> bool:
    """Whether a schema is written in the document, in one piece: a trait may have added to it."""
    try:
        is_whole = schema.document.get(schema.pointer) is schema.value
    except LookupError:
        return False
    return is_whole and not schema.document.path.endswith(_OWN_FILES)
