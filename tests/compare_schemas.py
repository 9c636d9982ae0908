"""Schemas for the laws of comparison: drawn at random, changed at random, and values that their writers send."""

import random
from typing import Any

from compare_documents import api
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

Json = Any

NAMES = ["a", "b", "c"]
PATTERNS = ["^a", "^[ab]+$", "b$", "^a{1,3}$", "^.{2}$"]
STRINGS = ["", "a", "b", "c", "ab", "aab", "aaaa", "A", "0", "x y"]
NUMBERS: list[int | float] = [-2, 0, 1, 2, 3, 4, 5, 6, 10, 0.5, 2.5]
SCALARS: list[Json] = [None, True, False, *STRINGS, *NUMBERS]
DEFINITIONS = ["S0", "S1", "S2"]

_TEXT = st.fixed_dictionaries(
    {"type": st.just("string")},
    optional={
        "minLength": st.integers(0, 3),
        "maxLength": st.integers(1, 4),
        "pattern": st.sampled_from(PATTERNS),
    },
)
_NUMBER = st.fixed_dictionaries(
    {"type": st.sampled_from(["integer", "number"])},
    optional={
        "minimum": st.integers(-1, 3),
        "maximum": st.integers(2, 6),
        "exclusiveMinimum": st.integers(-1, 2),
        "multipleOf": st.sampled_from([1, 2, 3]),
    },
)
_LISTED = st.fixed_dictionaries({"enum": st.lists(st.sampled_from(SCALARS), min_size=1, max_size=3, unique_by=repr)})
_PLAIN = st.one_of(
    _TEXT,
    _NUMBER,
    _LISTED,
    st.sampled_from([{}, True, {"type": "boolean"}, {"type": ["string", "null"]}, {"type": "null"}, {"const": "a"}]),
    st.builds(lambda name: {"$ref": f"#/components/schemas/{name}"}, st.sampled_from(DEFINITIONS)),
)


def _objects(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {
            "type": st.just("object"),
            "properties": st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3),
        },
        optional={
            "required": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
            "additionalProperties": st.one_of(st.booleans(), inner),
            "minProperties": st.integers(0, 2),
            "maxProperties": st.integers(1, 3),
        },
    )


def _lists(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {"type": st.just("array"), "items": inner},
        optional={
            "minItems": st.integers(0, 2),
            "maxItems": st.integers(1, 3),
            "uniqueItems": st.booleans(),
        },
    )


def _branches(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    lists = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda keyword, items: {keyword: items}, st.sampled_from(["anyOf", "oneOf", "allOf"]), lists),
        st.builds(lambda one: {"not": one}, inner),
        st.builds(lambda base, items: {**(base if isinstance(base, dict) else {}), "anyOf": items}, inner, lists),
    )


SCHEMAS = st.recursive(
    _PLAIN, lambda inner: st.one_of(_objects(inner), _objects(inner), _lists(inner), _branches(inner)), max_leaves=6
)
COMPONENTS = st.fixed_dictionaries(dict.fromkeys(DEFINITIONS, SCHEMAS))


def changed(schema: Json, order: random.Random) -> Json:
    """The schema with one small difference somewhere."""
    if not isinstance(schema, dict) or not schema or order.random() < 0.1:
        return order.choice([{"type": "string"}, {"type": "integer"}, {}, {"enum": ["a", 1]}, True])
    keys = [
        key
        for key in ("properties", "items", "anyOf", "oneOf", "allOf", "not", "additionalProperties")
        if isinstance(schema.get(key), dict | list)
    ]
    if keys and order.random() < 0.5:
        key = order.choice(keys)
        return {**schema, key: _changed_below(schema[key], key, order)}
    return order.choice(_EDITS)(schema, order)


def _changed_below(value: Json, key: str, order: random.Random) -> Json:
    if key == "properties" and value:
        name = order.choice(sorted(value))
        return {**value, name: changed(value[name], order)}
    if isinstance(value, list) and value:
        at = order.randrange(len(value))
        return [changed(item, order) if index == at else item for index, item in enumerate(value)]
    return changed(value, order)


def _moved_bound(schema: Json, order: random.Random) -> Json:
    bounds = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties"]
    key = order.choice([key for key in bounds if key in schema] or bounds)
    return {**schema, key: max(0, schema.get(key, 2) + order.choice([-1, 1]))}


def _dropped(schema: Json, order: random.Random) -> Json:
    gone = order.choice(sorted(schema))
    return {key: value for key, value in schema.items() if key != gone}


def _other_property(schema: Json, order: random.Random) -> Json:
    properties = dict(schema.get("properties", {}))
    name = order.choice(NAMES)
    if name in properties and order.random() < 0.5:
        del properties[name]
    else:
        properties[name] = order.choice([{"type": "string"}, {"type": "integer"}, {}])
    return {**schema, "properties": properties}


def _other_required(schema: Json, order: random.Random) -> Json:
    name, names = order.choice(NAMES), set(schema.get("required", ()))
    return {**schema, "required": sorted(names ^ {name})}


def _other_branch(schema: Json, order: random.Random) -> Json:
    key = next((key for key in ("anyOf", "oneOf", "allOf") if key in schema), "anyOf")
    branches = list(schema.get(key, [{key: value for key, value in schema.items() if key != "anyOf"}]))
    if len(branches) > 1 and order.random() < 0.5:
        del branches[order.randrange(len(branches))]
    else:
        branches.append(
            order.choice(
                [{"type": "string"}, {"type": "null"}, {"type": "object", "properties": {"a": {"type": "string"}}}]
            )
        )
    return {key: branches} if key not in schema else {**schema, key: branches}


