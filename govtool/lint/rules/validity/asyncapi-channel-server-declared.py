"""The servers that a channel is available at are servers of the document.

A channel at a server that is nowhere to be found can be reached by nobody (AsyncAPI 3.0, "Channel Object": the servers
are those of the root; 2.6, "Channel Item Object").

## Bad

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
servers:
  plant: {url: broker.example.com, protocol: kafka}
channels:
  orders.created:
    servers:
      - plant
      - plnt  # error: `plnt` is no server of this document
      - test  # error: `test` is no server of this document
    subscribe: {message: {payload: {type: object}}}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers:
  plant: {host: broker.example.com, protocol: kafka}
channels:
  created:
    address: orders.created
    servers: [{$ref: '#/servers/plant'}]
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text

SEVERITY = Severity.ERROR
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.validity.channels import items, leads, named
    from govtool.model.asyncapi import events

    known = mapping(contract.document.data, "servers")
    for channel in events(contract).channels:
        for item in items(channel.spot, "servers"):
            name = text(item.value)
            if name and name not in known:
                yield Hit(item.at(), f"`{name}` is no server of this document, expected one of `servers`",
                          help=suggestion(name, known) or f"declare `{name}` there", subject=name)
            elif leads(contract, item) and (named(contract, item) or ())[:-1] != ("servers",):
                ref = item.value["$ref"]
                yield Hit(item.at("$ref"), f"`{ref}` is no server of this document, expected one of `servers`",
                          help="refer to `#/servers/`, whose entry may itself be a reference", subject=ref)
