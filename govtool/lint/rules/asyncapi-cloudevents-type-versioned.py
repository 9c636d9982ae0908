"""The `type` of a CloudEvent is a constant: a domain in reverse, and the major version at its end.

Consumers subscribe by it, and a change that breaks them needs another one: only a type with a version can have a
successor (CloudEvents 1.0, `type`, and the Primer, "Versioning of CloudEvents").

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
          properties: {ce_id: {type: string}, ce_type: {type: string}}  # error: `ce_type` may be any text
      changed:
        headers: {type: object, properties: {ce_id: {type: string}, ce_type: {const: com.example.order.changed.v1}}}
      closed:
        headers:
          type: object
          properties: {ce_id: {type: string}, ce_type: {const: OrderClosed}}  # error: `ce_type` is `OrderClosed`
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
        headers: {type: object, properties: {ce_id: {type: string}, ce_type: {const: com.example.order.changed.v1}}}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import sequence, text

TAGS = ("governance", "versioning")
FORMATS = ("asyncapi",)
_TYPE = re.compile(r"[a-z]{2,}(\.[A-Za-z0-9_-]+)+\.v\d{1,4}")
_HELP = "write `const: com.example.order.created.v1`, with your own domain"


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import envelopes

    for envelope in envelopes(contract):
        found = envelope.attributes.get("type")
        if found is None or not found.spots:
            continue
        const, listed = found.said(contract.bundle, "const"), sequence(found.said(contract.bundle, "enum"))
        values = [const] if const is not None else listed
        wrong = next((text(value) for value in values if not _TYPE.fullmatch(text(value))), None)
        if not values:
            is_ = "may be any text"
        elif wrong is not None:
            is_ = f"is `{wrong}`"
        else:
            continue
        yield Hit(found.at, f"`{found.name}` {is_}, expected a constant, as in `com.example.order.created.v1`",
                  help=_HELP, subject=envelope.subject)
