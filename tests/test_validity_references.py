"""References: every one that is of no use is told, where it stands, and once."""

from typing import Any

import pytest
from conftest import Desk
from model_documents import api
from validity_documents import findings, told


def broken(document: Any, **others: Any) -> list[tuple[str, str]]:
    return told(document, "ref-resolves", **others)


def schemas(**named: Any) -> dict[str, Any]:
    return api(components={"schemas": named})


NOWHERE = {
    "a missing component": ("#/components/schemas/Ordr",
                            "nothing at `#/components/schemas/Ordr`, expected a Schema Object"),
    "a missing file": ("there.json", "no file `there.json`, expected a Schema Object"),
    "a file outside of the repository": ("../secret.json", "no file `../secret.json`, expected a Schema Object"),
    "an absolute path": ("/etc/hosts", "`/etc/hosts` is an absolute path, expected a Schema Object"),
    "the network": ("https://example.com/a.json#/b",
                    "`https://example.com/a.json` is on the network, which is never asked, expected a Schema Object"),
    "an anchor that is not there": ("#order", "`api.json` has no `$anchor: order`, expected a Schema Object"),
}


@pytest.mark.parametrize(("ref", "message"), NOWHERE.values(), ids=NOWHERE)
def test_a_reference_that_leads_nowhere_says_why(ref: str, message: str) -> None:
    assert broken(schemas(Order={}, A={"$ref": ref})) == [("/components/schemas/A/$ref", message)]


def test_a_misspelt_name_gets_a_suggestion() -> None:
    found = findings(schemas(Order={}, A={"$ref": "#/components/schemas/Ordr"}))
    assert [finding.help for finding in found] == ["did you mean `Order`?"]


def test_many_references_for_one_reason_are_one_finding_in_each_document() -> None:
    document = schemas(A={"$ref": "there.json#/a"}, B={"$ref": "there.json#/b"}, C={"$ref": "parts.json"})
    found = [(finding.at.document, finding.at.fragment, finding.message)
             for finding in findings(document, parts={"items": {"$ref": "there.json"}})]
    assert found == [
        ("api.json", "/components/schemas/A/$ref", "no file `there.json`, expected a Schema Object; 1 more lead there"),
        ("parts.json", "/items/$ref", "no file `there.json`, expected a Schema Object"),
    ]


def test_another_kind_of_object_is_told_at_the_reference_alone() -> None:
    get = {"parameters": [{"$ref": "#/components/schemas/Order"}], "responses": {"200": {"description": "OK"}}}
    document = api(paths={"/a": {"get": get}}, components={"schemas": {"Order": {"type": "object"}}})
    assert [(finding.rule, finding.at.fragment, finding.message) for finding in findings(document)] == [(
        "ref-resolves", "/paths/~1a/get/parameters/0/$ref",
        "`#/components/schemas/Order` leads to a Schema Object, expected a Parameter Object")]


def test_another_kind_is_known_in_other_contracts_too() -> None:
    other = api(components={"schemas": {"Order": {"type": "object"}}})
    document = api(components={"responses": {"A": {"$ref": "other.json#/components/schemas/Order"}}})
    assert [place for place, _ in broken(document, other=other)] == ["/components/responses/A/$ref"]


def test_what_is_no_object_is_told() -> None:
    document = schemas(A={"$ref": "#/info/title"}, B={"$ref": "#/tags"}) | {"tags": [{"name": "a"}]}
    assert broken(document) == [
        ("/components/schemas/A/$ref", "`#/info/title` leads to the text `Orders`, expected a Schema Object"),
        ("/components/schemas/B/$ref", "`#/tags` leads to a list, expected a Schema Object"),
    ]


def test_a_boolean_schema_is_a_schema() -> None:
    assert broken(schemas(A=True, B={"$ref": "#/components/schemas/A"})) == []


def test_a_circle_of_references_is_told_once() -> None:
    document = schemas(A={"$ref": "#/components/schemas/B"}, B={"$ref": "#/components/schemas/C"},
                       C={"$ref": "#/components/schemas/A"}, D={"$ref": "#/components/schemas/A"})
    assert broken(document) == [(
        "/components/schemas/A/$ref",
        "`#/components/schemas/B` leads in a circle, expected a Schema Object at its end")]


def test_a_recursive_schema_is_no_circle() -> None:
    assert broken(schemas(A={"properties": {"a": {"$ref": "#/components/schemas/A"}}})) == []


def test_a_mapping_of_a_discriminator_is_a_reference() -> None:
    mapping = {"a": "#/components/schemas/A", "b": "#/components/schemas/C", "c": "A"}
    discriminator = {"propertyName": "kind", "mapping": mapping}
    document = schemas(A={"properties": {"kind": {}}}, B={"oneOf": [{"$ref": "#/components/schemas/A"}],
                                                          "discriminator": discriminator})
    assert broken(document) == [(
        "/components/schemas/B/discriminator/mapping/b",
        "nothing at `#/components/schemas/C`, expected a Schema Object")]


def test_references_out_of_the_repository_are_refused_through_links_too(desk: Desk) -> None:
    desk.write("../secret.yaml", "type: string\n")
    desk.write("api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\n"
                           "components: {schemas: {A: {$ref: ../secret.yaml}, B: {$ref: link.yaml}}}\n")
    (desk.root / "link.yaml").symlink_to("../secret.yaml")
    desk.commit()
    done = desk.govtool("lint", "api.yaml", "--select", "ref-resolves")
    assert done.code == 1
    assert done.out.count("[ref-resolves]") == 2
