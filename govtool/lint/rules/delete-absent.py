"""A transactional object is never deleted: it is cancelled or reversed.

What was posted has moved stock, money and plans elsewhere; a second document that undoes the first keeps the books and
the genealogy whole (SAP reverses by a cancelling document; EPCIS by an error declaration).

## Bad

```yaml
openapi: 3.1.0
info: {title: Movements, version: 1.0.0, x-interface-class: transactional}
paths:
  /movements/{movementId}:
    parameters: [{name: movementId, in: path, required: true, schema: {type: string}}]
    delete:  # error: `DELETE /movements/{movementId}` removes what was posted
      responses: {"204": {description: Gone.}}
  /movements/{movementId}/reversal:
    parameters: [{name: movementId, in: path, required: true, schema: {type: string}}]
    post:
      responses: {"201": {description: Reversed.}}
  /holds/{holdId}:
    parameters: [{name: holdId, in: path, required: true, schema: {type: string}}]
    delete:  # error: `DELETE /holds/{holdId}` removes what was posted
      responses: {"204": {description: Gone.}}
```

## Good

```yaml file=movements.yaml
openapi: 3.1.0
info: {title: Movements, version: 1.0.0, x-interface-class: transactional}
paths:
  /movements/{movementId}/reversal:
    parameters: [{name: movementId, in: path, required: true, schema: {type: string}}]
    post:
      responses: {"201": {description: Reversed.}}
```

```yaml file=bookmarks.yaml
openapi: 3.1.0
info: {title: Bookmarks, version: 1.0.0}
paths:
  /bookmarks:
    delete:
      responses: {"204": {description: Gone.}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation

TAGS = ("governance", "audit")
FORMATS = ("openapi",)


def check(operation: Operation, contract: Contract) -> Iterator[Hit]:
    if operation.method == "DELETE" and operation.kind == "path" and contract.facts.interface_class == "transactional":
        yield Hit(operation.spot.at(on="key"), f"`{operation.name}` removes what was posted, expected a reversal",
                  help="offer `POST …/reversal` or `POST …/cancel`, which leave a trace")
