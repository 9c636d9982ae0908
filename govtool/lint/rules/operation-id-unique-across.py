"""An `operationId` is used once in all canonical contracts together.

Adapters implement several contracts, and logs, dashboards and pacts name operations without the contract around them;
with one name for two operations nobody knows which one failed (the same requirement inside of a document: OpenAPI
3.1.1 section 4.8.10.1). Versions of one contract share their ids. Documents with the profile `imported` are left
alone.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}/release:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    post:
      operationId: release
      responses: {"200": {description: Released.}}
```

```yaml file=holds.yaml
openapi: 3.1.0
info: {title: Holds, version: 1.0.0}
paths:
  /holds:
    get:
      operationId: listHolds
      responses: {"200": {description: The holds.}}
  /holds/{holdId}/release:
    parameters: [{name: holdId, in: path, required: true, schema: {type: string}}]
    post:
      operationId: release  # error: `release` is also an operation of `orders.yaml`
      responses: {"200": {description: Released.}}
```

```yaml file=lots.yaml
openapi: 3.1.0
info: {title: Lots, version: 1.0.0}
paths:
  /holds:
    get:
      operationId: listHolds  # error: `listHolds` is also an operation of `holds.yaml`
      responses: {"200": {description: The held lots.}}
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      operationId: listOrders
      responses: {"200": {description: The orders.}}
```

```yaml file=holds.yaml
openapi: 3.1.0
info: {title: Holds, version: 1.0.0}
paths:
  /holds:
    get:
      operationId: listHolds
      responses: {"200": {description: The holds.}}
```
"""

from collections.abc import Iterator

from govtool.finding import Location, Related
from govtool.lint.policy.facts import canonical, package
from govtool.lint.rule import Hit, Repository
from govtool.model.contract import Contract

TAGS = ("governance", "naming")


def check(repository: Repository) -> Iterator[Hit]:
    first: dict[str, tuple[Contract, Location]] = {}
    for contract in canonical(repository):
        for operation in contract.operations:
            at = operation.spot.at("operationId")
            known, place = first.setdefault(operation.id, (contract, at))
            if operation.id and package(known) != package(contract):
                yield Hit(at, f"`{operation.id}` is also an operation of `{known.identity}`, expected one to have it",
                          help="say in the name what it is about: `releaseHold`",
                          related=(Related(place, "used here first"),))
