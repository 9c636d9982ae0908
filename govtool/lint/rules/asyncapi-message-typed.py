"""An event says what it is, and in which version of its schema.

A consumer chooses by the type what to do, and by the version how to read; without them it guesses from the fields that
are there (Enterprise Integration Patterns, Format Indicator). The version may be the end of a constant type (`….v1`),
or a member such as `schemaVersion`. CloudEvents have rules of their own.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:  # error: message `created` says no type and no schema version
        payload: {type: object, properties: {orderId: {type: string}}}
      changed:
        headers: {type: object, properties: {eventType: {const: order.changed.v1}}}
      closed:  # error: message `closed` says no schema version
        headers: {type: object, properties: {eventType: {const: closed}}}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers: {type: object, properties: {eventType: {const: created}, schemaVersion: {type: string}}}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "versioning")
FORMATS = ("asyncapi",)
_TYPES = ("eventtype", "messagetype", "eventname")
_VERSIONS = ("dataschema", "schemaversion", "schemaid", "eventversion", "eventtypeversion", "dataversion")
_VERSIONED = re.compile(r".*[./]v(\d+|\[0-9\]\+|\\d\+)\$?", re.DOTALL)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import others
    from govtool.model.shape import sequence

    for one in others(contract):
        type_, version = one.find(_TYPES), one.find(_VERSIONS)
        bundle = contract.bundle
        said = [] if type_ is None else [type_.said(bundle, "const"), type_.said(bundle, "pattern"),
                                         *sequence(type_.said(bundle, "enum"))]
        is_versioned = version is not None or any(isinstance(text, str) and _VERSIONED.fullmatch(text) for text in said)
        missing = [*([] if type_ else ["no type"]), *([] if is_versioned else ["no schema version"])]
        if missing and one.is_whole:
            yield Hit(one.at, f"{one.name} says {' and '.join(missing)}, expected both",
                      help="add `eventType` with a constant that ends with the major version, as in `created.v1`",
                      subject=one.message.name)
