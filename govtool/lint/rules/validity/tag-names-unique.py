"""Every tag is declared once.

Tags are told by their names; of two with one name, documentation shows either description (OpenAPI 3.1.1 section
4.8.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths: {}
tags:
  - {name: orders, description: Production orders.}
  - {name: orders, description: Work orders.}  # error: the tag `orders` is declared twice
  - {name: stock, description: What is there.}
  - {name: stock, description: What is left.}  # error: the tag `stock` is declared twice
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths: {}
tags:
  - {name: orders, description: Production orders.}
  - {name: stock, description: What is there.}
```
"""

from collections.abc import Iterator

from govtool.finding import Related, Severity
from govtool.lint.nodes import OpenAPI
from govtool.lint.rule import Hit
from govtool.model.shape import mapping, sequence, text

SEVERITY = Severity.ERROR
FORMATS = ("openapi",)


def check(root: OpenAPI) -> Iterator[Hit]:
    first: dict[str, int] = {}
    for index, tag in enumerate(sequence(root.value.get("tags"))):
        name = text(mapping(tag).get("name"))
        if name and first.setdefault(name, index) != index:
            yield Hit(root.at("tags", index, "name"), f"the tag `{name}` is declared twice, expected it once",
                      help="join the two", subject=name,
                      related=(Related(root.at("tags", first[name], "name"), "declared here first"),))
