"""A contract says which class of data it carries: master, transactional, operational event or telemetry.

Each class has its own rules: a posting is never lost or done twice, a reading may be; and no reading reaches ERP
(ISA-95 separates the levels). `x-interface-class` says it, or the manifest.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract names no interface class
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-interface-class: master}
paths: {}
```

```yaml file=states.yaml
openapi: 3.1.0
info:
  title: Machine states
  version: 1.0.0
  x-interface-class: realtime  # error: the interface class `realtime` is not known
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-interface-class: transactional}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.lint.policy.facts import where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "ownership")
FORMATS = ("openapi", "asyncapi")
_KNOWN = ("master", "transactional", "operational-event", "telemetry")
_HELP = "choose one of " + ", ".join(_KNOWN)


def check(contract: Contract) -> Iterator[Hit]:
    found, at = contract.facts.interface_class, where(contract, "interface_class")
    if not found:
        yield Hit(at, "the contract names no interface class, expected one, as in `transactional`", help=_HELP)
    elif found not in _KNOWN:
        yield Hit(at, f"the interface class `{found}` is not known, expected one of the four",
                  help=suggestion(found, _KNOWN) or _HELP)
