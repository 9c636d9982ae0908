"""A point in time that is shown as an example has an offset.

`2026-04-17T22:10:00` is another instant in every plant, and readers copy what they see (RFC 3339 asks for `Z` or an
offset, and EPCIS 2.0 for the offset of every event). Where the schema says `format: date-time`, such an example is
invalid anyway and is told there.

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Start:
      type: string
      examples: ["2026-04-17T22:10:00"]  # error: `2026-04-17T22:10:00` has no offset
    Stop: {type: string, examples: ["2026-04-17T22:10:00+02:00"]}
    Change:
      type: string
      default: 2026-04-17 22:10  # error: `2026-04-17 22:10` has no offset
    Posting:
      type: string
      examples: ["/Date(1492041600000)/"]  # error: `/Date(1492041600000)/` has no offset
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Start: {type: string, examples: ["2026-04-17T22:10:00.5+02:00"]}
    Stop: {type: string, examples: ["2026-04-17T20:10:00Z"]}
    Day: {type: string, format: date, examples: ["2026-04-17"]}
```
"""

import re
from collections.abc import Iterator

from govtool.finding import Pointer
from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.model.shape import sequence

TAGS = ("governance", "time")
KEYS = ("example", "default", "examples")
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?|/Date\(\d+\)/", re.ASCII)


def check(schema: Schema) -> Iterator[Hit]:
    if schema.value.get("format") == "date-time":
        return
    values: list[tuple[Pointer, object]] = [
        ((key,), schema.value[key]) for key in ("example", "default") if key in schema.value
    ]
    values += [(("examples", index), value) for index, value in enumerate(sequence(schema.value.get("examples")))]
    for pointer, value in values:
        if isinstance(value, str) and _LOCAL.fullmatch(value):
            yield Hit(schema.at(*pointer),
                      f"`{value}` has no offset, expected a time as in `2026-04-17T22:10:00+02:00`",
                      help="write `Z` for UTC, or the offset of the plant", subject=f"example {value}")
