"""A contract has a description.

The title says what it is called; only the description says what it is for, who should use it and what it leaves out
(OpenAPI 3.1.1 section 4.8.2).

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract has no `description`
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, description: Batches with their quality status.}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: 1.0.0, description: ""}  # error: the contract has no `description`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, description: What is to be made and when. ERP owns the order.}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Info
from govtool.lint.rule import Hit

SEVERITY = Severity.INFO
TAGS = ("documentation",)
FORMATS = ("openapi", "asyncapi")


def check(info: Info) -> Iterator[Hit]:
    if not info.value.get("description") and not info.value.get("summary"):
        yield Hit(info.at(on="key"), "the contract has no `description`, expected a few sentences",
                  help="say what it is for, who should use it, and what it does not do")
