"""What is embedded into a frozen document, where, under which name; and what a second validator says of it."""

import json
import urllib.request
from collections.abc import Mapping
from typing import Any, NoReturn

import openapi_spec_validator
import pytest

from govtool.catalog.embed import embedded
from govtool.catalog.opinion import second_opinion
from govtool.catalog.references import references
from govtool.compare.engine import compare
from govtool.finding import Finding, Severity
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle, RefSettings
from govtool.source.tree import MemoryTree

INFO = {"title": "T", "version": "1.0.0"}
OK = {"200": {"description": "OK"}}


def contract(files: Mapping[str, Any], root: str = "api.json", refs: Mapping[str, str] | None = None) -> Contract:
    texts = {path: json.dumps(data).encode() for path, data in files.items()}
    return read(Bundle(MemoryTree(texts), RefSettings(refs or {})), root)


def bundled(files: Mapping[str, Any], root: str = "api.json", kept: tuple[str, ...] = ()) -> dict[str, Any]:
    """The data of a bundle, which says the same as what it was made of and refers to nothing else."""
    before = contract(files, root)
    data, problems = embedded(before, kept)
    assert problems == []
    after = contract({root: data, **{path: files[path] for path in kept}}, root)
    assert compare(before, after) == []
    assert {reference.target.document.path for reference in references(after)} <= {root, *kept}  # type: ignore[union-attr]
    return data


def api(schema: Any, version: str = "3.1.0", **others: Any) -> dict[str, Any]:
    operation = {"operationId": "read", "responses": {"200": {
        "description": "OK", "content": {"application/json": {"schema": schema}}}}}
    return {"openapi": version, "info": INFO, "paths": {"/things": {"get": operation}}, **others}


def ref(target: str) -> dict[str, str]:
    return {"$ref": target}


