"""An object has either one `example` or several `examples`.

The two exclude each other: where both stand, one tool shows the first and another the second (OpenAPI 3.1.1 sections
4.8.12.2 and 4.8.14.1). The schemas of the other versions say it themselves.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - name: page
          in: query
          schema: {type: integer}
          example: 1
          examples: {first: {value: 1}}  # error: `example` and `examples` exclude each other
        - {name: size, in: query, schema: {type: integer}, example: 20}
      responses:
        "200":
          description: The orders.
          content:
            application/json:
              example: []
              examples: {none: {value: []}}  # error: `example` and `examples` exclude each other
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: page, in: query, schema: {type: integer}, examples: {first: {value: 1}, tenth: {value: 10}}}
        - {name: size, in: query, schema: {type: integer}, example: 20}
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Header, MediaType, Parameter
from govtool.lint.rule import Hit

SEVERITY = Severity.ERROR
KEYS = ("examples",)
FORMATS = ("openapi-3.1",)


def check(node: Parameter | Header | MediaType) -> Iterator[Hit]:
    if "example" in node.value and "examples" in node.value:
        yield Hit(node.at("examples", on="key"), "`example` and `examples` exclude each other, expected one of them",
                  help="move the `example` among the `examples`")
