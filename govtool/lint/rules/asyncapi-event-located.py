"""A business event says at which site it happened.

The same order, batch and shift numbers are used in several plants, and a dashboard of failed postings that cannot be
cut by plant helps none of them (ISA-95, hierarchy scope). Contracts of the classes `transactional` and
`operational-event` are judged; a variable in the address of the channel says it too.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, x-interface-class: transactional}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:  # error: message `created` does not say at which site it happened
        payload: {type: object, properties: {orderId: {type: string}}}
      changed:
        payload: {type: object, properties: {siteId: {type: string}}}
      closed:  # error: message `closed` does not say at which site it happened
        headers: {type: object, properties: {ce_id: {type: string}}}
```

## Good

```yaml file=orders.yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, x-interface-class: transactional}
channels:
  orders:
    address: 'mfg.order.{siteId}.v1'
    parameters: {siteId: {}}
    messages: {created: {payload: {type: object}}}
```

```yaml file=materials.yaml
asyncapi: 3.0.0
info: {title: Materials, version: 1.0.0, x-interface-class: master}
channels: {materials: {address: mfg.material.v1, messages: {created: {payload: {type: object}}}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "identifiers")
FORMATS = ("asyncapi",)
OPTIONS = {"names": ["siteId", "site", "plantId", "plant", "siteCode", "plantCode", "facilityId", "hierarchyScope"]}
_CLASSES = ("transactional", "operational-event")


def check(contract: Contract, options: dict[str, list[str]]) -> Iterator[Hit]:
    from govtool.lint.policy.messages import plain, told
    from govtool.lint.validity.templates import variables
    from govtool.model.asyncapi import events

    if contract.facts.interface_class not in _CLASSES:
        return
    names = {plain(name) for name in options["names"]}
    placed = {id(message.spot.value) for channel in events(contract).channels for message in channel.messages.values()
              if not names.isdisjoint(map(plain, variables(channel.address or "")))}
    for one in told(contract):
        if one.is_whole and one.find(names) is None and id(one.message.spot.value) not in placed:
            yield Hit(one.at, f"{one.name} does not say at which site it happened, expected `{options['names'][0]}`",
                      help="add it to the payload, and let the producer fill it in", subject=one.message.name)
