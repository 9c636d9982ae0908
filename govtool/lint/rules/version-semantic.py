"""The version of a contract is a semantic version.

Three numbers say whether a consumer may take the new version unseen; `v3` and a date do not (semver.org 2.0.0; Zalando
guideline 116).

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: v3}  # error: the version `v3` is no semantic version
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.4.0}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: "2.1"}  # error: the version `2.1` is no semantic version
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 2.0.0-rc.1}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.version import Version

TAGS = ("governance", "versioning")
FORMATS = ("openapi", "asyncapi")


def check(contract: Contract) -> Iterator[Hit]:
    if contract.version and Version.parse(contract.version) is None:
        yield Hit(contract.document.at(("info", "version")),
                  f"the version `{contract.version}` is no semantic version, expected three numbers, as in `1.4.0`",
                  help="write major.minor.patch; what stood there may go into the description")
