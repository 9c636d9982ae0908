"""`govtool catalog` as people and programs call it."""

import json

import pytest
from catalog_files import OPENAPI, PACKAGE, called
from conftest import Desk


@pytest.fixture
def shop(desk: Desk) -> Desk:
    for path, text in PACKAGE.items():
        desk.write(path, text)
    desk.write("api.yaml", OPENAPI)
    desk.commit()
    return desk


def test_the_table_is_for_people(shop: Desk) -> None:
    done = called(shop, "catalog")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "NAME      VERSION  OWNER         TIER  LIFECYCLE  RELEASES  PROVIDERS  CONSUMERS",
        "api.yaml  1.2.0    -             -     -          -         -          -",
        "orders@1  1.2.0    group:orders  -     -          -         shop       stock, mail, report",
    ]


def test_the_same_as_json_is_for_machines(shop: Desk) -> None:
    found = json.loads(called(shop, "catalog", "--format", "json").out)
    assert found["format"] == "govtool-catalog/1"
    assert found["contracts"][1] == {
        "name": "orders@1",
        "version": "1.2.0",
        "owner": "group:orders",
        "tier": "",
        "lifecycle": "",
        "releases": [],
        "providers": ["shop"],
        "consumers": ["stock", "mail", "report"],
    }


def test_an_empty_repository_has_an_empty_table(desk: Desk) -> None:
    assert called(desk, "catalog").out.split() == [
        "NAME",
        "VERSION",
        "OWNER",
        "TIER",
        "LIFECYCLE",
        "RELEASES",
        "PROVIDERS",
        "CONSUMERS",
    ]


def test_names_cannot_steer_a_terminal(desk: Desk) -> None:
    desk.write("a/contract.yaml", 'name: "a\\e[31m\\nb"\nversion: 1.0.0\nowner: "\\u202eevil"\n')
    out = called(desk, "catalog").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize(("format_", "first"), [("mermaid", "flowchart LR"), ("dot", "digraph contracts {")])
def test_the_graph_is_drawn(shop: Desk, format_: str, first: str) -> None:
    assert called(shop, "catalog", "graph", "--format", format_).out.splitlines()[0] == first


def test_the_graph_as_json_names_nodes_and_edges(shop: Desk) -> None:
    found = json.loads(called(shop, "catalog", "graph", "--format", "json").out)
    assert found["format"] == "govtool-graph/1"
    assert {node["name"] for node in found["nodes"]} == {"api.yaml", "orders@1", "shop", "stock", "mail", "report"}
    assert len(found["edges"]) == 4


def test_the_impact_names_who_writes_who_reads_and_what_carries(shop: Desk) -> None:
    assert called(shop, "catalog", "impact", "orders@1#changedAt").out.splitlines() == [
        "orders@1  written by  shop (fields not declared)",
        "          read by     mail, report (fields not declared)",
        "          carried by  GET /orders (response)",
        "                      POST /orders/{orderId}/close (response)",
    ]


def test_an_impact_on_nobody_says_so(shop: Desk) -> None:
    lines = called(shop, "catalog", "impact", "contracts/orders/v1/openapi.yaml#/info").out.splitlines()
    assert [line.split() for line in lines] == [
        ["orders@1", "written", "by", "-"],
        ["read", "by", "-"],
        ["carried", "by", "-"],
    ]


def test_the_impact_as_json_says_the_same(shop: Desk) -> None:
    found = json.loads(called(shop, "catalog", "impact", "orders#item.material", "--format", "json").out)
    assert found["format"] == "govtool-impact/1"
    [one] = found["contracts"]
    assert one["contract"] == "orders@1"
    assert {"system": "stock", "owner": "", "tier": "", "declared": True} in one["readers"]
    assert one["carriers"][0] == {"name": "GET /orders", "part": "response", "fromProvider": True}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("impact", "ordrs"), "did you mean `orders@1`?"),
        (("impact", "orders@1#statu"), "did you mean `status`?"),
        (("graph", "--format", "svg"), "svg"),
        (("impakt",), "impakt"),
    ],
)
def test_a_wrong_call_says_what_to_do(shop: Desk, arguments: tuple[str, ...], said: str) -> None:
    done = called(shop, "catalog", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_paths_are_seen_from_the_current_folder(shop: Desk) -> None:
    done = called(shop, "catalog", "impact", "openapi.yaml#/info", cwd="contracts/orders/v1")
    assert (done.code, done.out.split()[0]) == (0, "orders@1")
