"""Content is keyed by media types.

A body is found by the media type of the message; under a key that is none, it is never found (RFC 9110 section 8.3.1;
OpenAPI 3.1.1 section 4.8.13.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200":
          description: The orders.
          content:
            json: {}  # error: `json` is no media type
            text/csv: {}
        default:
          description: A problem.
          content:
            application/problem json: {}  # error: `application/problem json` is no media type
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200":
          description: The orders.
          content:
            application/json; charset=utf-8: {}
            text/*: {}
```
"""

import re
from collections.abc import Iterator

from govtool.finding import Location, Severity
from govtool.lint.nodes import MediaType, OpenAPI, Operation
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import texts

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)
_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_LEGAL = re.compile(rf'{_WORD}/{_WORD}(?:\s*;\s*{_WORD}=(?:{_WORD}|"(?:[^"\\]|\\.)*"))*\s*;?')


def check(node: MediaType | OpenAPI | Operation, contract: Contract) -> Iterator[Hit]:
    for name, at in _names(node, contract):
        if not _LEGAL.fullmatch(name):
            yield Hit(at, f"`{name}` is no media type, expected one such as `application/json`",
                      help="write type and subtype with a `/` between", subject=name)


def _names(node: MediaType | OpenAPI | Operation, contract: Contract) -> Iterator[tuple[str, Location]]:
    if node.kind == "MediaType":
        if node.steps[:1] == ("content",):
            yield str(node.key), node.at(on="key")
    elif contract.format.version == "2.0":
        for key in ("consumes", "produces"):
            yield from ((name, node.at(key, index)) for index, name in enumerate(texts(node.value.get(key))))
