"""One identifier stands for one contract.

`x-api-id` is what catalogs, gateways and audits know a contract by; copied with the document it was started from, it
hangs the calls of one onto the other (Zalando guideline 215). Documents and versions of one package share theirs.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-api-id: "urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c12"}
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  x-api-id: urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c12  # error: this identifier is that of `orders.yaml`
paths: {}
```

```yaml file=quality.yaml
openapi: 3.1.0
info: {title: Quality, version: 1.0.0, x-api-id: "urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c13"}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-api-id: urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c13  # error: this identifier is that of `quality.yaml`
paths: {}
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-api-id: "urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c12"}
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-api-id: "urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c14"}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Related
from govtool.lint.policy.facts import package, where
from govtool.lint.rule import Hit, Repository
from govtool.model.contract import Contract

TAGS = ("governance", "ownership")


def check(repository: Repository) -> Iterator[Hit]:
    first: dict[str, Contract] = {}
    for contract in repository.contracts:
        if not contract.facts.api_id:
            continue
        known = first.setdefault(contract.facts.api_id.lower(), contract)
        if package(known) != package(contract):
            yield Hit(
                where(contract, "api_id"), f"this identifier is that of `{known.identity}`, expected one of its own",
                help="make a new UUID for this contract", related=(Related(where(known, "api_id"), "used here first"),),
            )
