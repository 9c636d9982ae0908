"""Path segments are written in one style, lower-case words joined by hyphens.

Paths are typed, logged and compared as text, and in them case matters: one style for all means that nobody has to
guess (Zalando guideline 129). The option `style` chooses another one.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /productionOrders:  # error: `productionOrders` is not in kebab-case, expected `production-orders`
    get:
      responses: {"200": {description: The orders.}}
  /quality-holds:
    get:
      responses: {"200": {description: The holds.}}
  /v1/work_centers:  # error: `work_centers` is not in kebab-case, expected `work-centers`
    get:
      responses: {"200": {description: The work centres.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /v1/production-orders/{workOrderId}:
    parameters: [{name: workOrderId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The order.}}
  /v1/production-confirmations:batch:
    post:
      responses: {"207": {description: One result for each item.}}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Paths
from govtool.lint.policy.names import is_in, literals, restyled
from govtool.lint.rule import Hit

TAGS = ("naming",)
FORMATS = ("openapi",)
OPTIONS = {"style": "kebab-case"}


def check(paths: Paths, options: dict[str, str]) -> Iterator[Hit]:
    style = options["style"]
    for path in paths.value:
        for segment in (part for literal in literals(path) for part in literal.split(":")):
            if not is_in(style, segment):
                yield Hit(paths.at(path, on="key"),
                          f"`{segment}` is not in {style}, expected `{restyled(style, segment)}`",
                          help="rename the segment; keep the old path as deprecated where it is in use")
                break
