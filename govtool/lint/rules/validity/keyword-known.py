"""Schemas use no keyword that is nearly one of the dialect.

Since OpenAPI 3.1 a schema may hold any key, so a misspelt keyword is no error for any validator: it checks nothing, in
silence (JSON Schema 2020-12 core, section 6.5).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    OrderId:
      type: string
      maxLenght: 12  # error: `maxLenght` is no keyword
    Plant: {type: string, maxLength: 4, tsType: Plant}
    Order:
      type: object
      additionalProperty: false  # error: `additionalProperty` is no keyword
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    OrderId: {type: string, maxLength: 12, x-length: 12, unit: none}
```
"""

from collections.abc import Iterator
from functools import cache

from govtool.lint.nodes import Schema
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.detect import Format
from govtool.model.grammar import grammar_of
from govtool.model.schema import dialect_of

FORMATS = ("openapi-3.1", "openapi-3.2", "jsonschema")
_NEAR = 0.85
_SHORTEST = 5
"""Letters; short words are near to each other by chance."""


def check(schema: Schema, contract: Contract) -> Iterator[Hit]:
    dialect = dialect_of(contract.format, contract.document.data, schema.value)
    for key in schema.value:
        meant = _meant(key, dialect)
        if meant and meant not in schema.value:
            yield Hit(schema.at(key, on="key"), f"`{key}` is no keyword of {dialect.label}, expected `{meant}`",
                      help=f"did you mean `{meant}`?")


@cache
def _meant(key: str, dialect: Format) -> str:
    """The keyword that another word nearly is; empty for keywords and words of their own."""
    kind = grammar_of(dialect).kinds["Schema"]
    if key in kind.fields or key in kind.scalars or key.startswith(("x-", "$")) or len(key) < _SHORTEST:
        return ""
    from difflib import SequenceMatcher

    near = {word: SequenceMatcher(None, key.lower(), word.lower()).ratio() for word in (*kind.fields, *kind.scalars)}
    best = max(near, key=lambda word: near[word])
    return best if near[best] >= _NEAR else ""
