"""GET and HEAD take no request body.

Content in such a request has no meaning: caches ignore it, and proxies and servers drop it or refuse the call (RFC
9110 section 9.3.1; the specification ignores it before OpenAPI 3.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      requestBody:  # error: `GET /orders` has a body
        content: {application/json: {schema: {type: object}}}
      responses: {"200": {description: The orders.}}
    post:
      requestBody:
        content: {application/json: {schema: {type: object}}}
      responses: {"201": {description: Created.}}
    head:
      requestBody:  # error: `HEAD /orders` has a body
        content: {application/json: {schema: {type: object}}}
      responses: {"200": {description: There are orders.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters: [{name: status, in: query, schema: {type: string}}]
      responses: {"200": {description: The orders.}}
  /orders/search:
    post:
      requestBody:
        content: {application/json: {schema: {type: object}}}
      responses: {"200": {description: The orders that were found.}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Body, Operation
from govtool.model.shape import mapping

TAGS = ("documentation",)
FORMATS = ("openapi",)


def check(operation: Operation) -> Iterator[Hit]:
    if operation.request and operation.method in ("GET", "HEAD") and not _says_nothing(operation.request):
        key = "requestBody" if "requestBody" in operation.spot.value else "parameters"
        yield Hit(operation.spot.at(key, on="key"), f"`{operation.name}` has a body, expected parameters",
                  help="put what is asked for into the query; a long question is a POST to `…/search`")


def _says_nothing(body: Body) -> bool:
    """Whether only the empty object is a body: some generators write one for every operation."""
    schemas = [mapping(media.schema.value) if media.schema else {} for media in body.content.values()]
    return not body.required and all(
        schema.get("properties") == {} and schema.get("additionalProperties") is False for schema in schemas
    )
