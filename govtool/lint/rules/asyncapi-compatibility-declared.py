"""An event contract says which of its versions can read each other's data.

Events are kept and read again: whoever replays a year of them needs new readers for old data, and whoever deploys
consumers later needs the reverse (Confluent Schema Registry, "Compatibility types"; Zalando guideline 245).
`x-compatibility-mode` says it, or the manifest. A document without channels is not judged.

## Bad

```yaml file=orders.yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}  # error: the contract names no compatibility mode
channels: {orders: {address: mfg.order.v1}}
```

```yaml file=batches.yaml
asyncapi: 3.0.0
info: {title: Batches, version: 1.0.0, x-compatibility-mode: FULL_TRANSITIVE}
channels: {batches: {address: mfg.batch.v1}}
```

```yaml file=shifts.yaml
asyncapi: 3.0.0
info:
  title: Shifts
  version: 1.0.0
  x-compatibility-mode: NONE  # error: the compatibility mode `NONE` promises nothing
channels: {shifts: {address: mfg.shift.v1}}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, x-compatibility-mode: BACKWARD_TRANSITIVE}
channels: {orders: {address: mfg.order.v1}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping

TAGS = ("governance", "versioning")
FORMATS = ("asyncapi",)
_HELP = "add `compatibilityMode: FULL_TRANSITIVE` to the manifest, or `x-compatibility-mode` to `info`"


def check(contract: Contract) -> Iterator[Hit]:
    if not mapping(contract.document.data, "channels"):
        return
    mode, at = contract.facts.compatibility_mode, where(contract, "compatibility_mode")
    if not mode:
        yield Hit(at, "the contract names no compatibility mode, expected one, as in `FULL_TRANSITIVE`", help=_HELP)
    elif mode.upper() == "NONE":
        yield Hit(at, f"the compatibility mode `{mode}` promises nothing, expected one, as in `FULL_TRANSITIVE`",
                  help=_HELP)
