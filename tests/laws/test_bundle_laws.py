"""Laws of releases: a bundle read alone is the same contract as the documents that it was made of."""

import dataclasses
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote

import openapi_spec_validator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtool.catalog.embed import embedded
from govtool.compare.engine import compare
from govtool.finding import Bump
from govtool.model.contract import Contract, Operation, Spot
from govtool.model.read import read
from govtool.source.emit import yaml_text
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

ROOT = "v1/openapi.yaml"
PLACES = ("v1/openapi.yaml#/components/schemas/{}", "common/lib.yaml#/components/schemas/{}", "other.yaml#/x~1y/{}",
          "common/lib.yaml#/definitions/{}", "v1/schemas/{}.yaml", "v1/schemas/{}.yaml#/$defs/{}")
NAMES = ("Order", "Line", "Unit", "Order line", "Größe")
_DEEPEST = 7


@st.composite
def repositories(draw: Any) -> dict[str, Any]:
    """An API whose schemas, parameters and responses lie in several documents, and refer to each other in any way."""
    version = draw(st.sampled_from(["3.0.3", "3.1.0"]))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
    homes = list(dict.fromkeys(home(draw(st.sampled_from(PLACES)), name) for name in names))
    files: dict[str, Any] = {ROOT: {"openapi": version, "info": {"title": "T", "version": "1.0.0"}, "paths": {}}}
    for place in homes:
        put(files, place, draw(schemas(place, homes)))
    put(files, "common/lib.yaml#/components/parameters/Page", {
        "name": "page", "in": "query", "schema": draw(schemas("common/lib.yaml", homes))})
    put(files, "common/lib.yaml#/components/responses/Found", {"description": "Found.", "content": {
        "application/json": {"schema": draw(schemas("common/lib.yaml", homes))}}})
    body = {"content": {"application/json": {"schema": draw(schemas(ROOT, homes))}}}
    operation = {
        "operationId": "make", "requestBody": body,
        "parameters": [{"$ref": "../common/lib.yaml#/components/parameters/Page"}],
        "responses": {"200": {"$ref": "../common/lib.yaml#/components/responses/Found"}},
    }
    if draw(st.booleans()):
        put(files, "common/lib.yaml#/items/Made", {"post": relative_to("common/lib.yaml", operation)})
        files[ROOT]["paths"]["/made"] = {"$ref": "../common/lib.yaml#/items/Made"}
    else:
        files[ROOT]["paths"]["/made"] = {"post": operation}
    return files


def home(place: str, name: str) -> str:
    """Where a schema lies; the names of components are words."""
    name = quote("".join(filter(str.isalpha, name)).replace("öß", "oss") if place == PLACES[0] else name)
    return place.format(name, name)


def schemas(owner: str, homes: list[str]) -> st.SearchStrategy[Any]:
    """A schema in a document; what it refers to is named from there."""
    links = st.sampled_from(homes).map(lambda place: {"$ref": named_from(owner.partition("#")[0], place)})
    leaves = st.sampled_from([{"type": "string", "maxLength": 5}, {"type": "integer", "minimum": 0}])
    some = links | leaves
    return leaves | some.map(lambda item: {"type": "array", "items": item}) | st.dictionaries(
        st.sampled_from(["id", "next", "default", "example"]), some, min_size=1, max_size=3,
    ).map(lambda properties: {"type": "object", "properties": properties}) | st.lists(some, min_size=1, max_size=2).map(
        lambda items: {"allOf": items})


def named_from(owner: str, place: str) -> str:
    path, _, fragment = place.partition("#")
    if path == owner:
        return f"#{fragment}"
    steps, target = owner.split("/")[:-1], path.split("/")
    while steps and target[:1] == steps[:1]:
        steps, target = steps[1:], target[1:]
    return "/".join([".."] * len(steps) + target) + (f"#{fragment}" if fragment else "")


