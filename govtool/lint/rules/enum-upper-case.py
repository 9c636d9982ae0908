"""Enumerated values are written in one style, UPPER_SNAKE.

They then look like nothing else, in JSON and in code, and the same state has the same spelling in every contract
(Zalando guideline 240). The option `style` chooses another one.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Status: {type: string, enum: [open, CLOSED]}  # error: `open` is not in UPPER_SNAKE, expected `OPEN`
    Severity: {type: string, enum: [CRITICAL, MAJOR]}
    Cause: {type: string, enum: [toolWear, noMaterial]}  # error: `toolWear` is not in UPPER_SNAKE, expected `TOOL_WEAR`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Status: {type: string, enum: [OPEN, CLOSED]}
    Priority: {type: integer, enum: [1, 2, 3]}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.policy.names import is_in, restyled
from govtool.lint.rule import Hit
from govtool.model.shape import texts

TAGS = ("naming",)
KEYS = ("enum",)
OPTIONS = {"style": "UPPER_SNAKE"}


def check(schema: Schema, options: dict[str, str]) -> Iterator[Hit]:
    style = options["style"]
    value = next((value for value in texts(schema.value.get("enum")) if value and not is_in(style, value)), None)
    if value is not None:
        yield Hit(schema.at("enum"), f"`{value}` is not in {style}, expected `{restyled(style, value)}`",
                  help="write all values so; a published one is renamed with the next major version")
