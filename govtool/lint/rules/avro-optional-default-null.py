"""What may be null has `null` first, and is null by default.

A default belongs to the first branch of a union in every older library, and a field without a default can neither be
added nor taken away without breaking readers (Avro 1.12, "Unions"). What is always there needs no
`null` at all.

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "note", "type": ["string", "null"], "default": ""},  // error: `note` does not begin with `null`
  {"name": "batchId", "type": ["null", "string"], "default": null},
  {"name": "priority", "type": ["null", "int"]}  // error: `priority` has no `default`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "note", "type": ["null", "string"], "default": null}
]}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "versioning")
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import at, fields, subject

    for record, field in fields(contract):
        kinds = [branch.kind for branch in field.type.branches]
        if "null" not in kinds:
            continue
        if kinds[0] != "null":
            is_ = "does not begin with `null`, expected it first, and `default: null`"
        elif not field.has_default:
            is_ = "has no `default`, expected `null`"
        else:
            continue
        yield Hit(at(contract, field), f"`{field.name}` {is_}", subject=subject(record, field),
                  help="the order of the branches can change with the next version; old data stays readable")
