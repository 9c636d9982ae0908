"""A list of parameters names each one once.

A parameter is told by its place and name together; of two that are the same, tools take the first or the last (OpenAPI
3.1.1 sections 4.8.9.1 and 4.8.10.1). Names of headers are the same in any case of letters.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: page, in: query, schema: {type: string}}  # error: the query parameter `page` is listed twice
        - {name: page, in: header, schema: {type: string}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: x-trace, in: header, schema: {type: string}}  # error: the header parameter `x-trace` is listed twice
      responses: {"200": {description: The orders.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    parameters:
      - {name: page, in: query, schema: {type: integer}}
    get:
      parameters:
        - {name: page, in: query, schema: {type: integer, minimum: 1}}
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.finding import Location, Related, Severity
from govtool.lint.nodes import Operation, PathItem
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, sequence, text
from govtool.source.refs import RefError

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(node: PathItem | Operation, contract: Contract) -> Iterator[Hit]:
    first: dict[tuple[str, str], Location] = {}
    for index, item in enumerate(sequence(node.value.get("parameters"))):
        at = node.at("parameters", index)
        try:
            value = mapping(contract.bundle.resolve(node.document, at.pointer, item).value)
        except RefError:
            continue
        location, name = text(value.get("in")), text(value.get("name"))
        key = (location, name.lower() if location == "header" else name)
        if name and first.setdefault(key, at) != at:
            yield Hit(at, f"the {location} parameter `{name}` is listed twice, expected it once",
                      help="delete one of the two", related=(Related(first[key], "listed here first"),),
                      subject=f"{location} {name}")
