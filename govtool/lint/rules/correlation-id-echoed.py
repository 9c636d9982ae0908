"""Every response carries the correlation id of its request.

A caller that sent none learns the one that was made, and a gateway in between can log it without reading the request
again (Zalando guideline 233 asks the same of its flow id). The option `header` names it.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: The orders.}  # error: the response has no `X-Correlation-Id`
        "304":
          description: Nothing new.
          headers: {X-Correlation-ID: {schema: {type: string}}}
        "400": {$ref: "#/components/responses/Wrong"}
components:
  responses:
    Wrong: {description: The request is wrong.}  # error: the response has no `X-Correlation-Id`
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
          headers: {X-Correlation-Id: {schema: {type: string}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Response

TAGS = ("governance", "tracing")
FORMATS = ("openapi",)
OPTIONS = {"header": "X-Correlation-Id"}


def check(response: Response, options: dict[str, str]) -> Iterator[Hit]:
    if options["header"].lower() not in response.headers:
        yield Hit(response.spot.at(on="key"), f"the response has no `{options['header']}`, expected the header",
                  help="refer to one shared header, and let the gateway send it")
