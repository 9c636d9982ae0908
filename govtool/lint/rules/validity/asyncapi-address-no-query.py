"""The address of a channel has neither a query nor a fragment.

What stands behind `?` or `#` is no part of an address for any broker; bindings are the place for it (AsyncAPI 3.0,
"Channel Object"; 2.6, "Channels Object").

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders/created?plant=berlin  # error: `orders/created?plant=berlin` holds a `?`
  released:
    address: orders/released
  closed:
    address: orders/closed#latest  # error: `orders/closed#latest` holds a `#`
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders/created
    bindings:
      ws: {query: {type: object, properties: {plant: {type: string}}}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.lint.validity.templates import rest
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events

    for channel in events(contract).channels:
        mark = next((mark for mark in "?#" if mark in rest(channel.address or "")), "")
        if mark:
            yield Hit(address_at(contract, channel),
                      f"`{channel.address}` holds a `{mark}`, expected a plain address",
                      help="say it in the channel's `bindings`, or by a parameter")
