"""Every security requirement names a security scheme that is declared.

A requirement for something nobody describes is met by no client; most gateways then let every call through (OpenAPI
3.1.1 section 4.8.30).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
security:
  - oauth: []  # error: `oauth` is no security scheme
paths:
  /orders:
    get:
      security: [{plant: []}]
      responses: {"200": {description: The orders.}}
    post:
      security:
        - key: []  # error: `key` is no security scheme
      responses: {"201": {description: Created.}}
components:
  securitySchemes:
    plant: {type: http, scheme: bearer}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
security: [{plant: []}]
components:
  securitySchemes:
    plant: {type: http, scheme: bearer}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.nodes import SecurityRequirement
from govtool.lint.rule import Hit
from govtool.lint.validity.schemes import scheme
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(requirement: SecurityRequirement, contract: Contract) -> Iterator[Hit]:
    for name in requirement.value:
        if scheme(contract, requirement, name) is None:
            yield Hit(requirement.at(name, on="key"), f"`{name}` is no security scheme of this contract, expected one",
                      help=suggestion(name, contract.security_schemes) or "declare it, or name one that is declared",
                      subject=name)
