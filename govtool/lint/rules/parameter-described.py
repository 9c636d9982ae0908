"""Every parameter has a description.

A name and a type do not say which values make sense, what happens without it, or how it meets the others (OpenAPI
3.1.1 section 4.8.12.2). The description of its schema counts too.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: status, in: query, schema: {type: string}}  # error: the parameter `status` has no `description`
        - {name: cursor, in: query, description: Where the page starts., schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}  # error: the parameter `limit` has no `description`
      responses: {"200": {description: The orders.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: status, in: query, description: Only orders in this state., schema: {type: string}}
        - {name: siteId, in: query, schema: {$ref: "#/components/schemas/SiteId"}}
      responses: {"200": {description: The orders.}}
components:
  schemas:
    SiteId: {type: string, description: Identifies a plant.}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Parameter
from govtool.lint.policy.schemas import named, resolved
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping

TAGS = ("documentation",)
FORMATS = ("openapi",)


def check(parameter: Parameter, contract: Contract) -> Iterator[Hit]:
    if parameter.value.get("description"):
        return
    for name, schema in named(parameter):
        if not mapping(resolved(contract.bundle, schema).value).get("description"):
            yield Hit(parameter.at(), f"the parameter `{name}` has no `description`, expected one",
                      help="say what it chooses, and what happens without it", subject=f"parameter {name}")
