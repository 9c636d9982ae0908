"""Telemetry does not go to the ERP system.

Readings come by the hundred each second and are worth nothing alone; an ERP that takes them stops posting goods. It
gets an event that is made of them, with window and count (ISA-95 keeps levels 2 and 4 apart). A contract of the class
`telemetry` names neither as its consumer (`x-consumers`) nor in an address, and is not owned by one.

## Bad

```yaml file=vibration.yaml
asyncapi: 3.0.0
info:
  title: Vibration
  version: 1.0.0
  x-interface-class: telemetry
channels:
  raw:
    address: plant/vibration/v1
    x-consumers: [historian, erp-adapter]  # error: `erp-adapter` reads telemetry
  copy: {address: plant/sap/vibration/v1}  # error: `plant/sap/vibration/v1` carries telemetry
  state: {address: plant/vibration/state/v1, x-consumers: [historian]}
```

```yaml file=downtime.yaml
asyncapi: 3.0.0
info: {title: Downtimes, version: 1.0.0, x-interface-class: operational-event}
channels:
  begun: {address: mfg.erp.downtime.begun.v1, x-consumers: [erp-adapter]}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Vibration, version: 1.0.0, x-interface-class: telemetry}
channels:
  raw: {address: plant/vibration/v1, x-consumers: [historian, edge-analytics]}
```
"""

from collections.abc import Iterator

from govtool.lint.policy.names import words
from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "semantics")
FORMATS = ("asyncapi",)
OPTIONS = {"systems": ["erp", "sap", "s4hana", "dynamics365", "netsuite"]}
_HELP = "make an event of the readings (window, count, mean), and send that"


def check(contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    from govtool.lint.validity.channels import address_at
    from govtool.model.asyncapi import events
    from govtool.model.shape import texts

    if contract.facts.interface_class != "telemetry":
        return
    systems = frozenset(options["systems"])
    for channel in events(contract).channels:
        if not systems.isdisjoint(words(channel.address or "")):
            yield Hit(address_at(contract, channel), subject=channel.identity, help=_HELP,
                      message=f"`{channel.address}` carries telemetry, expected it apart from the ERP system")
        for index, name in enumerate(texts(channel.spot.value.get("x-consumers"))):
            if not systems.isdisjoint(words(name)):
                yield Hit(channel.spot.at("x-consumers", index), subject=f"{channel.identity} {name}", help=_HELP,
                          message=f"`{name}` reads telemetry, expected it apart from the ERP system")
