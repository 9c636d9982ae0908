"""Every scope that is required is one that its security scheme offers.

No token can carry a scope that the authorization server does not know, so such an operation can be called by nobody
(OpenAPI 3.1.1 section 4.8.30.1). Before OpenAPI 3.1, schemes other than OAuth 2 and OpenID Connect have none at all.

## Bad

```yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      security:
        - oauth: ['orders:read']
        - oauth: ['order:write']  # error: `order:write` is no scope of `oauth`
      responses: {"200": {description: The orders.}}
    post:
      security:
        - key: [admin]  # error: `key` has no scopes
      responses: {"201": {description: Created.}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    oauth:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://login.example.com/token
          scopes: {'orders:read': Read orders., 'orders:write': Change orders.}
```

## Good

```yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
security: [{oauth: ['orders:read']}]
paths: {}
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://login.example.com/token
          scopes: {'orders:read': Read orders.}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.nodes import SecurityRequirement
from govtool.lint.rule import Hit
from govtool.lint.validity.schemes import scheme, scopes
from govtool.model.contract import Contract
from govtool.model.shape import texts

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)
_SCOPED = ("oauth2", "openIdConnect")


def check(requirement: SecurityRequirement, contract: Contract) -> Iterator[Hit]:
    for name, wanted in requirement.value.items():
        declared = scheme(contract, requirement, name)
        if not declared:
            continue
        offered = scopes(declared)
        for index, scope in enumerate(texts(wanted) if offered is not None else ()):
            if offered is not None and scope not in offered:
                yield Hit(requirement.at(name, index),
                          f"`{scope}` is no scope of `{name}`, expected one that it offers",
                          help=suggestion(scope, offered) or "add it to the flow, or name one of its scopes",
                          subject=f"{name} {scope}")
        if wanted and contract.format.version in ("2.0", "3.0") and declared.get("type") not in _SCOPED:
            yield Hit(requirement.at(name), f"`{name}` has no scopes, expected an empty list", help="write `[]`",
                      subject=name)
