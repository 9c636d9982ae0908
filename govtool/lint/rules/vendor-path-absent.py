"""A canonical contract has resource paths, no service and entity names of one vendor's protocol.

`/A_ProductionOrder_2('1000040')` ties every consumer to the release of one system; a façade with `/production-orders`
outlives it (anti-corruption layer, Evans, Domain-Driven Design). Documents with the profile `imported` are left alone.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /A_ProductionOrder_2('{ManufacturingOrder}'):  # error: is a vendor's path
    parameters: [{name: ManufacturingOrder, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The order.}}
  /production-orders:
    get:
      responses: {"200": {description: The orders.}}
  /$batch:  # error: `/$batch` is a vendor's path
    post:
      responses: {"202": {description: Taken.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /production-orders/{workOrderId}:
    parameters: [{name: workOrderId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The order.}}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.nodes import Paths
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "semantics")
FORMATS = ("openapi",)
_ODATA = re.compile(r"\(|/\$(batch|count)\b|/[AICEP]_[A-Z]|_SRV\b|/sap/opu/|/to_[A-Z]")


def check(paths: Paths, contract: Contract) -> Iterator[Hit]:
    for path in paths.value if contract.facts.profile != "imported" else ():
        if _ODATA.search(path):
            yield Hit(paths.at(path, on="key"), f"`{path}` is a vendor's path, expected a resource of the business",
                      help="offer `/production-orders/{workOrderId}`, and let the adapter call the vendor's service")