def answer(data: Mapping[str, Any]) -> Any:
    """The schema that `api` was given."""
    return data["paths"]["/things"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def schemas(data: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["components"]["schemas"]
    return found


def test_a_schema_of_another_document_becomes_a_component_of_its_name() -> None:
    lib = {"definitions": {"Order": {"type": "string"}}}
    data = bundled({"api.json": api(ref("lib.json#/definitions/Order")), "lib.json": lib})
    assert schemas(data) == {"Order": {"type": "string"}}
    assert answer(data) == ref("#/components/schemas/Order")


def test_a_whole_file_is_named_by_itself_and_loses_what_made_it_a_document() -> None:
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/order line.json",
             "properties": {"part": ref("#/$defs/Part")}, "$defs": {"Part": {"type": "string"}, "unused": True}}
    data = bundled({"api.json": api(ref("order%20line.json")), "order line.json": whole}, "api.json")
    assert schemas(data) == {
        "order_line": {"$schema": "https://json-schema.org/draft/2020-12/schema",
                       "properties": {"part": ref("#/components/schemas/Part")}},
        "Part": {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string"},
    }


def test_before_openapi_3_1_no_schema_names_its_dialect() -> None:
    whole = {"$schema": "http://json-schema.org/draft-04/schema#", "type": "string"}
    data, _ = embedded(contract({"api.json": api(ref("order.json"), "3.0.3"), "order.json": whole}))
    assert schemas(data) == {"order": {"type": "string"}}


def test_names_that_are_taken_get_a_number() -> None:
    files = {
        "api.json": api({"anyOf": [ref("#/components/schemas/Order"), ref("a.json#/Order"), ref("b.json#/Order")]},
                        components={"schemas": {"Order": {"type": "string"}}}),
        "a.json": {"Order": {"type": "integer"}}, "b.json": {"Order": {"type": "boolean"}},
    }
    assert schemas(bundled(files)) == {
        "Order": {"type": "string"}, "Order_2": {"type": "integer"}, "Order_3": {"type": "boolean"}}


def test_a_name_that_no_component_may_have_is_mended() -> None:
    parts = {"an/order €": {"type": "null"}, "€": {"type": "string"}}
    assert set(schemas(bundled({"api.json": api(ref("a.json#/an~1order €")), "a.json": parts}))) == {"an_order"}
    assert set(schemas(bundled({"api.json": api(ref("a.json#/€")), "a.json": parts}))) == {"part"}


def test_a_component_that_only_refers_elsewhere_becomes_what_it_refers_to() -> None:
    files = {
        "api.json": api(ref("#/components/schemas/Mine"), components={"schemas": {
            "Mine": ref("a.json#/Order"), "Also": ref("a.json#/Order"),
            "Told": {**ref("a.json#/Order"), "description": "x"}}}),
        "a.json": {"Order": {"properties": {"again": ref("#/Order")}}},
    }
    mine = ref("#/components/schemas/Mine")
    assert schemas(bundled(files)) == {
        "Mine": {"properties": {"again": mine}}, "Also": mine, "Told": {**mine, "description": "x"}}


def test_references_of_references_and_cycles_are_followed() -> None:
    files = {
        "api.json": api(ref("x/a.json#/A"), components={"schemas": {"Own": {"type": "string"}}}),
        "x/a.json": {"A": {"properties": {"b": ref("../y/b.json#/B"),
                                          "own": ref("../api.json#/components/schemas/Own")}}},
        "y/b.json": {"B": {"anyOf": [ref("../x/a.json#/A"), ref("#/C")]}, "C": {"type": "null"}},
    }
    assert schemas(bundled(files)) == {
        "Own": {"type": "string"},
        "A": {"properties": {"b": ref("#/components/schemas/B"), "own": ref("#/components/schemas/Own")}},
        "B": {"anyOf": [ref("#/components/schemas/A"), ref("#/components/schemas/C")]},
        "C": {"type": "null"},
    }


def test_a_part_of_an_embedded_part_is_not_embedded_twice() -> None:
    files = {"api.json": api({"anyOf": [ref("a.json#/Order/properties/id~1no"), ref("a.json#/Order")]}),
             "a.json": {"Order": {"properties": {"id/no": {"type": "string"}}}}}
    data = bundled(files)
    assert schemas(data) == {"Order": {"properties": {"id/no": {"type": "string"}}}}
    assert answer(data)["anyOf"][0] == ref("#/components/schemas/Order/properties/id~1no")


def test_a_document_may_name_itself() -> None:
    shared = {"schemas": {"A": {"type": "string"}}}
    data = bundled({"api.json": api(ref("api.json#/components/schemas/A"), components=shared)})
    assert answer(data) == ref("#/components/schemas/A")
    assert schemas(data) == shared["schemas"]


def test_anchors_of_other_documents_become_pointers_and_own_ones_stay() -> None:
    files = {
        "api.json": api({"anyOf": [ref("a.json#there"), ref("#here")]},
                        components={"schemas": {"Here": {"$anchor": "here", "type": "string"}}}),
        "a.json": {"Order": {"$anchor": "there", "properties": {"o": ref("#there")}}},
    }
    data = bundled(files)
    assert schemas(data)["Order"]["properties"] == {"o": ref("#/components/schemas/Order")}
    assert ref("#here") in answer(data)["anyOf"]


def test_every_kind_of_part_goes_to_its_section() -> None:
    parts: dict[str, Any] = {
        "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}},
        "headers": {"H": {"schema": {"type": "string"}}},
        "responses": {"R": {"description": "R", "headers": {"X-H": ref("#/components/headers/H")}}},
        "requestBodies": {"B": {"content": {"text/plain": {"examples": {"e": ref("#/components/examples/E")}}}}},
        "examples": {"E": {"value": ref("nowhere.json")}},
        "links": {"L": {"operationId": "read"}},
        "callbacks": {"C": {"{$request.query.p}": {"post": {"responses": OK}}}},
        "securitySchemes": {"S": {"type": "http", "scheme": "bearer"}},
        "pathItems": {"I": {"get": {"responses": OK}}},
    }
    at = "lib.json#/components/"
    operation = {
        "operationId": "read", "parameters": [ref(at + "parameters/P")], "requestBody": ref(at + "requestBodies/B"),
        "responses": {"200": ref(at + "responses/R"), "2XX": {"description": "", "links": {"l": ref(at + "links/L")}}},
        "callbacks": {"c": ref(at + "callbacks/C")}, "security": [{"S": []}],
    }
    document = {"openapi": "3.1.0", "info": INFO, "paths": {"/a": {"post": operation}, "/b": ref(at + "pathItems/I")},
                "components": {"securitySchemes": {"S": ref(at + "securitySchemes/S")}}}
    data = bundled({"api.json": document, "lib.json": {"components": parts}})
    assert {section: set(found) for section, found in data["components"].items()} == {
        section: set(found) for section, found in parts.items()}
    assert data["components"]["examples"]["E"] == {"value": ref("nowhere.json")}
    openapi_spec_validator.validate(data)


@pytest.mark.parametrize("version", ["2.0", "3.0.3"])
def test_what_a_format_keeps_no_shared_parts_of_is_written_in_place(version: str) -> None:
    mark = {"swagger": "2.0"} if version == "2.0" else {"openapi": version}
    item = {"get": {"summary": "theirs", "responses": OK}, "delete": {"responses": OK}}
    paths = {"/a": {**ref("items.json#/a"), "get": {"responses": OK}}}
    data = bundled({"api.json": {**mark, "info": INFO, "paths": paths}, "items.json": {"a": item}})
    assert data["paths"] == {"/a": {"get": {"responses": OK}, "delete": {"responses": OK}}}
    openapi_spec_validator.validate(data)


def test_swagger_keeps_shared_parts_at_its_root() -> None:
    lib = {"definitions": {"Order": {"type": "string"}},
           "parameters": {"P": {"name": "p", "in": "query", "type": "string"}},
           "responses": {"R": {"description": "R", "schema": ref("#/definitions/Order")}}}
    operation = {"parameters": [ref("lib.json#/parameters/P")], "responses": {"200": ref("lib.json#/responses/R")}}
    document = {"swagger": "2.0", "info": INFO, "paths": {"/a": {"get": operation}}}
    data = bundled({"api.json": document, "lib.json": lib})
    assert {section: data[section] for section in lib} == lib
    openapi_spec_validator.validate(data)


def test_what_contains_itself_and_has_no_place_is_a_finding() -> None:
    item = {"get": {"responses": OK, "callbacks": {"again": {"{$url}": ref("items.json#/a")}}}}
    document = {"openapi": "3.0.3", "info": INFO, "paths": {"/a": ref("items.json#/a")}}
    _, problems = embedded(contract({"api.json": document, "items.json": {"a": item}}))
    assert [problem.rule for problem in problems] == ["release-not-self-contained"]
    assert "OpenAPI 3.0 has no place" in problems[0].help


def test_a_value_that_is_no_object_can_be_written_in_place_too() -> None:
    document = {"openapi": "3.0.3", "info": INFO, "paths": {"/a": ref("items.json#/a")}}
    data, _ = embedded(contract({"api.json": document, "items.json": {"a": None}}))
    assert data["paths"] == {"/a": None}


def test_boolean_schemas_are_embedded_as_they_are() -> None:
    assert schemas(bundled({"api.json": api(ref("a.json#/Any")), "a.json": {"Any": True}})) == {"Any": True}


def test_a_discriminator_still_names_its_schemas() -> None:
    animal = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    pets = {"components": {"schemas": {
        "Pet": {"oneOf": [ref("#/components/schemas/Cat"), ref("dog.json"), ref("#/components/schemas/Own")],
                "discriminator": {"propertyName": "kind",
                                  "mapping": {"c": "Cat", "d": "dog.json", "o": "Own", "x": "Gone", "n": 5}}},
        "Cat": animal, "Own": animal}}}
    files = {"api.json": api({"anyOf": [ref("pets.json#/components/schemas/Pet"), ref("#/components/schemas/Own")]},
                             components={"schemas": {"Own": {"type": "string"}}}),
             "pets.json": pets, "dog.json": animal}
    data, problems = embedded(contract(files))
    assert problems == []
    assert schemas(data)["Pet"]["discriminator"]["mapping"] == {
        "c": "Cat", "d": "#/components/schemas/dog", "o": "#/components/schemas/Own_2", "x": "Gone", "n": 5}


def test_a_discriminator_of_the_document_itself_keeps_its_words() -> None:
    choice = {"discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat"}}}
    shared = {"schemas": {"Pet": choice, "Cat": {"type": "object"}}}
    assert schemas(bundled({"api.json": api(ref("#/components/schemas/Pet"), components=shared)})) == shared["schemas"]


