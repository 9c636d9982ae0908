"""A deprecated contract says when it ends and what follows it.

Consumers plan with a date and move to a successor; without both, deprecation is a word that nobody acts on (Open
Resource Discovery asks for `sunsetDate` and `successors`; RFC 8594).

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-lifecycle: {status: deprecated}  # error: no `sunsetDate` # error: no `successors`
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-lifecycle: {status: deprecated, deprecationDate: "2026-01-01", sunsetDate: "2027-06-30", successors: ["batch@2"]}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-lifecycle:
    status: deprecated
    sunsetDate: next summer  # error: the `sunsetDate` `next summer` is no date
    successors: ["shift@2"]
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  x-lifecycle: {status: deprecated, deprecationDate: "2026-01-01", sunsetDate: "2027-06-30", successors: ["order@2"]}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import full_date, where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "lifecycle")
FORMATS = ("openapi", "asyncapi")


def check(contract: Contract) -> Iterator[Hit]:
    lifecycle = contract.facts.lifecycle
    if lifecycle.status not in ("deprecated", "sunset"):
        return
    at = where(contract, "lifecycle")
    if not lifecycle.sunset_on:
        yield Hit(at, "the contract is deprecated and has no `sunsetDate`, expected the day of its end",
                  help='add `sunsetDate: "2027-06-30"` to its lifecycle')
    elif full_date(lifecycle.sunset_on) is None:
        yield Hit(where(contract, "lifecycle", "sunsetDate"),
                  f"the `sunsetDate` `{lifecycle.sunset_on}` is no date, expected one, as in `2027-06-30`",
                  help="write year, month and day (RFC 3339)")
    if not lifecycle.successors:
        yield Hit(at, "the contract is deprecated and has no `successors`, expected the contract to move to",
                  help="add `successors: [order@2]` to its lifecycle")
