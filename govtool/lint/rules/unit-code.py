"""A unit is a code of UN/CEFACT Recommendation 20.

`kg`, `KG`, `kilo` and `ST` are mapped by hand in every adapter, and one of them wrongly; the code `KGM` is the same in
ERP, EPCIS and customs (UN/CEFACT Recommendation 20; EPCIS 2.0 `uom`).

## Bad

```yaml
openapi: 3.1.0
info: {title: Stock, version: 1.0.0}
components:
  schemas:
    Stock:
      type: object
      properties:
        quantity: {type: string}
        unit: {type: string}  # error: `unit` takes any text
    Movement:
      type: object
      properties:
        quantity: {type: string}
        uom: {type: string, enum: [KGM, H87]}
    Scale:
      type: object
      properties:
        weight: {type: string}
        weightUnit: {type: string, enum: [kg, TNE]}  # error: `kg` is no code of Recommendation 20, expected `KGM`
```

## Good

```yaml
openapi: 3.1.0
info: {title: Stock, version: 1.0.0}
components:
  schemas:
    Stock:
      type: object
      properties:
        quantity: {type: string}
        unit: {type: string, pattern: "^[A-Z0-9]{2,3}$"}
        businessUnit: {type: string}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import keyword, named, place, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import texts

TAGS = ("governance", "units")
KEYS = ("properties",)
_NAME = re.compile(
    r"unit|(|.+ )(uom|unit of measure|unit code|(quantity|qty|weight|length|volume|temperature|time) unit)"
)
_CODE = re.compile(r"[A-Z0-9]{2,3}", re.ASCII)
_MEANT = {
    "kg": "KGM", "g": "GRM", "t": "TNE", "l": "LTR", "ml": "MLT", "m": "MTR", "mm": "MMT", "cm": "CMT", "h": "HUR",
    "min": "MIN", "s": "SEC", "kwh": "KWH", "bar": "BAR", "pcs": "H87", "pc": "H87", "st": "H87", "ea": "H87",
    "piece": "H87", "%": "P1", "c": "CEL",
}
"""What people write → the code. `ST` looks like a code and is another one: a sheet."""


def check(schema: Schema, contract: Contract) -> Iterator[Hit]:
    bundle = contract.bundle
    for name, value in named(schema):
        if not _NAME.fullmatch(" ".join(words(name))) or types(bundle, value) != {"string"}:
            continue
        listed = texts(keyword(bundle, value, "enum", "x-extensible-enum"))
        wrong = next((code for code in listed if not _CODE.fullmatch(code) or _MEANT.get(code.lower()) == "H87"), None)
        if wrong is not None:
            expected = f"`{_MEANT[wrong.lower()]}`" if wrong.lower() in _MEANT else "one, as in `KGM`"
            yield Hit(place(contract, value), f"`{wrong}` is no code of Recommendation 20, expected {expected}",
                      help="map the system's own units in its adapter")
        elif not listed and keyword(bundle, value, "pattern", "const") is None:
            yield Hit(place(contract, value), f"`{name}` takes any text, expected codes of Recommendation 20",
                      help="list the codes in use, or write `pattern: '^[A-Z0-9]{2,3}$'`")
