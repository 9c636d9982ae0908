"""No address of a channel ends with a slash.

For a broker `orders/created/` is another topic than `orders/created`; who subscribes to one gets nothing of the other
(MQTT 5.0, section 4.7.3: adding a separator makes a different topic).

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created: {address: orders/created/}  # error: `orders/created/` ends with a slash
  released: {address: orders/released}
  closed: {address: orders/closed/}  # error: `orders/closed/` ends with a slash
```

## Good

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders/created: {}
  /: {}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("naming",)
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events

    for channel in events(contract).channels:
        address = channel.address or ""
        if address.endswith("/") and len(address) > 1:
            yield Hit(address_at(contract, channel), f"`{address}` ends with a slash, expected `{address.rstrip('/')}`",
                      help="take the slash away; for a topic that is in use, with its next major version")
