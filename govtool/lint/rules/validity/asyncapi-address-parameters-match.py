"""The variables of a channel's address are its parameters, and each parameter is a variable of the address.

A variable that nobody declares cannot be filled in, and a parameter without a place is sent nowhere (AsyncAPI 3.0,
"Channel Object"; 2.6, "Channels Object").

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.{plant}.{line}.created  # error: `{line}` is not declared
    parameters:
      plant: {enum: [berlin, lyon]}
      shift: {description: The shift.}  # error: `shift` is no variable of `orders.{plant}.{line}.created`
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  created:
    address: orders.{plant}.created
    parameters:
      plant: {enum: [berlin, lyon]}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.lint.validity.templates import variables
from govtool.model.contract import Contract

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events

    for channel in events(contract).channels:
        if channel.address is None:
            continue
        names = variables(channel.address)
        for name in dict.fromkeys(names):
            if name not in channel.parameters:
                yield Hit(address_at(contract, channel), subject=name,
                          message=f"`{{{name}}}` is not declared, expected it among the `parameters`",
                          help=suggestion(name, channel.parameters) or f"declare `{name}`")
        for name in channel.parameters:
            if name not in names:
                yield Hit(channel.spot.at("parameters", name, on="key"),
                          f"`{name}` is no variable of `{channel.address}`, expected `{{{name}}}` in it",
                          help=suggestion(name, names) or "take the parameter away, or put it into the address")
