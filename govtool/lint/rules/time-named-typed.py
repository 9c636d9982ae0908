"""A property called `…At` is a point in time, and one called `…Date` a day.

A posting date is a day of the finance calendar, wherever the clock stands; `occurredAt` is one instant for all. Names
that keep the two apart, with the `format` that belongs to each, prevent postings in the wrong period (Zalando
guidelines 169 and 235; Google AIP-142).

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        recordedAt: {type: string}  # error: `recordedAt` has no `format`, expected `date-time`
        occurredAt: {type: string, format: date-time}
        postingDate: {type: string, format: date-time}  # error: `postingDate` is a `date-time`, expected `date`
        changedAt: {type: integer}  # error: `changedAt` is a number, expected `date-time`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        occurredAt: {$ref: "#/components/schemas/Instant"}
        postingDate: {type: string, format: date}
    Instant: {type: string, format: date-time}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Parameter, Schema
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import is_number, keyword, named, place, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import text

TAGS = ("governance", "time")
KEYS = ("properties", "name")
_FORMATS = {"at": "date-time", "timestamp": "date-time", "date": "date"}


def check(node: Schema | Parameter, contract: Contract) -> Iterator[Hit]:
    for name, schema in named(node):
        found = words(name)
        expected = _FORMATS.get(found[-1]) if len(found) > 1 else None
        if expected is None:
            continue
        said = text(keyword(contract.bundle, schema, "format"))
        if is_number(contract.bundle, schema):
            is_, hint = "is a number", "write it as text (RFC 3339), with an offset: the reader need not know the epoch"
        elif "string" in types(contract.bundle, schema) and said != expected:
            is_ = f"is a `{said}`" if said else "has no `format`"
            hint = f"add `format: {expected}`, or give it the name of what it is"
        else:
            continue
        yield Hit(place(contract, schema), f"`{name}` {is_}, expected `{expected}`", help=hint)
