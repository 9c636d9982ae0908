"""A UUID has the logical type `uuid`.

Tables and generated classes have a type for it, and whoever writes something else into the field is told before it is
on the topic (Avro 1.12, "UUID").

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderUuid", "type": "string"},  // error: `orderUuid` is a bare `string`
  {"name": "orderId", "type": "string"},
  {"name": "guid", "type": ["null", "string"], "default": null}  // error: `guid` is a bare `string`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "orderUuid", "type": {"type": "string", "logicalType": "uuid"}}
]}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import words
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("identifiers",)
FORMATS = ("avro",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import at, fields, subject, value_of

    for record, field in fields(contract):
        value = value_of(field)
        is_named = (words(field.name) or ("",))[-1] in ("uuid", "guid")
        if is_named and value is not None and value.kind == "string" and "logicalType" not in value.extra:
            yield Hit(at(contract, field), f"`{field.name}` is a bare `string`, expected the logical type `uuid`",
                      help='write `{"type": "string", "logicalType": "uuid"}`; nothing changes on the wire',
                      subject=subject(record, field))
