"""The namespace of an event ends with its major version.

A schema that breaks its readers gets another full name, so that both versions can be read side by side while consumers
move (Avro 1.12, "Schema Resolution", matches records by their names). The major version of the contract counts, where
it is known.

## Bad

```json file=order.avsc
[
  {"type": "record", "name": "Order", "namespace": "mfg.order", "fields": []},  // error: `mfg.order` has no major
  {"type": "record", "name": "Batch", "namespace": "com.example.mfg.batch.v1", "fields": []},
  {"type": "record", "name": "Shift", "namespace": "mfg.v1.shift", "fields": []}  // error: `mfg.v1.shift` has no major
]
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "namespace": "com.example.mfg.order.v2", "fields": []}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.version import Version

TAGS = ("governance", "versioning")
FORMATS = ("avro",)
_MAJOR = re.compile(r"(?:.*\.)?v(\d{1,4})")


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import named
    from govtool.model.avro.names import namespace_of

    version = Version.parse(contract.facts.version)
    expected = f"v{max(version.major, 1)}" if version else ""
    told = {""}
    for made in named(contract):
        namespace = namespace_of(made.name)
        major = _MAJOR.fullmatch(namespace)
        if namespace in told or (major and expected in ("", f"v{major[1]}")):
            continue
        told.add(namespace)
        is_ = f"says major version {major[1]}" if major else "has no major version at its end"
        yield Hit(contract.document.at((*made.pointer, "name")), f"`{namespace}` {is_}, expected `{expected or 'v1'}`",
                  help="a new major version is a new namespace, and a new topic", subject=namespace)
