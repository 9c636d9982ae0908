"""Every operation says what a caller must show to be let in.

What is not said is open: whoever builds by the contract builds it without a lock (OpenAPI 3.1.1 section 4.8.30;
Zalando guideline 104; OWASP API Security, API2:2023). A document that says it nowhere is told so once.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
security: [{token: []}]
paths:
  /orders:
    get:
      security: []  # error: `GET /orders` is open to anyone
      responses: {"200": {description: The orders.}}
    put:
      responses: {"204": {description: Replaced.}}
    post:
      security: [{token: []}, {}]  # error: `POST /orders` is open to anyone
      responses: {"201": {description: Created.}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: 1.0.0}
paths:  # error: the contract says nowhere what a caller must show; `GET /shifts` and all others are open
  /shifts:
    get:
      responses: {"200": {description: The shifts.}}
    post:
      responses: {"201": {description: Created.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      security: [{token: []}]
      responses: {"200": {description: The orders.}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import served
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "security")
FORMATS = ("openapi",)


def check(contract: Contract) -> Iterator[Hit]:
    open_ones = [operation for operation in served(contract)
                 if not operation.security or frozenset() in operation.security]
    if open_ones and not any(operation.security_declared for operation in contract.operations):
        yield Hit(contract.document.at(("paths",), "key"),
                  f"the contract says nowhere what a caller must show; `{open_ones[0].name}` and all others are open, "
                  "expected `security`", help="add `security` at the root, and the scheme that it names")
        return
    for operation in open_ones:
        key = ("security",) if "security" in operation.spot.value else ()
        yield Hit(operation.spot.at(*key, on="key"), f"`{operation.name}` is open to anyone, expected `security`",
                  help="name the scheme that a caller needs; an empty entry lets everybody in")
