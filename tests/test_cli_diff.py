"""`govtool diff` with two versions at hand: which operations, moved base paths, and inputs of many files."""

import json
from typing import Any

import pytest
from conftest import Desk, Done

ORDERS = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers: [{url: https://mes.example/api}]
paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {id: {type: string, maxLength: 40}}}
      responses: {"201": {description: Created}}
  /orders/{id}/lines:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: All}}
  /machines:
    get:
      responses: {"200": {description: All}}
"""
CHANGED = (ORDERS.replace("maxLength: 40", "maxLength: 18").replace("/lines:\n    get", "/lines:\n    put")
           .replace("  /machines:\n    get", "  /machines:\n    put").replace("title: Orders", "title: Others"))


def changes(done: Done) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)["changes"]
    return found


def told(done: Done) -> list[tuple[str, str]]:
    return sorted((change["id"], change["message"]) for change in changes(done))


@pytest.mark.parametrize(("patterns", "expected"), [
    (("/machines",), {"GET /machines", "PUT /machines"}),
    (("/orders",), {"POST /orders", "GET /orders/{id}/lines", "PUT /orders/{id}/lines"}),
    (("/orders/*/lines",), {"GET /orders/{id}/lines", "PUT /orders/{id}/lines"}),
    (("lines", "/machines"), {"GET /orders/{id}/lines", "PUT /orders/{id}/lines", "GET /machines", "PUT /machines"}),
])
def test_a_path_pattern_leaves_the_operations_it_covers(
    desk: Desk, patterns: tuple[str, ...], expected: set[str]
) -> None:
    desk.write("old.yaml", ORDERS)
    desk.write("new.yaml", CHANGED)
    asked = [word for pattern in patterns for word in ("--path", pattern)]
    done = desk.govtool("diff", "old.yaml", "new.yaml", "--format", "json", *asked)
    assert {name for change in changes(done) for name in change["reach"]} == expected
    everything = changes(desk.govtool("diff", "old.yaml", "new.yaml", "--format", "json"))
    left = len(everything) - len(changes(done))
    assert any(note.startswith(f"{left} change") for note in json.loads(done.out)["notes"])


def test_what_is_left_out_by_a_path_does_not_fail_the_run_but_still_decides_the_version(desk: Desk) -> None:
    desk.write("old.yaml", ORDERS)
    desk.write("new.yaml", ORDERS.replace("maxLength: 40", "maxLength: 18"))
    assert desk.govtool("diff", "old.yaml", "new.yaml", "--fail-on", "breaking").code == 1
    done = desk.govtool("diff", "old.yaml", "new.yaml", "--fail-on", "breaking", "--path", "/machines")
    assert done.code == 0
    assert "needs a major version" in done.out


def test_a_path_pattern_that_covers_nothing_is_a_mistake_with_a_suggestion(desk: Desk) -> None:
    desk.write("old.yaml", ORDERS)
    done = desk.govtool("diff", "old.yaml", "old.yaml", "--path", "/machine")
    assert (done.code, done.out) == (2, "")
    assert "no operation has a path like `/machine`" in done.err
    assert "did you mean `/machines`?" in done.err
    assert "the paths are `/machines`, `/orders`" in desk.govtool("diff", "old.yaml", "old.yaml", "--path", "/x").err


def below(prefix: str) -> str:
    return ORDERS.replace("\n  /", f"\n  {prefix}/")


@pytest.mark.parametrize(("old", "new", "prefix"), [
    (below("/v1"), below("/v2"), "/v1=/v2"),
    (below("/v1"), below(""), "/v1="),
    (below(""), below("/v2"), "=/v2"),
    (ORDERS, ORDERS.replace("example/api", "example/v2"), "/api=/v2"),
    (ORDERS, ORDERS.replace("example/api", "example"), "/api="),
], ids=["in the paths", "taken from the paths", "put before the paths", "in the server", "taken from the server"])
def test_a_base_path_that_moved_is_no_change_when_it_is_said(desk: Desk, old: str, new: str, prefix: str) -> None:
    desk.write("old.yaml", old)
    desk.write("new.yaml", new)
    assert changes(desk.govtool("diff", "old.yaml", "new.yaml", "--format", "json"))
    assert changes(desk.govtool("diff", "old.yaml", "new.yaml", "--format", "json", "--map-prefix", prefix)) == []


def test_what_changed_below_a_moved_base_path_is_told_as_if_it_had_not_moved(desk: Desk) -> None:
    for name, text in (("old", ORDERS), ("new", CHANGED), ("old1", below("/v1"))):
        desk.write(f"{name}.yaml", text)
    moved = desk.govtool("diff", "old1.yaml", "new.yaml", "--format", "json", "--map-prefix", "/v1=")
    assert told(moved) == told(desk.govtool("diff", "old.yaml", "new.yaml", "--format", "json")) != []


@pytest.mark.parametrize(("prefix", "message", "hint"), [
    ("/v9=/v2", "no path or server of the old version begins with `/v9`", "the paths are `/machines`, `/orders`"),
    ("/ord=/v2", "no path or server of the old version begins with `/ord`", "the paths are"),
    ("/api", "`/api` says no prefix and what it became", "write OLD=NEW"),
    ("api=/v2", "`api=/v2` says no prefix", "write OLD=NEW"),
    ("/v1=/v1", "`/v1=/v1` says no prefix", "write OLD=NEW"),
])
def test_a_prefix_that_says_nothing_is_a_mistake(desk: Desk, prefix: str, message: str, hint: str) -> None:
    desk.write("old.yaml", ORDERS)
    done = desk.govtool("diff", "old.yaml", "old.yaml", "--map-prefix", prefix)
    assert done.code == 2
    assert message in done.err
    assert hint in done.err


PARTED = ORDERS.replace("{type: object, properties: {id: {type: string, maxLength: 40}}}", "{$ref: parts/order.yaml}")


def test_a_contract_of_several_files_is_compared_as_one(desk: Desk) -> None:
    for side, length in (("old", 40), ("new", 18)):
        desk.write(f"{side}/api.yaml", PARTED)
        desk.write(f"{side}/parts/order.yaml",
                   f"type: object\nproperties: {{id: {{type: string, maxLength: {length}}}}}\n")
    for pair in (("old/api.yaml", "new/api.yaml"), ("old", "new")):
        found = changes(desk.govtool("diff", *pair, "--format", "json"))
        assert [change["id"] for change in found] == ["max-length-narrowed"]
        assert found[0]["where"]["document"] == "new/parts/order.yaml"


def test_folders_with_one_contract_each_are_compared_whatever_it_is_called(desk: Desk) -> None:
    desk.write("old/orders.yaml", ORDERS)
    desk.write("new/orders-v2.yaml", ORDERS.replace("maxLength: 40", "maxLength: 18"))
    assert "max-length-narrowed" in desk.govtool("diff", "old", "new").out


def test_folders_are_joined_by_path_and_told_contract_by_contract(desk: Desk) -> None:
    for name in ("one", "two", "gone"):
        desk.write(f"old/{name}.yaml", ORDERS)
    for name in ("one", "two", "come"):
        desk.write(f"new/{name}.yaml", ORDERS.replace("maxLength: 40", "maxLength: 18"))
    done = desk.govtool("diff", "old", "new", "--format", "json")
    assert sorted((change["id"], change["contract"]) for change in changes(done)) == [
        ("contract-added", "new/come.yaml"), ("contract-removed", "old/gone.yaml"),
        ("max-length-narrowed", "new/one.yaml"), ("max-length-narrowed", "new/two.yaml"),
    ]
    text = desk.govtool("diff", "old", "new").out
    assert "new/one.yaml · POST /orders\n" in text
    assert "new/two.yaml · POST /orders\n" in text


def test_folders_that_share_no_path_say_so(desk: Desk) -> None:
    for path in ("old/a.yaml", "old/b.yaml", "new/c.yaml", "new/d.yaml"):
        desk.write(path, ORDERS)
    done = desk.govtool("diff", "old", "new")
    assert "no file has the same path on both sides; name two files to compare them" in done.out
    assert done.out.count("contract-removed]") == done.out.count("contract-added]") == 2


def test_three_references_are_one_too_many(desk: Desk) -> None:
    done = desk.govtool("diff", "a", "b", "c")
    assert done.code == 2
    assert "3 references, where two are the most" in done.err


def test_the_help_shows_every_way_to_ask(desk: Desk) -> None:
    text = desk.govtool("diff", "--help").out
    for words in ("--path /orders", "--map-prefix /api=/v2", "v1.0..v1.1", "--git-range v1.0..HEAD",
                  "--git-driver"):
        assert words in text
