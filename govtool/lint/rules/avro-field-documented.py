"""Every field has a `doc`.

Whoever reads the data years later has the schema and nothing else; unit, meaning and origin of a value stand in its
`doc` or nowhere (Avro 1.12, "Complex Types"). Fields of plain bytes have a rule of their own.

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string"},  // error: `orderId` has no `doc`
  {"name": "quantity", "type": "int", "doc": "Pieces to be made."},
  {"name": "priority", "type": "int", "doc": ""}  // error: `priority` has no `doc`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderId", "type": "string", "doc": "The number of the order."}
]}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation",)
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import BYTES, at, doc, fields, subject, value_of

    for record, field in fields(contract):
        value = value_of(field)
        is_plain_bytes = value is not None and value.kind in BYTES and not value.logical
        if not doc(field) and not is_plain_bytes:
            yield Hit(at(contract, field), f"`{field.name}` has no `doc`, expected one",
                      help="say what the value means, and in which unit it is", subject=subject(record, field))
