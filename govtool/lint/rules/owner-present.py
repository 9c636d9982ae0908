"""A contract has an owner, and it is a team.

Somebody decides on changes, answers for outages and plans the end; a person leaves, a team stays (Backstage entity
references; Zalando guideline 207). `x-owner` says it, or the manifest, or a line of CODEOWNERS.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract has no owner
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-owner: "group:plant-integration"}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-owner: Bob  # error: the owner `Bob` is no team
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-owner: "group:plant-integration"}
paths: {}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.policy.facts import where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "ownership")
FORMATS = ("openapi", "asyncapi")
_TEAM = re.compile(r"(group|team):[\w./-]+|@[\w.-]+/[\w.-]+|[\w.+-]+@[\w.-]+")
"""A Backstage group, a team of a code host, or a mailbox."""


def check(contract: Contract) -> Iterator[Hit]:
    owner, at = contract.facts.owner, where(contract, "owner")
    if not owner:
        yield Hit(at, "the contract has no owner, expected a team, as in `group:plant-integration`",
                  help="add `owner` to the manifest, or `x-owner` to `info`")
    elif not _TEAM.fullmatch(owner):
        yield Hit(at, f"the owner `{owner}` is no team, expected one, as in `group:plant-integration`",
                  help="name the group that stays when a person leaves")
