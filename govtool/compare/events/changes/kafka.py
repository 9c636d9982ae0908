"""Topics, keys and consumer groups of Kafka.

# kafka-topic-changed
The channel is another topic: readers and writers of the old one no longer meet.

# kafka-partitions-changed
The topic has another number of partitions: messages with one key may land in another partition, out of their order.

# kafka-replicas-changed
The topic is kept in another number of copies. Nobody outside of the cluster sees it.

# kafka-retention-shrunk
Messages are kept for a shorter time, or fewer of them: a reader that stands still loses messages, and a new reader
finds less history.

# kafka-retention-grown
Messages are kept for longer, or more of them.

# kafka-cleanup-policy-changed
Old messages go by another rule: by age (`delete`), or when there is a newer one with the same key (`compact`).

# kafka-max-message-shrunk
The topic takes only smaller messages than before: a writer of large ones is refused.

# kafka-max-message-grown
The topic takes larger messages than before: a reader with small buffers may not get them.

# kafka-key-type-changed
The key of messages is of another type, or there is a key in one version only: readers decode it in vain, and messages
spread otherwise over partitions.

# kafka-schema-id-changed
The id of the schema stands in another place of a message, or is written in another way: readers do not find the schema.

# kafka-schema-lookup-changed
Readers are told to look for the schema in another way.

# kafka-group-id-changed
The application belongs to another group of readers.

# kafka-client-id-changed
The application calls itself otherwise in the logs and quotas of the broker.

# kafka-registry-changed
The schemas are registered somewhere else, or by another maker's registry.

```diff
 asyncapi: 3.0.0
 servers:
   plant:
     host: kafka.example.com:9092
     protocol: kafka
     bindings:
       kafka:
-        schemaRegistryUrl: https://a.example.com
+        schemaRegistryUrl: https://b.example.com  # possible: kafka-registry-changed
 channels:
   orders:
     address: plant.orders
     bindings:
       kafka:
-        topic: plant.orders
+        topic: plant.orders.v2  # breaking: kafka-topic-changed
-        partitions: 12
+        partitions: 24  # breaking: kafka-partitions-changed
-        replicas: 2
+        replicas: 3  # ok: kafka-replicas-changed
         topicConfiguration:
-          cleanup.policy: [delete]
+          cleanup.policy: [compact]  # breaking: kafka-cleanup-policy-changed
-          retention.ms: 604800000
+          retention.ms: 86400000  # breaking: kafka-retention-shrunk
-          retention.bytes: 1000000
+          retention.bytes: -1  # ok: kafka-retention-grown
-          max.message.bytes: 2000000
+          max.message.bytes: 1000000  # possible: kafka-max-message-shrunk
     messages:
       placed:
         payload: {type: string}
         bindings:
           kafka:
             key:
-              type: string
+              type: integer  # breaking: kafka-key-type-changed
-            schemaIdLocation: header
+            schemaIdLocation: payload  # breaking: kafka-schema-id-changed
-            schemaLookupStrategy: TopicNameStrategy
+            schemaLookupStrategy: RecordNameStrategy  # possible: kafka-schema-lookup-changed
   stock:
     address: plant.stock
     bindings:
       kafka:
         topicConfiguration:
-          max.message.bytes: 1000000
+          max.message.bytes: 2000000  # possible: kafka-max-message-grown
 operations:
   orders:
     action: send
     channel: {$ref: "#/channels/orders"}
     bindings:
       kafka:
         groupId:
-          const: desk
+          const: desks  # possible: kafka-group-id-changed
         clientId:
-          const: desk
+          const: desks  # ok: kafka-client-id-changed
```
"""

from typing import Final

from govtool.compare.events.bindings import BREAKING, OK, POSSIBLE, Row, changed, higher, lower, presence

_SET: Final = "topicConfiguration"
_LOST: Final = "readers that stand still, and new ones, find fewer messages"
_KEYED: Final = "readers decode the key in vain, and messages spread otherwise over partitions"
_HIDDEN: Final = "readers do not find the id of the schema"
_MINE: Final = "the broker may know the application by it"

ROWS: Final = (
    Row("kafka-topic-changed", "kafka", "channel", "topic", changed, BREAKING, "readers and writers no longer meet"),
    Row("kafka-partitions-changed", "kafka", "channel", "partitions", changed, BREAKING,
        "messages with one key may land in another partition, out of their order"),
    Row("kafka-replicas-changed", "kafka", "channel", "replicas", changed, OK),
    Row("kafka-retention-shrunk", "kafka", "channel", f"{_SET}/retention.ms", lower, BREAKING, _LOST),
    Row("kafka-retention-grown", "kafka", "channel", f"{_SET}/retention.ms", higher, OK),
    Row("kafka-retention-shrunk", "kafka", "channel", f"{_SET}/retention.bytes", lower, BREAKING, _LOST),
    Row("kafka-retention-grown", "kafka", "channel", f"{_SET}/retention.bytes", higher, OK),
    Row("kafka-cleanup-policy-changed", "kafka", "channel", f"{_SET}/cleanup.policy", changed, BREAKING,
        "other messages are kept than readers count on"),
    Row("kafka-max-message-shrunk", "kafka", "channel", f"{_SET}/max.message.bytes", lower, POSSIBLE,
        "how large messages are is not in the contract"),
    Row("kafka-max-message-grown", "kafka", "channel", f"{_SET}/max.message.bytes", higher, POSSIBLE,
        "how large messages are is not in the contract"),
    Row("kafka-key-type-changed", "kafka", "message", "key/type", changed, BREAKING, _KEYED),
    Row("kafka-key-type-changed", "kafka", "message", "key", presence, BREAKING, _KEYED),
    Row("kafka-schema-id-changed", "kafka", "message", "schemaIdLocation", changed, BREAKING, _HIDDEN),
    Row("kafka-schema-id-changed", "kafka", "message", "schemaIdPayloadEncoding", changed, BREAKING, _HIDDEN),
    Row("kafka-schema-lookup-changed", "kafka", "message", "schemaLookupStrategy", changed, POSSIBLE,
        "whether readers look by it is not in the contract"),
    Row("kafka-group-id-changed", "kafka", "operation", "groupId", changed, POSSIBLE, _MINE),
    Row("kafka-client-id-changed", "kafka", "operation", "clientId", changed, OK),
    Row("kafka-registry-changed", "kafka", "server", "schemaRegistryUrl", changed, POSSIBLE,
        "whether both registries hold the same schemas is not in the contract"),
    Row("kafka-registry-changed", "kafka", "server", "schemaRegistryVendor", changed, POSSIBLE,
        "whether clients speak with both is not in the contract"),
)
