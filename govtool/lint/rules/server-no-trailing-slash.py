"""No server URL ends with a slash.

A path begins with one, and the two are joined as they are: `https://host/` and `/orders` become
`https://host//orders`, which many servers do not answer (OpenAPI 3.1.1 section 4.8.8.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://api.example.com/  # error: `https://api.example.com/` ends with a slash
  - url: https://api.example.com/v1
  - url: https://api.example.com/v2/  # error: `https://api.example.com/v2/` ends with a slash
paths: {}
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
FORMATS = ("openapi",)


def check(server: Server) -> Iterator[Hit]:
    url = text(server.value.get("url"))
    if url.endswith("/") and len(url) > 1:
        yield Hit(server.at("url"), f"`{url}` ends with a slash, expected `{url.rstrip('/')}`",
                  help="take the slash away", subject=url)
