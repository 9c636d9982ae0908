"""Every parameter in a path is declared, and every declared path parameter is in the path.

A part of the path that nobody describes cannot be filled in by a client, and a parameter that is not in the path is
sent nowhere (OpenAPI 3.1.1 section 4.8.12.1; 2.0, "Parameter Object").

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    get:  # error: `{orderId}` of `/orders/{orderId}` is not declared
      responses: {"200": {description: The order.}}
    delete:
      parameters:
        - {name: orderId, in: path, required: true, schema: {type: string}}
      responses: {"204": {description: Deleted.}}
  /orders:
    get:
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - name: orderId  # error: `orderId` is in no part of `/orders`
          in: path
          required: true
          schema: {type: string}
      responses: {"200": {description: The orders.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters:
      - {name: orderId, in: path, required: true, schema: {type: string}}
    get:
      responses: {"200": {description: The order.}}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.lint.validity.templates import variables
from govtool.model.contract import Contract, Operation
from govtool.model.reach import Reach
from govtool.model.shape import sequence

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(operation: Operation, contract: Contract) -> Iterator[Hit]:
    if operation.kind != "path":
        return
    used = variables(operation.path)
    declared = {name: part for (location, name), part in operation.parameters.items() if location == "path"}
    for name in used if _all_known(operation, contract) else ():
        if name not in declared:
            yield Hit(operation.spot.at(on="key"),
                      f"`{{{name}}}` of `{operation.path}` is not declared, expected a parameter",
                      help=suggestion(name, declared) or f"add a parameter `{name}`, `in: path` and `required: true`",
                      subject=f"{operation.name} {name}")
    for name, parameter in declared.items():
        if name not in used:
            yield Hit(parameter.spot.at("name"),
                      f"`{name}` is in no part of `{operation.path}`, expected `{{{name}}}` there",
                      help=suggestion(name, used) or "put it into the path, or take the parameter away",
                      subject=f"{operation.path} {name}")


def _all_known(operation: Operation, contract: Contract) -> bool:
    """Whether every parameter could be read: one that could not may be the one that is looked for."""
    reach = Reach(contract.bundle, operation.spot)
    return all(len(list(reach.items(spot, "parameters"))) == len(sequence(spot.value.get("parameters")))
               for spot in (operation.spot, operation.path_spot))
