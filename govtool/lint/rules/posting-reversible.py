"""What can be posted can be corrected.

Every shop floor counts wrongly sometimes; where the contract has no reversal, the correction is made in the database,
and audit finds it (SAP cancels confirmations and movements by a document of their own; EPCIS has error declarations).
A resource that can be changed by PATCH or PUT is corrected there. The option `undoing` lists the actions that count.

## Bad

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0, x-interface-class: transactional}
paths:
  /confirmations:
    post:  # error: what `POST /confirmations` makes cannot be corrected
      responses: {"201": {description: Posted.}}
  /movements:
    post:
      responses: {"201": {description: Posted.}}
  /movements/{movementId}/reversal:
    parameters: [{name: movementId, in: path, required: true, schema: {type: string}}]
    post:
      responses: {"201": {description: Reversed.}}
  /consumptions:
    post:  # error: what `POST /consumptions` makes cannot be corrected
      responses: {"201": {description: Posted.}}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Confirmations, version: 1.0.0, x-interface-class: transactional}
paths:
  /confirmations:
    post:
      responses: {"201": {description: Posted.}}
  /confirmations/search:
    post:
      responses: {"200": {description: What was found.}}
  /confirmations/{confirmationId}/reversal:
    parameters: [{name: confirmationId, in: path, required: true, schema: {type: string}}]
    post:
      responses: {"201": {description: Reversed.}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.operations import acts, last_word, served
from govtool.lint.rule import Hit
from govtool.model.contract import Contract, Operation

TAGS = ("governance", "audit")
FORMATS = ("openapi",)
OPTIONS = {"undoing": ["reversal", "reversals", "reverse", "cancel", "cancellation", "correction", "corrections",
                       "void", "withdraw", "withdrawal", "release", "undo"]}
_MANY = "207"
"""The answer to a batch, whose items are corrected where single ones are."""


def check(contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    if contract.facts.interface_class != "transactional":
        return
    operations = list(served(contract))
    for posting in filter(_posts, operations):
        if not any(_corrects(other, posting, options["undoing"]) for other in operations):
            yield Hit(posting.spot.at(on="key"),
                      f"what `{posting.name}` makes cannot be corrected, expected a reversal",
                      help=f"offer `POST {posting.path}/{{id}}/reversal`, which refers to the original")


def _posts(operation: Operation) -> bool:
    """Whether it makes a new thing: a POST to a collection, not an action or an entry on one of its things."""
    on_one = "{" in operation.path or "$" in operation.path
    return operation.method == "POST" and not on_one and acts(operation) and _MANY not in operation.responses


def _corrects(other: Operation, posting: Operation, undoing: list[str]) -> bool:
    """Whether an operation on one of the things that a posting made takes it back or changes it."""
    below = other.path.removeprefix(posting.path + "/{")
    changes = other.method in ("PATCH", "PUT") and "/" not in below
    return below != other.path and (last_word(other) in undoing or changes)
