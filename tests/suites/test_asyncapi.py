"""Every public AsyncAPI document at hand: read into the model, judged, and held against the official parser's verdict.

`pytest -s tests/suites/test_asyncapi.py` prints how many verdicts agree.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from validity_documents import RULES

from govtool.finding import INTERNAL_ERROR, Finding, Severity
from govtool.lint.engine import lint
from govtool.model.asyncapi import events
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import WorkTree

SHARED = Path(__file__).parents[2] / ".." / "shared"
SPECS = SHARED / "specs"
SUITE = SHARED / "suites" / "asyncapi-validate.jsonl"
MANIFEST = SPECS / "asyncapi-manifest.json"
if not SUITE.is_file() or not MANIFEST.is_file():
    pytest.skip("the shared documents are not there", allow_module_level=True)

NAMES = sorted(path.relative_to(SPECS).as_posix() for path in (SPECS / "asyncapi").iterdir())
OFFICIAL = {case["file"]: case for case in map(json.loads, SUITE.read_text("utf-8").splitlines())}
KNOWN = {entry["file"]: entry for entry in json.loads(MANIFEST.read_text("utf-8"))}

# Where the official parser finds nothing, and why we do.
STRICTER = {
    "asyncapi/asyncapi__spec__examples__kraken-websocket-request-reply-multiple-channels-asyncapi.yml":
        ("asyncapi-example-valid", "it does not judge the examples of messages in 3.x"),
    "asyncapi/asyncapi__spec__examples__operation-security-asyncapi.yml":
        ("asyncapi-default-valid", "it does not judge defaults in 3.x"),
    "asyncapi/asyncapi__parser-js__packages__parser__test__mocks__nested-schemas.yaml":
        ("asyncapi-address-parameters-match", "it does not ask for parameters of an address that has no variable"),
    "asyncapi/bitsy-ai__printnanny-asyncapi-schema__2.4.0__printnanny-os.yml":
        ("ref-resolves", "it takes a message for a schema, all of whose keys are unknown keywords"),
    "asyncapi/DEFRA__ffc-pay-enrichment__docs__asyncapi.yaml":
        ("ref-resolves", "it takes a message for a schema, all of whose keys are unknown keywords"),
}
# Fields of the manifest that were counted by the word in the text, or that lie behind a file which is not there.
COUNTED_OTHERWISE = {
    ("channels", "asyncapi/asyncapi__cli__test__integration__bundle__first-asyncapiv3.yaml"),
    ("bindings", "asyncapi/cityindex__lightstreamer-docs__asyncapi.yml"),
}


@cache
def contract(name: str) -> Contract:
    return read(Bundle(WorkTree(SPECS)), name)


@cache
def judged(name: str) -> tuple[Finding, ...]:
    return tuple(lint(contract(name), RULES))


def errors(name: str) -> set[str]:
    return {finding.rule for finding in judged(name) if finding.severity is Severity.ERROR}


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_crashes(name: str) -> None:
    assert [finding.message for finding in judged(name) if finding.rule == INTERNAL_ERROR] == []


@pytest.mark.parametrize("name", sorted(OFFICIAL))
def test_a_document_is_valid_where_the_official_parser_says_so(name: str) -> None:
    if name in STRICTER:
        rule, _ = STRICTER[name]
        assert OFFICIAL[name]["valid"]
        assert errors(name) == {rule}
    else:
        assert (errors(name) == set()) == OFFICIAL[name]["valid"]


@pytest.mark.parametrize("name", sorted(OFFICIAL))
def test_the_shape_is_found_fault_with_where_the_official_schemas_do(name: str) -> None:
    diagnostics = OFFICIAL[name]["diagnostics"]
    expected = any(found["code"].startswith("asyncapi-document-") for found in diagnostics)
    assert ("asyncapi-structure-valid" in errors(name)) == expected


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_model_has_what_the_document_has(name: str) -> None:
    found, known = events(contract(name)), KNOWN[name]
    parts: tuple[Any, ...] = (*found.channels, *found.operations, *found.messages, *found.servers.values())
    here = {
        "channels": len(found.channels),
        "bindings": sorted({protocol for part in parts for protocol in part.bindings}),
        "reply": any(operation.reply for operation in found.operations),
        "avro": any(message.payload and message.payload.language == "avro" for message in found.messages),
    }
    there = {"channels": known["channels"], "bindings": sorted(known["has"]["bindings"]),
             "reply": known["has"]["reply"], "avro": known["has"]["avro"]}
    differing = {key for key in here if here[key] != there[key] and (key, name) not in COUNTED_OTHERWISE}
    assert differing == set()
    assert len(found.messages) >= known["messages"]
    if known["version"].startswith("3."):
        assert len(found.operations) == known["operations"]


def test_how_many_verdicts_agree() -> None:
    agreeing = sum((errors(name) == set()) == case["valid"] for name, case in OFFICIAL.items())
    words = f"{agreeing} of {len(OFFICIAL)} verdicts are the official parser's, {len(STRICTER)} are stricter"
    print(f"\n{words}")  # noqa: T201 - for whoever asks with `-s`
    assert agreeing == len(OFFICIAL) - len(STRICTER)
