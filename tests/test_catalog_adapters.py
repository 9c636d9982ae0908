"""The systems at the ends of contracts: what they declare, and what follows from it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from catalog_files import ADAPTERS, OPENAPI, PACKAGE, repository, with_changes

from govtool.catalog.adapters import NO_ADAPTERS, Environment, Use, read
from govtool.catalog.graph import Graph, dot, graph, mermaid, plain
from govtool.catalog.impact import Impact, impact
from govtool.catalog.named import named
from govtool.catalog.table import Row, rows
from govtool.errors import UserError

API = "contracts/orders/v1/openapi.yaml"
OTHER = """\
openapi: 3.1.0
info: {title: Parcels, version: 3.0.0}
paths:
  /parcels:
    post:
      requestBody:
        content: {application/json: {schema: {$ref: 'contracts/orders/v1/openapi.yaml#/components/schemas/Item'}}}
      responses: {'200': {description: OK}}
      callbacks:
        sent:
          '{$request.body#/url}':
            post:
              requestBody:
                content:
                  application/json:
                    schema: {$ref: 'contracts/orders/v1/openapi.yaml#/components/schemas/Status'}
              responses: {'200': {description: OK}}
"""


def test_what_the_file_says_is_read() -> None:
    systems = repository(PACKAGE).adapters.systems
    shop = systems["shop"]
    assert (shop.name, shop.system, shop.owner, shop.tier, shop.description) == (
        "shop",
        "shop",
        "group:shop",
        "high",
        "Sells.",
    )
    assert shop.provides == (Use("orders@1", (), ("systems", "shop", "provides", 0)),)
    assert shop.environments == {"test": Environment("test", "https://shop.test.example.com", "b:9092", "oauth2")}
    assert systems["stock"].consumes == (Use("orders@1", ("item",), ("systems", "stock", "consumes", 0)),)


def test_a_contract_knows_its_ends() -> None:
    adapters = repository(PACKAGE).adapters
    assert adapters.providers("orders@1") == ("shop",)
    assert adapters.consumers("orders@1") == ("stock", "mail", "report")
    assert adapters.consumers("orders@2") == ()


@pytest.mark.parametrize("data", [None, 7, [], {"systems": []}, {"systems": {}}])
def test_what_has_another_shape_is_left_out(data: object) -> None:
    assert read(data) == NO_ADAPTERS
    assert repository({}).adapters == NO_ADAPTERS


@pytest.mark.parametrize(
    "data", [{"systems": {"a": 7}}, {"systems": {"a": {"provides": 7, "consumes": [7], "environments": [1]}}}]
)
def test_a_system_of_a_wrong_shape_has_no_facts(data: object) -> None:
    system = read(data).systems["a"]
    assert (system.owner, system.provides, system.environments) == ("", (), {})


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (
            "orders@1]",
            "ordres@1]",
            "`shop` names the contract `ordres@1`, which is not in this repository",
            "did you mean `orders@1`?",
        ),
        (
            "contract: orders@1, fields: [item]",
            "contract: zzz@9",
            "`stock` names the contract `zzz@9`, which is not in this repository",
            "`govtool catalog` lists the contracts",
        ),
        ("owner: group:shop", "ownr: group:shop", "there is no key `ownr` here", "did you mean `owner`?"),
        (
            "tier: high",
            "tier: highest",
            "`tier` is the text `highest`, expected one of `mission-critical`, `high`, `medium` and `low`",
            "did you mean `high`?",
        ),
        (
            "fields: [item]",
            "fields: [itm]",
            "`stock` names the field `itm`, which `orders@1` does not have",
            "did you mean `item`?",
        ),
        (
            "fields: [item]",
            "fields: [status.item]",
            "`stock` names the field `status.item`, which `orders@1` does not have",
            "did you mean `item`?",
        ),
        (
            "fields: [item]",
            "fields: [zzzzzz]",
            "`stock` names the field `zzzzzz`, which `orders@1` does not have",
            "name a property",
        ),
        ("fields: [item]", "feelds: [item]", "there is no key `feelds` here", "did you mean `fields`?"),
        (
            "consumes: [orders@1]",
            "consumes: [orders]",
            "item 0 of `consumes` is the text `orders`, expected it to match",
            "correct the value",
        ),
        (
            "consumes: [orders@1]",
            "consumes: [[1]]",
            "item 0 of `consumes` is a list, expected an object or a text",
            "correct the value",
        ),
        ("systems:", "system:", "`systems` is missing", "add `systems`"),
    ],
)
def test_what_is_wrong_is_found(old: str, new: str, message: str, hint: str) -> None:
    problems = repository(with_changes(PACKAGE, "adapters.yaml", (old, new))).problems
    assert [problem for problem in problems if problem.message.startswith(message) and problem.help.startswith(hint)], (
        problems
    )


def test_fields_are_not_judged_where_the_contract_has_none_to_read() -> None:
    files = {path: text for path, text in PACKAGE.items() if path.endswith(("contract.yaml", "adapters.yaml"))}
    assert repository(files).problems == ()


def test_a_wrong_name_is_found_for_each_system_that_uses_it() -> None:
    problems = repository({**PACKAGE, "adapters.yaml": ADAPTERS.replace("orders@1", "parcels@1")}).problems
    assert {(problem.rule, problem.subject) for problem in problems} == {
        ("adapter-contract-unknown", f"{name} parcels@1") for name in ("shop", "stock", "mail", "report")
    }


def found_rows(files: dict[str, str]) -> list[Row]:
    return rows(repository(files))


def test_the_table_has_a_row_for_each_package_and_each_document_on_its_own() -> None:
    release = {
        "contracts/orders/v1/releases/1.1.0/release.json": "{}",
        "contracts/orders/v1/releases/1.1.0/openapi.yaml": OPENAPI,
        "contracts/orders/v1/releases/1.0.0/release.json": "{}",
        "contracts/orders/v1/releases/drafts/a.yaml": "",
    }
    assert found_rows(
        {**PACKAGE, **release, "parcels.yaml": OTHER, "empty/contract.yaml": "name: empty\nversion: 2.0.0\n"}
    ) == [
        Row("empty@2", "2.0.0", "", "", "", (), (), ()),
        Row("orders@1", "1.2.0", "group:orders", "", "", ("1.0.0", "1.1.0"), ("shop",), ("stock", "mail", "report")),
        Row("parcels.yaml", "3.0.0", "", "", "", (), (), ()),
    ]


def drawn() -> Graph:
    manifest = (
        "contracts/orders/v1/contract.yaml",
        ("owner: group:orders", "criticality: high\nlifecycle: {status: beta}"),
    )
    return graph(
        repository(
            with_changes({**PACKAGE, "adapters.yaml": ADAPTERS + "  'a\"<b>\\':\n    provides: [gone@1]\n"}, *manifest)
        )
    )


def test_the_graph_leads_from_providers_over_contracts_to_consumers() -> None:
    data = plain(drawn())
    assert data["nodes"][:2] == [
        {"kind": "contract", "name": "gone@1", "tier": "", "label": ""},
        {"kind": "contract", "name": "orders@1", "tier": "high", "label": "beta"},
    ]
    assert [node["name"] for node in data["nodes"][2:]] == ["shop", "stock", "mail", "report", 'a"<b>\\']
    assert {"system": "stock", "contract": "orders@1", "relation": "consumes", "fields": ["item"]} in data["edges"]
    assert {"system": "shop", "contract": "orders@1", "relation": "provides", "fields": []} in data["edges"]


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (
            mermaid,
            [
                "flowchart LR",
                '  c1(["orders@1<br/>beta"])',
                '  s2["shop<br/>shop"]',
                "  s2 --> c1",
                "  c1 --> s3",
                '  s6["a#34;#60;b#62;#92;"]',
                "  s6 --> c0",
            ],
        ),
        (
            dot,
            [
                "digraph contracts {",
                '  c1 [label="orders@1\\nbeta", shape=ellipse];',
                '  s2 [label="shop\\nshop", shape=box];',
                "  s2 -> c1;",
                "  c1 -> s3;",
                '  s6 [label="a\\"<b>\\\\", shape=box];',
                "}",
            ],
        ),
    ],
)
def test_a_drawing_holds_every_node_and_edge_under_a_name_of_its_own(
    draw: Callable[[Graph], Iterator[str]], expected: list[str]
) -> None:
    lines = list(draw(drawn()))
    assert [line for line in expected if line not in lines] == []
    assert sum("->" in line or "-->" in line for line in lines) == 5


def impacts(place: str, name: str = "orders@1", **files: str) -> list[Impact]:
    found = repository({**PACKAGE, **{path.replace("__", "/") + ".yaml": text for path, text in files.items()}})
    return impact(found, named(found, name, Path.cwd()), place)


def ends(found: Impact) -> tuple[list[str], list[str]]:
    return [party.system for party in found.writers], [party.system for party in found.readers]


@pytest.mark.parametrize(
    ("place", "writers", "readers", "carriers"),
    [
        ("", ["shop", "stock", "mail", "report"], ["stock", "mail", "report", "shop"], 8),
        ("status", ["shop"], ["report"], 2),
        ("changedAt", ["shop"], ["mail", "report"], 2),
        ("item", ["shop", "stock", "report"], ["stock", "report", "shop"], 3),
        ("item.quantity.value", ["shop", "stock", "report"], ["stock", "report", "shop"], 3),
        ("/components/schemas/Item/properties/material", ["shop", "stock", "report"], ["stock", "report", "shop"], 3),
        (
            "/components/schemas/Item/properties/material/type",
            ["shop", "stock", "report"],
            ["stock", "report", "shop"],
            3,
        ),
        ("/components/schemas/Status/enum/0", ["shop"], ["report"], 2),
        ("/paths/~1orders/post/requestBody", ["stock", "report"], ["shop"], 1),
        ("limit", ["report"], ["shop"], 1),
        ("reason", ["shop"], ["report"], 2),
        ("/info", [], [], 0),
    ],
)
def test_a_place_concerns_who_writes_and_who_reads_it(
    place: str, writers: list[str], readers: list[str], carriers: int
) -> None:
    [found] = impacts(place)
    assert ends(found) == (writers, readers)
    assert len(found.carriers) == carriers


def test_a_carrier_says_where_and_which_way() -> None:
    [found] = impacts("changedAt")
    assert [(one.name, one.part, one.from_provider) for one in found.carriers] == [
        ("GET /orders", "response", True),
        ("POST /orders/{orderId}/close", "response", True),
    ]
    [found] = impacts("reason")
    assert [(one.name, one.part) for one in found.carriers] == [
        ("contracts/orders/v1/OrderClosed.avsc", "event"),
        ("channel orderClosed", "event"),
    ]


def test_a_system_that_declares_fields_is_told_from_one_that_may_use_any() -> None:
    [found] = impacts("item.material")
    assert {party.system: party.declared for party in found.readers} == {"stock": True, "report": False, "shop": False}


def test_other_contracts_that_refer_to_the_place_are_concerned_too() -> None:
    orders, parcels = impacts("/components/schemas/Item", parcels=OTHER, unrelated=OPENAPI)
    assert (orders.contract, parcels.contract) == ("orders@1", "parcels.yaml")
    assert [(one.name, one.part, one.from_provider) for one in parcels.carriers] == [
        ("POST /parcels", "request", False)
    ]


def test_a_callback_is_written_by_the_provider() -> None:
    _, parcels = impacts("/components/schemas/Status", parcels=OTHER)
    assert [(one.part, one.from_provider) for one in parcels.carriers] == [("request", True)]


def test_a_document_on_its_own_has_an_impact_too() -> None:
    [found] = impacts("/paths", "parcels.yaml", parcels=OTHER)
    assert (found.contract, len(found.carriers)) == ("parcels.yaml", 4)


def test_channels_of_asyncapi_2_say_what_others_may_do() -> None:
    old = (
        "asyncapi: 2.6.0\ninfo: {title: E, version: 1.0.0}\nchannels:\n"
        "  out: {subscribe: {message: {payload: {properties: {a: {type: object}}}}}}\n"
        "  into: {publish: {message: {payload: {properties: {a: {type: object}}}}}}\n  none: {}\n"
    )
    [found] = impacts("a", "events.yaml", events=old)
    assert [(one.name, one.from_provider) for one in found.carriers] == [("channel out", True), ("channel into", False)]


def test_a_pointer_is_one_of_the_document_that_was_named() -> None:
    [found] = impacts("/channels/orderClosed", "contracts/orders/v1/asyncapi.yaml")
    assert [one.name for one in found.carriers] == ["contracts/orders/v1/OrderClosed.avsc", "channel orderClosed"]
    with pytest.raises(UserError):
        impacts("/channels/orderClosed", API)


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("/components/schemas/Nothing", "a pointer starts at the root of a document: /components/schemas/Order"),
        ("stat", "did you mean `status`?"),
        ("item.stat", "did you mean `status`?"),
        ("zzzzzz", "write a pointer after `#`, or the name of a field"),
    ],
)
def test_a_place_that_is_not_there_is_an_error(place: str, hint: str) -> None:
    with pytest.raises(UserError, match="has no place") as caught:
        impacts(place)
    assert caught.value.hint == hint


def test_a_broken_document_concerns_nobody() -> None:
    found = repository(
        {
            **PACKAGE,
            "broken.yaml": "openapi: 3.1.0\npaths: {a: {get: 7, post: {$ref: '#/nowhere'}}}\nx: [\n",
            "odd.yaml": "openapi: 3.1.0\npaths: {$ref: '#/info'}\ninfo: 7\n",
        }
    )
    assert [one.contract for one in impact(found, named(found, "orders@1", Path.cwd()), "item")] == ["orders@1"]
    with pytest.raises(UserError):
        impact(found, named(found, "broken.yaml", Path.cwd()), "/paths")
