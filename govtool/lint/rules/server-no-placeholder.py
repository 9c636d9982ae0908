"""No server is a placeholder.

`example.com` is reserved for documentation and answers nobody (RFC 2606); left in a published contract, it makes the
first call of every new consumer fail.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://api.example.com/v1  # error: `https://api.example.com/v1` is a placeholder
  - url: https://integration.plant-north.net
  - url: https://your-domain.invalid  # error: `https://your-domain.invalid` is a placeholder
paths: {}
```

```yaml file=events.yaml
asyncapi: 3.0.0
info: {title: Order events, version: 1.0.0}
servers:
  plant: {host: "broker.example.com:9093", protocol: kafka-secure}  # error: `broker.example.com:9093` is a placeholder
  north: {host: "broker.plant-north.net:9093", protocol: kafka-secure}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://integration.plant-north.net
paths: {}
```
"""

import re
from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import OpenAPI, Server
from govtool.lint.rule import Hit
from govtool.model.shape import text

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("openapi", "asyncapi")
_RESERVED = re.compile(r"(^|[./])(example\.(com|org|net)|[\w-]+\.(invalid|example|test))(:\d+)?(/|$)", re.IGNORECASE)


def check(node: OpenAPI | Server) -> Iterator[Hit]:
    key = "url" if "url" in node.value else "host"
    url = text(node.value.get(key))
    if _RESERVED.search(url):
        yield Hit(node.at(key), f"`{url}` is a placeholder, expected the server that answers",
                  help="name the real host, or write a relative URL", subject=url)
