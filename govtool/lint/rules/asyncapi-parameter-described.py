"""Every variable of an address has a description.

`{site}` may be a plant's number, its name or its time zone; who subscribes must know which (AsyncAPI 3.0, "Parameter
Object").

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.{site}.{line}.{shift}.created
    parameters:
      site: {enum: [berlin, lyon]}  # error: `site` has no `description`
      line: {description: The number of the line.}
      shift: {}  # error: `shift` has no `description`
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.{site}.created
    parameters:
      site: {description: The key of the plant., enum: [berlin, lyon]}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation",)
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.model.asyncapi import events
    from govtool.model.shape import mapping

    told = set[int]()
    for channel in events(contract).channels:
        for name, parameter in channel.parameters.items():
            spot, schema = parameter.spot, mapping(parameter.schema.value if parameter.schema else None)
            if id(spot.value) not in told and not (spot.value.get("description") or schema.get("description")):
                told.add(id(spot.value))
                yield Hit(spot.at(on="key"), f"`{name}` has no `description`, expected one",
                          help="say what it chooses, and where its values are from")
