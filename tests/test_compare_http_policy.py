"""Security, servers, and what a policy decides."""

from dataclasses import replace
from datetime import date

import pytest
from compare_documents import Json, api, changes, contract, operation, said

from govtool.compare.engine import compare
from govtool.compare.policy import Policy
from govtool.compare.semver import Version, needed, next_version
from govtool.finding import Bump, Verdict
from govtool.model.facts import Facts, Lifecycle

SCHEMES = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "same": {"type": "apiKey", "in": "header", "name": "x-key"},
    "other": {"type": "apiKey", "in": "query", "name": "X-Key"},
    "user": {"type": "oauth2", "flows": {}},
    "basic": {"type": "http", "scheme": "Basic"},
}
B, P, C = "breaking", "possible", "compatible"


def secured(*alternatives: Json, root: bool = False) -> dict[str, Json]:
    own: dict[str, Json] = {} if root else {"security": list(alternatives)}
    document = {
        **operation(**own),
        "components": {"securitySchemes": SCHEMES},
    }
    return {**document, "security": list(alternatives)} if root else document


SECURITY: list[tuple[str, Json, Json, dict[str, str], dict[str, str]]] = [
    ("nothing to something", secured(), secured({"key": []}), {"security-narrowed": B}, {"security-widened": C}),
    ("anonymous is nothing", secured(), secured({}), {}, {}),
    ("another name for the same", secured({"key": []}), secured({"same": []}), {}, {}),
    ("another place", secured({"key": []}), secured({"other": []}), {"security-changed": B}, {"security-changed": B}),
    (
        "one more",
        secured({"key": []}),
        secured({"key": [], "basic": []}),
        {"security-narrowed": B},
        {"security-widened": C},
    ),
    (
        "one more way",
        secured({"key": []}),
        secured({"key": []}, {"basic": []}),
        {"security-widened": C},
        {"security-narrowed": B},
    ),
    (
        "anonymous as one way",
        secured({"key": []}),
        secured({"key": []}, {}),
        {"security-widened": C},
        {"security-narrowed": B},
    ),
    (
        "a scope more",
        secured({"user": ["a"]}),
        secured({"user": ["a", "b"]}),
        {"security-narrowed": B},
        {"security-widened": C},
    ),
    ("order", secured({"key": []}, {"user": ["a", "b"]}), secured({"user": ["b", "a"]}, {"key": []}), {}, {}),
    ("a way that another one implies", secured({"key": []}), secured({"key": []}, {"key": [], "basic": []}), {}, {}),
]


@pytest.mark.parametrize(
    ("old", "new", "there", "back"), [case[1:] for case in SECURITY], ids=[case[0] for case in SECURITY]
)
def test_security_is_compared_as_sets_of_credentials(old: Json, new: Json, there: Json, back: Json) -> None:
    assert said(old, new) == there
    assert said(new, old) == back


def test_security_of_the_root_is_one_change() -> None:
    old, new = secured({"key": []}, root=True), secured({"basic": []}, root=True)
    old["paths"]["/sites"] = new["paths"]["/sites"] = old["paths"]["/orders"]
    (change,) = changes(old, new)
    assert change.where is not None
    assert (change.where.fragment, change.reach) == ("/security", ("GET /orders", "GET /sites"))
    assert change.witness is not None
    assert change.witness.value == "GET /orders with key"


def test_a_scheme_that_means_something_else_is_the_cause() -> None:
    new = {**secured({"key": []}), "components": {"securitySchemes": {**SCHEMES, "key": SCHEMES["other"]}}}
    (change,) = changes(secured({"key": []}), new)
    assert change.where is not None
    assert (change.id, change.where.fragment) == ("security-changed", "/components/securitySchemes/key")


def served(*urls: str | Json, path: str = "/orders") -> dict[str, Json]:
    return {**operation(path=path), "servers": [{"url": url} if isinstance(url, str) else url for url in urls]}


SITES = {
    "url": "https://{site}.example.com/v1",
    "variables": {"site": {"default": "north", "enum": ["north", "south"]}},
}
NORTH = {"url": "https://{site}.example.com/v1", "variables": {"site": {"default": "north", "enum": ["north"]}}}
SERVERS: list[tuple[str, Json, Json, dict[str, str], dict[str, str]]] = [
    ("base path moved", served("https://a.example.com/v1"), served("https://a.example.com", path="/v1/orders"), {}, {}),
    ("slash at the end", served("https://a.example.com/v1"), served("https://a.example.com/v1/"), {}, {}),
    (
        "another host",
        served("https://a.example.com"),
        served("https://b.example.com"),
        {"server-removed": P, "server-added": C},
        {"server-removed": P, "server-added": C},
    ),
    (
        "another base path",
        served("https://a.example.com/v1"),
        served("https://a.example.com/v2"),
        {"server-removed": B, "server-added": C},
        {"server-removed": B, "server-added": C},
    ),
    ("one more", served("/v1"), served("/v1", "https://b.example.com/v1"), {"server-added": C}, {"server-removed": P}),
    ("none", served("/v1"), operation(), {"server-removed": P}, {"server-added": C}),
    ("a choice less", served(SITES), served(NORTH), {"server-removed": P}, {"server-added": C}),
    ("written out", served(NORTH), served("https://north.example.com/v1"), {}, {}),
]


