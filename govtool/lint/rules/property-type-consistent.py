"""A property of one name has one type, in all canonical contracts together.

`workOrderId` as text here and as a number there is one concept with two shapes, and every adapter between them
converts it in its own way (Zalando guideline 174 asks for common names and meanings). Names of one word, such as
`status`, mean different things in different objects and are not compared. Documents with the profile `imported` are
left alone.

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      properties:
        workOrderId: {type: string}
        siteId: {type: string}
        plannedQuantity: {type: object}
```

```yaml file=confirmations.yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        workOrderId: {type: integer}  # error: `workOrderId` is `integer` here and `string` in `orders.yaml`
        siteId: {type: string}
        plannedQuantity: {type: number}  # error: `plannedQuantity` is `number` here and `object` in `orders.yaml`
```

## Good

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order: {type: object, properties: {workOrderId: {type: string}, status: {type: string}}}
```

```yaml file=confirmations.yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation: {type: object, properties: {workOrderId: {type: [string, "null"]}, status: {type: integer}}}
```
"""

from collections.abc import Iterator

from govtool.finding import Related
from govtool.lint.policy.facts import canonical
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import resolved, types
from govtool.lint.rule import Hit, Repository
from govtool.model.contract import Contract, Spot
from govtool.model.shape import mapping

TAGS = ("governance", "identifiers")


def check(repository: Repository) -> Iterator[Hit]:
    first: dict[str, tuple[Contract, Spot, frozenset[str]]] = {}
    for contract in canonical(repository):
        for name, spot in _properties(contract):
            found = types(contract.bundle, spot)
            here = (contract, spot, found)
            known, other, expected = first.setdefault(name, here) if found else here
            if found != expected and known is not contract:
                both = f"{_shown(found)} here and {_shown(expected)} in `{known.identity}`"
                yield Hit(spot.at(on="key"), f"`{name}` is {both}, expected one type",
                          help="put the definition into the shared vocabulary, and refer to it from both",
                          related=(Related(other.at(on="key"), "the other type"),))


def _properties(contract: Contract) -> Iterator[tuple[str, Spot]]:
    """The properties of the named schemas whose name says what they are, where they are defined."""
    for schema in contract.schemas.values():
        for name, value in mapping(mapping(schema.value).get("properties")).items():
            if len(words(name)) > 1:
                spot = Spot(schema.document, (*schema.pointer, "properties", name), value)
                yield name, resolved(contract.bundle, spot)


def _shown(found: frozenset[str]) -> str:
    return " or ".join(f"`{type_}`" for type_ in sorted(found))
