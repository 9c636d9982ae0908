"""The segment before an identifier is a plural: it names the collection that the identifier chooses from.

`/orders` is all of them and `/orders/{orderId}` one of them; with one word for both, a reader knows either from the
other (Zalando guideline 134). Words without a plural are listed in the option `uncountable`.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /order/{orderId}:  # error: `order` is one, expected a plural
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The order.}}
  /batches/{batchId}/genealogy:
    parameters: [{name: batchId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: Where the batch comes from.}}
  /shifts/{shiftId}/worker/{workerId}:  # error: `worker` is one, expected a plural
    parameters:
      - {name: shiftId, in: path, required: true, schema: {type: string}}
      - {name: workerId, in: path, required: true, schema: {type: string}}
    get:
      responses: {"200": {description: The worker.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The order.}}
  /equipment/{equipmentId}:
    parameters: [{name: equipmentId, in: path, required: true, schema: {type: string}}]
    get:
      responses: {"200": {description: The machine.}}
```
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from govtool.lint.nodes import Paths
from govtool.lint.policy.names import words
from govtool.lint.rule import Hit

TAGS = ("naming",)
FORMATS = ("openapi",)
OPTIONS = {"uncountable": ["equipment", "stock", "inventory", "information", "data", "metadata", "genealogy", "series",
                           "people", "staff", "personnel", "children", "criteria", "media", "history", "status"]}


def check(paths: Paths, options: Mapping[str, Any]) -> Iterator[Hit]:
    for path in paths.value:
        for segment, below in pairwise(path.strip("/").split("/")):
            last = "" if "{" in segment else (words(segment) or ("",))[-1]
            if below.startswith("{") and last.isalpha() and not _many(last, options["uncountable"]):
                yield Hit(paths.at(path, on="key"), f"`{segment}` is one, expected a plural before `{below}`",
                          help="name the collection: `orders`; a word without a plural belongs into `uncountable`")
                break


def _many(word: str, uncountable: list[str]) -> bool:
    return word.endswith("s") or word in uncountable
