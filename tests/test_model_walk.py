from collections.abc import Collection
from typing import Any

from model_documents import api, bundle_of

from govtool.model.detect import detect
from govtool.model.walk import REFERENCE, Node, walk


def walked(wanted: Collection[str], document: Any, **others: Any) -> list[Node]:
    bundle = bundle_of(api=document, **others)
    root = bundle.document("api.json")
    format_ = detect(root.data)
    assert format_ is not None
    return list(walk(bundle, root, format_, wanted))


def pointers(wanted: Collection[str], document: Any, **others: Any) -> list[str]:
    found = walked(wanted, document, **others)
    return [f"{node.document.path.removesuffix('.json')}{node.at().fragment}" for node in found]


PETS = api(paths={
    "/pets": {
        "x-note": {"get": {}},
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
        "get": {"responses": {"200": {"description": "all", "content": {"application/json": {"schema": {
            "type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}}}}},
        "post": {"responses": {"201": {"description": "made"}}},
    },
}, components={"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}, "any": True}}}})


def test_objects_come_in_the_order_of_the_text() -> None:
    assert pointers(["Operation", "Response"], PETS) == [
        "api/paths/~1pets/get", "api/paths/~1pets/get/responses/200",
        "api/paths/~1pets/post", "api/paths/~1pets/post/responses/201",
    ]


def test_every_schema_is_visited_once_where_it_is_defined() -> None:
    assert pointers(["Schema"], PETS) == [
        "api/paths/~1pets/parameters/0/schema",
        "api/paths/~1pets/get/responses/200/content/application~1json/schema",
        "api/paths/~1pets/get/responses/200/content/application~1json/schema/items",
        "api/components/schemas/Pet", "api/components/schemas/Pet/properties/name",
    ]


def test_the_root_is_a_node_too() -> None:
    root, = walked(["OpenAPI"], PETS)
    assert (root.key, root.parent, root.ref, root.pointer) == (None, None, None, ())


def test_a_node_knows_its_key_and_its_parents() -> None:
    name = walked(["Schema"], PETS)[-1]
    assert name.key == "name"
    kinds = []
    above = name.parent
    while above is not None:
        kinds.append((above.kind, above.at().fragment))
        above = above.parent
    assert kinds == [("Schema", "/components/schemas/Pet"), ("Components", "/components"), ("OpenAPI", "")]


def test_a_location_may_lie_below_a_node_and_on_its_key() -> None:
    operation = walked(["Operation"], PETS)[0]
    location = operation.at("responses", on="key")
    assert (location.fragment, location.on, location.document) == ("/paths/~1pets/get/responses", "key", "api.json")


def test_references_are_followed_where_no_grammar_reaches() -> None:
    document = api(paths={"/a": {"get": {"responses": {"200": {"$ref": "#/x-shared/ok"}}}}},
                   **{"x-shared": {"ok": {"description": "ok", "headers": {"A": {"schema": {}}}}, "unused": {}}})
    assert pointers(["Response", "Schema"], document) == [
        "api/paths/~1a/get/responses/200", "api/x-shared/ok", "api/x-shared/ok/headers/A/schema"]


def test_references_are_followed_into_other_documents_as_the_kind_of_their_place() -> None:
    document = api(paths={"/a": {"$ref": "items.json#/a"}}, components={"schemas": {"A": {"$ref": "schemas.json"}}})
    items = {"a": {"get": {"requestBody": {"content": {"text/plain": {"schema": {"$ref": "schemas.json#/$defs/B"}}}}}},
             "b": {"get": {}}}
    schemas = {"type": "object", "$defs": {"B": {"type": "string"}}}
    found = pointers(["Operation", "Schema"], document, items=items, schemas=schemas)
    assert found == ["api/components/schemas/A", "items/a/get", "items/a/get/requestBody/content/text~1plain/schema",
                     "schemas", "schemas/$defs/B"]


def test_cycles_end() -> None:
    document = api(components={"schemas": {
        "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
        "B": {"items": {"$ref": "#/components/schemas/A"}, "allOf": [{"$ref": "#/components/schemas/B"}]},
        "C": {"$ref": "#/components/schemas/C"},
    }})
    assert len(pointers(["Schema"], document)) == 6


def test_what_cannot_be_reached_is_passed_over() -> None:
    document = api(paths={"/a": {"get": {"responses": {
        "200": {"$ref": "#/nowhere"}, "201": {"$ref": "missing.json"}, "202": {"$ref": "#/info/title"},
        "203": {"$ref": "https://example.com/x.json"}, "204": {"$ref": 7}}}}})
    assert len(pointers(["Response"], document)) == 5


def test_wrong_shapes_hold_nothing() -> None:
    document = api(paths=[1, {"/a": {}}], tags={"name": "x"}, servers="here",
                   components={"schemas": [{}], "responses": {"A": None, "B": []}, "parameters": None})
    assert pointers(["PathItem", "Tag", "Server", "Schema", "Response", "Parameter"], document) == []
    assert pointers(["Schema"], {"openapi": "3.1.0"}) == []
    assert walked([], PETS) == []


def test_a_document_that_is_no_object_holds_nothing() -> None:
    assert walked(["Schema"], [{"type": "record", "name": "R", "fields": []}]) == []


def test_what_stands_beside_a_reference_counts_where_it_counts() -> None:
    beside = {"$ref": "#/components/schemas/A", "properties": {"x": {"type": "string"}}}
    schemas = {"components": {"schemas": {"A": {}, "B": beside}}}
    assert len(pointers(["Schema"], api("3.1.0", **schemas))) == 3
    assert len(pointers(["Schema"], api("3.0.3", **schemas))) == 2
    item = {"$ref": "#/x-item", "get": {}}
    assert pointers(["Operation"], api(paths={"/a": item}, **{"x-item": {"put": {}}})) == [
        "api/paths/~1a/get", "api/x-item/put"]


def test_references_are_wanted_under_a_name_of_their_own() -> None:
    document = api(paths={"/a": {"get": {"responses": {"200": {"$ref": "#/x-ok"}}}}},
                   components={"schemas": {"A": {"$ref": "#/components/schemas/B"}, "B": {}}}, **{"x-ok": {}})
    assert [(node.kind, node.ref) for node in walked([REFERENCE], document)] == [
        ("Response", "#/x-ok"), ("Schema", "#/components/schemas/B")]


def test_schemas_are_referred_to_in_more_ways() -> None:
    document = api(components={"schemas": {
        "Pet": {"discriminator": {"propertyName": "kind", "mapping": {
            "cat": "#/x-schemas/Cat", "dog": "Dog", "bird": "birds.json", "fish": 7}}},
        "Dog": {"$dynamicRef": "other.json#/$defs/D"},
        "Odd": {"discriminator": {"mapping": "cat"}},
    }}, **{"x-schemas": {"Cat": {}}})
    others = {"birds": {"type": "object"}, "other": {"$defs": {"D": {}}}}
    assert pointers(["Schema"], document, **others) == [
        "api/components/schemas/Pet", "api/components/schemas/Dog", "api/components/schemas/Odd",
        "api/x-schemas/Cat", "birds", "other/$defs/D"]


def test_an_object_of_two_kinds_is_seen_as_both() -> None:
    document = api(paths={"/a": {"get": {
        "parameters": [{"$ref": "#/x-thing"}], "responses": {"200": {"headers": {"A": {"$ref": "#/x-thing"}}}}}}},
        **{"x-thing": {"schema": {"type": "string"}}})
    found = [(node.kind, node.at().fragment) for node in walked(["Parameter", "Header", "Schema"], document)]
    assert ("Parameter", "/x-thing") in found
    assert ("Header", "/x-thing") in found
    assert found.count(("Schema", "/x-thing/schema")) == 1


def test_newer_versions_have_more_places() -> None:
    document = api("3.2.0", paths={"/a": {
        "query": {}, "additionalOperations": {"COPY": {"requestBody": {"content": {"text/event-stream": {
            "itemSchema": {}, "prefixEncoding": [{"headers": {"H": {"schema": {}}}}]}}}}}}},
        webhooks={"w": {"post": {}}}, components={"mediaTypes": {"M": {"schema": {}}}, "pathItems": {"P": {"get": {}}}})
    assert len(pointers(["Operation"], document)) == 4
    assert len(pointers(["Schema"], document)) == 3
    assert len(pointers(["Operation"], document | {"openapi": "3.0.3"})) == 0


def test_a_schema_document_is_walked_in_its_draft() -> None:
    document = {"$schema": "http://json-schema.org/draft-07/schema#", "items": [{}, {"not": {}}], "$defs": {"a": {}},
                "dependencies": {"a": ["b"], "c": {}}, "definitions": {"d": {"then": {}, "else": False}}}
    assert pointers(["Schema"], document) == [
        "api", "api/items/0", "api/items/1", "api/items/1/not", "api/dependencies/c", "api/definitions/d",
        "api/definitions/d/then"]


def test_swagger_has_its_own_places() -> None:
    document = api("2.0", paths={"/a": {"get": {
        "parameters": [{"in": "query", "items": {"items": {}}}, {"in": "body", "schema": {"allOf": [{}]}}]}}},
        definitions={"A": {}}, parameters={"P": {}}, responses={"R": {"headers": {"H": {"items": {}}}}},
        securityDefinitions={"S": {}})
    kinds = [node.kind for node in walked(["Items", "Schema", "Parameter", "Header", "SecurityScheme"], document)]
    assert sorted(kinds) == ["Header", "Items", "Items", "Items", "Parameter", "Parameter", "Parameter", "Schema",
                             "Schema", "Schema", "SecurityScheme"]
