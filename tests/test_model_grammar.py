"""The tables against the schemas that the OpenAPI Initiative and JSON Schema publish, read as data."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from govtool.model.detect import UNKNOWN, Format
from govtool.model.grammar import Kind, grammar_of

OFFICIAL = {
    "2.0": {
        "info": "Info", "contact": "Contact", "license": "License", "operation": "Operation", "pathItem": "PathItem",
        "externalDocs": "ExternalDocs", "parameter": "Parameter", "primitivesItems": "Items", "response": "Response",
        "header": "Header", "tag": "Tag", "securityDefinitions": "SecurityScheme", "xml": "XML", "schema": "Schema",
    },
    "3.0": {
        "Info": "Info", "Contact": "Contact", "License": "License", "Server": "Server",
        "ServerVariable": "ServerVariable", "Components": "Components", "Schema": "Schema",
        "Discriminator": "Discriminator", "XML": "XML", "Response": "Response", "MediaType": "MediaType",
        "Example": "Example", "Header": "Header", "PathItem": "PathItem", "Operation": "Operation", "Tag": "Tag",
        "ExternalDocumentation": "ExternalDocs", "Parameter": "Parameter", "RequestBody": "RequestBody",
        "SecurityScheme": "SecurityScheme", "OAuthFlows": "OAuthFlows", "Link": "Link", "Encoding": "Encoding",
    },
    "3.1": {
        "info": "Info", "contact": "Contact", "license": "License", "server": "Server",
        "server-variable": "ServerVariable", "components": "Components", "path-item": "PathItem",
        "operation": "Operation", "external-documentation": "ExternalDocs", "parameter": "Parameter",
        "request-body": "RequestBody", "media-type": "MediaType", "encoding": "Encoding", "response": "Response",
        "example": "Example", "link": "Link", "header": "Header", "tag": "Tag", "security-scheme": "SecurityScheme",
        "oauth-flows": "OAuthFlows",
    },
}
OFFICIAL["3.2"] = OFFICIAL["3.1"]

# Where the published schema and the text of the specification differ, the text counts.
DEVIATIONS: dict[tuple[str, str], set[str]] = {
    ("3.1", "Link"): {"server", "body"},
    ("3.1", "Header"): {"allowEmptyValue", "allowReserved"},
    ("3.2", "Header"): {"allowEmptyValue", "allowReserved"},
}
BESIDE_FIELDS = ("allOf", "anyOf", "oneOf")


def official(version: str) -> dict[str, Any]:
    spec = find_spec("openapi_spec_validator")
    assert spec is not None
    assert spec.origin is not None
    text = (Path(spec.origin).parent / "resources" / "schemas" / f"v{version}" / "schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def properties(schema: Any, document: dict[str, Any]) -> set[str]:
    """Every property that a definition names, with those its conditions and branches add."""
    if not isinstance(schema, dict):
        return set()
    found = set(schema.get("properties", {}))
    for pattern in schema.get("patternProperties", {}):
        if "get|put" in pattern:
            found |= set(pattern.strip("^$()").split("|"))
        elif pattern == "^\\$ref$":
            found.add("$ref")
    if "$ref" in schema:
        target: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        found |= properties(target, document)
    branches = [item for word in BESIDE_FIELDS for item in schema.get(word, ())]
    branches += [schema.get(word) for word in ("then", "else")]
    branches += schema.get("dependentSchemas", {}).values()
    if "additionalProperties" in schema and not found:
        branches.append(schema["additionalProperties"])
    return found.union(*(properties(branch, document) for branch in branches))


CASES = [(version, theirs, ours) for version, names in OFFICIAL.items() for theirs, ours in names.items()]


@pytest.mark.parametrize(("version", "theirs", "ours"), CASES)
def test_a_kind_has_the_properties_of_the_published_schema(version: str, theirs: str, ours: str) -> None:
    document = official(version)
    definitions = document["definitions"] if "definitions" in document else document["$defs"]
    named = {name for name in properties(definitions[theirs], document) if not name.startswith("^")}
    kind = grammar_of(Format("openapi", version)).kinds[ours]
    assert set(kind.properties) - {"$ref"} ^ named - {"$ref"} == DEVIATIONS.get((version, ours), set())


@pytest.mark.parametrize("version", ["3.1", "3.2"])
def test_a_flow_has_the_properties_of_the_published_flows(version: str) -> None:
    document = official(version)
    flows = document["$defs"]["oauth-flows"]["$defs"].values()
    named = set().union(*(properties(flow, document) for flow in flows))
    assert set(grammar_of(Format("openapi", version)).kinds["OAuthFlow"].properties) == named


@pytest.mark.parametrize("version", OFFICIAL)
def test_the_root_has_the_properties_of_the_published_schema(version: str) -> None:
    document = official(version)
    root = grammar_of(Format("openapi", version)).kinds["OpenAPI"]
    assert set(root.properties) == set(document["properties"])
    assert sorted(root.required) == sorted(document["required"])


@pytest.mark.parametrize(("version", "theirs", "ours"), CASES)
def test_a_kind_requires_what_the_published_schema_requires(version: str, theirs: str, ours: str) -> None:
    document = official(version)
    definitions = document["definitions"] if "definitions" in document else document["$defs"]
    required = definitions[theirs].get("required")
    if required is not None:
        assert sorted(grammar_of(Format("openapi", version)).kinds[ours].required) == sorted(required)


def metaschema_properties(draft: str) -> set[str]:
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

    uris = {
        "draft 4": ["http://json-schema.org/draft-04/schema"], "draft 6": ["http://json-schema.org/draft-06/schema"],
        "draft 7": ["http://json-schema.org/draft-07/schema"],
        "2019-09": [f"https://json-schema.org/draft/2019-09/{name}" for name in (
            "schema", "meta/core", "meta/applicator", "meta/validation", "meta/meta-data", "meta/format",
            "meta/content")],
        "2020-12": [f"https://json-schema.org/draft/2020-12/{name}" for name in (
            "schema", "meta/core", "meta/applicator", "meta/unevaluated", "meta/validation", "meta/meta-data",
            "meta/format-annotation", "meta/content")],
    }
    return {name for uri in uris[draft] for name in REGISTRY.contents(uri)["properties"]}


# Draft 4 says `$ref` in prose only, the copy at hand of draft 7 is older than `writeOnly`, and what 2020-12 gave up is
# not carried on here.
MORE = {"draft 4": {"$ref"}, "draft 7": {"writeOnly"}, "2020-12": {"$recursiveAnchor", "$recursiveRef"}}


@pytest.mark.parametrize("draft", ["draft 4", "draft 6", "draft 7", "2019-09", "2020-12"])
def test_a_draft_has_the_keywords_of_its_metaschema(draft: str) -> None:
    kinds, root = grammar_of(Format("jsonschema", draft))
    ours = set(kinds[root].properties)
    assert ours ^ metaschema_properties(draft) == MORE.get(draft, set())


@pytest.mark.parametrize("version", OFFICIAL)
def test_every_child_kind_has_a_row_and_every_row_is_reached(version: str) -> None:
    kinds, root = grammar_of(Format("openapi", version))
    reached, todo = {root}, [root]
    while todo:
        kind = kinds[todo.pop()]
        below = {child.kind for child in (*kind.fields.values(), kind.rest) if child} - reached
        reached |= below
        todo.extend(below)
    assert reached == set(kinds)
    assert all(name == kind.name for name, kind in kinds.items())


@pytest.mark.parametrize("version", OFFICIAL)
def test_a_property_is_either_plain_or_holds_objects(version: str) -> None:
    for kind in grammar_of(Format("openapi", version)).kinds.values():
        assert not kind.scalars & set(kind.fields)
        assert set(kind.required) <= set(kind.properties)


def test_an_unknown_version_is_read_as_the_newest() -> None:
    assert grammar_of(Format("openapi", "3.9")) == grammar_of(Format("openapi", "3.2"))
    assert grammar_of(Format("jsonschema", "")) == grammar_of(Format("jsonschema", "2020-12"))


def test_a_format_without_a_table_has_no_kinds() -> None:
    assert grammar_of(UNKNOWN) == ({}, "")
    assert grammar_of(Format("avro", "")) == ({}, "")


def kind(name: str, version: str = "3.0") -> Kind:
    return grammar_of(Format("openapi", version)).kinds[name]


@pytest.mark.parametrize(("row", "known", "unknown"), [
    (kind("Info"), ["title", "contact", "x-owner"], ["$ref", "summary"]),
    (kind("Parameter"), ["$ref", "schema"], ["type"]),
    (kind("Paths"), ["/orders", "x-anything"], []),
    (kind("SecurityRequirement"), ["bearer"], []),
    (kind("Discriminator"), ["mapping"], ["x-owner"]),
    (kind("Schema"), ["x-extensible-enum", "nullable"], ["const"]),
    (kind("Schema", "3.1"), ["const", "anything"], []),
])
def test_a_kind_knows_its_properties(row: Kind, known: list[str], unknown: list[str]) -> None:
    assert [name for name in known if not row.knows(name)] == []
    assert [name for name in unknown if row.knows(name)] == []


def test_where_references_stand() -> None:
    assert kind("Schema", "3.0").ref == "instead"
    assert kind("Schema", "3.1").ref == "beside"
    assert kind("PathItem").ref == "beside"
    assert kind("Operation").ref == ""
    assert kind("MediaType", "3.1").ref == ""
    assert kind("MediaType", "3.2").ref == "instead"
