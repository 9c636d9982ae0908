"""A document with channels says at which servers they are.

Without one, whoever has the contract still has to ask where the topics are, and by which protocol (AsyncAPI 3.0,
"Servers Object"). A document without channels is a library, and is not judged.

## Bad

```yaml file=orders.yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:  # error: the contract has `channels` and no `servers`
  created: {address: orders.created}
```

```yaml file=batches.yaml
asyncapi: 3.0.0
info: {title: Batches, version: 1.0.0}
servers: {plant: {host: broker.plant-north.net, protocol: kafka-secure}}
channels:
  created: {address: batches.created}
```

```yaml file=shifts.yaml
asyncapi: 2.6.0
info: {title: Shifts, version: 1.0.0}
servers: {}
channels:  # error: the contract has `channels` and no `servers`
  shifts.begun: {}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers: {plant: {host: broker.plant-north.net, protocol: kafka-secure}}
channels:
  created: {address: orders.created}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    data = contract.document.data
    if mapping(data, "channels") and not mapping(data, "servers"):
        yield Hit(contract.document.at(("channels",), "key"),
                  "the contract has `channels` and no `servers`, expected the broker they are at",
                  help="add `servers` with `host` and `protocol`, one for each environment")
