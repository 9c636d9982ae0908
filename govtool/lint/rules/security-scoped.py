"""Every operation asks for its own scope, and those that change something for another than those that read.

A token that may do everything is stolen once and used everywhere; with `order.read` and `order.write` a dashboard
cannot release an order (Zalando guideline 105; RFC 9700 section 2.3 on privileges).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      security: [{plant: [order.read]}]
      responses: {"200": {description: The orders.}}
    put:
      security: [{plant: [order.write]}]
      responses: {"204": {description: Replaced.}}
    post:
      security: [{plant: [order.read]}]  # error: `POST /orders` is allowed to whoever may read
      responses: {"201": {description: Created.}}
  /shifts:
    get:
      security: [{plant: []}]  # error: `GET /shifts` asks for no scope
      responses: {"200": {description: The shifts.}}
components:
  securitySchemes:
    plant:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://identity.plant-north.net/token
          scopes: {order.read: Read orders., order.write: Change orders.}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      security: [{plant: [order.read]}]
      responses: {"200": {description: The orders.}}
    post:
      security: [{plant: [order.write]}]
      responses: {"201": {description: Created.}}
components:
  securitySchemes:
    plant:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://identity.plant-north.net/token
          scopes: {order.read: Read orders., order.write: Change orders.}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import served, writes
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation

TAGS = ("governance", "security")
FORMATS = ("openapi",)
_EVERYTHING = frozenset({"*", "all", "admin:*"})


def check(contract: Contract) -> Iterator[Hit]:
    reading = {scope for operation in served(contract) if operation.method in ("GET", "HEAD")
               for scopes in _asked(operation) for scope in scopes}
    for operation in served(contract):
        for scopes in _asked(operation):
            if said := _fault(operation, scopes, reading):
                key = ("security",) if "security" in operation.spot.value else ()
                yield Hit(operation.spot.at(*key, on="key"), f"`{operation.name}` {said}",
                          help="define one scope to read and one to change the object, and ask for what is needed")


def _asked(operation: Operation) -> list[frozenset[str]]:
    """The scopes of each alternative that has scopes."""
    return [credential.scopes for alternative in operation.security for credential in alternative
            if credential.kind.startswith(("oauth2", "openIdConnect"))]


def _fault(operation: Operation, scopes: frozenset[str], reading: set[str]) -> str:
    if not scopes:
        return "asks for no scope, expected one of its own"
    if scopes & _EVERYTHING:
        return f"asks for the scope `{next(iter(scopes & _EVERYTHING))}`, expected one of its own"
    if writes(operation) and scopes <= reading:
        return "is allowed to whoever may read, expected a scope for changes"
    return ""
