"""The document is written in the newest version of AsyncAPI.

New tools are written for it first, and bindings are added to it alone (AsyncAPI 3.1). Who has no need of what is new
leaves the rule off.

## Bad

```yaml file=orders.yaml
asyncapi: 2.6.0  # error: the document is in AsyncAPI `2.6`, expected `3.1`
info: {title: Orders, version: 1.0.0}
channels: {}
```

```yaml file=batches.yaml
asyncapi: 3.1.0
info: {title: Batches, version: 1.0.0}
```

```yaml file=shifts.yaml
asyncapi: 3.0.0  # error: the document is in AsyncAPI `3.0`, expected `3.1`
info: {title: Shifts, version: 1.0.0}
```

## Good

```yaml
asyncapi: 3.1.0
info: {title: Orders, version: 1.0.0}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("asyncapi",)
_NEWEST = "3.1"


def check(contract: Contract) -> Iterator[Hit]:
    if contract.format.version != _NEWEST:
        yield Hit(contract.document.at(("asyncapi",)),
                  f"the document is in AsyncAPI `{contract.format.version}`, expected `{_NEWEST}`",
                  help="convert it; from 2.x `publish` becomes `receive`, and `subscribe` becomes `send`")
