"""No two paths stand for the same URLs.

Templates that differ only in the names of their parameters are the same path: a server cannot tell which of the two
was called (OpenAPI 3.1.1 section 4.8.8.2).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
  /orders/{number}:  # error: `/orders/{number}` is the same path as `/orders/{orderId}`
    parameters: [{name: number, in: path, required: true, schema: {type: string}}]
  /orders/open: {}
  /orders/{id}:  # error: `/orders/{id}` is the same path as `/orders/{orderId}`
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
  /orders/open: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Related, Severity
from govtool.lint.nodes import Paths
from govtool.lint.rule import Hit
from govtool.lint.validity.templates import anonymous

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(paths: Paths) -> Iterator[Hit]:
    first: dict[str, str] = {}
    for path in paths.value:
        known = first.setdefault(anonymous(path), path)
        if known != path:
            yield Hit(paths.at(path, on="key"), f"`{path}` is the same path as `{known}`, expected one of them",
                      help="join the two, or tell them apart by a fixed part",
                      related=(Related(paths.at(known, on="key"), "the same path"),))