def relative_to(owner: str, value: Any) -> Any:
    """Part of the root, moved to another document."""
    if isinstance(value, list):
        return [relative_to(owner, item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: named_from(owner, whole(item)) if key == "$ref" else relative_to(owner, item)
            for key, item in value.items()}


def whole(ref: str) -> str:
    path, _, fragment = ref.partition("#")
    path = f"v1/{path}" if path and not path.startswith("../") else path.removeprefix("../") or ROOT
    return f"{path}#{fragment}" if fragment else path


def put(files: dict[str, Any], place: str, value: Any) -> None:
    path, _, fragment = unquote(place).partition("#")
    holder, parts = files.setdefault(path, {}), [part.replace("~1", "/") for part in fragment.split("/")[1:]]
    for part in parts[:-1]:
        holder = holder.setdefault(part, {})
    if parts:
        holder[parts[-1]] = value
    else:
        files[path] = {**value, **{key: holder[key] for key in ("$defs",) if key in holder}}


def contract(files: Mapping[str, Any]) -> Contract:
    return read(Bundle(MemoryTree({path: yaml_text(data).encode() for path, data in files.items()})), ROOT)


def plain(contract: Contract, value: Any, depth: int = 0) -> Any:
    """A normalised contract as data: every schema with what it refers to, some levels deep."""
    if isinstance(value, Spot):
        return written_out(contract.bundle, value, depth)
    if dataclasses.is_dataclass(value):
        names = {field.name for field in dataclasses.fields(value)} - {"spot", "path_spot", "inside"}
        names |= {"parameters", "request", "responses"} if isinstance(value, Operation) else set()
        return {name: plain(contract, getattr(value, name), depth) for name in sorted(names)}
    if isinstance(value, Mapping):
        return {str(key): plain(contract, item, depth) for key, item in value.items()}
    return [plain(contract, item, depth) for item in value] if isinstance(value, tuple) else str(value)


def written_out(bundle: Bundle, spot: Spot, depth: int) -> Any:
    if depth == _DEEPEST:
        return "…"
    if isinstance(spot.value, list):
        return [written_out(bundle, Spot(spot.document, (), item), depth + 1) for item in spot.value]
    if not isinstance(spot.value, dict):
        return spot.value
    if isinstance(ref := spot.value.get("$ref"), str):
        target = bundle.follow(spot.document, ref)
        return written_out(bundle, Spot(target.document, target.pointer, target.value), depth + 1)
    return {key: written_out(bundle, Spot(spot.document, (), item), depth + 1)
            for key, item in spot.value.items() if key not in {"$defs", "definitions"}}


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(repositories())
def test_a_bundle_says_the_same_as_the_documents_it_was_made_of(files: dict[str, Any]) -> None:
    before = contract(files)
    data, problems = embedded(before)
    assert problems == []
    after = contract({ROOT: data})
    assert plain(after, after.operations) == plain(before, before.operations)
    assert len(before.operations) == 1
    # Of two parts of one name one has to be renamed, and which branch is which is told by names.
    if not any(name.endswith("_2") for name in after.schemas):
        assert compare(before, after) == []
        assert compare(after, before) == []
    assert not any(change.bump > Bump.PATCH for change in (*compare(before, after), *compare(after, before)))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(repositories())
def test_a_bundle_is_valid_by_the_other_validator_and_stands_alone(files: dict[str, Any]) -> None:
    data, _ = embedded(contract(files))
    with suppress(RecursionError):  # it cannot judge lists that contain themselves
        openapi_spec_validator.validate(data)
    assert all(ref.startswith("#/") for ref in references(data))


def references(value: Any) -> list[str]:
    """Every `$ref`, by the plainest search there is."""
    if isinstance(value, list):
        return [ref for item in value for ref in references(item)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [ref for item in value.values() for ref in references(item)]


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(repositories())
def test_a_bundle_of_a_bundle_is_the_bundle_and_always_the_same(files: dict[str, Any]) -> None:
    first = embedded(contract(files))[0]
    assert json.dumps(embedded(contract({ROOT: first}))[0]) == json.dumps(first)
    assert json.dumps(embedded(contract(files))[0]) == json.dumps(first)
