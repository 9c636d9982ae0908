"""Every `encoding` is that of a property of the body.

Encodings are looked up by property; one under another name is applied to nothing, and the part is sent in the default
way (OpenAPI 3.1.1 section 4.8.14.1). Bodies without declared properties are not judged.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /drawings:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {drawing: {}, orderId: {type: string}}}
            encoding:
              drawng: {contentType: application/pdf}  # error: `drawng` is no property of this body
              orderId: {contentType: text/plain}
              note: {contentType: text/plain}  # error: `note` is no property of this body
      responses: {"204": {description: Stored.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /drawings:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {drawing: {}}}
            encoding:
              drawing: {contentType: application/pdf}
      responses: {"204": {description: Stored.}}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.nodes import MediaType
from govtool.lint.rule import Hit
from govtool.lint.validity.schemas import declared
from govtool.model.contract import Contract, Spot
from govtool.model.shape import mapping

SEVERITY = Severity.ERROR
KEYS = ("encoding",)
FORMATS = ("openapi-3",)


def check(media: MediaType, contract: Contract) -> Iterator[Hit]:
    if "encoding" not in media.value or "schema" not in media.value:
        return
    names = declared(contract.bundle, Spot(media.document, (*media.pointer, "schema"), media.value["schema"]))
    for name in mapping(media.value, "encoding") if names else ():
        if names and name not in names:
            yield Hit(media.at("encoding", name, on="key"),
                      f"`{name}` is no property of this body, expected one of its schema",
                      help=suggestion(name, names) or "declare the property, or take the encoding away")
