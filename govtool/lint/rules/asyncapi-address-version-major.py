"""The major version in an address is that of the contract.

Old and new major versions run beside each other while consumers move, and the address keeps them apart (Open Resource
Discovery asks for the same number in both). An address without a version is the matter of another rule.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 2.1.0}
channels:
  created: {address: mfg.order.created.v1}  # error: `mfg.order.created.v1` says major version 1, expected 2
  changed: {address: mfg.order.changed.v2}
  closed: {address: mfg/order/v3/closed}  # error: `mfg/order/v3/closed` says major version 3, expected 2
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 2.1.0}
channels:
  changed: {address: mfg.order.changed.v2}
  dead: {address: mfg.order.dlq}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.version import Version

TAGS = ("governance", "versioning")
FORMATS = ("asyncapi",)
_MAJOR = re.compile(r"(?<=[./])v(\d{1,4})(?=[./]|$)")


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events

    version = Version.parse(contract.version)
    expected = max(version.major, 1) if version else 0  # what is not yet 1.0.0 is on its way there
    for channel in events(contract).channels if version else ():
        found = {int(major) for major in _MAJOR.findall(channel.address or "")}
        if found and not found <= {expected, version.major if version else 0}:
            yield Hit(address_at(contract, channel), subject=channel.identity,
                      message=f"`{channel.address}` says major version {', '.join(map(str, sorted(found)))}, "
                      f"expected {expected} as in `info.version`",
                      help="let the address follow the version, and keep the old one until its consumers have moved")
