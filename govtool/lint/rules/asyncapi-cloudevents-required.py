"""A CloudEvent declares and requires `id`, `source`, `specversion` and `type`.

An event without one of them is no CloudEvent, and libraries refuse it when it arrives (CloudEvents 1.0, "Required
Attributes"). In the binary mode they are headers with a prefix (`ce_` on Kafka, `ce-` on HTTP), in the structured mode
members of the payload.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers:  # error: the CloudEvent `created` does not require `specversion`, `type`
          type: object
          required: [ce_id, ce_source]
          properties: {ce_id: {type: string}, ce_source: {type: string}, ce_type: {type: string}}
      changed:
        headers:
          type: object
          required: [ce_id, ce_source, ce_specversion, ce_type]
          properties:
            ce_id: {type: string}
            ce_source: {type: string}
            ce_specversion: {const: '1.0'}
            ce_type: {type: string}
      closed:
        contentType: application/cloudevents+json
        payload: {type: object}  # error: the CloudEvent `closed` does not require `id`, `source`, `specversion`, `type`
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
        payload:
          type: object
          required: [id, source, specversion, type]
          properties:
            id: {type: string}
            source: {type: string}
            specversion: {const: '1.0'}
            type: {type: string}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation", "semantics")
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import REQUIRED, envelopes

    for envelope in envelopes(contract):
        message = envelope.one.message
        part = message.headers if envelope.mode == "binary" else message.payload
        missing = [name for name in REQUIRED
                   if not (envelope.attributes[name].required if name in envelope.attributes else False)]
        if missing and part is not None and envelope.is_whole:
            listed = ", ".join(f"`{name}`" for name in missing)
            yield Hit(part.schema.at(on="key"),
                      f"the CloudEvent `{message.name}` does not require {listed}, expected all four",
                      help="declare them, and list them in `required`", subject=f"{envelope.subject} {envelope.mode}")
