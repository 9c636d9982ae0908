"""A response that has no body by its status describes none.

After 204, 205 and 304, and after every 1xx, a message ends with its headers: a body that is described can never be
sent (RFC 9110 sections 6.4.1 and 15.3.5).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    delete:
      responses:
        "204":
          description: Gone.
          content:  # error: a 204 response has no body
            application/json: {schema: {type: object}}
    post:
      responses:
        "201":
          description: Created.
          content:
            application/json: {schema: {type: object}}
    get:
      responses:
        "304":
          description: Nothing new.
          content:  # error: a 304 response has no body
            application/json: {schema: {type: object}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    delete:
      responses:
        "204": {description: Gone.}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Response

TAGS = ("documentation",)
FORMATS = ("openapi",)


def check(response: Response) -> Iterator[Hit]:
    status = response.status
    if response.content and (status in ("204", "205", "304") or status[0] == "1"):
        key = "content" if "content" in response.spot.value else "schema"
        yield Hit(response.spot.at(key, on="key"), f"a {status} response has no body, expected no `{key}`",
                  help="take it away, or answer with 200")
