"""A schema and the AsyncAPI document that refers to it: a change is told once, with the messages that it reaches."""

import json
from typing import Any

import pytest
from conftest import Desk
from release_packages import PLACE, bump, furnish, govtool

pytest.importorskip("fastavro", reason="fastavro is not installed")

DAY = ("--as-of", "2026-05-04")
SCHEMA = f"{PLACE}/schemas/OrderCreated.avsc"
SENT = "send orders.created.v1"


def released(desk: Desk) -> Desk:
    shop = furnish(desk)
    assert govtool(shop, "release", "orders", *DAY).code == 0
    shop.commit("released")
    return shop


def report(shop: Desk, *arguments: str) -> Any:
    done = govtool(shop, *arguments, *DAY, "--format", "json")
    assert done.err == ""
    return json.loads(done.out)


def of_schema(found: list[Any]) -> list[tuple[str, str, list[str]]]:
    return [(each.get("id") or each.get("rule"), each.get("verdict", ""), each.get("reach", []))
            for each in found if str(each.get("id") or each.get("rule")).startswith("avro-")]


COMMANDS = [
    pytest.param(("check", "--only", "compat"), id="check"),
    pytest.param(("release", "orders", "--dry-run"), id="release"),
    pytest.param(("diff", f"HEAD:{PLACE}", PLACE), id="diff"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_break_of_a_schema_is_one_change_and_one_finding_that_names_the_message(
    desk: Desk, command: tuple[str, ...]
) -> None:
    shop = released(desk)
    shop.replace(SCHEMA, '"type": "string"', '"type": "int"')
    found = report(shop, *command)
    # Both directions of the schema's own mode, of which the message is sent in one.
    assert sorted(of_schema(found["changes"]), key=str) == [
        ("avro-type-mismatch", "breaking", [SENT]), ("avro-type-mismatch", "breaking", [])]
    if command[0] != "diff":
        assert sorted(of_schema(found["findings"]), key=str) == [
            ("avro-type-mismatch", "", [SENT]), ("avro-type-mismatch", "", [])]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_breaks_a_reader_of_the_schema_is_not_told_again_as_what_the_message_takes(
    desk: Desk, command: tuple[str, ...]
) -> None:
    shop = released(desk)
    shop.replace(SCHEMA, '"type": "string"}', '"type": "string"}, {"name": "n", "type": "int"}')
    assert of_schema(report(shop, *command)["changes"]) == [("avro-field-default-missing", "breaking", [])]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_compatible_change_is_told_once_too(desk: Desk, command: tuple[str, ...]) -> None:
    shop = released(desk)
    shop.replace(SCHEMA, '"type": "string"}', '"type": "string"}, {"name": "n", "type": "int", "default": 0}')
    bump(shop, "1.0.0", "1.1.0")
    assert of_schema(report(shop, *command)["changes"]) == [("avro-field-added", "compatible", [SENT])]


def test_a_release_records_each_change_once(desk: Desk) -> None:
    shop = released(desk)
    shop.replace(SCHEMA, '"type": "string"}', '"type": "string"}, {"name": "n", "type": "int", "default": 0}')
    bump(shop, "1.0.0", "1.1.0")
    assert govtool(shop, "release", "orders", *DAY).code == 0
    record = json.loads((shop.root / PLACE / "releases" / "1.1.0" / "release.json").read_text("utf-8"))
    assert of_schema(record["changes"]) == [("avro-field-added", "compatible", [SENT])]
