"""The consumers that adapters.yaml declares, in what `check` says of a change."""

import json

import pytest
from conftest import Desk
from release_packages import govtool

OLD = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
    delete: {responses: {"204": {description: Dropped}}}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string, maxLength: 20}
        note: {type: string}
        item:
          type: object
          properties:
            sku: {type: string}
            weight: {type: number}
"""
_BESIDE = ("adapter-field-unknown", "version-bump-too-small")
Affected = dict[str, tuple[str, list[str]]]


def checked(desk: Desk, old: str, new: str, systems: str) -> Affected:
    """Change → its label and whom it affects."""
    desk.write("govtool.toml", "extends = []\n")
    desk.write("adapters.yaml", f"systems: {systems}\n")
    desk.write("orders/contract.yaml", "name: orders\nversion: 1.0.0\n")
    desk.write("orders/openapi.yaml", OLD)
    desk.commit()
    desk.replace("orders/openapi.yaml", old, new)
    found = json.loads(govtool(desk, "check", "--only", "compat", "--against", "HEAD", "--format", "json").out)
    return {finding["rule"]: (finding["label"], finding["affects"]) for finding in found["findings"]
            if finding["rule"] not in _BESIDE}


def system(name: str, *fields: str) -> str:
    return f"{name}: {{consumes: [{{contract: orders@1, fields: [{', '.join(fields)}]}}]}}"


NOTE = "        note: {type: string}\n"
WHOLE = "mail: {consumes: [orders@1]}"


@pytest.mark.parametrize(
    ("systems", "told"),
    [
        ("{}", ("breaking", [])),
        (f"{{{WHOLE}}}", ("breaking", ["mail"])),
        (f"{{{system('stock', 'id')}}}", ("possible", [])),
        (f"{{{system('stock', 'id', 'note')}}}", ("breaking", ["stock"])),
        (f"{{{system('stock', 'id')}, {system('plan', 'note')}}}", ("breaking", ["plan"])),
        (f"{{{system('stock', 'id')}, {WHOLE}}}", ("breaking", ["mail"])),
    ],
)
def test_a_field_that_no_declared_consumer_uses_is_possibly_missed(
    desk: Desk, systems: str, told: tuple[str, list[str]]
) -> None:
    assert checked(desk, NOTE, "", systems) == {"property-removed": told}


def test_who_uses_a_field_is_concerned_by_what_holds_it_and_by_what_it_holds(desk: Desk) -> None:
    systems = f"{{{system('stock', 'item')}, {system('scale', 'weight')}, {system('mail', 'note')}}}"
    assert checked(desk, "            weight: {type: number}\n", "", systems) == {
        "property-removed": ("breaking", ["stock", "scale"])}


def test_a_proven_break_stays_one_whoever_uses_the_field(desk: Desk) -> None:
    found = checked(desk, "maxLength: 20", "maxLength: 40", f"{{{system('mail', 'note')}}}")
    assert found == {"max-length-widened": ("breaking", [])}


def test_what_concerns_no_single_field_concerns_every_consumer(desk: Desk) -> None:
    line = '    delete: {responses: {"204": {description: Dropped}}}\n'
    found = checked(desk, line, "", f"{{{system('mail', 'note')}, {system('stock', 'id')}}}")
    assert found == {"operation-removed": ("breaking", ["mail", "stock"])}


def test_another_value_of_a_field_concerns_its_readers_only(desk: Desk) -> None:
    found = checked(desk, "note: {type: string}", "note: {type: [string, 'null']}",
                    f"{{{system('mail', 'note')}, {system('stock', 'id')}}}")
    assert found == {"nullable-added": ("breaking", ["mail"])}


def test_diff_names_consumers_too(desk: Desk) -> None:
    checked(desk, NOTE, "", f"{{{system('stock', 'id')}, {system('plan', 'note')}}}")
    asked = ("diff", "HEAD:orders/openapi.yaml", "orders/openapi.yaml")
    (change,) = json.loads(govtool(desk, *asked, "--format", "json").out)["changes"]
    assert (change["verdict"], change["affects"]) == ("breaking", ["plan"])
    assert "plan" in govtool(desk, *asked).out
    desk.write("adapters.yaml", f"systems: {{{system('stock', 'id')}}}\n")
    (change,) = json.loads(govtool(desk, *asked, "--format", "json").out)["changes"]
    assert (change["verdict"], change["affects"]) == ("possible", [])
    assert change["reason"] == "no declared consumer uses the field (policy `removed-optional`)"
