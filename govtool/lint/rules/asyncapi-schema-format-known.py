"""The schema format of a payload is one that tools know.

What is written in an unknown language is checked by nobody: neither its examples nor a change that breaks readers
(AsyncAPI 3.0, "Multi Format Schema Object", lists the formats).

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
          schemaFormat: avro  # error: `avro` is no schema format that is known
          schema: {type: string}
      changed:
        payload: {schemaFormat: application/vnd.apache.avro;version=1.12.0, schema: string}
      closed:
        payload:
          schemaFormat: application/xml  # error: `application/xml` is no schema format that is known
          schema: {type: string}
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
        payload: {schemaFormat: application/vnd.apache.avro;version=1.12.0, schema: string}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.model.asyncapi import events, is_new

    for message in events(contract).messages:
        for part in (message.payload, message.headers):
            if part is not None and part.format and not part.language:
                spot = part.schema
                inside = is_new(contract.format)
                at = spot.document.at((*spot.pointer[:-1], "schemaFormat")) if inside else message.spot.at(on="key")
                yield Hit(at, f"`{part.format}` is no schema format that is known, expected a media type of the list",
                          help="write it as in `application/vnd.apache.avro;version=1.12.0`")
