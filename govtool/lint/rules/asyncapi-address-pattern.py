"""The address of a channel follows the pattern of all addresses, which ends with the major version.

Rights, alarms and cost centres are given by the beginning of an address, and a breaking change needs a second one
beside the first (Confluent's guides and Zalando guideline 213 give events such names). The option `pattern` holds the
expression, which variables match as `x`; channels for dead letters and for retries of another may end with more words.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created: {address: OrderCreated}  # error: `OrderCreated` does not follow the pattern of addresses
  changed: {address: mfg.order.production-order.changed.v1}
  closed: {address: mfg.order.closed}  # error: `mfg.order.closed` does not follow the pattern of addresses
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  changed: {address: mfg.order.changed.v1}
  dead: {address: mfg.order.changed.v1.dlq.planning}
  state: {address: 'mfg/{site}/machine/state/v1', parameters: {site: {}}}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.rule import Hit, RuleError
from govtool.model.contract import Contract

TAGS = ("governance", "naming")
FORMATS = ("asyncapi",)
OPTIONS = {"pattern": r"[a-z][a-z0-9-]*(?:[./][a-z0-9-]+)+[./]v[0-9]+(?:[./](?:dlq|retry)(?:[./][a-z0-9-]+)*)?"}
_VARIABLE = re.compile(r"\{[^{}]*\}")


def check(contract: Contract, options: dict[str, str]) -> Iterator[Hit]:
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events

    try:
        pattern = re.compile(options["pattern"])
    except re.error as error:
        raise RuleError(f"`pattern` is no regular expression: {error}") from None
    for channel in events(contract).channels:
        address = channel.address
        if address and len(address) <= _LONGEST and not pattern.fullmatch(_VARIABLE.sub("x", address)):
            yield Hit(address_at(contract, channel), subject=address,
                      message=f"`{address}` does not follow the pattern of addresses, as in `mfg.order.created.v1`",
                      help="name domain, object and event in lower case, and the major version at the end")


_LONGEST = 249
"""Characters of a topic's name in Kafka; longer ones are not matched with an expression that somebody wrote."""
