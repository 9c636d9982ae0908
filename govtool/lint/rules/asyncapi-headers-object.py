"""The headers of a message are an object.

Headers are names with values, whatever the protocol; a schema that allows anything else says nothing that a client can
be generated from (AsyncAPI 3.0, "Message Object": the schema must be of type `object`).

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created: {headers: {type: array}}  # error: the headers of message `created` are of type `array`
      changed: {headers: {type: object}}
      closed: {headers: {properties: {key: {type: string}}}}  # error: the headers of message `closed` are of no type
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created: {headers: {type: object, properties: {key: {type: string}}}}
      changed: {}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation",)
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.schemas import place, types
    from govtool.model.asyncapi import events

    seen = set[int]()
    for message in events(contract).messages:
        headers = message.headers
        if headers is None or headers.language != "jsonschema" or id(headers.schema.value) in seen:
            continue
        seen.add(id(headers.schema.value))
        found = types(contract.bundle, headers.schema)
        if found != {"object"}:
            is_ = f"of type `{', '.join(sorted(found))}`" if found else "of no type"
            yield Hit(place(contract, headers.schema),
                      f"the headers of message `{message.name}` are {is_}, expected `object`",
                      help="write `type: object` with `properties`")
