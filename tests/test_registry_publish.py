"""`publish` into a registry on a real port: what is written, what is left alone, what is told."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from conftest import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from registry_servers import field, histories, package, record, served

from govtool.registry.application import application
from govtool.registry.client import Client
from govtool.registry.connection import Connection
from govtool.registry.publish import Published, publish
from govtool.registry.publish_pages import PAGES
from govtool.registry.state import Registry

V1 = record(field("orderId"))
V2 = record(field("orderId"), field("note", ["null", "string"], default=None))
V3 = record(field("orderId"), field("note", ["null", "string"], default=None), field("count", "int", default=0))
BROKEN = record(field("orderId", "int"))
SUBJECT = "com.example.orders.Order"


@pytest.fixture
def registry() -> Registry:
    return Registry()


@pytest.fixture
def url(registry: Registry) -> Iterator[str]:
    with served(application(registry)) as address:
        yield address


def run(desk: Desk, url: str, *, dry_run: bool = False, unreleased: bool = False) -> Published:
    with Connection(url) as connection:
        return publish(Client(connection), histories(desk, unreleased=unreleased), dry_run=dry_run)


def outcomes(done: Published) -> list[tuple[str, ...]]:
    """Release, outcome and version of each schema; of a level what it is and was."""
    return [(*row.releases, row.outcome, str(row.version)) if not row.level else (row.outcome, row.level, row.was)
            for row in done.rows]


def rules(done: Published) -> list[str]:
    return [finding.rule for finding in done.findings]


def register(url: str, schema: Any, subject: str = SUBJECT) -> int:
    answer = httpx.post(f"{url}/subjects/{subject}/versions", json={"schema": json.dumps(schema)})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["id"])


def test_releases_are_registered_in_their_order_and_a_second_run_has_nothing_to_do(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1, "1.1.0": V2, "1.2.0": V2, "1.10.0": V3})
    first = desk.govtool("publish", "--registry", url, "--format", "json")
    assert (first.code, first.err) == (0, "")
    told = json.loads(first.out)
    assert [(row.get("releases"), row["outcome"], row.get("version")) for row in told["subjects"]] == [
        (None, "set", None), (["1.0.0"], "registered", 1), (["1.1.0", "1.2.0"], "registered", 2),
        (["1.10.0"], "registered", 3)]
    for row in told["subjects"][1:]:
        known = httpx.get(f"{url}/subjects/{row['subject']}/versions/{row['version']}").json()
        assert known["id"] == row["id"]
    assert json.loads(httpx.get(f"{url}/subjects/{SUBJECT}/versions/latest").json()["schema"]) == V3
    assert httpx.get(f"{url}/config/{SUBJECT}").json() == {"compatibilityLevel": "FULL"}
    second = desk.govtool("publish", "--registry", url)
    assert second.code == 0
    assert f"nothing to do: {url} has it all" in second.out
    assert second.out.count("unchanged") == 3


def test_a_table_shows_ids_versions_and_levels(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1})
    done = desk.govtool("publish", "orders@1", "--registry", url)
    id_ = httpx.get(f"{url}/subjects/{SUBJECT}/versions/1").json()["id"]
    heads, row, closing, counted = done.out.splitlines()
    assert heads.split() == ["SUBJECT", "RELEASE", "OUTCOME", "VERSION", "ID", "LEVEL"]
    assert row.split(maxsplit=5) == [SUBJECT, "1.0.0", "registered", "1", str(id_), "set FULL, was (BACKWARD)"]
    assert (closing, counted) == (f"2 versions or levels written to {url}", "no findings")


def test_the_working_tree_is_published_only_when_asked(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1}, V2)
    assert outcomes(run(desk, url))[1:] == [("1.0.0", "registered", "1")]
    assert outcomes(run(desk, url, unreleased=True)) == [
        ("1.0.0", "unchanged", "1"), ("working tree", "registered", "2")]
    told = run(desk, url)
    assert rules(told) == ["registry-version-unknown"]


def test_what_has_no_release_is_passed_over_and_said(desk: Desk, url: str, registry: Registry) -> None:
    desk.write("Order.avsc", json.dumps(V1))
    done = desk.govtool("publish", "--registry", url)
    assert done.code == 0
    assert f"no schema to register with {url}" in done.out
    assert "1: it has no release (`--unreleased` registers what is in the working tree) (Order.avsc)" in done.out
    assert registry.names() == []
    assert desk.govtool("publish", "--registry", url, "--unreleased").code == 0
    assert registry.names() == [SUBJECT]


def test_only_the_named_contracts_are_published(desk: Desk, url: str, registry: Registry) -> None:
    package(desk, {"1.0.0": V1})
    package(desk, {"1.0.0": record(field("id"), name="Item")}, name="items", file="Item.avsc")
    assert desk.govtool("publish", "items", "--registry", url).code == 0
    assert registry.names() == ["com.example.orders.Item"]
    done = desk.govtool("publish", "itens", "--registry", url)
    assert done.code == 2
    assert "no contract `itens`" in done.err


def test_one_subject_is_registered_as_one_contract_has_it(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1})
    package(desk, {"1.0.0": V1, "1.1.0": V2}, name="payments")
    done = desk.govtool("publish", "--registry", url)
    assert done.code == 0
    assert httpx.get(f"{url}/subjects/{SUBJECT}/versions").json() == [1]
    assert f"`{SUBJECT}` is registered as `orders@1` has it, which is another schema" in done.out


def test_what_is_no_schema_is_passed_over_and_said(desk: Desk, url: str, registry: Registry) -> None:
    package(desk, {"1.0.0": {**V1, "fields": 7}})
    done = desk.govtool("publish", "orders", "--registry", url)
    assert done.code == 0
    assert f"`{SUBJECT}` is nothing to register: the fields are `7`" in done.out
    assert registry.names() == []


def test_a_window_of_versions_is_full_for_a_registry(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1}, mode="WINDOW")
    assert outcomes(run(desk, url))[0] == ("set", "FULL", "(BACKWARD)")


def test_the_level_is_that_of_the_contract_and_left_alone_where_it_says_none(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1}, mode="")
    assert outcomes(run(desk, url)) == [("1.0.0", "registered", "1")]
    assert httpx.get(f"{url}/config/{SUBJECT}").status_code == 404
    package(desk, {"1.0.0": V1}, mode="backward-transitive")
    httpx.put(f"{url}/config/{SUBJECT}", json={"compatibility": "NONE"})
    assert outcomes(run(desk, url, dry_run=True))[0] == ("would set", "BACKWARD_TRANSITIVE", "NONE")
    assert httpx.get(f"{url}/config/{SUBJECT}").json() == {"compatibilityLevel": "NONE"}
    assert outcomes(run(desk, url))[0] == ("set", "BACKWARD_TRANSITIVE", "NONE")
    assert httpx.get(f"{url}/config/{SUBJECT}").json() == {"compatibilityLevel": "BACKWARD_TRANSITIVE"}


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_incompatible_release_is_a_finding_and_the_rest_of_its_subject_is_left_out(
    desk: Desk, url: str, registry: Registry, *, dry_run: bool
) -> None:
    package(desk, {"1.0.0": V1, "1.1.0": BROKEN, "1.2.0": V2})
    package(desk, {"1.0.0": record(field("id"), name="Item")}, name="zitems", file="Item.avsc")
    done = desk.govtool("publish", "--registry", url, "--format", "json", *(["--dry-run"] if dry_run else []))
    assert done.code == 1
    told = json.loads(done.out)
    word = "would register" if dry_run else "registered"
    assert [row["outcome"] for row in told["subjects"] if "releases" in row] == [word, "refused", "left out", word]
    finding = told["report"]["findings"][0]
    assert finding["rule"] == "registry-incompatible"
    assert finding["at"]["document"] == "contracts/orders/v1/releases/1.1.0/Order.avsc"
    assert "status 409, error code 409" in finding["reason"]
    assert [one.number for one in registry.subjects.get(SUBJECT, {}).values()] == ([] if dry_run else [1])


def test_a_dry_run_asks_the_registry_what_only_it_can_know(desk: Desk, url: str) -> None:
    """A version that no release has, and that the next release breaks."""
    register(url, BROKEN)
    httpx.put(f"{url}/config/{SUBJECT}", json={"compatibility": "FULL"})
    package(desk, {"1.0.0": V1})
    done = run(desk, url, dry_run=True)
    assert rules(done) == ["registry-incompatible", "registry-version-unknown"]
    assert outcomes(run(desk, url)) == outcomes(done) == [("1.0.0", "refused", "None")]


def test_versions_that_no_release_has_are_told_and_kept(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1, "1.1.0": V2})
    run(desk, url)
    register(url, V3)
    done = desk.govtool("publish", "--registry", url)
    assert done.code == 0
    assert f"`{SUBJECT}` has version 3 in the registry, which is in no release" in done.out
    assert desk.govtool("publish", "--registry", url, "--fail-on", "warning").code == 1
    assert httpx.get(f"{url}/subjects/{SUBJECT}/versions").json() == [1, 2, 3]


def test_an_older_release_never_becomes_the_latest_version(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": V1, "1.1.0": V2})
    register(url, V2)
    done = run(desk, url)
    assert rules(done) == ["registry-release-skipped"]
    assert outcomes(done)[1:] == [("1.0.0", "left out", "None"), ("1.1.0", "unchanged", "1")]
    assert httpx.get(f"{url}/subjects/{SUBJECT}/versions").json() == [1]
    register(url, V1)
    assert rules(run(desk, url)) == ["registry-order-differs"]


@pytest.mark.parametrize("mode", ["READONLY", "READONLY_OVERRIDE", "IMPORT"])
@pytest.mark.parametrize("subject", ["", f"/{SUBJECT}"])
def test_a_registry_that_is_only_read_is_a_finding_only_where_it_would_be_written(
    desk: Desk, url: str, mode: str, subject: str
) -> None:
    package(desk, {"1.0.0": V1})
    httpx.put(f"{url}/mode{subject}", json={"mode": mode}).raise_for_status()
    for dry_run in (True, False):
        done = run(desk, url, dry_run=dry_run)
        assert rules(done) == ["registry-refused"]
        assert outcomes(done) == [("1.0.0", "refused", "None")]
        assert f"its mode is `{mode}`" in done.findings[0].message
    assert httpx.get(f"{url}/subjects").json() == []
    httpx.put(f"{url}/mode{subject}", json={"mode": "READWRITE"}).raise_for_status()
    assert run(desk, url).changed == 2
    httpx.put(f"{url}/mode{subject}", json={"mode": "READONLY"}).raise_for_status()
    assert run(desk, url).findings == []


def test_types_of_other_files_go_along(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": record(field("size", "com.example.orders.Size"))})
    for folder in ("contracts/orders/v1", "contracts/orders/v1/releases/1.0.0"):
        desk.write(f"{folder}/Size.avsc", json.dumps(record(field("width", "int"), name="Size")))
    assert run(desk, url).findings == []
    known = json.loads(httpx.get(f"{url}/subjects/{SUBJECT}/versions/1").json()["schema"])
    assert known["fields"][0]["type"]["fields"] == [{"name": "width", "type": "int"}]


def test_a_dry_run_changes_nothing(desk: Desk, url: str, registry: Registry) -> None:
    package(desk, {"1.0.0": V1, "1.1.0": V2})
    register(url, V1)
    before = registry.snapshot()
    done = desk.govtool("publish", "--registry", url, "--dry-run")
    assert done.code == 0
    assert f"2 versions or levels would be written to {url}" in done.out
    assert registry.snapshot() == before


SCHEMAS = st.sampled_from([V1, V2, V3, BROKEN, record(field("count", "long")),
                           record(field("orderId", ["null", "string"]))])
LEVELS = st.sampled_from(["", "NONE", "BACKWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE"])


@settings(max_examples=12)
@given(st.lists(SCHEMAS, max_size=3), st.lists(SCHEMAS, min_size=1, max_size=4), LEVELS, LEVELS)
def test_a_dry_run_says_what_a_run_then_does_and_after_it_nothing_is_left_to_do(
    tmp_path_factory: pytest.TempPathFactory, there: list[Any], releases: list[Any], level: str, wanted: str
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    package(desk, {f"1.{number}.0": schema for number, schema in enumerate(releases)}, mode=wanted)
    with served(application(Registry())) as url:
        httpx.put(f"{url}/config", json={"compatibility": "NONE"})
        for schema in there:
            register(url, schema)
        if level:
            httpx.put(f"{url}/config/{SUBJECT}", json={"compatibility": level})
        foretold, done, again = run(desk, url, dry_run=True), run(desk, url), run(desk, url)
    said = {"would register": "registered", "would set": "set"}
    assert [tuple(said.get(word, word) for word in row) for row in outcomes(foretold)] == outcomes(done)
    assert rules(foretold) == rules(done)
    assert again.changed == 0
    assert rules(again) == rules(done)


def test_every_finding_has_its_page(desk: Desk) -> None:
    for name in PAGES:
        assert desk.govtool("explain", name).code == 0


@pytest.mark.parametrize("arguments", [(), ("--registry", "ftp://x"), ("--registry", "http://")])
def test_a_call_that_cannot_be_meant_is_refused(desk: Desk, arguments: tuple[str, ...]) -> None:
    assert desk.govtool("publish", *arguments).code == 2

