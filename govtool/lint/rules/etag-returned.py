"""What can be changed on condition is read with its version, in the header `ETag`.

A caller that must send `If-Match` has to get the tag from somewhere, and that is the answer that showed it the thing
(RFC 9110 section 8.8.3; Google AIP-154).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        "200": {description: The order.}  # error: what can be changed is read without `ETag`
    patch:
      responses: {"204": {description: Changed.}}
  /holds/{holdId}:
    parameters: [{name: holdId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The hold.}}
  /shifts/{shiftId}:
    parameters: [{name: shiftId, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        "200": {description: The shift.}  # error: what can be changed is read without `ETag`
    put:
      responses: {"204": {description: Replaced.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        "200":
          description: The order.
          headers: {ETag: {schema: {type: string}}}
    patch:
      responses: {"204": {description: Changed.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import served, successes
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "concurrency")
FORMATS = ("openapi",)


def check(contract: Contract) -> Iterator[Hit]:
    changed = {operation.path for operation in served(contract) if operation.method in ("PATCH", "PUT")}
    for operation in served(contract):
        for response in successes(operation) if operation.method == "GET" and operation.path in changed else ():
            if "etag" not in response.headers:
                yield Hit(response.spot.at(on="key"), "what can be changed is read without `ETag`, expected the header",
                          help="return the version of what is shown; any text that changes with it will do")
