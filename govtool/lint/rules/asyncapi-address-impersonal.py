"""No variable of an address is filled in with a person, or with what belongs to one.

Addresses stand in logs, metrics and access rules of every system on the way, where nobody may delete a person's data or
even knows of it (GDPR, article 5: data minimisation). The option `words` holds the words that tell of persons; an
event about persons may be named after them.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Shifts, version: 1.0.0}
channels:
  begun:
    address: mfg.shift.{operatorId}.begun.v1  # error: `{operatorId}` may tell who it was
    parameters: {operatorId: {}}
  planned: {address: mfg.shift.planned.v1}
  absent:
    address: mfg.employee.{site}.{user_email}.absent.v1  # error: `{user_email}` may tell who it was
    parameters: {site: {}, user_email: {}}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Shifts, version: 1.0.0}
channels:
  begun: {address: 'mfg.shift.{siteId}.begun.v1', parameters: {siteId: {}}}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import words
from govtool.lint.rule import Hit
from govtool.lint.validity.templates import variables
from govtool.model.contract import Contract

TAGS = ("governance", "privacy")
FORMATS = ("asyncapi",)
OPTIONS = {"words": ["operator", "employee", "person", "worker", "email", "phone", "surname", "firstname", "lastname",
                     "birthdate", "ssn", "passport", "username"]}


def check(contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events

    for channel in events(contract).channels:
        for name in variables(channel.address or ""):
            if frozenset(options["words"]).isdisjoint(words(name)):
                continue
            yield Hit(address_at(contract, channel), subject=f"{channel.identity} {name}",
                      message=f"`{{{name}}}` may tell who it was, expected no person in an address",
                      help="name the object or the site; who did it belongs into the payload, where it is protected")