def _other_values(schema: Json, order: random.Random) -> Json:
    if isinstance(schema.get("enum"), list):
        return {
            **schema,
            "enum": [*schema["enum"][order.randrange(2) :], *([] if order.random() < 0.5 else ["new"])] or ["a"],
        }
    return {**schema, "pattern": order.choice(PATTERNS)}


def _closed_or_opened(schema: Json, order: random.Random) -> Json:
    return {**schema, "additionalProperties": order.choice([True, False, {"type": "string"}])}


_EDITS = [_moved_bound, _dropped, _other_property, _other_required, _other_branch, _other_values, _closed_or_opened]


def document(schema: Json, components: Json, *, answer: bool = False) -> dict[str, Json]:
    """A document where a consumer, or in an answer the provider, writes the schema."""
    body = {"content": {"application/json": {"schema": schema}}}
    call: dict[str, Json] = {"responses": {"200": {"description": "OK", **(body if answer else {})}}}
    if not answer:
        call["requestBody"] = {"required": True, **body}
    return api(paths={"/orders": {"post": call}}, components={"schemas": components})


def validator(schema: Json, components: Json) -> Draft202012Validator:
    """The independent validator of a schema as it is written."""
    root = {"components": {"schemas": components}, "allOf": [schema]}
    return Draft202012Validator(root)


class Unsent(Exception):  # noqa: N818 - the draw failed, nothing else
    """The value does not fit the branches that it was made for."""


def sent(schema: Json, components: Json, order: random.Random, depth: int = 0) -> Json:
    """A value made of nothing but what the schema declares; Unsent where that did not come out."""
    if isinstance(schema, bool) or not schema or depth > 6:
        return order.choice(SCALARS)
    if "$ref" in schema:
        return sent(components[schema["$ref"].rsplit("/", 1)[1]], components, order, depth + 1)
    if "enum" in schema or "const" in schema:
        return order.choice(schema.get("enum", [schema.get("const")]))
    parts = _parts(schema, components, order, depth)
    properties = {name: item for part in parts for name, item in part.get("properties", {}).items()}
    required = {name for part in parts for name in part.get("required", ())}
    extra = [part["additionalProperties"] for part in parts if part.get("additionalProperties", False) is not False]
    if properties or any(part.get("type") == "object" for part in parts):
        names = [name for name in (*properties, *required) if name in required or order.random() < 0.6]
        value = {name: sent(properties.get(name, True), components, order, depth + 1) for name in names}
        value |= {"x": sent(extra[0], components, order, depth + 1)} if extra and order.random() < 0.4 else {}
        own = [{key: item for key, item in part.items() if key not in ("anyOf", "oneOf")} for part in parts]
        if not all(validator(part, components).is_valid(value) for part in own):
            raise Unsent
        return value
    items = next((part["items"] for part in parts if "items" in part), None)
    if items is not None:
        return [sent(items, components, order, depth + 1) for _ in range(order.randrange(4))]
    leaf = next((part for part in parts if "enum" in part or "const" in part), None)
    return order.choice(leaf.get("enum", [leaf.get("const")])) if leaf else order.choice(SCALARS)


def _parts(schema: Json, components: Json, order: random.Random, depth: int) -> list[dict[str, Json]]:
    """The schemas that hold together, one branch of each choice."""
    if not isinstance(schema, dict) or depth > 6:
        return []
    if "$ref" in schema:
        return _parts(components[schema["$ref"].rsplit("/", 1)[1]], components, order, depth + 1)
    found = [schema]
    for part in schema.get("allOf", ()):
        found += _parts(part, components, order, depth + 1)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            found += _parts(order.choice(schema[key]), components, order, depth + 1)
    return found


def is_grounded(components: Json) -> bool:
    """Whether no schema refers to itself at the same place, where nothing can be judged."""
    edges = {name: set(_in_place(schema)) for name, schema in components.items()}
    reached = dict(edges)
    for _ in components:
        reached = {name: found.union(*(edges[other] for other in found)) for name, found in reached.items()}
    return not any(name in found for name, found in reached.items())


def _in_place(schema: Json) -> list[str]:
    """The components that hold at the same place as a schema."""
    if not isinstance(schema, dict):
        return []
    found = [schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else []
    for key in ("allOf", "anyOf", "oneOf"):
        found += [name for part in schema.get(key, ()) for name in _in_place(part)]
    return [*found, *_in_place(schema.get("not"))]


def older(schema: Json) -> Json:
    """The schema as OpenAPI 3.0 writes it; LookupError for what it cannot say."""
    if isinstance(schema, bool):
        return {} if schema else {"not": {}}
    if "$ref" in schema and len(schema) > 1:
        raise LookupError
    out = {
        key: _older_below(key, value)
        for key, value in schema.items()
        if key not in ("type", "const", "exclusiveMinimum")
    }
    if "const" in schema:
        out["enum"] = [schema["const"]]
    if "exclusiveMinimum" in schema:
        if "minimum" in schema:
            raise LookupError
        out |= {"minimum": schema["exclusiveMinimum"], "exclusiveMinimum": True}
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        kinds = [name for name in names if name != "null"]
        if len(kinds) != 1:
            raise LookupError
        out["type"] = kinds[0]
        if len(names) > 1:
            out["nullable"] = True
    return out


def _older_below(key: str, value: Json) -> Json:
    if key == "properties":
        return {name: older(item) for name, item in value.items()}
    if key in ("anyOf", "oneOf", "allOf"):
        return [older(item) for item in value]
    if key in ("items", "not"):
        return older(value)
    return older(value) if key == "additionalProperties" and isinstance(value, dict) else value
