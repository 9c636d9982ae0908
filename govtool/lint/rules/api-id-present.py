"""A contract has an identifier that never changes.

Titles, paths and repositories change; catalogs, gateways and audits need one thing that does not (Zalando guideline
215; Open Resource Discovery's `ordId`). `x-api-id` says it, or the manifest, or the
`id` of an AsyncAPI document: a URN, a UUID or an ORD id.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract has no `x-api-id`
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-api-id: "urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c11"}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-api-id: shifts  # error: the identifier `shifts` may be taken elsewhere
paths: {}
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-api-id: 6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c12}
paths: {}
```

```yaml file=stock.yaml
openapi: 3.1.0
info: {title: Stock, version: 1.0.0, x-api-id: "com.example:apiResource:Stock:v1"}
paths: {}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.policy.facts import where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text

TAGS = ("governance", "ownership")
FORMATS = ("openapi", "asyncapi")
_UNIQUE = re.compile(
    r"urn:[a-z0-9][a-z0-9-]+:\S+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9.-]+:apiResource:\S+", re.IGNORECASE
)
_HELP = "make a UUID once, and never change it: `urn:uuid:…`"


def check(contract: Contract) -> Iterator[Hit]:
    found, at = contract.facts.api_id, where(contract, "api_id")
    if not found and (own := _own(contract)):
        found, at = own, contract.document.at(("id",))
    if not found:
        yield Hit(at, "the contract has no `x-api-id`, expected a URN or a UUID", help=_HELP)
    elif not _UNIQUE.fullmatch(found):
        yield Hit(at, f"the identifier `{found}` may be taken elsewhere, expected a URN or a UUID", help=_HELP)


def _own(contract: Contract) -> str:
    """The `id` of an AsyncAPI document, which is a URI."""
    return text(mapping(contract.document.data).get("id")) if contract.format.family == "asyncapi" else ""
