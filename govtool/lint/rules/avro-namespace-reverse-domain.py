"""Every named type has a namespace that is a domain name in reverse.

A registry, a generator and a table know a type by its full name; `Order` alone is that of any other team too (Avro
1.12, "Names"; Java Language Specification, section 6.1).

## Bad

```json file=order.avsc
{"type": "record", "name": "Order", "fields": [  // error: `Order` has no namespace
  {"name": "site", "type": {"type": "record", "name": "Site", "namespace": "com.example.mfg", "fields": []}},
  {"name": "unit", "type": {"type": "enum", "name": "U", "namespace": "Units", "symbols": ["A"]}}  // error: `Units`
]}
```

## Good

```json file=order.avsc
{"type": "record", "name": "Order", "namespace": "com.example.mfg.order.v1", "fields": [
  {"name": "unit", "type": {"type": "enum", "name": "Unit", "symbols": ["KGM"]}}
]}
```
"""

import re
from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

SEVERITY = Severity.INFO
TAGS = ("naming",)
FORMATS = ("avro",)
_REVERSED = re.compile(r"[a-z]{2,}(\.[a-z_][A-Za-z0-9_]*)+")
_HELP = "begin with the domain that your organisation owns: `com.example.…`; an alias keeps the old name readable"


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.avro import named
    from govtool.model.avro.names import namespace_of

    told = set[str]()
    for made in named(contract):
        namespace = namespace_of(made.name)
        if namespace in told or _REVERSED.fullmatch(namespace):
            continue
        told.add(namespace)
        is_ = f"the namespace of `{made.short}` is `{namespace}`" if namespace else f"`{made.short}` has no namespace"
        yield Hit(contract.document.at((*made.pointer, "name")), subject=made.name, help=_HELP,
                  message=f"{is_}, expected a domain in reverse, as in `com.example.mfg`")
