"""No path has a query or a fragment.

A path template names a resource; parameters behind `?` are said as parameters `in: query`, or else no tool matches a
request against them (OpenAPI 3.1.1 section 4.8.8).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders?status=open:  # error: `/orders?status=open` has a query
    get:
      responses: {"200": {description: The open orders.}}
  /batches:
    get:
      responses: {"200": {description: The batches.}}
  /shifts#late:  # error: `/shifts#late` has a fragment
    get:
      responses: {"200": {description: The late shift.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters: [{name: status, in: query, schema: {type: string}}]
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Paths
from govtool.lint.rule import Hit

TAGS = ("naming",)
FORMATS = ("openapi",)
_MARKS = {"?": "a query", "#": "a fragment"}


def check(paths: Paths) -> Iterator[Hit]:
    for path in paths.value:
        mark = next((mark for mark in path if mark in _MARKS), None)
        if mark and path.startswith("/"):
            yield Hit(paths.at(path, on="key"), f"`{path}` has {_MARKS[mark]}, expected `{path.partition(mark)[0]}`",
                      help="say what stands behind it as parameters with `in: query`")
