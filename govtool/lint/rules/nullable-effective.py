"""`nullable` stands where it has an effect.

OpenAPI 3.0 reads it only beside a `type` in the same schema, and no other version knows it at all (OpenAPI 3.0.4
section 4.7.24.1). Where it has no effect, `null` is refused although the author meant to allow it.

## Bad

```yaml file=orders.yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths: {}
components:
  schemas:
    Note: {nullable: true}  # error: `nullable` without `type` has no effect
    Remark: {type: string, nullable: true}
    Reason:
      allOf: [{$ref: "#/components/schemas/Note"}]
      nullable: true  # error: `nullable` without `type` has no effect
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: 1.0.0}
components:
  schemas:
    Note: {type: string, nullable: true}  # error: `nullable` is no keyword of OpenAPI 3.1
```

## Good

```yaml file=orders.yaml
openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths: {}
components:
  schemas:
    Remark: {type: string, nullable: true}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info: {title: Shifts, version: 1.0.0}
components:
  schemas:
    Note: {type: [string, "null"]}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.INFO
TAGS = ("documentation",)
KEYS = ("nullable",)
FORMATS = ("openapi",)


def check(schema: Schema, contract: Contract) -> Iterator[Hit]:
    if schema.value.get("nullable") is not True:
        return
    at = schema.at("nullable", on="key")
    if contract.format.version != "3.0":
        how = "mark it with `x-nullable`" if contract.format.version == "2.0" else 'write `type: [string, "null"]`'
        yield Hit(at, f"`nullable` is no keyword of {contract.format.label}, expected null among the types", help=how)
    elif "type" not in schema.value:
        yield Hit(at, "`nullable` without `type` has no effect, expected both in one schema",
                  help="add the `type`, or put `nullable` into the schema that has it")
