"""References in a repository, as the command line judges them: mapped URLs, contracts by id, ways out of the root."""

import json

import pytest
from conftest import Desk

HUB = "https://hub.example.com/"
API = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        '200':
          description: The orders.
          content:
            application/json:
              schema: {$ref: '%s'}
"""
TYPES = "openapi: 3.1.0\ninfo: {title: Types, version: 1.0.0}\ncomponents: {schemas: {Order: {type: object}}}\n"


def broken(desk: Desk, path: str = "api.yaml") -> list[tuple[str, str]]:
    done = desk.govtool("lint", path, "--select", "ref-resolves", "--format", "json")
    return [(finding["message"], finding["help"]) for finding in json.loads(done.out)["findings"]]


@pytest.mark.parametrize("place", ["types", "types/openapi.yaml", "types@1"])
def test_a_url_is_found_in_a_folder_a_file_or_a_contract(desk: Desk, place: str) -> None:
    file = "" if place.endswith(".yaml") else "/openapi.yaml"
    desk.write("api.yaml", API % f"{HUB}types/v1{file}#/components/schemas/Order")
    desk.write("types/openapi.yaml", TYPES)
    desk.write("types/contract.yaml", "name: types\nversion: 1.0.0\n")
    (message, help_), = broken(desk)
    assert message.startswith(f"`{HUB}types/v1{file}` is on the network, which is never asked")
    assert "`[refs]` in govtool.toml" in help_
    desk.write("govtool.toml", f'[refs]\n"{HUB}types/v1" = "{place}"\n')
    assert broken(desk) == []


def test_settings_in_a_folder_name_contracts_by_the_same_ids(desk: Desk) -> None:
    desk.write("apis/api.yaml", API % f"{HUB}openapi.yaml#/components/schemas/Order")
    desk.write("types/openapi.yaml", TYPES)
    desk.write("types/contract.yaml", "name: types\nversion: 1.0.0\n")
    desk.write("apis/govtool.toml", f'[refs]\n"{HUB}" = "types@1"\n')
    desk.commit()
    done = desk.govtool("lint", "api.yaml", "--select", "ref-resolves", "--format", "concise", cwd="apis")
    assert (done.out, done.err) == ("", "")


@pytest.mark.parametrize("command", ["lint", "check"])
def test_what_is_wrong_with_a_text_is_told_wherever_references_led_to_it(desk: Desk, command: str) -> None:
    desk.write("api.yaml", API % "types.yaml#/Order")
    desk.write("other.yaml", API % "types.yaml#/Order")
    desk.write("types.yaml", "Order: {$ref: 'more.yaml#/Order'}\nA: 1\nA: 2\n")
    desk.write("more.yaml", "Order: [\n")
    done = desk.govtool(command, "--format", "json", "--fail-on", "never")
    found = [(one["rule"], one["at"]["document"], one["help"]) for one in json.loads(done.out)["findings"]]
    assert found.count(("duplicate-key", "types.yaml", "delete or rename one of the two")) == 1
    assert found.count(("syntax-error", "more.yaml", "mend the text at this place")) == 1
    assert ("ref-resolves", "types.yaml", "mend that file first: line 2: no value stands here, expected one") in found


def test_what_lies_outside_is_read_only_where_the_settings_say_so(desk: Desk) -> None:
    desk.write("root/api.yaml", API % "../types.yaml#/components/schemas/Order")
    desk.write("types.yaml", TYPES)
    root = Desk(desk.root / "root")
    root.commit()
    (message, help_), = broken(root)
    assert message.startswith("no file `../types.yaml`")
    assert "lies outside of the repository" in help_
    root.write("govtool.toml", "allow-outside = true\n")
    assert broken(root) == []
