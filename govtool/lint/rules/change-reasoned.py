"""A change by PATCH to a transactional object carries a reason.

That an order was cut to 400 pieces is in the log; why, only the one who did it knows, and audit asks in two years (SAP
keeps a variance reason with each confirmation). A required property with the word `reason` in its name says it.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-interface-class: transactional}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    patch:
      requestBody:  # error: `PATCH /orders/{orderId}` asks for no reason
        content:
          application/json: {schema: {type: object, properties: {quantity: {type: string}}}}
      responses: {"204": {description: Changed.}}
  /holds/{holdId}:
    parameters: [{name: holdId, in: path, required: true, schema: {type: string}}]
    patch:
      requestBody:
        content:
          application/json: {schema: {type: object, required: [reasonCode], properties: {reasonCode: {type: string}}}}
      responses: {"204": {description: Changed.}}
  /shifts/{shiftId}:
    parameters: [{name: shiftId, in: path, required: true, schema: {type: string}}]
    patch:
      requestBody:  # error: `PATCH /shifts/{shiftId}` asks for no reason
        content:
          application/json: {schema: {type: object, properties: {reasonCode: {type: string}}}}
      responses: {"204": {description: Changed.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-interface-class: transactional}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    patch:
      requestBody:
        content:
          application/json: {schema: {type: object, required: [reasonCode], properties: {reasonCode: {type: string}}}}
      responses: {"204": {description: Changed.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import parts
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation
from govtool.model.shape import texts

TAGS = ("governance", "audit")
FORMATS = ("openapi",)


def check(operation: Operation, contract: Contract) -> Iterator[Hit]:
    if operation.method != "PATCH" or operation.request is None or contract.facts.interface_class != "transactional":
        return
    schemas = [media.schema for media in operation.request.content.values() if media.schema]
    asked = {name for schema in schemas for part in parts(contract.bundle, schema)
             for name in texts(part.value.get("required"))}
    if not any("reason" in words(name) for name in asked):
        yield Hit(operation.spot.at("requestBody", on="key"),
                  f"`{operation.name}` asks for no reason, expected `reasonCode`",
                  help="require a `reasonCode` from the reason catalogue in the body")
