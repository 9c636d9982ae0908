"""A message with a payload says its content type.

JSON, Avro and Protobuf are all bytes on the topic; a consumer that guesses wrongly fails at the first message (AsyncAPI
3.0, "Message Object"). The `defaultContentType` of the document counts.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.created
    messages:
      created: {payload: {type: object}}  # error: message `created` has no `contentType`
      changed: {contentType: application/json, payload: {type: object}}
      closed: {payload: {type: object}}  # error: message `closed` has no `contentType`
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
defaultContentType: application/json
channels:
  created:
    address: orders.created
    messages: {created: {payload: {type: object}}}
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
    from govtool.lint.policy.messages import carried
    from govtool.model.asyncapi import events

    for message in events(contract).messages:
        if message.payload is not None and not message.content_type:
            one = carried(contract, message)
            yield Hit(one.at, f"{one.name} has no `contentType`, expected one", subject=message.name,
                      help="write it there, or one `defaultContentType` for the whole document")
