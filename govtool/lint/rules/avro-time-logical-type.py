"""A point in time has a logical type.

A bare `long` may be seconds or milliseconds, a bare `string` any time zone; the logical type says it to every reader
and to every table that is filled from the topic (Avro 1.12, "Timestamps"). Names that end in `At`, `Timestamp`,
`DateTime` or `Date` are those of times.

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "occurredAt", "type": "long"},  // error: `occurredAt` is a bare `long`
  {"name": "recordedAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
  {"name": "dueDate", "type": ["null", "string"], "default": null}  // error: `dueDate` is a bare `string`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [
  {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
  {"name": "dueDate", "type": {"type": "int", "logicalType": "date"}}
]}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import words
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "time")
FORMATS = ("avro",)
_BARE = frozenset({"int", "long", "float", "double", "string"})
_TYPES = {"at": "timestamp-millis", "timestamp": "timestamp-millis", "datetime": "timestamp-millis", "date": "date"}


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import at, fields, subject, value_of

    for record, field in fields(contract):
        found, value = words(field.name), value_of(field)
        expected = _TYPES.get(found[-1], "") if len(found) > 1 or found == ("timestamp",) else ""
        if found[-2:] == ("date", "time"):
            expected = "timestamp-millis"
        if expected and value is not None and value.kind in _BARE and "logicalType" not in value.extra:
            yield Hit(at(contract, field),
                      f"`{field.name}` is a bare `{value.kind}`, expected a logical type, as in `{expected}`",
                      help="write the type with its `logicalType`, or give the field the name of what it is",
                      subject=subject(record, field))
