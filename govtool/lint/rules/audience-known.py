"""A contract says for whom it is, by one of five words.

What partners may see, how much notice they get and how strictly it is secured all follow from the audience (Zalando
guideline 219). `x-audience` says it, or the manifest.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract names no audience
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info: {title: Batches, version: 1.0.0, x-audience: company-internal}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  x-audience: everyone  # error: the audience `everyone` is not known
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Shipping notices, version: 1.0.0, x-audience: external-partner}
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
_KNOWN = ("component-internal", "business-unit-internal", "company-internal", "external-partner", "external-public")
_HELP = "choose one of " + ", ".join(_KNOWN)


def check(contract: Contract) -> Iterator[Hit]:
    audience, at = contract.facts.audience, where(contract, "audience")
    if not audience:
        yield Hit(at, "the contract names no audience, expected one, as in `x-audience: company-internal`", help=_HELP)
    elif audience not in _KNOWN:
        yield Hit(at, f"the audience `{audience}` is not known, expected one of the five",
                  help=suggestion(audience, _KNOWN) or _HELP)
