"""A contract for others than its own company says under which licence they may use it.

Without one, partners must ask before they generate a client from it (OpenAPI 3.1.1 section 4.8.4). Contracts whose
audience lies inside of the company need none.

## Bad

```yaml file=tracking.yaml
openapi: 3.1.0
info: {title: Tracking, version: 1.0.0}  # error: the contract names no `license`
paths: {}
```

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-audience: company-internal}
paths: {}
```

```yaml file=notices.yaml
openapi: 3.1.0
info: {title: Shipping notices, version: 1.0.0, x-audience: external-partner}  # error: the contract names no `license`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Tracking
  version: 1.0.0
  license: {name: Apache 2.0, identifier: Apache-2.0}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("openapi", "asyncapi")


def check(contract: Contract) -> Iterator[Hit]:
    inside = contract.facts.audience.endswith("-internal")
    if not inside and "license" not in mapping(contract.document.data, "info"):
        yield Hit(contract.document.at(("info",), "key"), "the contract names no `license`, expected one for outsiders",
                  help="add `license` with a name and a URL; or say `x-audience: company-internal`")
