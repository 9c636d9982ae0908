"""No two tags of an object have the same name.

Tools group by the name of a tag; of two with one name, either description is shown (AsyncAPI 3.0, "Tags Object").

## Bad

```yaml
asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  tags:
    - {name: orders, description: What is to be made.}
    - name: orders  # error: `orders` is the name of another tag here
    - {name: quality}
channels:
  created:
    address: orders.created
    tags:
      - {name: orders}
      - {name: orders, description: The same.}  # error: `orders` is the name of another tag here
```

## Good

```yaml
asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  tags: [{name: orders}, {name: quality}]
channels:
  created: {address: orders.created, tags: [{name: orders}]}
```
"""

from collections.abc import Iterator

from govtool.finding import Related, Severity
from govtool.lint.nodes import AsyncAPI, Channel, Info, Message, MessageTrait, Operation, OperationTrait, Server
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Spot
from govtool.model.reach import Reach
from govtool.model.shape import text

SEVERITY = Severity.ERROR
KEYS = ("tags",)
FORMATS = ("asyncapi",)


def check(
    node: AsyncAPI | Info | Server | Channel | Operation | Message | OperationTrait | MessageTrait,
    contract: Contract,
) -> Iterator[Hit]:
    first: dict[str, int] = {}
    spot = Spot(node.document, node.pointer, node.value)
    for index, item in enumerate(_tags(contract, spot)):
        name = text(item.value.get("name")) if item else ""
        known = first.setdefault(name, index)
        if name and known != index:
            yield Hit(node.at("tags", index), f"`{name}` is the name of another tag here, expected each name once",
                      help="delete one of the two", subject=name,
                      related=(Related(node.at("tags", known), "it is listed here first"),))


def _tags(contract: Contract, spot: Spot) -> Iterator[Spot | None]:
    reach = Reach(contract.bundle, spot)
    listed = spot.value["tags"]
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        yield reach.resolved(Spot(spot.document, (*spot.pointer, "tags", index), item))
