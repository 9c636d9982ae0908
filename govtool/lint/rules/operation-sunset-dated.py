"""A deprecated operation says on which day it ends.

`deprecated: true` alone tells consumers to go and not by when; the date is what they plan with, and what allows the
removal later (RFC 8594; Zalando guideline 187). `x-sunset` says it, and no later than the whole contract ends.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      deprecated: true  # error: `GET /orders` is deprecated and has no `x-sunset`
      responses: {"200": {description: The orders.}}
    post:
      deprecated: true
      x-sunset: "2027-06-30"
      responses: {"201": {description: Created.}}
    delete:
      deprecated: true
      x-sunset: soon  # error: the `x-sunset` `soon` is no date
      responses: {"204": {description: Gone.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      deprecated: true
      x-sunset: "2027-06-30"
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import full_date
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation
from govtool.model.shape import text

TAGS = ("governance", "lifecycle")
FORMATS = ("openapi",)


def check(operation: Operation, contract: Contract) -> Iterator[Hit]:
    if not operation.deprecated:
        return
    sunset = text(operation.spot.value.get("x-sunset"))
    if sunset and full_date(sunset) is None:
        yield Hit(operation.spot.at("x-sunset"),
                  f"the `x-sunset` `{sunset}` is no date, expected one, as in `2027-06-30`",
                  help="write year, month and day (RFC 3339)")
    elif not sunset and not contract.facts.lifecycle.sunset_on:
        yield Hit(operation.spot.at("deprecated", on="key"),
                  f"`{operation.name}` is deprecated and has no `x-sunset`, expected the day of its end",
                  help='add `x-sunset: "2027-06-30"` beside `deprecated`')
