"""The major version in a path or server URL is that of the contract.

Old and new major versions run beside each other while consumers move, and the path keeps them apart (Open Resource
Discovery asks for the same number in both). Whoever versions in another way switches this rule off.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 2.1.0}
paths:
  /v1/orders:  # error: `/v1/orders` says major version 1, expected 2
    get:
      responses: {"200": {description: The orders.}}
  /v2/batches:
    get:
      responses: {"200": {description: The batches.}}
  /shifts:  # error: `/shifts` says no major version, expected `/v2`
    get:
      responses: {"200": {description: The shifts.}}
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 2.1.0}
paths:
  /v2/orders:
    get:
      responses: {"200": {description: The orders.}}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: 1.0.0}
servers: [{url: "https://integration.example.com/shifts/v1"}]
paths:
  /shifts:
    get:
      responses: {"200": {description: The shifts.}}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.policy.operations import served
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.version import Version

TAGS = ("governance", "versioning")
FORMATS = ("openapi",)
_MAJOR = re.compile(r"/v(\d{1,4})(?=[/.?]|$)", re.IGNORECASE)


def check(contract: Contract) -> Iterator[Hit]:
    version = Version.parse(contract.version)
    expected = max(version.major, 1) if version else 0  # what is not yet 1.0.0 is on its way there
    for operation in served(contract) if expected else ():
        found = {int(major) for url in (operation.path, *(server.url for server in operation.servers))
                 for major in _MAJOR.findall(url)}
        if found <= {expected, version.major if version else 0} and found:
            continue
        says = f"says major version {', '.join(map(str, sorted(found)))}, expected {expected}" if found else \
            f"says no major version, expected `/v{expected}`"
        yield Hit(operation.path_spot.at(on="key"), f"`{operation.path}` {says}",
                  help="let the path follow `info.version`, and keep the old path until its consumers have moved")
