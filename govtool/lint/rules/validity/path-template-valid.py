"""Every path template has paired braces around names, each used once.

A brace without a partner is taken as a part of the URL by one tool and as a parameter by the next (OpenAPI 3.1.1
section 4.8.8.1; 3.2.0 section 4.8.2 on names that are used twice).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId:  # error: `/orders/{orderId` has a brace without a partner
    get:
      responses: {"200": {description: The order.}}
  /orders: {}
  /plants/{}/orders: {}  # error: `/plants/{}/orders` has braces without a name
  /plants/{id}/orders/{id}:  # error: `/plants/{id}/orders/{id}` uses `id` twice
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /plants/{plantId}/orders/{orderId}:
    parameters:
      - {name: plantId, in: path, required: true, schema: {type: string}}
      - {name: orderId, in: path, required: true, schema: {type: string}}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Paths
from govtool.lint.rule import Hit
from govtool.lint.validity.templates import rest, variables

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(paths: Paths) -> Iterator[Hit]:
    for path in paths.value:
        fault = _fault(path) if path.startswith("/") else ""
        if fault:
            yield Hit(paths.at(path, on="key"), f"`{path}` {fault}, expected each name once and in braces",
                      help="write every parameter as `{name}`, each with a name of its own")


def _fault(path: str) -> str:
    """What is wrong with a template; empty where nothing is."""
    names = variables(path)
    if not {"{", "}"}.isdisjoint(rest(path)):
        return "has a brace without a partner"
    if "" in names:
        return "has braces without a name"
    twice = next((name for name in names if names.count(name) > 1), None)
    return f"uses `{twice}` twice" if twice else ""
