"""Every header has a name that HTTP can carry.

A name is made of letters, digits and a few signs; a message with any other, such as a space or a colon, is refused or
cut by the first proxy (RFC 9110 section 5.6.2).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - name: 'Plant Id'  # error: `Plant Id` is no name of a header
          in: header
          schema: {type: string}
        - {name: X-Trace, in: header, schema: {type: string}}
      responses:
        "200":
          description: The orders.
          headers:
            ETag: {schema: {type: string}}
            'Retry-After:': {schema: {type: integer}}  # error: `Retry-After:` is no name of a header
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: Plant-Id, in: header, schema: {type: string}}
      responses:
        "200":
          description: The orders.
          headers:
            Retry-After: {schema: {type: integer}}
```
"""

import re
from collections.abc import Iterator

from govtool.finding import Location, Severity
from govtool.lint.nodes import Encoding, Parameter, Response
from govtool.lint.rule import Hit
from govtool.model.shape import mapping

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def check(node: Response | Encoding | Parameter) -> Iterator[Hit]:
    for name, at in _names(node):
        if not _TOKEN.fullmatch(name):
            yield Hit(at, f"`{name}` is no name of a header, expected letters, digits and hyphens",
                      help="write it as `Retry-After`: without spaces or a colon", subject=name)


def _names(node: Response | Encoding | Parameter) -> Iterator[tuple[str, Location]]:
    if node.kind == "Parameter":
        name = node.value.get("name")
        if node.value.get("in") == "header" and isinstance(name, str):
            yield name, node.at("name")
    else:
        yield from ((name, node.at("headers", name, on="key")) for name in mapping(node.value, "headers"))
