"""Brokers are reached by an encrypted connection.

Over plain Kafka, MQTT or AMQP anyone in the plant's network reads orders and may send some (RFC 9325; IEC 62443-3-3,
SR 4.1). The own machine is left alone, and so is a protocol whose name does not tell.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers:
  plant: {host: 'broker.plant-north.net:9092', protocol: kafka}  # error: the protocol `kafka` is not encrypted
  enterprise: {host: 'broker.plant-north.net:9093', protocol: kafka-secure}
  machines: {host: 'mqtt.plant-north.net:1883', protocol: mqtt}  # error: the protocol `mqtt` is not encrypted
```

## Good

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
servers:
  plant: {url: 'mqtts://mqtt.plant-north.net:8883', protocol: secure-mqtt}
  own: {url: 'localhost:9092', protocol: kafka}
channels: {}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.nodes import Server
from govtool.lint.rule import Hit
from govtool.model.shape import text

TAGS = ("security",)
FORMATS = ("asyncapi",)
_SAFE = {"kafka": "kafka-secure", "mqtt": "secure-mqtt", "mqtt5": "secure-mqtt", "amqp": "amqps", "ws": "wss",
         "http": "https", "stomp": "stomps"}
_SECURE = re.compile(r"(kafka-secure|secure-mqtt|mqtts|amqps|wss|https|stomps|ssl|tls)(\+\w+)?://", re.IGNORECASE)
_LOOPBACK = re.compile(r"(\w+://)?(localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal)(:|/|$)", re.IGNORECASE)


def check(server: Server) -> Iterator[Hit]:
    protocol = text(server.value.get("protocol")).lower()
    address = text(server.value.get("url")) or text(server.value.get("host"))
    if protocol in _SAFE and not _LOOPBACK.match(address) and not _SECURE.match(address):
        yield Hit(server.at("protocol"), f"the protocol `{protocol}` is not encrypted, expected `{_SAFE[protocol]}`",
                  help="turn TLS on at the broker, and say so here", subject=address)
