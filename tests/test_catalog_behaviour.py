"""`behaviour.yaml`: what it says, and whether that agrees with the contract."""

from pathlib import Path

import pytest
from catalog_files import OPENAPI, PACKAGE, repository, with_changes

from govtool.catalog.behaviour import NO_BEHAVIOUR, Idempotency, Paging, Transition, read
from govtool.catalog.repository import open_repository
from govtool.config import Config

ROOT = Path(__file__).parents[1]
FILE = "contracts/orders/v1/behaviour.yaml"
API = "contracts/orders/v1/openapi.yaml"


def said(files: dict[str, str]) -> list[tuple[int, str]]:
    """Line and message of everything that is wrong with the behaviour."""
    found = repository(files)
    document = found.bundle.document(FILE)
    return [
        (document.span(problem.at.pointer, problem.at.on).line, problem.message)
        for problem in found.problems
        if problem.at.document == FILE
    ]


def changed(*replacements: tuple[str, str]) -> list[tuple[int, str]]:
    return said(with_changes(PACKAGE, FILE, *replacements))


def test_a_behaviour_that_agrees_with_its_contract_is_right() -> None:
    assert repository(PACKAGE).problems == ()


def test_what_the_file_says_is_read() -> None:
    behaviour = repository(PACKAGE).packages["contracts/orders/v1"].behaviour
    order = behaviour.resources["Order"]
    assert (order.name, order.key, order.state, order.initial) == ("Order", "orderId", "status", "OPEN")
    assert order.transitions == (
        Transition("createOrder", (), "OPEN", ()),
        Transition("closeOrder", ("OPEN",), "CLOSED", ("orderClosed",)),
        Transition("", ("OPEN",), "LOST", ()),
    )
    assert behaviour.idempotency == Idempotency("idempotency-key", "operation")
    assert behaviour.paging == Paging("cursor", "limit", "changedAt")


@pytest.mark.parametrize("data", [None, 7, [], "text", {"resources": 7}, {"resources": {}}, {"idempotency": []}])
def test_what_has_another_shape_is_left_out(data: object) -> None:
    assert read(data) == NO_BEHAVIOUR


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  Order:", "  Ordre:", 2, "there is no schema `Ordre`"),
        ("key: orderId", "key: id", 3, "`Order` has no property `id`"),
        ("state: status", "state: stat", 4, "`Order` has no property `stat`"),
        ("initial: OPEN", "initial: NEW", 5, "`Order.status` has no value `NEW`"),
        ("to: CLOSED", "to: DONE", 8, "`Order.status` has no value `DONE`"),
        ("operation: closeOrder", "operation: shutOrder", 8, "there is no operation `shutOrder`"),
        ("emits: orderClosed", "emits: [orderClosed, orderShut]", 8, "there is no channel `orderShut`"),
        ("from: OPEN,", "from: [OPEN, LOST, CLOSED, ARCHIVED],", 9, "nothing moves `Order` to `ARCHIVED`"),
        ("header: idempotency-key", "header: Key", 10, "no operation has a header `Key`"),
        ("cursor: cursor", "cursor: page", 11, "no operation has a query parameter `page`"),
        ("limit: limit", "limit: size", 11, "no operation has a query parameter `size`"),
        ("orderBy: changedAt", "orderBy: made", 11, "no resource has a property `made`"),
        ("    initial: OPEN\n", "", 2, "`initial` is missing"),
        ("to: LOST", "too: LOST", 9, "there is no key `too` here"),
        (
            "scope: contract",
            "scope: world",
            10,
            "`scope` is the text `world`, expected one of `operation` and `contract`",
        ),
    ],
)
def test_what_does_not_agree_is_found_where_it_stands(old: str, new: str, line: int, message: str) -> None:
    files = with_changes(PACKAGE, FILE, ("header: idempotency-key", "header: idempotency-key, scope: contract"))
    text = files[FILE]
    assert old in text
    found = said({**files, FILE: text.replace(old, new, 1)})
    assert (line, message) in found


def test_a_state_that_only_the_extensible_enum_has_is_known() -> None:
    """`LOST` stands in `x-extensible-enum` alone."""
    assert changed(("from: OPEN, to: LOST", "from: CLOSED, to: LOST")) == []


