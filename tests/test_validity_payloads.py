"""Payload files of a package: each entry of the manifest is held against its schema, and no file goes unnoticed."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from catalog_files import repository
from conftest import Desk

from govtool.gate.examples import example_findings

MANIFEST = """\
name: order
version: 1.0.0
examples:
  - {file: examples/press.json, schema: '#/components/schemas/Order'}
  - {file: examples/lathe.yaml, schema: 'openapi.yaml#/components/schemas/Order'}
"""
API = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Order:
      type: object
      required: [orderId, quantity]
      properties:
        orderId: {type: string, readOnly: true}
        quantity: {type: number}
        part: {$ref: parts.json}
"""


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A package with two payloads that are right."""
    desk.write("order/v1/contract.yaml", MANIFEST)
    desk.write("order/v1/openapi.yaml", API)
    desk.write("order/v1/parts.json", '{"type": "object", "required": ["size"]}')
    desk.write("order/v1/examples/press.json", '{"orderId": "1", "quantity": 2, "part": {"size": 1}}')
    desk.write("order/v1/examples/lathe.yaml", "quantity: 3\n")
    return desk


def told(desk: Desk) -> list[tuple[str, str, int, str]]:
    """Rule, document, line and message of what is said of payloads and of the manifest."""
    found: dict[str, Any] = json.loads(desk.govtool("check", "--only", "validity", "--format", "json").out)
    return [(finding["rule"], finding["at"]["document"], (finding["at"]["span"] or {"line": 0})["line"],
             finding["message"]) for finding in found["findings"]]


def test_payloads_that_meet_their_schemas_are_silent(shop: Desk) -> None:
    assert told(shop) == []


def test_a_payload_that_does_not_is_told_at_its_line(shop: Desk) -> None:
    shop.write("order/v1/examples/press.json", '{\n  "orderId": 1,\n  "part": {}\n}\n')
    file = "order/v1/examples/press.json"
    assert told(shop) == [
        ("example-file-valid", file, 1, "`quantity` is missing"),
        ("example-file-valid", file, 2, "`orderId` is the number `1`, expected a text"),
        ("example-file-valid", file, 3, "`size` is missing"),
    ]


def test_a_payload_that_is_not_there_is_told_in_the_manifest(shop: Desk) -> None:
    shop.replace("order/v1/contract.yaml", "press.json", "pres.json")
    assert told(shop) == [
        ("example-file-valid", "order/v1/contract.yaml", 4,
         "no file `order/v1/examples/pres.json`, expected a payload"),
        ("example-file-named", "order/v1/examples/press.json", 0,
         "no entry of the manifest names `order/v1/examples/press.json`, expected one with its schema"),
    ]


def test_a_schema_that_is_not_there_is_told_in_the_manifest(shop: Desk) -> None:
    shop.replace("order/v1/contract.yaml", "'#/components/schemas/Order'", "'#/components/schemas/Ordr'")
    shop.replace("order/v1/contract.yaml", "'openapi.yaml#", "'api.yaml#")
    assert [(line, message) for _, _, line, message in told(shop)] == [
        (4, "`#/components/schemas/Ordr` leads to no schema of this package, expected one"),
        (5, "`api.yaml#/components/schemas/Order` leads to no schema of this package, expected one"),
    ]


def test_a_payload_out_of_the_repository_is_refused(shop: Desk) -> None:
    shop.write("../secret.json", '{"quantity": 1}')
    shop.commit()
    shop.replace("order/v1/contract.yaml", "examples/press.json", "../../../secret.json")
    assert told(shop)[0][:3] == ("example-file-valid", "order/v1/contract.yaml", 4)


def test_a_payload_that_cannot_be_read_is_told_by_its_text(shop: Desk) -> None:
    shop.write("order/v1/examples/press.json", '{"quantity": ')
    assert [found[:2] for found in told(shop)] == [("syntax-error", "order/v1/examples/press.json")]


def test_an_entry_that_is_none_is_told_by_the_manifest_alone(shop: Desk) -> None:
    shop.replace("order/v1/contract.yaml", "{file: examples/press.json, schema: '#/components/schemas/Order'}",
                 "{file: examples/press.json}")
    assert [found[0] for found in told(shop)] == ["manifest-invalid", "example-file-named"]


def test_explain_has_a_page_for_both(desk: Desk) -> None:
    for rule in ("example-file-valid", "example-file-named"):
        done = desk.govtool("explain", rule)
        assert done.code == 0
        assert "contract.yaml" in done.out


def in_memory(changes: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Rule, document and message for a package in memory."""
    files = {
        "v1/contract.yaml": MANIFEST, "v1/openapi.yaml": API, "v1/parts.json": "{}",
        "v1/examples/press.json": '{"quantity": 2}', "v1/examples/lathe.yaml": "quantity: 3\n", **changes,
    }
    found = repository(files)
    [package] = found.packages.values()
    return [(finding.rule, finding.at.document, finding.message) for finding in example_findings(found, package)]


EVENTS = "asyncapi: 3.0.0\ninfo: {title: T, version: 1.0.0}\ncomponents: {schemas: {Order: {type: string}}}\n"
MEMORY: dict[str, tuple[dict[str, str], list[tuple[str, str, str]]]] = {
    "all is well": ({}, []),
    "a wrong payload": ({"v1/examples/lathe.yaml": "quantity: x\n"}, [
        ("example-file-valid", "v1/examples/lathe.yaml", "`quantity` is the text `x`, expected a number")]),
    "a payload that nobody names": ({"v1/examples/more/saw.json": "{}"}, [
        ("example-file-named", "v1/examples/more/saw.json",
         "no entry of the manifest names `v1/examples/more/saw.json`, expected one with its schema")]),
    "the schema of an event, which is not judged here": (
        {"v1/contract.yaml": MANIFEST.replace("openapi.yaml#", "asyncapi.yaml#"), "v1/asyncapi.yaml": EVENTS}, []),
    "a reference to what is no schema": (
        {"v1/contract.yaml": MANIFEST.replace("openapi.yaml#/components/schemas/Order", "openapi.yaml#/info/title")}, [
            ("example-file-valid", "v1/contract.yaml",
             "`openapi.yaml#/info/title` leads to no schema of this package, expected one")]),
    "the schema of a file of its own": (
        {"v1/contract.yaml": MANIFEST.replace("openapi.yaml#/components/schemas/Order", "order.json"),
         "v1/order.json": '{"$schema": "http://json-schema.org/draft-07/schema#", "required": ["plant"]}'}, [
            ("example-file-valid", "v1/examples/lathe.yaml", "`plant` is missing")]),
    "no examples at all": ({"v1/contract.yaml": "name: order\nversion: 1.0.0\nexamples: [7, {file: a.json}]\n"}, [
        ("example-file-named", f"v1/examples/{name}",
         f"no entry of the manifest names `v1/examples/{name}`, expected one with its schema")
        for name in ("lathe.yaml", "press.json")]),
}


@pytest.mark.parametrize(("changes", "expected"), MEMORY.values(), ids=MEMORY)
def test_what_is_said_of_payloads(changes: dict[str, str], expected: list[Any]) -> None:
    assert in_memory(changes) == expected
