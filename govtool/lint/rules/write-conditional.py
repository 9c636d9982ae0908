"""A change to one thing is made on condition that nobody else has changed it.

Planner and line leader open the same order, and the later save undoes the earlier one without a word. `If-Match`
carries the version that the change is based on; 412 says that it is an old one, 428 that it was left out (RFC 9110
section 13.1.1; RFC 6585 section 3; Zalando guideline 182).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    patch:  # error: `PATCH /orders/{orderId}` does not ask for `If-Match`
      responses: {"204": {description: Changed.}, "412": {description: Old.}, "428": {description: No tag.}}
  /holds/{holdId}:
    parameters: [{name: holdId, in: path, required: true, schema: {type: string}}]
    patch:
      parameters: [{name: If-Match, in: header, required: true, schema: {type: string}}]
      responses: {"204": {description: Changed.}, "412": {description: Old.}, "428": {description: No tag.}}
  /shifts/{shiftId}:
    parameters: [{name: shiftId, in: path, required: true, schema: {type: string}}]
    put:
      parameters: [{name: If-Match, in: header, required: true, schema: {type: string}}]
      responses:  # error: `PUT /shifts/{shiftId}` asks for `If-Match` and documents no 412, 428
        "204": {description: Replaced.}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    patch:
      parameters: [{name: If-Match, in: header, required: true, schema: {type: string}}]
      responses: {"204": {description: Changed.}, "412": {description: Old.}, "428": {description: No tag.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import header
from govtool.lint.rule import Hit
from govtool.model.contract import Operation

TAGS = ("governance", "concurrency")
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    if operation.method not in ("PATCH", "PUT") or operation.kind != "path":
        return
    tag = header(operation, "If-Match")
    missing = [status for status in ("412", "428") if status not in operation.responses]
    if tag is None or not tag.required:
        yield Hit(operation.spot.at(on="key"), f"`{operation.name}` does not ask for `If-Match`, expected the header",
                  help="require `If-Match`, and answer 412 to an old tag and 428 to none")
    elif missing:
        yield Hit(operation.spot.at("responses", on="key"),
                  f"`{operation.name}` asks for `If-Match` and documents no {', '.join(missing)}, expected both",
                  help="answer 412 to an old tag and 428 to none")
