"""Documents for the tests of comparison: small ones drawn at random, and the same document written in other ways."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import yaml
from hypothesis import strategies as st

from govtool.compare.engine import compare
from govtool.compare.policy import DEFAULT, Policy
from govtool.finding import Change
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

SHARED = Path(__file__).parents[1] / ".." / "shared"

Json = Any


def contract(data: Json | bytes, name: str = "api.json") -> Contract:
    text = data if isinstance(data, bytes) else orjson.dumps(data)
    return read(Bundle(MemoryTree({name: text})), name)


def changes(old: Json, new: Json, policy: Policy = DEFAULT) -> list[Change]:
    return compare(contract(old), contract(new), policy)


def said(old: Json, new: Json, policy: Policy = DEFAULT) -> dict[str, str]:
    """Change id → verdict; the tests that use it have each id once."""
    return {change.id: change.verdict.value for change in changes(old, new, policy)}


def api(version: str = "3.1.0", /, **parts: Json) -> dict[str, Json]:
    """The least document, with these parts."""
    return {"openapi": version, "info": {"title": "Orders", "version": "1.0.0"}, "paths": {}, **parts}


def operation(method: str = "get", path: str = "/orders", **parts: Json) -> dict[str, Json]:
    """A document with one operation."""
    return api(paths={path: {method: {"responses": {"200": {"description": "OK"}}, **parts}}})


def as_yaml(data: Json) -> bytes:
    return yaml.safe_dump(data, sort_keys=False).encode()


def shuffled(data: Json, seed: int) -> Json:
    """The same document with the keys of every mapping in another order."""
    order = random.Random(seed)  # noqa: S311 - no secret

    def mixed(value: Json) -> Json:
        if isinstance(value, dict):
            keys = list(value)
            order.shuffle(keys)
            return {key: mixed(value[key]) for key in keys}
        return [mixed(item) for item in value] if isinstance(value, list) else value

    return mixed(data)


_NAMED = {
    "parameters": "parameters",
    "schema": "schemas",
    "requestBody": "requestBodies",
    "responses": "responses",
    "headers": "headers",
}


def extracted(data: Json) -> Json:
    """The same document with every part moved into the components, under a name by its number."""
    components: dict[str, dict[str, Json]] = {}

    def put(section: str, value: Json) -> Json:
        if not isinstance(value, dict) or "$ref" in value:
            return value
        names = components.setdefault(section, {})
        name = f"part{len(names)}"
        names[name] = {}
        names[name] = inside(value)
        return {"$ref": f"#/components/{section}/{name}"}

    def inside(value: Json) -> Json:
        if isinstance(value, list):
            return [inside(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {key: moved(key, item) for key, item in value.items()}

    def moved(key: str, item: Json) -> Json:
        section = _NAMED.get(key)
        if section == "parameters" and isinstance(item, list):
            return [put(section, one) for one in item]
        if section in ("responses", "headers") and isinstance(item, dict):
            return {name: put(section, one) for name, one in item.items()}
        return put(section, item) if section in ("schemas", "requestBodies") else inside(item)

    out = {key: inside(value) if key in ("paths", "webhooks") else value for key, value in data.items()}
    kept = data.get("components", {})
    return {
        **out,
        "components": {
            **kept,
            **{section: {**kept.get(section, {}), **named} for section, named in components.items()},
        },
    }


def inlined(data: Json) -> Json:
    """The same document with every reference of the paths written out; it must have no cycles."""

    def out(value: Json) -> Json:
        if isinstance(value, dict) and isinstance(ref := value.get("$ref"), str):
            target = data
            for part in ref.removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            return out(target)
        if isinstance(value, dict):
            return {key: out(item) for key, item in value.items()}
        return [out(item) for item in value] if isinstance(value, list) else value

    return {key: out(value) if key in ("paths", "webhooks") else value for key, value in data.items()}


REWRITINGS: dict[str, Callable[[Json], bytes]] = {
    "shuffled": lambda data: orjson.dumps(shuffled(data, 7)),
    "yaml": as_yaml,
    "extracted": lambda data: orjson.dumps(extracted(data)),
    "inlined": lambda data: orjson.dumps(inlined(data)),
    "extracted, shuffled, yaml": lambda data: as_yaml(shuffled(extracted(data), 11)),
}

SCHEMAS = st.sampled_from([{"type": "string"}, {"type": "integer"}, {"type": "array", "items": {"type": "string"}}])
MEDIA = st.dictionaries(
    st.sampled_from(["application/json", "text/plain", "application/*", "application/problem+json"]),
    st.fixed_dictionaries({"schema": SCHEMAS}),
    min_size=1,
    max_size=2,
)
PARAMETERS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["a", "b"]),
            "in": st.sampled_from(["query", "header", "cookie"]),
            "required": st.booleans(),
            "schema": SCHEMAS,
            "deprecated": st.booleans(),
        }
    ),
    max_size=3,
    unique_by=lambda field: (field["name"], field["in"]),
)
HEADERS = st.dictionaries(
    st.sampled_from(["X-A", "X-B"]), st.fixed_dictionaries({"required": st.booleans(), "schema": SCHEMAS}), max_size=2
)
RESPONSES = st.dictionaries(
    st.sampled_from(["200", "201", "2XX", "302", "404", "4XX", "default"]),
    st.fixed_dictionaries(
        {"description": st.sampled_from(["OK", "Fine"]), "headers": HEADERS}, optional={"content": MEDIA}
    ),
    min_size=1,
    max_size=3,
)
SECURITY = st.lists(
    st.dictionaries(
        st.sampled_from(["key", "user"]),
        st.lists(st.sampled_from(["read", "write"]), unique=True, max_size=2),
        max_size=2,
    ),
    max_size=2,
)
OPERATIONS = st.fixed_dictionaries(
    {"responses": RESPONSES, "parameters": PARAMETERS},
    optional={
        "requestBody": st.fixed_dictionaries({"required": st.booleans(), "content": MEDIA}),
        "security": SECURITY,
        "tags": st.lists(st.sampled_from(["x", "y"]), unique=True, max_size=2),
        "operationId": st.sampled_from(["one", "two"]),
        "deprecated": st.booleans(),
        "summary": st.sampled_from(["One", "Two"]),
    },
)
ITEMS = st.dictionaries(st.sampled_from(["get", "post"]), OPERATIONS, min_size=1, max_size=2)
SERVERS = st.lists(
    st.sampled_from([{"url": "https://a.example.com/v1"}, {"url": "https://b.example.com/v1"}, {"url": "/v2"}]),
    unique_by=lambda server: str(server["url"]),
    max_size=2,
)
DOCUMENTS = st.fixed_dictionaries(
    {
        "openapi": st.just("3.1.0"),
        "info": st.just({"title": "Orders", "version": "1.0.0"}),
        "servers": SERVERS,
        "paths": st.dictionaries(st.sampled_from(["/orders", "/orders/{id}", "/sites"]), ITEMS, max_size=2),
        "webhooks": st.dictionaries(st.sampled_from(["held", "done"]), ITEMS, max_size=1),
        "components": st.just(
            {
                "securitySchemes": {
                    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                    "user": {
                        "type": "oauth2",
                        "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {"read": "", "write": ""}}},
                    },
                }
            }
        ),
    }
)
