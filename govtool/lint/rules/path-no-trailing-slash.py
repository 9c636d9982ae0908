"""No path ends with a slash.

`/orders` and `/orders/` are two resources; servers and gateways differ in which of them they answer, and a client that
joins them wrongly gets 404 or a redirect that loses its body (RFC 3986 section 6.2.3). Where a framework ends all
paths so, that is said once.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/:  # error: `/orders/` ends with a slash
    get:
      responses: {"200": {description: The orders.}}
  /batches:
    get:
      responses: {"200": {description: The batches.}}
  /shifts/{shiftId}/:  # error: `/shifts/{shiftId}/` ends with a slash
    parameters: [{name: shiftId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The shift.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /:
    get:
      responses: {"200": {description: What there is.}}
  /orders:
    get:
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Paths
from govtool.lint.rule import Hit

TAGS = ("naming",)
FORMATS = ("openapi",)
_HABIT = 20
"""With more paths than this it is a habit of the framework, which is said once."""


def check(paths: Paths) -> Iterator[Hit]:
    ending = [path for path in paths.value if path.endswith("/") and len(path) > 1]
    if len(ending) > _HABIT:
        yield Hit(paths.at(on="key"), f"{len(ending)} paths, such as `{ending[0]}`, end with a slash, expected none to",
                  help="drop the slashes; where the framework asks for them, switch this rule off")
    else:
        for path in ending:
            yield Hit(paths.at(path, on="key"), f"`{path}` ends with a slash, expected `{path.rstrip('/')}`",
                      help="take the slash away; the server may still redirect those who send it")
