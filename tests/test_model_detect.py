from typing import Any

import pytest
from model_documents import SPECS

from govtool.model.detect import UNKNOWN, Format, detect, draft_of, sniff
from govtool.source.document import parse


@pytest.mark.parametrize(("data", "label"), [
    ({"openapi": "3.0.3"}, "OpenAPI 3.0"),
    ({"openapi": "3.1.0-rc0"}, "OpenAPI 3.1"),
    ({"openapi": 3.1}, "OpenAPI 3.1"),
    ({"openapi": "3.2.0", "$schema": "https://json-schema.org/draft/2020-12/schema"}, "OpenAPI 3.2"),
    ({"openapi": "4.0.0"}, "OpenAPI 4.0"),
    ({"openapi": None}, "OpenAPI"),
    ({"openapi": "latest"}, "OpenAPI"),
    ({"openapi": "9" * 5000 + ".0"}, "OpenAPI"),
    ({"swagger": "2.0"}, "OpenAPI 2.0"),
    ({"swagger": 2.0}, "OpenAPI 2.0"),
    ({"asyncapi": "2.6.0"}, "AsyncAPI 2.6"),
    ({"asyncapi": "3.0.0"}, "AsyncAPI 3.0"),
    ({"$schema": "http://json-schema.org/draft-04/schema#"}, "JSON Schema draft 4"),
    ({"$schema": "http://json-schema.org/draft-07/schema"}, "JSON Schema draft 7"),
    ({"$schema": "https://json-schema.org/draft/2019-09/schema"}, "JSON Schema 2019-09"),
    ({"$schema": "https://example.com/our-dialect"}, "JSON Schema 2020-12"),
    ({"type": "record", "name": "Order", "fields": []}, "Avro"),
    ({"type": "enum", "name": "State", "symbols": []}, "Avro"),
    ({"protocol": "Orders", "messages": {}}, "Avro"),
    (["null", {"type": "fixed", "name": "Id", "size": 16}], "Avro"),
])
def test_a_contract_is_recognised_by_its_data(data: Any, label: str) -> None:
    found = detect(data)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("data", [
    None, True, 1, "openapi", [], ["openapi"], {}, {"swagger": "1.2"}, {"openapi": "2.0"}, {"asyncapi": "0.9"},
    {"$schema": 7}, {"type": "record"}, {"type": ["record"], "name": "X"}, {"type": "object", "properties": {}},
    {"protocol": "http", "port": 80}, ["a", {"type": "string"}],
])
def test_what_is_no_contract_has_no_format(data: Any) -> None:
    assert detect(data) is None


def test_no_format_has_a_name_too() -> None:
    assert UNKNOWN.label == "unknown format"


def test_a_draft_is_known_by_the_uri_of_its_metaschema() -> None:
    assert draft_of("http://json-schema.org/draft-06/schema#") == "draft 6"
    assert draft_of("") == "2020-12"


@pytest.mark.parametrize(("text", "path", "family"), [
    (b"openapi: 3.1.0\n", "api.yaml", "openapi"),
    (b"# a comment\n---\n'openapi' : 3.1.0\n", "api.yml", "openapi"),
    (b'"swagger": "2.0"\n', "api.YAML", "openapi"),
    (b"\xef\xbb\xbfasyncapi: 3.0.0", "events.yaml", "asyncapi"),
    ("openapi: 3.1.0\n".encode("utf-16"), "api.yaml", "openapi"),
    (b"info: {}\r\nopenapi: 3.1.0\r\n", "api.yaml", "openapi"),
    (b"x: 1\n" * 9000 + b"openapi: 3.1.0\n", "api.yaml", "openapi"),
    (b'{"openapi": "3.1.0"}', "api.json", "openapi"),
    (b' \n {"info": {"a": ["}", "]"]}, "asyncapi"\n: "3.0.0"}', "api.json", "asyncapi"),
    (b'{"paths": {' + b'"/a": {}, ' * 9000 + b'}, "swagger":"2.0"}', "api.json", "openapi"),
    (b"{openapi: 3.1.0}", "flow.yaml", ""),
    (b'{"$schema": "http://json-schema.org/draft-07/schema#", "openapi": "3.1.0"}', "schema.json", "jsonschema"),
    (b'{"$schema": "https://example.com/config.json", "openapi": "3.0.0"}', "api.json", "openapi"),
    (b"$schema: https://json-schema.org/draft/2020-12/schema\n", "schema.yaml", "jsonschema"),
    (b"{", "order.avsc", "avro"),
    (b"", "orders.avpr", "avro"),
    (b"  openapi: 3.1.0\n", "chart.yaml", ""),
    (b'{"scripts": {"openapi": "generate"}, "n": 1, "a": "openapi"}', "package.json", ""),
    (b'{"a": "\\"openapi\\": 3"}', "text.json", ""),
    (b"openapi: 3.1.0\n", "readme.md", ""),
    (b"", "empty.json", ""),
    (b"\xff\xfe\x00", "broken.yaml", ""),
])
def test_a_contract_is_promised_by_its_text(text: bytes, path: str, family: str) -> None:
    assert sniff(text, path) == family


@pytest.mark.skipif(not SPECS.is_dir(), reason="the shared documents are not here")
def test_the_promise_holds_for_real_documents() -> None:
    """Both readings agree; only Avro files are promised by their name alone."""
    paths = sorted((SPECS / "small").iterdir()) + sorted((SPECS / "asyncapi").iterdir())[::12]
    paths += sorted((SPECS / "domain" / "epcis").rglob("*.json"))[::3] + sorted((SPECS / "pairs").rglob("base.json"))
    for path in paths:
        text = path.read_bytes()
        assert sniff(text, path.name) == (detect(parse(text, path.name).data) or UNKNOWN).family, path


def test_a_format_is_a_value() -> None:
    assert Format("openapi", "3.1") == detect({"openapi": "3.1.1"})
