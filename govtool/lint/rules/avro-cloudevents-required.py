"""An Avro envelope for CloudEvents has `id`, `source`, `specversion` and `type`, as text that is always there.

An event without one of them is no CloudEvent, and cannot be turned into the JSON or binary form of one (CloudEvents
1.0, "Required Attributes"). A record with `specversion` and two others of them is meant as an envelope.

## Bad

```json file=order.avsc
[
  {"type": "record", "name": "OrderEvent", "fields": [  // error: the envelope `OrderEvent` has no `type`
    {"name": "id", "type": "string"},
    {"name": "source", "type": ["null", "string"]},  // error: `source` is union of null, string
    {"name": "specversion", "type": "string"}
  ]},
  {"type": "record", "name": "ShiftEvent", "fields": [
    {"name": "id", "type": "long"},  // error: `id` is long
    {"name": "source", "type": "string"}, {"name": "specversion", "type": "string"}, {"name": "type", "type": "string"}
  ]}
]
```

## Good

```json file=order.avsc
{"type": "record", "name": "OrderEvent", "fields": [
  {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
  {"name": "source", "type": "string"},
  {"name": "specversion", "type": "string", "default": "1.0"},
  {"name": "type", "type": {"type": "enum", "name": "EventType", "symbols": ["ORDER_CREATED"]}},
  {"name": "data", "type": "bytes", "doc": "The order as JSON."}
]}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation", "semantics")
FORMATS = ("avro",)
_REQUIRED = ("id", "source", "specversion", "type")
_ENOUGH = 3


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import at, named, subject

    for made in named(contract):
        there = {field.name: field for field in made.fields if field.name in _REQUIRED}
        if "specversion" not in there or len(there) < _ENOUGH:
            continue
        missing = [f"`{name}`" for name in _REQUIRED if name not in there]
        if missing:
            yield Hit(contract.document.at((*made.pointer, "name")), subject=made.name,
                      message=f"the envelope `{made.short}` has no {', '.join(missing)}, expected all four",
                      help="add the field as `string`")
        for field in there.values():
            if field.type.kind not in ("string", "enum"):
                yield Hit(at(contract, field), f"`{field.name}` is {field.type.label}, expected `string`",
                          help="write it as text that is always there", subject=subject(made, field))
