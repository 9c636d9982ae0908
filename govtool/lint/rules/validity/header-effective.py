"""No header is described that the specification takes from elsewhere.

`Accept`, `Content-Type` and `Authorization` follow from the media types and the security of an operation; what is said
of them as parameters, or of `Content-Type` as a header, is ignored (OpenAPI 3.1.1 sections 4.8.12.1 and 4.8.17).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - name: authorization  # error: the header `authorization` is ignored
          in: header
          schema: {type: string}
        - {name: Accept-Language, in: header, schema: {type: string}}
      responses:
        "200":
          description: The orders.
          headers:
            Content-Type: {schema: {type: string}}  # error: the header `Content-Type` is ignored
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: Accept-Language, in: header, schema: {type: string}}
      responses:
        "200":
          description: The orders.
          content:
            application/json: {}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Parameter, Response
from govtool.lint.rule import Hit
from govtool.model.shape import mapping, text

FORMATS = ("openapi-3",)
_SAID_BY = {"accept": "the media types of the responses", "content-type": "the media types of the body",
            "authorization": "`security`"}


def check(node: Parameter | Response) -> Iterator[Hit]:
    if node.kind == "Parameter":
        name = text(node.value.get("name"))
        if node.value.get("in") == "header" and name.lower() in _SAID_BY:
            yield Hit(node.at("name"), help="take the parameter away",
                      message=f"the header `{name}` is ignored here, expected {_SAID_BY[name.lower()]} to say it")
        return
    for name in mapping(node.value, "headers"):
        if name.lower() == "content-type":
            yield Hit(node.at("headers", name, on="key"),
                      f"the header `{name}` is ignored here, expected the media types of the response to say it",
                      help="take the header away")
