"""Servers are reached by HTTPS.

Over plain HTTP anyone on the way reads tokens and data, and may change them (RFC 9325; OWASP API Security, API8:2023).
The own machine is left alone: nothing is on the way to it.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: http://api.example.com  # error: `http://api.example.com` is not encrypted
  - url: https://api.example.com
  - url: http://{plant}.example.com/v1  # error: `http://{plant}.example.com/v1` is not encrypted
    variables: {plant: {default: north}}
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://api.example.com
  - url: http://localhost:8080
  - url: /v1
paths: {}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.nodes import OpenAPI, Server
from govtool.lint.rule import Hit
from govtool.model.shape import text, texts

TAGS = ("security",)
FORMATS = ("openapi",)
_HELP = "serve it by HTTPS only, and say so here"
_LOOPBACK = re.compile(r"(localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal)(:|/|$)", re.IGNORECASE)


def check(node: OpenAPI | Server) -> Iterator[Hit]:
    if node.kind == "Server":
        url = text(node.value.get("url"))
        scheme, _, rest = url.partition("://")
        if scheme.lower() in ("http", "ws") and not _LOOPBACK.match(rest):
            yield Hit(node.at("url"), f"`{url}` is not encrypted, expected `https://`", help=_HELP, subject=url)
    elif "host" in node.value and not _LOOPBACK.match(text(node.value["host"])):
        for index, scheme in enumerate(texts(node.value.get("schemes"))):
            if scheme in ("http", "ws"):
                yield Hit(node.at("schemes", index), f"the scheme `{scheme}` is not encrypted, expected `https`", _HELP)
