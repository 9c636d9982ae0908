"""No server URL ends with a slash.

A path begins with one, and the two are joined as they are: `https://host/` and `/orders` become
`https://host//orders`, which many servers do not answer (OpenAPI 3.1.1 section 4.8.8.1; AsyncAPI 3.0,
"Server Object").

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://api.example.com/  # error: `https://api.example.com/` ends with a slash
  - url: https://api.example.com/v1
  - url: https://api.example.com/v2/  # error: `https://api.example.com/v2/` ends with a slash
paths: {}
```

```yaml file=events.yaml
asyncapi: 3.0.0
info: {title: Order events, version: 1.0.0}
servers:
  plant: {host: broker.example.com, protocol: amqps}
  web: {host: events.example.com, pathname: /v1/, protocol: wss}  # error: `/v1/` ends with a slash
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://api.example.com
  - url: /
paths: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Server
from govtool.lint.rule import Hit
from govtool.model.shape import text

SEVERITY = Severity.INFO
TAGS = ("naming",)
FORMATS = ("openapi", "asyncapi")
_ADDRESSES = ("url", "host", "pathname")
"""AsyncAPI has the last two since 3.0."""


def check(server: Server) -> Iterator[Hit]:
    for key in _ADDRESSES:
        url = text(server.value.get(key))
        if url.endswith("/") and len(url) > 1:
            yield Hit(server.at(key), f"`{url}` ends with a slash, expected `{url.rstrip('/')}`",
                      help="take the slash away", subject=url)