@pytest.mark.parametrize(
    ("old", "new", "there", "back"), [case[1:] for case in SERVERS], ids=[case[0] for case in SERVERS]
)
def test_servers_are_compared_as_addresses(old: Json, new: Json, there: Json, back: Json) -> None:
    assert said(old, new) == there
    assert said(new, old) == back


def deprecated(**more: Json) -> dict[str, Json]:
    return operation(deprecated=True, **more)


def test_a_deprecated_operation_may_go_after_its_sunset() -> None:
    old = deprecated(**{"x-sunset": "2024-06-30"})
    (before,) = changes(old, api(), Policy(as_of=date(2024, 6, 29)))
    assert (before.verdict, before.reason) == (Verdict.BREAKING, "deprecated, its sunset is 2024-06-30")
    (after,) = changes(old, api(), Policy(as_of=date(2024, 6, 30)))
    assert (after.verdict, after.bump) == (Verdict.COMPATIBLE, Bump.MINOR)
    assert changes(old, api())[0].verdict is Verdict.BREAKING


@pytest.mark.parametrize(
    "old", [operation(**{"x-sunset": "2024-06-30"}), deprecated(), deprecated(**{"x-sunset": "soon"})]
)
def test_without_a_deprecation_and_a_date_there_is_no_sunset(old: Json) -> None:
    assert changes(old, api(), Policy(as_of=date(2030, 1, 1)))[0].verdict is Verdict.BREAKING


def test_one_method_without_a_sunset_keeps_the_path() -> None:
    item = {
        **deprecated(**{"x-sunset": "2024-06-30"})["paths"]["/orders"],
        "put": {"responses": {"200": {"description": "OK"}}},
    }
    assert said(api(paths={"/orders": item}), api(), Policy(as_of=date(2030, 1, 1))) == {"path-removed": B}


def test_the_sunset_of_the_whole_contract_counts_for_deprecated_operations() -> None:
    old = replace(contract(deprecated()), facts=Facts(lifecycle=Lifecycle(sunset_on="2024-06-30")))
    assert compare(old, contract(api()), Policy(as_of=date(2024, 7, 1)))[0].verdict is Verdict.COMPATIBLE


def test_generated_clients_are_a_policy() -> None:
    old, new = operation(operationId="one"), operation(operationId="two")
    assert said(old, new) == {"operation-id-changed": C}
    assert said(old, new, Policy(clients=True)) == {"operation-id-changed": B}
    assert said(operation(), new, Policy(clients=True)) == {"operation-id-changed": C}


@pytest.mark.parametrize("verdict", Verdict)
def test_the_loss_of_what_was_optional_is_a_policy(verdict: Verdict) -> None:
    old = api(webhooks={"done": {"post": {"responses": {"200": {"description": "OK"}}}}})
    assert said(old, api(), Policy(removed_optional=verdict)) == {"webhook-removed": verdict.value}
    header = operation(responses={"200": {"description": "OK", "headers": {"X-A": {"schema": {}}}}})
    assert said(header, operation(), Policy(removed_optional=verdict)) == {"header-removed": verdict.value}


@pytest.mark.parametrize(
    ("current", "bump", "following"),
    [
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("0.2.3", Bump.MAJOR, "0.3.0"),
        ("0.2.3", Bump.MINOR, "0.2.4"),
        ("0.2.3", Bump.PATCH, "0.2.4"),
        ("2.0.0-rc.1", Bump.MAJOR, "2.0.0-rc.2"),
        ("2.0.0-rc", Bump.MAJOR, "2.0.0-rc.1"),
        ("1.3.0-rc.1", Bump.MAJOR, "2.0.0"),
        ("1.3.0-rc.1", Bump.MINOR, "1.3.0-rc.2"),
        ("1.2.3-rc.1", Bump.MINOR, "1.3.0"),
        ("1.2.3+build", Bump.PATCH, "1.2.4"),
    ],
)
def test_the_next_version_is_the_smallest_that_announces_the_step(current: str, bump: Bump, following: str) -> None:
    version = Version.parse(current)
    assert version is not None
    assert str(next_version(version, bump)).partition("+")[0] == following


def test_what_changes_need() -> None:
    assert needed([]) is Bump.NONE
    assert needed(changes(api(), operation())) is Bump.MINOR
    assert needed(changes(operation(), api())) is Bump.MAJOR
    assert needed(changes(operation(), operation(summary="List"))) is Bump.PATCH
