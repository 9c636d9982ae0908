"""Queues, exchanges and destinations of the brokers beside Kafka, and what HTTP and WebSocket bindings say.

# mqtt-qos-lowered
Messages are delivered with a weaker promise: some may be lost, or come twice.

# mqtt-qos-raised
Messages are delivered with a stronger promise; at level 1 they may come twice.

# mqtt-retain-changed
The broker keeps the last message for new readers in one version only.

# amqp-channel-kind-changed
A channel is a queue in one version and a routing key in the other.

# amqp-exchange-changed
Messages go through another exchange, or one of another type: what is bound to the old one gets nothing.

# amqp-queue-changed
The channel is another queue, or it is there for one connection only.

# amqp-durability-changed
An exchange or a queue outlives a restart of the broker, or the last that uses it, in one version only.

# amqp-delivery-changed
Messages are kept on disk in one version only, or are gone after another time.

# amqp-encoding-changed
Messages are of another encoding or kind, by which readers decode or dispatch them.

# jms-destination-changed
The channel is another destination, or a topic in one version and a queue in the other.

# queue-name-changed
The channel is another queue, topic or group of the broker.

# queue-order-changed
Messages keep their order in one version only.

# http-method-changed
Messages are sent with another method, or answered with another status.

# binding-changed
Something else in a binding has changed, or is written in one version only.

```diff
 asyncapi: 3.0.0
 channels:
   lines:
     address: lines
     bindings:
       amqp:
-        is: queue
+        is: routingKey  # breaking: amqp-channel-kind-changed
         exchange:
-          type: topic
+          type: fanout  # breaking: amqp-exchange-changed
-          durable: true
+          durable: false  # possible: amqp-durability-changed
         queue:
-          name: lines
+          name: lines2  # breaking: amqp-queue-changed
       jms:
-        destinationType: queue
+        destinationType: topic  # breaking: jms-destination-changed
       sqs:
         queue:
-          name: lines
+          name: lines2  # breaking: queue-name-changed
-          fifoQueue: true
+          fifoQueue: false  # breaking: queue-order-changed
     messages:
       stopped:
         payload: {type: string}
         bindings:
           amqp:
-            contentEncoding: gzip
+            contentEncoding: identity  # breaking: amqp-encoding-changed
 operations:
   stopped:
     action: send
     channel: {$ref: "#/channels/lines"}
     bindings:
       mqtt:
-        qos: 2
+        qos: 1  # breaking: mqtt-qos-lowered
-        retain: true
+        retain: false  # breaking: mqtt-retain-changed
       amqp:
-        deliveryMode: 2
+        deliveryMode: 1  # breaking: amqp-delivery-changed
       http:
-        method: POST
+        method: PUT  # breaking: http-method-changed
   asked:
     action: receive
     channel: {$ref: "#/channels/lines"}
     bindings:
       mqtt:
-        qos: 0
+        qos: 1  # possible: mqtt-qos-raised
       nats:
-        queue: desks
+        subject: desks  # possible: binding-changed
```
"""

from typing import Final

from govtool.compare.events.bindings import BREAKING, POSSIBLE, Row, changed, higher, lower

_APART: Final = "readers and writers no longer meet"
_DECODED: Final = "readers decode or dispatch messages by it"
_RESTART: Final = "messages may be lost at a restart"

ROWS: Final = (
    Row("mqtt-qos-lowered", "mqtt", "operation", "qos", lower, BREAKING, "messages may be lost or come twice"),
    Row("mqtt-qos-raised", "mqtt", "operation", "qos", higher, POSSIBLE, "messages may come twice at level 1"),
    Row("mqtt-retain-changed", "mqtt", "operation", "retain", changed, BREAKING,
        "new readers get the last message in one version only", default=False),
    Row("amqp-channel-kind-changed", "amqp", "channel", "is", changed, BREAKING, _APART, default="routingKey"),
    Row("amqp-exchange-changed", "amqp", "channel", "exchange/name", changed, BREAKING, _APART),
    Row("amqp-exchange-changed", "amqp", "channel", "exchange/type", changed, BREAKING,
        "what is bound to the exchange gets other messages"),
    Row("amqp-exchange-changed", "amqp", "channel", "exchange/vhost", changed, BREAKING, _APART, default="/"),
    Row("amqp-durability-changed", "amqp", "channel", "exchange/durable", changed, POSSIBLE, _RESTART),
    Row("amqp-durability-changed", "amqp", "channel", "exchange/autoDelete", changed, POSSIBLE, _RESTART),
    Row("amqp-queue-changed", "amqp", "channel", "queue/name", changed, BREAKING, _APART),
    Row("amqp-queue-changed", "amqp", "channel", "queue/vhost", changed, BREAKING, _APART, default="/"),
    Row("amqp-queue-changed", "amqp", "channel", "queue/exclusive", changed, BREAKING,
        "an exclusive queue is there for one connection only"),
    Row("amqp-durability-changed", "amqp", "channel", "queue/durable", changed, POSSIBLE, _RESTART),
    Row("amqp-durability-changed", "amqp", "channel", "queue/autoDelete", changed, POSSIBLE, _RESTART),
    Row("amqp-delivery-changed", "amqp", "operation", "deliveryMode", lower, BREAKING, _RESTART),
    Row("amqp-delivery-changed", "amqp", "operation", "deliveryMode", higher, POSSIBLE, "delivery may be slower"),
    Row("amqp-delivery-changed", "amqp", "operation", "expiration", changed, POSSIBLE,
        "how long readers stand still is not in the contract"),
    Row("amqp-encoding-changed", "amqp", "message", "contentEncoding", changed, BREAKING, _DECODED),
    Row("amqp-encoding-changed", "amqp", "message", "messageType", changed, BREAKING, _DECODED),
    Row("jms-destination-changed", "jms", "channel", "destination", changed, BREAKING, _APART),
    Row("jms-destination-changed", "jms", "channel", "destinationType", changed, BREAKING, _APART, default="queue"),
    Row("queue-name-changed", "nats", "operation", "queue", changed, POSSIBLE, "other readers share the messages"),
    Row("queue-name-changed", "sns", "channel", "name", changed, BREAKING, _APART),
    Row("queue-name-changed", "sqs", "channel", "queue/name", changed, BREAKING, _APART),
    Row("queue-name-changed", "ibmmq", "channel", "queue/objectName", changed, BREAKING, _APART),
    Row("queue-name-changed", "ibmmq", "channel", "topic/objectName", changed, BREAKING, _APART),
    Row("queue-name-changed", "googlepubsub", "channel", "topic", changed, BREAKING, _APART),
    Row("queue-order-changed", "sqs", "channel", "queue/fifoQueue", changed, BREAKING, "order is kept in one only"),
    Row("queue-order-changed", "sns", "channel", "ordering/type", changed, BREAKING, "order is kept in one only"),
    Row("http-method-changed", "http", "operation", "method", changed, BREAKING, "the old request is not taken"),
    Row("http-method-changed", "ws", "channel", "method", changed, BREAKING, "the old handshake is not taken"),
    Row("http-method-changed", "http", "message", "statusCode", changed, BREAKING, "clients tell answers apart by it"),
)
