"""The `specversion` of a CloudEvent is the constant 1.0.

It says by which rules the rest is read; where any text may stand, a consumer cannot rely on one (CloudEvents 1.0,
`specversion`).

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers:
          type: object
          properties: {ce_id: {type: string}, ce_specversion: {type: string}}  # error: `ce_specversion` may be any text
      changed:
        headers: {type: object, properties: {ce_id: {type: string}, ce_specversion: {const: '1.0'}}}
      closed:
        headers:
          type: object
          properties: {ce_id: {type: string}, ce_specversion: {const: '0.3'}}  # error: `ce_specversion` is `0.3`
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
        headers: {type: object, properties: {ce_id: {type: string}, ce_specversion: {type: string, enum: ['1.0']}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import sequence, text

TAGS = ("documentation", "semantics")
FORMATS = ("asyncapi",)
_VERSION = "1.0"


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import envelopes

    for envelope in envelopes(contract):
        found = envelope.attributes.get("specversion")
        if found is None or not found.spots:
            continue
        const, listed = found.said(contract.bundle, "const"), sequence(found.said(contract.bundle, "enum"))
        values = [const] if const is not None else listed
        if values not in ([_VERSION], [1.0]):
            is_ = "is " + ", ".join(f"`{text(value)}`" for value in values) if values else "may be any text"
            yield Hit(found.at, f"`{found.name}` {is_}, expected the constant `{_VERSION}`",
                      help="write `const: '1.0'`", subject=envelope.subject)
