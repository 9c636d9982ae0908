"""Every value of an `enum` is of the type that the schema declares.

A value of another type can never be sent: the `type` refuses it before the `enum` is asked. Mostly quotes are missing
or too many, as in `[1, "2"]` (JSON Schema 2020-12 validation, section 6.1.2).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Category: {type: string, enum: [10, "20"]}  # error: `10` is not of type `string`
    Priority: {type: integer, enum: [1, 2, 3]}
    Grade: {type: [integer, "null"], enum: [1, "2", null]}  # error: `"2"` is not of type `integer`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Category: {type: string, enum: ["10", "20"]}
    Weight: {type: number, enum: [1, 2.5]}
    Grade: {type: [integer, "null"], enum: [1, 2, null]}
```
"""

from collections.abc import Iterator
from typing import Any

from govtool.lint.nodes import Items, Parameter, Schema
from govtool.lint.rule import Hit
from govtool.model.shape import sequence, texts

TAGS = ("documentation",)
KEYS = ("enum",)


def check(node: Schema | Parameter | Items) -> Iterator[Hit]:
    values, type_ = sequence(node.value.get("enum")), node.value.get("type")
    types = [type_] if isinstance(type_, str) else texts(type_)
    for index, value in enumerate(values if types else ()):
        null_allowed = value is None and (node.value.get("nullable") is True or node.value.get("x-nullable") is True)
        if not null_allowed and not any(_is(value, name) for name in types):
            from json import dumps

            shown = dumps(value)[:40]
            yield Hit(node.at("enum", index), f"`{shown}` is not of type `{types[0]}`, expected a value that is",
                      help="mend the quotes, or the `type`", subject=f"enum {shown}")


def _is(value: Any, type_: str) -> bool:
    """Whether a value is of a JSON Schema type; an unknown type is not judged here."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    checks = {
        "string": isinstance(value, str), "boolean": isinstance(value, bool), "null": value is None,
        "array": isinstance(value, list), "object": isinstance(value, dict), "number": number,
        "integer": number and (isinstance(value, int) or value.is_integer()),
    }
    return checks.get(type_, True)
