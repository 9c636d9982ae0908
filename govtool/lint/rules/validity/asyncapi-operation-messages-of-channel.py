"""The messages of an operation, and of its reply, are messages of its channel.

An operation picks among what goes through its channel; a message that the channel does not have cannot be expected
there (AsyncAPI 3.0, "Operation Object" and "Operation Reply Object": a subset of the channel's).

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created: {$ref: '#/components/messages/created'}
  closed:
    address: orders.closed
    messages:
      closed: {payload: {type: object}}
operations:
  sendCreated:
    action: send
    channel: {$ref: '#/channels/created'}
    messages:
      - $ref: '#/channels/created/messages/created'
      - $ref: '#/components/messages/created'  # error: `#/components/messages/created` is no message of the channel
      - $ref: '#/channels/closed/messages/closed'  # error: `#/channels/closed/messages/closed` is no message of
components:
  messages:
    created: {payload: {type: object}}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created: {payload: {type: object}}
operations:
  sendCreated:
    action: send
    channel: {$ref: '#/channels/created'}
    messages: [{$ref: '#/channels/created/messages/created'}]
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi-3",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.channels import channel_of, items, leads, named, operations

    for operation in operations(contract):
        channel = channel_of(contract, operation)
        for item in items(operation, "messages") if channel else ():
            if leads(contract, item) and (named(contract, item) or ())[:-1] != (*(channel or ()), "messages"):
                ref = item.value["$ref"]
                yield Hit(item.at("$ref"), f"`{ref}` is no message of the channel, expected one of its `messages`",
                          help=f"refer to `#/{'/'.join(map(str, channel or ()))}/messages/`", subject=ref)
