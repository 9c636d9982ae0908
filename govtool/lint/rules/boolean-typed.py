"""What is true or false is a boolean.

`"X"`, `"Y"`, `"true"` and `1` are read differently by every language, and an empty text is true in some of them (JSON
has had `true` and `false` from the start: RFC 8259 section 3).

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        finalFlag: {type: string, enum: ["X", ""]}  # error: `finalFlag` is `X` or ``
        backflush: {type: boolean}
        isReversal: {type: string}  # error: `isReversal` is text
        hasScrap: {type: integer}  # error: `hasScrap` is a number
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        isFinal: {type: boolean}
        isoCode: {type: string}
        isPartOf: {type: string}
        issuedBy: {type: string}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Parameter, Schema
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import is_number, keyword, named, place, types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import sequence, text

TAGS = ("governance", "semantics")
KEYS = ("properties", "name")
_LINKING = frozenset({"of", "by", "from", "for", "to", "in", "at", "with"})
"""A name that ends so is no question, but asks for another thing: `isPartOf`."""
_PAIRS = tuple(map(frozenset, (("x", ""), ("y", "n"), ("yes", "no"), ("true", "false"), ("0", "1"), ("j", "n"))))


def check(node: Schema | Parameter, contract: Contract) -> Iterator[Hit]:
    bundle = contract.bundle
    for name, schema in named(node):
        values = [value for value in sequence(keyword(bundle, schema, "enum")) if value is not None]
        pair = frozenset(text(value).lower() for value in values)
        if pair in _PAIRS and not any(isinstance(value, bool) for value in values):
            said = "is " + " or ".join(f"`{text(value)}`" for value in values)
        elif _asks(words(name)) and not values:
            is_text = types(bundle, schema) == {"string"}
            said = "is a number" if is_number(bundle, schema) else "is text" if is_text else ""
        else:
            said = ""
        if said:
            yield Hit(place(contract, schema), f"`{name}` {said}, expected `type: boolean`",
                      help="let the adapter map the system's own flag")


def _asks(name: tuple[str, ...]) -> bool:
    """Whether a name asks a question that is answered with yes or no."""
    return len(name) > 1 and name[0] in ("is", "has") and name[-1] not in _LINKING
