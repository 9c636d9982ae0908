"""What is no telemetry is not sent with QoS 0.

At QoS 0 nobody asks whether a message came; a confirmation that was lost in a reconnect is a posting that never was
(MQTT 5.0, section 4.3.1). Readings may be sent so: the next one comes in a second.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, x-interface-class: transactional}
channels: {confirmed: {address: mfg/order/confirmed/v1}}
operations:
  sendConfirmed:
    action: send
    channel: {$ref: '#/channels/confirmed'}
    bindings: {mqtt: {qos: 0}}  # error: `send mfg/order/confirmed/v1` has QoS `0`
  sendAgain:
    action: send
    channel: {$ref: '#/channels/confirmed'}
    bindings: {mqtt: {qos: 1}}
  receiveConfirmed:
    action: receive
    channel: {$ref: '#/channels/confirmed'}
    bindings: {mqtt: {qos: 0}}  # error: `receive mfg/order/confirmed/v1` has QoS `0`
```

## Good

```yaml file=orders.yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, x-interface-class: transactional}
channels: {confirmed: {address: mfg/order/confirmed/v1}}
operations:
  sendConfirmed: {action: send, channel: {$ref: '#/channels/confirmed'}, bindings: {mqtt: {qos: 2}}}
```

```yaml file=vibration.yaml
asyncapi: 3.0.0
info: {title: Vibration, version: 1.0.0, x-interface-class: telemetry}
channels: {raw: {address: plant/vibration/v1}}
operations:
  sendRaw: {action: send, channel: {$ref: '#/channels/raw'}, bindings: {mqtt: {qos: 0}}}
```
"""

from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("governance", "retry")
FORMATS = ("asyncapi",)


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.model.asyncapi import events

    for operation in events(contract).operations if contract.facts.interface_class != "telemetry" else ():
        for protocol, binding in operation.bindings.items():
            qos = binding.value.get("qos")
            if protocol.startswith("mqtt") and qos == 0 and not isinstance(qos, bool):
                yield Hit(binding.at("qos"), f"`{operation.name}` has QoS `0`, expected `1` or `2`",
                          help="ask for an acknowledgement, or say that the contract is telemetry",
                          subject=operation.name)
