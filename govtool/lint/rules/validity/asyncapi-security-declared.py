"""Security asks for schemes, and scopes of theirs, that are declared.

Nobody can meet a requirement whose scheme, or whose scope, is not there (AsyncAPI 2.6, "Security Requirement Object";
3.0, "Security Scheme Object": `scopes` are among the available ones).

## Bad

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
servers:
  plant:
    url: broker.example.com
    protocol: kafka
    security:
      - scram: []
      - scarm: []  # error: `scarm` is no security scheme of this document
      - login: [orders:read, orders:raed]  # error: `orders:raed` is no scope of `login`
channels: {}
components:
  securitySchemes:
    scram: {type: scramSha256}
    login:
      type: oauth2
      flows:
        clientCredentials: {tokenUrl: https://example.com/token, scopes: {"orders:read": Read orders.}}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers:
  plant:
    host: broker.example.com
    protocol: kafka
    security: [{$ref: '#/components/securitySchemes/login'}]
components:
  securitySchemes:
    login:
      type: oauth2
      scopes: [orders:read]
      flows:
        clientCredentials: {tokenUrl: https://example.com/token, availableScopes: {"orders:read": Read orders.}}
```
"""

from collections.abc import Iterator, Mapping
from typing import Any

from govtool.errors import suggestion
from govtool.finding import Location, Severity
from govtool.lint.nodes import SecurityRequirement, SecurityScheme
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, sequence
from govtool.source.refs import RefError

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)


def check(node: SecurityRequirement | SecurityScheme, contract: Contract) -> Iterator[Hit]:
    if node.kind == "SecurityScheme":
        asked = enumerate(sequence(node.value.get("scopes")))
        yield from _scopes(node.value, "this scheme", "availableScopes",
                           ((node.at("scopes", index), name) for index, name in asked))
        return
    schemes = mapping(contract.document.data, "components", "securitySchemes")
    for name, scopes in node.value.items():
        if name not in schemes:
            yield Hit(node.at(name, on="key"), f"`{name}` is no security scheme of this document, expected one of "
                      "`components`", help=suggestion(name, schemes) or f"declare `{name}` there", subject=name)
        else:
            yield from _scopes(_scheme(contract, name, schemes[name]), f"`{name}`", "scopes",
                               ((node.at(name, index), scope) for index, scope in enumerate(sequence(scopes))))


def _scheme(contract: Contract, name: str, value: Any) -> Mapping[str, Any]:
    try:
        there = contract.bundle.resolve(contract.document, ("components", "securitySchemes", name), value)
    except RefError:
        return {}
    return mapping(there.value)


def _scopes(scheme: Mapping[str, Any], who: str, field: str, asked: Iterator[tuple[Location, Any]]) -> Iterator[Hit]:
    """The scopes that an OAuth 2 scheme does not offer; what other schemes offer is declared elsewhere."""
    offered = {name for flow in mapping(scheme, "flows").values() for name in mapping(flow, field)}
    for at, name in asked if scheme.get("type") == "oauth2" else ():
        if isinstance(name, str) and name not in offered:
            yield Hit(at, f"`{name}` is no scope of {who}, expected one of its `{field}`",
                      help=suggestion(name, offered) or f"add it to the `{field}` of a flow", subject=name)