def test_a_dynamic_reference_to_another_document_becomes_a_pointer() -> None:
    node = {"$dynamicAnchor": "node", "type": "string"}
    data, problems = embedded(contract({"api.json": api({"$dynamicRef": "a.json#node"}), "a.json": {"Node": node}}))
    assert problems == []
    assert schemas(data) == {"Node": node}
    assert answer(data) == {"$dynamicRef": "#/components/schemas/Node"}


@pytest.mark.parametrize(("dialect", "section"), [("2020-12/schema", "$defs"), ("draft-07/schema#", "definitions")])
def test_a_json_schema_keeps_shared_parts_in_its_own_section(dialect: str, section: str) -> None:
    uri = f"https://json-schema.org/draft/{dialect}"
    order = {"$schema": uri, "properties": {"a": ref("a.json")}}
    data = bundled({"order.json": order, "a.json": {"$schema": uri, "type": "string"}}, "order.json")
    assert data == {"$schema": uri, "properties": {"a": ref(f"#/{section}/x-embedded-a")},
                    section: {"x-embedded-a": {"type": "string"}}}


def test_a_library_does_not_offer_what_it_only_refers_to() -> None:
    shared = {"schemas": {"Order": {"properties": {"unit": ref("lib.json#/Unit")}}, "Size": ref("lib.json#/Size")}}
    library = {"openapi": "3.1.0", "info": INFO, "components": shared}
    data = bundled({"api.json": library, "lib.json": {"Unit": {"type": "string"}, "Size": {"type": "integer"}}})
    assert schemas(data) == {
        "Order": {"properties": {"unit": ref("#/components/schemas/x-embedded-Unit")}},
        "Size": {"type": "integer"}, "x-embedded-Unit": {"type": "string"}}
    assert set(contract({"api.json": data}).schemas) == {"Order", "Size"}


