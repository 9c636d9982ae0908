"""A contract has tags.

Portals sort contracts into chapters by them, and a contract without any is found by search alone (OpenAPI 3.1.1 section
4.8.1; AsyncAPI 3.0, "Info Object").

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract has no `tags`
paths: {}
```

```yaml file=batches.yaml
asyncapi: 3.0.0
info: {title: Batches, version: 1.0.0, tags: [{name: batches}]}
```

```yaml file=shifts.yaml
asyncapi: 3.0.0
info: {title: Shifts, version: 1.0.0, tags: []}  # error: the contract has no `tags`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
tags: [{name: orders}]
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, sequence

TAGS = ("documentation",)
FORMATS = ("openapi", "asyncapi")


def check(contract: Contract) -> Iterator[Hit]:
    data = mapping(contract.document.data)
    if not sequence(data.get("tags")) and not sequence(mapping(data, "info").get("tags")):
        yield Hit(contract.document.at(("info",), "key"), "the contract has no `tags`, expected one at least",
                  help="name the object that it is about: `tags: [{name: orders}]`")
