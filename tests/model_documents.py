"""Documents for the tests of the model, and contracts as plain data, so that two of them can be compared."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from govtool.model.contract import Body, Contract, Media, Operation, Parameter, Response, Spot
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

SHARED = Path(__file__).parents[1] / ".." / "shared"
SPECS = SHARED / "specs"


def bundle_of(**files: Any) -> Bundle:
    """A bundle of documents by name: `api` is `api.json`."""
    return Bundle(MemoryTree({f"{name}.json": orjson.dumps(data) for name, data in files.items()}))


def contract_of(api: Any, **others: Any) -> Contract:
    return read(bundle_of(api=api, **others), "api.json")


def api(version: str = "3.1.0", /, **parts: Any) -> dict[str, Any]:
    """The least document of a version, with these parts."""
    key = "swagger" if version == "2.0" else "openapi"
    return {key: version, "info": {"title": "Orders", "version": "1.2.0"}, "paths": {}, **parts}


def shape(contract: Contract) -> dict[str, Any]:
    """Everything a contract promises, without the places where it says so."""
    return {
        "title": contract.title,
        "version": contract.version,
        "operations": {found.name: operation_shape(found) for found in contract.all_operations()},
        "schemas": {name: plain(spot) for name, spot in contract.schemas.items()},
        "servers": [(server.url, dict(server.variables)) for server in contract.servers],
        "tags": contract.tags,
    }


def operation_shape(operation: Operation) -> dict[str, Any]:
    return {
        "kind": operation.kind, "writer": operation.role.writer, "id": operation.id, "tags": operation.tags,
        "deprecated": operation.deprecated,
        "parameters": {key: parameter_shape(found) for key, found in operation.parameters.items()},
        "request": body_shape(operation.request),
        "responses": {status: response_shape(found) for status, found in operation.responses.items()},
        "security": [{(one.kind, one.scopes) for one in credentials} for credentials in operation.security],
        "security_declared": operation.security_declared,
        "servers": [(server.url, dict(server.variables)) for server in operation.servers],
        "callbacks": [found.name for found in operation.callbacks],
    }


def parameter_shape(found: Parameter) -> dict[str, Any]:
    return {
        "name": found.name, "in": found.location, "required": found.required, "style": found.style,
        "explode": found.explode, "reserved": found.allow_reserved, "empty": found.allow_empty,
        "deprecated": found.deprecated, "schema": plain(found.schema), "content": content_shape(found.content),
    }


def body_shape(found: Body | None) -> dict[str, Any] | None:
    return None if found is None else {"required": found.required, "content": content_shape(found.content)}


def response_shape(found: Response) -> dict[str, Any]:
    return {
        "status": found.status, "links": sorted(found.links), "content": content_shape(found.content),
        "headers": {name: parameter_shape(header) for name, header in found.headers.items()},
    }


def content_shape(content: Mapping[str, Media]) -> dict[str, Any]:
    return {name: {"type": media.type, "schema": plain(media.schema), "item": plain(media.item_schema),
                   "encoding": dict(media.encoding)} for name, media in content.items()}


def plain(spot: Spot | None) -> Any:
    """A schema, with the names of definitions where 3.x has them."""
    return None if spot is None else _plain(spot.value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.replace("#/definitions/", "#/components/schemas/") if isinstance(value, str) else value
