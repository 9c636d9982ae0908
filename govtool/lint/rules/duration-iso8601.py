"""A duration is ISO 8601 text, or says its unit.

Fifteen minutes, seconds or hours: a bare number does not tell, and machines, MES and ERP each count in another unit
(RFC 3339 appendix A; Zalando guideline 127; Google AIP-142). `PT15M` says it, and so does a name like
`durationSeconds`.

## Bad

```yaml
openapi: 3.1.0
info: {title: Downtimes, version: 1.0.0}
components:
  schemas:
    Downtime:
      type: object
      properties:
        duration: {type: integer}  # error: `duration` is a number without a unit
        planned_duration: {type: string, format: duration}
        repairDuration: {type: string}  # error: `repairDuration` may be any text
```

## Good

```yaml
openapi: 3.1.0
info: {title: Downtimes, version: 1.0.0}
components:
  schemas:
    Downtime:
      type: object
      properties:
        duration: {type: string, format: duration, examples: [PT15M]}
        durationSeconds: {type: integer}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Parameter, Schema
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import is_number, keyword, named, place, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "time", "units")
KEYS = ("properties", "name")


def check(node: Schema | Parameter, contract: Contract) -> Iterator[Hit]:
    bundle = contract.bundle
    for name, schema in named(node):
        if words(name)[-1:] != ("duration",):
            continue
        if is_number(bundle, schema):
            yield Hit(place(contract, schema), f"`{name}` is a number without a unit, expected text as in `PT15M`",
                      help=f"write `type: string, format: duration`, or call it `{name}Seconds`")
        elif types(bundle, schema) == {"string"} and keyword(bundle, schema, "pattern", "enum", "const") is None \
                and keyword(bundle, schema, "format") != "duration":
            yield Hit(place(contract, schema), f"`{name}` may be any text, expected `format: duration`",
                      help="add `format: duration`, and an example such as `PT15M`")
