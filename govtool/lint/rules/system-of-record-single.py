"""One business object has one system of record, in all contracts together.

When two contracts both claim the production order, two systems correct it against each other, every night (ISA-95 part
3 assigns each object once). Documents with the profile `imported` are left alone.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-canonical-object: ProductionOrder, x-system-of-record: erp}
paths: {}
```

```yaml file=dispatch.yaml
openapi: 3.1.0
info:
  title: Dispatching
  version: 1.0.0
  x-canonical-object: ProductionOrder
  x-system-of-record: mes  # error: `ProductionOrder` belongs to `mes` here and to `erp` in `orders.yaml`
paths: {}
```

```yaml file=quality.yaml
openapi: 3.1.0
info: {title: Quality, version: 1.0.0, x-canonical-object: Nonconformance, x-system-of-record: qms}
paths: {}
```

```yaml file=planning.yaml
openapi: 3.1.0
info:
  title: Planning
  version: 1.0.0
  x-canonical-object: ProductionOrder
  x-system-of-record: aps  # error: `ProductionOrder` belongs to `aps` here and to `erp` in `orders.yaml`
paths: {}
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-canonical-object: ProductionOrder, x-system-of-record: erp}
paths: {}
```

```yaml file=orders-2.yaml
openapi: 3.1.0
info: {title: Orders, version: 2.0.0, x-canonical-object: ProductionOrder, x-system-of-record: erp}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Related
from govtool.lint.policy.facts import canonical, where
from govtool.lint.rule import Hit, Repository
from govtool.model.contract import Contract

TAGS = ("governance", "ownership")


def check(repository: Repository) -> Iterator[Hit]:
    first: dict[str, Contract] = {}
    for contract in canonical(repository):
        facts = contract.facts
        if not facts.canonical_object or not facts.system_of_record:
            continue
        known = first.setdefault(facts.canonical_object, contract)
        if known.facts.system_of_record != facts.system_of_record:
            yield Hit(where(contract, "system_of_record"),
                      f"`{facts.canonical_object}` belongs to `{facts.system_of_record}` here and to "
                      f"`{known.facts.system_of_record}` in `{known.identity}`, expected one system of record",
                      help="let one system have the last word, and let this contract name it",
                      related=(Related(where(known, "system_of_record"), "claimed here first"),))
