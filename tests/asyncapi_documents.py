"""One event contract in the words of 2.6 and of 3.0, and how to read such documents."""

import json
from copy import deepcopy
from typing import Any

from govtool.model.asyncapi import events
from govtool.model.channels import Events
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

SCHEMAS: dict[str, Any] = {
    "Created": {"type": "object", "required": ["orderId"], "properties": {"orderId": {"type": "string"}}},
    "Headers": {"type": "object", "properties": {"correlationId": {"type": "string"}}},
}
MESSAGE: dict[str, Any] = {
    "name": "OrderCreated", "contentType": "application/json", "payload": {"$ref": "#/components/schemas/Created"},
    "headers": {"$ref": "#/components/schemas/Headers"},
    "correlationId": {"location": "$message.header#/correlationId"},
    "examples": [{"payload": {"orderId": "4711"}}], "bindings": {"kafka": {"key": {"type": "string"}}},
}
SCRAM = {"type": "scramSha256"}


def old(**more: Any) -> dict[str, Any]:
    """A document of AsyncAPI 2.6 that sends `orders.{plant}.created` and receives `orders.held`."""
    return deepcopy({
        "asyncapi": "2.6.0", "info": {"title": "Orders", "version": "1.0.0"},
        "servers": {"plant": {"url": "broker.example.com", "protocol": "kafka", "security": [{"scram": []}]}},
        "channels": {
            "orders.{plant}.created": {
                "servers": ["plant"], "parameters": {"plant": {"schema": {"type": "string", "enum": ["berlin"]}}},
                "bindings": {"kafka": {"partitions": 12}},
                "subscribe": {"operationId": "sendCreated", "message": {"$ref": "#/components/messages/created"}},
            },
            "orders.held": {"publish": {"operationId": "onHeld", "message": {"name": "OrderHeld", "payload": {}}}},
        },
        "components": {"schemas": SCHEMAS, "messages": {"created": MESSAGE}, "securitySchemes": {"scram": SCRAM}},
        **more,
    })


def new(**more: Any) -> dict[str, Any]:
    """The same contract in AsyncAPI 3.0."""
    return deepcopy({
        "asyncapi": "3.0.0", "info": {"title": "Orders", "version": "1.0.0"},
        "servers": {"plant": {"host": "broker.example.com", "protocol": "kafka",
                              "security": [{"$ref": "#/components/securitySchemes/scram"}]}},
        "channels": {
            "created": {
                "address": "orders.{plant}.created", "servers": [{"$ref": "#/servers/plant"}],
                "parameters": {"plant": {"enum": ["berlin"]}}, "bindings": {"kafka": {"partitions": 12}},
                "messages": {"created": {"$ref": "#/components/messages/created"}},
            },
            "held": {"address": "orders.held", "messages": {"held": {"name": "OrderHeld", "payload": {}}}},
        },
        "operations": {
            "sendCreated": {"action": "send", "channel": {"$ref": "#/channels/created"}},
            "onHeld": {"action": "receive", "channel": {"$ref": "#/channels/held"}},
        },
        "components": {"schemas": SCHEMAS, "messages": {"created": MESSAGE}, "securitySchemes": {"scram": SCRAM}},
        **more,
    })


def contract(api: Any, **others: str) -> Contract:
    """A document as a contract, with others beside it by their path (`/` written as `__`)."""
    files = {name.replace("__", "/").replace("_", "."): text.encode() for name, text in others.items()}
    return read(Bundle(MemoryTree({"api.json": json.dumps(api).encode(), **files})), "api.json")


def modelled(api: Any, **others: str) -> Events:
    """What a document is in the event model."""
    return events(contract(api, **others))
