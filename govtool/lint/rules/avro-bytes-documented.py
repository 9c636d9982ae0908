"""A field of plain bytes says in its `doc` what they hold.

Of numbers and texts a reader can guess the meaning, of bytes not even the format: image, encrypted text, or another
schema's record (Avro 1.12, "Primitive Types"). A logical type says it, and so does the `doc` of a fixed type.

## Bad

```json file=reading.avsc
{"type": "record", "name": "Reading", "fields": [
  {"name": "curve", "type": "bytes"},  // error: nothing says what the bytes of `curve` hold
  {"name": "sum", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
  {"name": "hash", "type": ["null", {"type": "fixed", "name": "Hash", "size": 32}]}  // error: the bytes of `hash` hold
]}
```

## Good

```json file=reading.avsc
{"type": "record", "name": "Reading", "fields": [
  {"name": "curve", "type": "bytes", "doc": "Samples of the torque as float32, little-endian, 1 kHz."}
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
        if value is not None and value.kind in BYTES and not value.logical and not (doc(field) or doc(value)):
            yield Hit(at(contract, field), f"nothing says what the bytes of `{field.name}` hold, expected a `doc`",
                      help="name the format, or use a logical type", subject=subject(record, field))
