"""Valid documents of every version, the verdicts of both judges on them, and what one change makes of them."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from govtool.finding import Finding, Severity
from govtool.lint.engine import lint
from govtool.lint.load import always_on, built_in
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

RULES = RuleSet(built_in(), always=always_on())


def findings(api: Any, **others: Any) -> list[Finding]:
    """What the rules about validity say of a document; further ones are beside it, `parts` as `parts.json`."""
    files = {f"{name}.json": json.dumps(data).encode() for name, data in {"api": api, **others}.items()}
    return lint(read(Bundle(MemoryTree(files)), "api.json"), RULES)


def told(api: Any, *rules: str, **others: Any) -> list[tuple[str, str]]:
    """Place and message of the findings of some rules."""
    return [(finding.at.fragment, finding.message) for finding in findings(api, **others) if finding.rule in rules]


def is_invalid(contract: Contract) -> list[Finding]:
    """The findings that make a document invalid."""
    return [finding for finding in lint(contract, RULES) if finding.severity is Severity.ERROR]


SCHEMAS: dict[str, Any] = {
    "Order": {
        "type": "object", "required": ["orderId", "quantity"],
        "properties": {
            "orderId": {"type": "string", "maxLength": 12, "pattern": "^[0-9]+$", "readOnly": True},
            "quantity": {"type": "number", "minimum": 0, "default": 1},
            "status": {"type": "string", "enum": ["OPEN", "DONE"], "default": "OPEN"},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}, "uniqueItems": True},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    },
    "Part": {"allOf": [{"$ref": "#/components/schemas/Base"},
                       {"type": "object", "properties": {"size": {"type": "integer"}}}]},
    "Base": {"type": "object", "properties": {"kind": {"type": "string"}}},
}
_PROBLEM = {"description": "A problem.", "content": {"application/json": {"schema": {"type": "object"}}}}


def three(version: str) -> dict[str, Any]:
    """A document of OpenAPI 3.x with most kinds of objects."""
    return deepcopy({
        "openapi": version,
        "info": {"title": "Orders", "version": "1.0.0", "contact": {"name": "Plant"}, "license": {"name": "MIT"}},
        "servers": [{"url": "https://{plant}.example.com",
                     "variables": {"plant": {"default": "a", "enum": ["a", "b"]}}}],
        "tags": [{"name": "orders", "externalDocs": {"url": "https://example.com"}}, {"name": "parts"}],
        "security": [{"oauth": ["read"]}],
        "paths": {
            "/orders": {
                "get": {
                    "operationId": "listOrders", "tags": ["orders"],
                    "parameters": [
                        {"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}, "style": "form"},
                        {"$ref": "#/components/parameters/Size"},
                    ],
                    "responses": {"200": {
                        "description": "The orders.",
                        "headers": {"ETag": {"schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {
                            "type": "array", "items": {"$ref": "#/components/schemas/Order"}}}},
                        "links": {"one": {"operationId": "getOrder"}},
                    }, "default": {"$ref": "#/components/responses/Problem"}},
                },
                "post": {
                    "operationId": "createOrder",
                    "requestBody": {"required": True, "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Order"}, "example": {"quantity": 2}},
                        "multipart/form-data": {
                            "schema": {"type": "object", "properties": {"file": {"type": "string"}}},
                            "encoding": {"file": {"contentType": "text/plain"}}},
                    }},
                    "responses": {"201": {"description": "Created."}},
                    "callbacks": {"done": {"{$request.body#/url}": {
                        "post": {"responses": {"200": {"description": "OK"}}}}}},
                    "security": [{"key": []}, {}],
                },
            },
            "/orders/{orderId}": {
                "parameters": [{"name": "orderId", "in": "path", "required": True, "schema": {"type": "string"}}],
                "get": {"operationId": "getOrder", "responses": {"200": {"description": "The order."}}},
            },
        },
        "components": {
            "schemas": SCHEMAS,
            "parameters": {"Size": {"name": "size", "in": "query", "schema": {"type": "integer"}, "explode": True}},
            "responses": {"Problem": _PROBLEM},
            "examples": {"one": {"value": {"quantity": 1}}},
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "oauth": {"type": "oauth2", "flows": {"clientCredentials": {
                    "tokenUrl": "https://login.example.com", "scopes": {"read": "Read."}}}},
            },
        },
    })


def newer(version: str) -> dict[str, Any]:
    """A document of OpenAPI 3.1 or 3.2, with what came with these."""
    document = three(version)
    document["webhooks"] = {"released": {"post": {"responses": {"200": {"description": "Taken."}}}}}
    kind = {"type": ["string", "null"], "examples": ["saw", None]}
    document["components"]["schemas"]["Base"]["properties"]["kind"] = kind
    document["components"]["pathItems"] = {"Health": {"get": {"responses": {"204": {"description": "Well."}}}}}
    return document


def two() -> dict[str, Any]:
    """A document of OpenAPI 2.0."""
    text = deepcopy(SCHEMAS)
    text["Order"]["properties"]["parts"]["items"]["$ref"] = "#/definitions/Part"
    text["Order"]["required"] = ["quantity"]
    text["Part"]["allOf"][0]["$ref"] = "#/definitions/Base"
    return {
        "swagger": "2.0",
        "info": {"title": "Orders", "version": "1.0.0", "license": {"name": "MIT"}},
        "host": "example.com", "basePath": "/v1", "schemes": ["https"], "consumes": ["application/json"],
        "tags": [{"name": "orders"}, {"name": "parts"}],
        "paths": {
            "/orders": {
                "get": {
                    "operationId": "listOrders", "security": [{"key": []}],
                    "parameters": [
                        {"name": "page", "in": "query", "type": "integer", "default": 1},
                        {"name": "ids", "in": "query", "type": "array", "items": {"type": "string"},
                         "collectionFormat": "csv"},
                        {"$ref": "#/parameters/Size"},
                    ],
                    "responses": {"200": {"description": "The orders.", "headers": {"ETag": {"type": "string"}},
                                          "schema": {"type": "array", "items": {"$ref": "#/definitions/Order"}}}},
                },
                "post": {
                    "operationId": "createOrder",
                    "parameters": [{"name": "order", "in": "body", "schema": {"$ref": "#/definitions/Order"}}],
                    "responses": {"201": {"description": "Created."}, "default": {"$ref": "#/responses/Problem"}},
                },
            },
            "/orders/{orderId}": {
                "parameters": [{"name": "orderId", "in": "path", "required": True, "type": "string"}],
                "get": {"operationId": "getOrder", "responses": {"200": {"description": "The order."}}},
            },
        },
        "definitions": text,
        "parameters": {"Size": {"name": "size", "in": "query", "type": "integer"}},
        "responses": {"Problem": {"description": "A problem."}},
        "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    }


VALID = {"2.0": two(), "3.0": three("3.0.4"), "3.1": newer("3.1.1"), "3.2": newer("3.2.0")}


def mutants(document: Any) -> Iterator[tuple[str, Any]]:
    """The document with one thing changed, for every place in it, each with what was done."""
    for pointer in _pointers(document):
        *parents, last = pointer
        name = "/".join(map(str, pointer))
        for what, change in _CHANGES.items():
            mutant = deepcopy(document)
            holder = mutant
            for step in parents:
                holder = holder[step]
            if change(holder, last):
                yield f"{what} {name}", mutant


def _pointers(value: Any) -> Iterator[tuple[Any, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield (key,)
        yield from ((key, *below) for below in _pointers(item))


def _delete(holder: Any, key: Any) -> bool:
    del holder[key]
    return True


def _rename(holder: Any, key: Any) -> bool:
    if isinstance(holder, dict):
        holder[key + "Z"] = holder.pop(key)
    return isinstance(holder, dict)


def _repeat(holder: Any, key: Any) -> bool:
    if isinstance(holder, list):
        holder.append(deepcopy(holder[key]))
    return isinstance(holder, list)


def _mistype(holder: Any, key: Any) -> bool:
    holder[key] = 7 if not isinstance(holder[key], int | float) or isinstance(holder[key], bool) else "seven"
    return True


def _empty(holder: Any, key: Any) -> bool:
    if isinstance(holder[key], dict | list) and holder[key]:
        holder[key] = type(holder[key])()
        return True
    return False


def _respell(holder: Any, key: Any) -> bool:
    if isinstance(holder[key], str):
        holder[key] += "Z"
        return True
    return False


_CHANGES = {
    "delete": _delete, "rename": _rename, "repeat": _repeat, "mistype": _mistype, "empty": _empty, "respell": _respell,
}
