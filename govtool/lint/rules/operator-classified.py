"""What points to a person is a pseudonym, and is marked as confidential.

Who worked on which order when is personal data: it is kept apart, deleted in time and shown to few, and every system
on the way must know that from the contract (GDPR articles 4 and 5; CloudEvents `dataclassification`).
`x-data-classification` marks it. The option `people` lists the words for a person; an `economicOperatorId` is a
company's.

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0}
components:
  schemas:
    Confirmation:
      type: object
      properties:
        operatorId: {type: string}  # error: `operatorId` is not marked as personal
        inspectorId: {type: string, x-data-classification: confidential}
        operatorName: {type: string}  # error: `operatorName` names a person
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
        operatorId: {$ref: "#/components/schemas/OperatorId"}
    OperatorId: {type: string, x-data-classification: confidential}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Parameter, Schema
from govtool.lint.policy.names import words
from govtool.lint.policy.schemas import keyword, named, place
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "privacy")
KEYS = ("properties", "name")
OPTIONS = {"people": ["operator", "employee", "worker", "inspector", "personnel", "staff"]}
_MARKS = ("x-data-classification", "x-sap-dpp-is-potentially-personal")


def check(node: Schema | Parameter, contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    for name, schema in named(node):
        found = words(name)
        if len(found) != 2 or found[0] not in options["people"]:  # noqa: PLR2004 - a person, and a word for which fact
            continue
        if found[-1] == "name":
            yield Hit(place(contract, schema), f"`{name}` names a person, expected a pseudonym as in `{found[0]}Id`",
                      help="keep names in the system that has them, and refer to it by a pseudonym")
        elif found[-1] in ("id", "number") and keyword(contract.bundle, schema, *_MARKS) in (None, False, "public"):
            yield Hit(place(contract, schema), f"`{name}` is not marked as personal, expected `x-data-classification`",
                      help="add `x-data-classification: confidential` to its definition")
