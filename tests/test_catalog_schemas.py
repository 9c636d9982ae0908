"""The JSON Schemas of the files that people write: valid, kept by our own files, and in step with what is read."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from catalog_files import PACKAGE, called
from conftest import Desk

from govtool import config
from govtool.catalog import adapters, behaviour, waivers
from govtool.catalog.facts import stated
from govtool.catalog.validate import SCHEMAS, faults, schema
from govtool.model.facts import NO_FACTS
from govtool.source.document import parse

ROOT = Path(__file__).parents[1]
KINDS = sorted(path.stem for path in SCHEMAS.glob("*.json"))
NO_FACTS_KEYS = {"name", "version", "title", "description", "examples"}
"""The keys of a manifest that are no facts of its vocabulary."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    found = schema(kind)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"]
    if kind != "release":
        assert found["$id"] == f"urn:govtool:schema:{kind}:1"
        assert found["description"]


def written() -> Iterator[object]:
    """Every shipped file that people write."""
    for path in sorted(
        [
            *ROOT.glob("contracts/**/contract.yaml"),
            *ROOT.glob("contracts/**/behaviour.yaml"),
            ROOT / "adapters.yaml",
            *ROOT.glob("waivers.yaml"),
        ]
    ):
        if "releases" not in path.parts:
            kind = {"contract.yaml": "manifest"}.get(path.name, path.stem)
            yield pytest.param(path, kind, id=path.relative_to(ROOT).as_posix())


@pytest.mark.parametrize(("path", "kind"), list(written()))
def test_the_shipped_files_keep_their_schema(path: Path, kind: str) -> None:
    document = parse(path.read_bytes(), path.name)
    assert list(faults(document, kind)) == []
    validator = jsonschema.Draft202012Validator(schema(kind), format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(document.data)] == []


def properties(place: Any, root: Any) -> Iterator[str]:
    """Every key that a schema knows, as a path: `systems.*.owner`."""
    if "$ref" in place:
        place = root["$defs"][place["$ref"].rpartition("/")[2]]
    for branch in place.get("anyOf", ()):
        yield from properties(branch, root)
    for key, below in place.get("properties", {}).items():
        yield key
        yield from (f"{key}.{rest}" for rest in properties(below, root))
    for below in (place.get("items"), place.get("additionalProperties")):
        if isinstance(below, dict):
            yield from (f"*.{rest}" for rest in properties(below, root))


def sample(place: Any, root: Any) -> Any:
    """A value with every key that a schema knows."""
    if "$ref" in place:
        return sample(root["$defs"][place["$ref"].rpartition("/")[2]], root)
    if "anyOf" in place and "properties" not in place:
        return sample(place["anyOf"][-1], root)
    if place.get("type") == "array":
        return [sample(place["items"], root)]
    if place.get("type") == "object":
        known = {key: sample(below, root) for key, below in place.get("properties", {}).items()}
        extra = place.get("additionalProperties")
        return {**known, "one": sample(extra, root)} if isinstance(extra, dict) else known
    return place.get("enum", ["text"])[0]


class Watched(dict[str, Any]):
    """A mapping that notes which of its keys were asked for."""

    def __init__(self, data: Mapping[str, Any], path: str, seen: set[str]) -> None:
        super().__init__({key: watched(item, f"{path}{key}.", seen) for key, item in data.items()})
        self._path, self._seen = path, seen

    def get(self, key: str, default: Any = None) -> Any:
        self._seen.add(self._path + key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self._seen.add(self._path + key)
        return super().__getitem__(key)

    def items(self) -> Any:
        """The names of a mapping are chosen by people: below it they are a `*`."""
        return {key: watched_below(item, self._path + "*.", self._seen) for key, item in super().items()}.items()


def watched(data: Any, path: str, seen: set[str]) -> Any:
    if isinstance(data, dict):
        return Watched(data, path, seen)
    return [watched(item, path + "*.", seen) for item in data] if isinstance(data, list) else data


def watched_below(data: Any, path: str, seen: set[str]) -> Any:
    return Watched(dict.copy(data), path, seen) if isinstance(data, Watched) else data


def asked(kind: str) -> set[str]:
    """The keys that a reader asks a full file for."""
    seen: set[str] = set()
    data = Watched(sample(schema(kind), schema(kind)), "", seen)
    if kind == "waivers":
        document = parse("waivers: []\n", "waivers.yaml")
        document.data = data
        assert waivers.read(document)
    else:
        assert {"adapters": adapters, "behaviour": behaviour}[kind].read(data)
    return seen


@pytest.mark.parametrize("kind", ["adapters", "behaviour", "waivers"])
def test_every_key_of_the_schema_is_read_and_every_key_that_is_read_is_in_the_schema(kind: str) -> None:
    assert asked(kind) == set(properties(schema(kind), schema(kind)))


def test_every_fact_of_a_manifest_is_read_and_can_be_written() -> None:
    known = schema("manifest")
    full = sample(known, known)
    read = {key: set(stated({key: full[key]}, "").origin) for key in known["properties"] if key not in NO_FACTS_KEYS}
    assert [key for key, facts in read.items() if len(facts) != 1] == []
    assert {*(fact for facts in read.values() for fact in facts), "name", "version"} == {
        name for name in NO_FACTS.__dataclass_fields__ if name != "origin"
    }


def test_the_schema_of_the_settings_knows_what_the_reader_knows() -> None:
    known = schema("config")["properties"]
    assert set(known) == set(config._KINDS)
    assert set(known["policy"]["properties"]) == set(config._AXES)
    assert set(known["paths"]["items"]["properties"]) == set(config._FACTS)
    assert tuple(known["fail-on"]["enum"]) == config._FAIL_ON
    assert known["waiver-days"]["maximum"] == config._LONGEST_DAYS
    defaults = {name: below["default"] for name, below in known.items() if "default" in below}
    assert {
        name: json.loads(json.dumps(getattr(config.Config(), name.replace("-", "_")))) for name in defaults
    } == defaults


def test_facts_by_path_are_those_of_a_manifest() -> None:
    by_path = set(schema("config")["properties"]["paths"]["items"]["properties"])
    assert by_path - {"match", "tier"} == set(schema("manifest")["properties"]) - NO_FACTS_KEYS


def test_a_schema_is_printed_for_editors(desk: Desk) -> None:
    assert called(desk, "config", "schema").out.split() == KINDS
    assert json.loads(called(desk, "config", "schema", "manifest").out) == schema("manifest")
    wrong = called(desk, "config", "schema", "manifst")
    assert (wrong.code, "did you mean `manifest`?" in wrong.err) == (2, True)


def test_the_samples_of_the_tests_keep_their_schemas() -> None:
    for path, kind in (
        ("contracts/orders/v1/contract.yaml", "manifest"),
        ("contracts/orders/v1/behaviour.yaml", "behaviour"),
        ("adapters.yaml", "adapters"),
    ):
        assert list(faults(parse(PACKAGE[path], path), kind)) == []
