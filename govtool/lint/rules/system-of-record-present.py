"""A contract names the business object that it is about, and the system that has the last word on it.

When two systems disagree about an order, one of them is right by definition; where that is not said, both are
corrected by hand (ISA-95 part 3 assigns the objects; ORD entity types). `x-canonical-object` and `x-system-of-record`
say it, or the manifest.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract names no canonical object and no system of record
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-canonical-object: Batch, x-system-of-record: erp}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-canonical-object: Shift  # error: the contract names no system of record
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Nonconformances, version: 1.0.0, x-canonical-object: Nonconformance, x-system-of-record: qms}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.facts import where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "ownership")
FORMATS = ("openapi", "asyncapi")
_WORDS = {"canonical_object": "canonical object", "system_of_record": "system of record"}


def check(contract: Contract) -> Iterator[Hit]:
    missing = [fact for fact in _WORDS if not getattr(contract.facts, fact)]
    if missing:
        words = " and ".join(f"no {_WORDS[fact]}" for fact in missing)
        known = next((fact for fact in _WORDS if fact not in missing), missing[0])
        yield Hit(where(contract, known),
                  f"the contract names {words}, expected both, as in `ProductionOrder` and `erp`",
                  help="add `canonicalObject` and `systemOfRecord` to the manifest, or `x-…` to `info`")
