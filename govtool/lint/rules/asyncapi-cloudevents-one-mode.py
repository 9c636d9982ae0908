"""A CloudEvent is in one mode: binary, with its attributes as headers, or structured, with them in the payload.

Who gets both does not know which one counts when they differ; and in the binary mode the content type of the message is
the `datacontenttype`, which is no header of its own (CloudEvents Kafka binding 1.0, section 3.2).

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        contentType: application/cloudevents+json
        headers: {type: object, properties: {ce_id: {type: string}}}  # error: the CloudEvent `created` is in both modes
        payload: {type: object}
      changed:
        contentType: application/json
        headers: {type: object, properties: {ce_id: {type: string}}}
        payload: {type: object}
      closed:
        contentType: application/json
        headers:
          type: object
          properties:
            ce_id: {type: string}
            ce_datacontenttype: {type: string}  # error: `ce_datacontenttype` says what the content type says
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      changed:
        contentType: application/cloudevents+json
        headers: {type: object, properties: {traceparent: {type: string}}}
        payload: {type: object}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation", "semantics")
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import envelopes

    found = envelopes(contract)
    structured = {id(envelope.one) for envelope in found if envelope.mode == "structured"}
    for envelope in found:
        message = envelope.one.message
        if envelope.mode == "binary" and id(envelope.one) in structured and message.headers:
            yield Hit(message.headers.schema.at(on="key"),
                      f"the CloudEvent `{message.name}` is in both modes, expected one", subject=envelope.subject,
                      help="take the attributes out of the headers, or send the data alone as the payload")
        elif envelope.mode == "binary" and "datacontenttype" in envelope.attributes:
            member = envelope.attributes["datacontenttype"]
            yield Hit(member.at, f"`{member.name}` says what the content type says, expected `contentType` alone",
                      help="write it as the `contentType` of the message", subject=envelope.subject)
