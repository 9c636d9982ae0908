"""A union is `null` and one other type.

Tables, JSON and most generated classes have no place for a value of several types, and every reader has to ask which
one it got; a record with optional fields says the same (Avro 1.12, "Unions"). The option `branches` allows more beside
`null`; a union that holds the definitions of a whole file is left alone.

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": ["string", "long"]},  // error: the union of string, long has 2 types
  {"name": "note", "type": ["null", "string"], "default": null},
  {"name": "codes", "type": {"type": "array", "items": ["null", "int", "string"]}}  // error: int, string has 2 types
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},
  {"name": "note", "type": ["null", "string"], "default": null}
]}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("semantics",)
FORMATS = ("avro",)
OPTIONS = {"branches": 1}


def check(contract: Contract, options: dict[str, int]) -> Iterator[Hit]:
    from govtool.lint.policy.avro import types

    for made in types(contract):
        count = sum(branch.kind != "null" for branch in made.branches)
        if count > options["branches"] and made.pointer:
            yield Hit(contract.document.at(made.pointer), subject=made.label,
                      message=f"the {made.label} has {count} types beside `null`, expected {options['branches']}",
                      help="write a record with optional fields, or a topic for each type")