def test_a_url_that_the_settings_map_is_embedded() -> None:
    files = {"api.json": api(ref("https://example.com/lib/a.json#/A")), "vendor/a.json": {"A": {"type": "string"}}}
    data, problems = embedded(contract(files, refs={"https://example.com/lib/": "vendor"}))
    assert problems == []
    assert schemas(data) == {"A": {"type": "string"}}


@pytest.mark.parametrize("target", ["https://example.com/a.json", "gone.json", "a.json#/gone", "../../secret.json"])
def test_what_cannot_be_reached_is_a_finding_at_the_reference(target: str) -> None:
    _, problems = embedded(contract({"api.json": api(ref(target)), "a.json": {}}))
    assert [problem.rule for problem in problems] == ["release-not-self-contained"]
    assert problems[0].at.pointer[-2:] == ("schema", "$ref")
    assert problems[0].help


AVRO = {"type": "record", "name": "Created", "fields": []}


def events(**components: Any) -> dict[str, Any]:
    return {"asyncapi": "3.0.0", "info": INFO, "channels": {"c": {"messages": {"m": ref("#/components/messages/m")}}},
            "components": {"messages": {"m": components}}}


def test_events_keep_schemas_where_the_other_document_does() -> None:
    files = {"events.json": events(headers=ref("lib.json#/components/schemas/Headers"), payload=ref("order.json")),
             "lib.json": {"components": {"schemas": {
                 "Headers": {"properties": {"default": ref("#/components/schemas/Id")}}, "Id": {"type": "string"}}}},
             "order.json": {"properties": {"line": ref("#/definitions/Line")}, "example": ref("no.json"),
                            "definitions": {"Line": {"items": [ref("#/definitions/Line")]}}}}
    data = bundled(files, "events.json")
    line = ref("#/components/schemas/Line")
    assert schemas(data) == {
        "Headers": {"properties": {"default": ref("#/components/schemas/Id")}}, "Id": {"type": "string"},
        "order": {"properties": {"line": line}, "example": ref("no.json")}, "Line": {"items": [line]},
    }


