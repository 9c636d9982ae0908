"""A contract names a contact: whom to ask, and how to reach them.

Whoever finds a fault at three in the morning needs a name and an address, not a search through the organisation
(OpenAPI 3.1.1 section 4.8.3; Zalando guideline 218).

## Bad

```yaml file=orders.yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}  # error: the contract names no `contact`
paths: {}
```

```yaml file=batches.yaml
openapi: 3.1.0
info:
  title: Batches
  version: 1.0.0
  contact: {name: Plant Integration, email: plant-integration@example.com}
paths: {}
```

```yaml file=shifts.yaml
openapi: 3.1.0
info:
  title: Shifts
  version: 1.0.0
  contact: {name: Plant Integration}  # error: the `contact` has neither `email` nor `url`
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info:
  title: Orders
  version: 1.0.0
  contact: {name: Plant Integration, url: "https://chat.example.com/plant-integration"}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Info
from govtool.lint.rule import Hit
from govtool.model.shape import mapping

SEVERITY = Severity.INFO
TAGS = ("documentation", "ownership")
FORMATS = ("openapi", "asyncapi")
_HELP = "add a `name`, and an `email` or a `url` that is read"


def check(info: Info) -> Iterator[Hit]:
    contact = mapping(info.value.get("contact"))
    if not contact:
        yield Hit(info.at(on="key"), "the contract names no `contact`, expected a name and an address", help=_HELP)
    elif not (contact.get("email") or contact.get("url")):
        yield Hit(info.at("contact", on="key"), "the `contact` has neither `email` nor `url`, expected one", help=_HELP)
    elif not contact.get("name"):
        yield Hit(info.at("contact", on="key"), "the `contact` has no `name`, expected the team's", help=_HELP)
