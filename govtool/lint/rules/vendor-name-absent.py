"""A canonical contract speaks the language of the business, not that of one vendor's tables.

`AUFNR` means an order to those who know the system of today; with the next release, or the next plant, the name is
wrong and every consumer changes (anti-corruption layer, Evans, Domain-Driven Design). Documents with the profile
`imported` are left alone. The option `names` lists the words.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        AUFNR: {type: string}  # error: `AUFNR` is a vendor's name
        materialId: {type: string}
        to_Components: {type: array, items: {type: object}}  # error: `to_Components` is a vendor's name
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties: {workOrderId: {type: string}, materialId: {type: string}}
```

```yaml file=erp.yaml
openapi: 3.1.0
info: {title: The façade of ERP, version: 1.0.0, x-profile: imported}
components:
  schemas:
    Order: {type: object, properties: {AUFNR: {type: string}}}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping

TAGS = ("governance", "semantics")
KEYS = ("properties",)
OPTIONS = {"names": [
    "AUFNR", "MATNR", "WERKS", "CHARG", "LGORT", "LGNUM", "LGPLA", "MEINS", "MENGE", "VORNR", "ARBPL", "KUNNR", "LIFNR",
    "VBELN", "POSNR", "EBELN", "EBELP", "BUKRS", "BWART", "MBLNR", "MJAHR", "EQUNR", "TPLNR", "QMNUM", "AUFPL", "APLZL",
    "RSNUM", "RSPOS", "LMNGA", "XMNGA", "PERNR", "BUDAT", "ERDAT", "AEDAT", "SERNR", "PRUEFLOS", "MANDT", "WONUM",
]}
_ODATA = re.compile(r"to_[A-Z]\w*|__(metadata|deferred|next|count)|@odata\..+|[AICEP]_[A-Z]\w+")


def check(schema: Schema, contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    if contract.facts.profile == "imported":
        return
    for name in mapping(schema.value.get("properties")):
        if name.upper() in options["names"] or _ODATA.fullmatch(name):
            yield Hit(schema.at("properties", name, on="key"),
                      f"`{name}` is a vendor's name, expected one of the business",
                      help="name what it means, and map it in the adapter")
