"""A contract says where it stands in its life, by one of five words.

Nobody should start to build on what is ending, or rely on what may change tomorrow (the words are those of Open
Resource Discovery's `releaseStatus`). `x-lifecycle` says it, or the manifest.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract has no lifecycle status
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-lifecycle: {status: active}}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-lifecycle: {status: released}  # error: the lifecycle status `released` is not known
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 0.4.0, x-lifecycle: {status: beta}}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.lint.policy.facts import where
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "lifecycle")
FORMATS = ("openapi", "asyncapi")
_KNOWN = ("development", "beta", "active", "deprecated", "sunset")
_HELP = "choose one of " + ", ".join(_KNOWN)


def check(contract: Contract) -> Iterator[Hit]:
    status, at = contract.facts.lifecycle.status, where(contract, "lifecycle")
    if not status:
        yield Hit(at, "the contract has no lifecycle status, expected one, as in `active`", help=_HELP)
    elif status not in _KNOWN:
        yield Hit(at, f"the lifecycle status `{status}` is not known, expected one of the five",
                  help=suggestion(status, _KNOWN) or _HELP)