def test_an_operation_has_one_result_in_each_state() -> None:
    twice = "      - {operation: closeOrder, from: [OPEN, CLOSED]}\n      - {from: OPEN, to: LOST}\n"
    assert changed(("      - {from: OPEN, to: LOST}\n", twice)) == [(9, "`closeOrder` moves `Order` from `OPEN` twice")]


def test_a_resource_is_created_by_an_operation_in_one_way() -> None:
    twice = "      - {operation: createOrder, to: CLOSED}\n      - {from: OPEN, to: LOST}\n"
    assert changed(("      - {from: OPEN, to: LOST}\n", twice)) == [
        (9, "`createOrder` moves `Order` twice without a state before")
    ]


def test_the_provider_may_move_a_resource_in_several_ways() -> None:
    assert (
        changed(
            ("      - {from: OPEN, to: LOST}\n", "      - {from: OPEN, to: LOST}\n      - {from: OPEN, to: CLOSED}\n")
        )
        == []
    )


def test_a_package_need_not_say_how_requests_repeat_or_lists_are_paged() -> None:
    assert (
        changed(
            ("idempotency: {header: idempotency-key}\npaging: {cursor: cursor, limit: limit, orderBy: changedAt}\n", "")
        )
        == []
    )


def test_a_transition_does_something() -> None:
    assert changed(("from: OPEN, to: LOST", "from: OPEN")) == [(9, "`operation` or `to` is missing")]


def test_names_are_only_judged_where_the_package_defines_some() -> None:
    files = {
        path: text for path, text in PACKAGE.items() if not path.endswith((".avsc", "asyncapi.yaml", "openapi.yaml"))
    }
    assert said(files) == []
    assert said({**files, API: "openapi: 3.1.0\ninfo: [\n"}) == []


def test_operations_of_events_are_operations_too() -> None:
    files = {path: text for path, text in PACKAGE.items() if path != API}
    wrong = with_changes(
        files,
        FILE,
        ("operation: createOrder", "operation: sendOrderClosed"),
        ("operation: closeOrder", "operation: shutOrder"),
    )
    assert said(wrong) == [(8, "there is no operation `shutOrder`")]


def test_properties_are_found_through_references_in_a_circle() -> None:
    circle = OPENAPI.replace(
        "- type: object\n          properties:\n            status",
        "- {$ref: '#/components/schemas/Order'}\n        - {$ref: '#/nowhere'}\n        - true\n"
        "        - type: object\n          properties:\n            status",
    )
    assert circle != OPENAPI
    assert said({**PACKAGE, API: circle}) == []


def test_the_hint_names_what_is_close_or_what_there_is() -> None:
    found = repository(
        with_changes(
            PACKAGE, FILE, ("operation: closeOrder", "operation: closeOrdr"), ("cursor: cursor", "cursor: zzz")
        )
    ).problems
    assert [problem.help for problem in found] == ["did you mean `closeOrder`?", "known: cursor, limit"]


def test_findings_belong_to_the_contract_and_survive_new_lines() -> None:
    wrong = with_changes(PACKAGE, FILE, ("to: CLOSED", "to: DONE"))
    moved = {
        **wrong,
        FILE: wrong[FILE].replace("    transitions:\n", "    transitions:\n      - {from: OPEN, to: OPEN}\n"),
    }
    before, after = repository(wrong).problems, repository(moved).problems
    assert [problem.contract for problem in before] == ["orders@1"]
    assert [problem.fingerprint for problem in before] == [problem.fingerprint for problem in after]


@pytest.mark.parametrize("text", ["", "- 1\n", "resources: [\n", "resources: {A: 7}\n", "a: &a [*a]\n"])
def test_a_broken_file_is_a_finding(text: str) -> None:
    assert said({**PACKAGE, FILE: text}) != []


def test_the_shipped_behaviours_agree_with_their_contracts() -> None:
    shipped = open_repository(ROOT / "contracts", Config(include=("contracts/**",)))
    behaviours = [package.behaviour for package in shipped.packages.values() if package.behaviour_file]
    assert len(behaviours) >= 3
    assert all(behaviour.resources for behaviour in behaviours)
    assert [problem.message for problem in shipped.problems if problem.rule == "behaviour-invalid"] == []
