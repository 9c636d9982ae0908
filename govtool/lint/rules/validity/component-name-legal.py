"""Components have names of letters, digits, dots, hyphens and underscores.

The name is a part of every reference to the component and of generated code; with any other character, references must
be escaped and tools disagree on how (OpenAPI 3.1.1 section 4.8.7.1).

## Bad

```yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths: {}
components:
  schemas:
    Work Order: {type: object}  # error: `Work Order` is no name for a component
    Quantity: {type: string}
    List<Order>: {type: array, items: {}}  # error: `List<Order>` is no name for a component
```

## Good

```yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths: {}
components:
  schemas:
    Work-Order: {type: object}
    v1.Quantity_2: {type: string}
```
"""

import re
from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Components
from govtool.lint.rule import Hit
from govtool.model.shape import mapping

SEVERITY = Severity.ERROR
FORMATS = ("openapi-3",)


def check(components: Components) -> Iterator[Hit]:
    for section, entries in components.value.items():
        for name in mapping(entries) if not section.startswith("x-") else ():
            if not re.fullmatch(r"[a-zA-Z0-9._-]+", name):
                better = re.sub(r"[^a-zA-Z0-9._-]+", "-", name).strip("-") or "Order"
                yield Hit(components.at(section, name, on="key"),
                          f"`{name}` is no name for a component, expected letters, digits, `.`, `-` and `_`",
                          help=f"rename it, such as to `{better}`")
