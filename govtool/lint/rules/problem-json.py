"""Every error is written as `application/problem+json`.

One form for all errors means one piece of code that reads them; plain text and HTML are shown to a person and
understood by no machine (RFC 9457; Zalando guideline 176).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: The orders.}
        "400":  # error: the error is `text/plain`
          description: The request is wrong.
          content: {text/plain: {schema: {type: string}}}
        "404":
          description: There is none.
          content: {application/problem+json: {schema: {type: object}}}
        5XX: {description: Not now.}  # error: the error has no content
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: The orders.}
        4XX:
          description: The request is wrong.
          content: {application/problem+json: {schema: {type: object}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Response

TAGS = ("governance", "errors")
FORMATS = ("openapi",)
_PROBLEM = "application/problem+json"


def check(response: Response) -> Iterator[Hit]:
    if response.status[0] in "45" and _PROBLEM not in {name.partition(";")[0] for name in response.content}:
        said = f"is `{next(iter(response.content))}`" if response.content else "has no content"
        yield Hit(response.spot.at(on="key"), f"the error {said}, expected `{_PROBLEM}`",
                  help="describe it with one shared problem schema")
