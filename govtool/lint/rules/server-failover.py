"""A mission-critical contract names a second server, or says how it fails over.

When the first site is down, callers need an address that was agreed on before, not one that is sent round by mail (ISO
22301; the recovery time of the tier cannot be kept without it). Another entry in `servers`, or `failover` under
`recovery`, says it.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-criticality: mission-critical}
servers:  # error: the contract names one server
  - url: https://integration.plant-north.net
paths:
  /orders:
    get:
      responses: {"200": {description: The orders.}}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-criticality: mission-critical}
servers:
  - url: https://integration.plant-north.net
  - url: https://integration.plant-south.net
paths:
  /batches:
    get:
      responses: {"200": {description: The batches.}}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: 1.0.0, x-criticality: mission-critical}
paths:  # error: the contract names no server
  /shifts:
    get:
      responses: {"200": {description: The shifts.}}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-criticality: mission-critical
  x-resilience: {recovery: {failover: The address moves to the recovery site within a minute.}}
servers:
  - url: https://integration.plant-north.net
paths:
  /orders:
    get:
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, sequence

TAGS = ("governance", "recovery")
FORMATS = ("openapi",)


def check(contract: Contract) -> Iterator[Hit]:
    named = len(sequence(mapping(contract.document.data).get("servers")))
    failover = mapping(contract.facts.resilience.get("recovery")).get("failover")
    if contract.facts.tier == "mission-critical" and contract.operations and named < 2 and not failover:  # noqa: PLR2004 - a second one
        key = "servers" if named else "paths"
        yield Hit(contract.document.at((key,), "key"),
                  f"the contract names {'one' if named else 'no'} server, expected a second one in `servers`",
                  help="name the recovery site, or say under `recovery` how the address fails over")