def test_events_write_other_parts_in_place() -> None:
    document = {"asyncapi": "3.0.0", "info": INFO, "channels": {"c": ref("channels.json#/c")}}
    data = bundled({"events.json": document, "channels.json": {"c": {"address": "c", "messages": {}}}}, "events.json")
    assert data["channels"] == {"c": {"address": "c", "messages": {}}}


def test_avro_files_of_the_package_stay_beside_the_document_and_others_are_written_in_place() -> None:
    files = {"v1/events.json": events(payload={"schema": ref("./schemas/created.avsc")}, headers=ref("../lib.json#/H")),
             "v1/schemas/created.avsc": AVRO,
             "lib.json": {"H": {"properties": {"x": ref("v1/schemas/created.avsc#/fields")}}}}
    data = bundled(files, "v1/events.json", kept=("v1/schemas/created.avsc",))
    assert data["components"]["messages"]["m"]["payload"] == {"schema": ref("schemas/created.avsc")}
    assert schemas(data) == {"H": {"properties": {"x": ref("schemas/created.avsc#/fields")}}}
    data, problems = embedded(contract(files, "v1/events.json"))
    assert problems == []
    assert data["components"]["messages"]["m"]["payload"] == {"schema": AVRO}


def test_a_reference_of_events_that_leads_nowhere_is_a_finding() -> None:
    _, problems = embedded(contract({"events.json": events(payload=ref("gone.json"))}, "events.json"))
    assert [problem.rule for problem in problems] == ["release-not-self-contained"]


def opinion(data: dict[str, Any]) -> list[Finding]:
    return list(second_opinion(contract({"api.json": data}), data))


def test_the_second_opinion_finds_what_it_finds_at_its_place() -> None:
    found = opinion({"openapi": "3.1.0", "info": INFO, "paths": {"/a": {"get": {"responses": {"200": {}}}}}})
    assert {finding.rule for finding in found} == {"second-opinion"}
    assert any(finding.at.pointer[:2] == ("paths", "/a") for finding in found)
    assert opinion({"openapi": "3.1.0", "info": INFO, "paths": {}}) == []


def test_a_long_complaint_is_cut() -> None:
    found = opinion(api({"type": "string", "description": "x" * 500, "required": True}, "3.0.3"))
    assert found
    assert all(len(finding.message) < 210 and "\n" not in finding.message for finding in found)


def test_where_the_other_validator_crashes_it_has_no_opinion() -> None:
    loop = {"Tree": {"type": "array", "items": {"allOf": [ref("#/components/schemas/Tree")]}}}
    found = opinion(api(ref("#/components/schemas/Tree"), components={"schemas": loop}))
    assert [(finding.rule, finding.severity) for finding in found] == [("second-opinion", Severity.INFO)]
    assert "has no opinion" in found[0].message


def test_other_formats_have_no_second_opinion() -> None:
    assert opinion({"asyncapi": "3.0.0"}) == []
    assert opinion({"openapi": "3.9.0"}) == []


def test_the_second_opinion_reads_no_file_and_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **_: object) -> NoReturn:
        pytest.fail(f"asked for {arguments}")

    for version in ("3.1.0", "3.0.3"):  # the validator reads its own schema when it is first asked
        assert opinion({"openapi": version, "info": INFO, "paths": {}}) == []
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", refuse)
    away = {"$id": "https://evil.example.com/a", "$ref": "https://evil.example.com/b", "default": 1,
            "$dynamicRef": "file:///etc/passwd", "properties": {"$id": {"type": "string"}},
            "patternProperties": {"x": ref("http://127.0.0.1:9/x")}}
    data = api(away, components={"schemas": {"A": away}, "x-more": [ref("file:///etc/passwd")]})
    data["paths"]["/things"]["get"]["parameters"] = [ref("https://evil.example.com/p")]
    data["paths"]["/other"] = ref("https://evil.example.com/i")
    rules = {finding.rule for version in ("3.1.0", "3.0.3") for finding in opinion({**data, "openapi": version})}
    assert rules == {"second-opinion"}
