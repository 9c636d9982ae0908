"""Every tag that an operation has is declared, where a document declares its tags.

A list of tags is the table of contents; a tag that is not in it is mostly one that is misspelt, and makes a chapter of
its own with a single operation (OpenAPI 3.1.1 section 4.8.1).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
tags: [{name: orders}]
paths:
  /orders:
    get:
      tags: [order]  # error: the tag `order` is not declared
      responses: {"200": {description: The orders.}}
    post:
      tags: [orders]
      responses: {"201": {description: Created.}}
  /archive:
    get:
      tags: [orders, archive]  # error: the tag `archive` is not declared
      responses: {"200": {description: The archived orders.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
tags: [{name: orders}]
paths:
  /orders:
    get:
      tags: [orders]
      responses: {"200": {description: The orders.}}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation", "naming")
FORMATS = ("openapi",)


def check(contract: Contract) -> Iterator[Hit]:
    told = set(contract.tags)
    for operation in contract.all_operations() if contract.tags else ():
        for index, tag in enumerate(operation.tags):
            if tag not in told:
                told.add(tag)
                yield Hit(operation.spot.at("tags", index), f"the tag `{tag}` is not declared, expected one of `tags`",
                          help=suggestion(tag, contract.tags) or "declare it at the root", subject=f"tag {tag}")
