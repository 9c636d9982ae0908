"""`govtool release` end to end: what it freezes, what it refuses, and what it says."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import Desk
from release_packages import API, FILES, MANIFEST, PLACE, SCHEMA, bump, furnish, govtool, snapshot

from govtool.catalog.releases import digest
from govtool.cli import cli
from govtool.gate.desk import Desk as Workplace
from govtool.gate.pages import pages
from govtool.model.read import read
from govtool.source.document import parse
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

DAY = ("--as-of", "2026-05-04")


@pytest.fixture
def shop(desk: Desk) -> Desk:
    return furnish(desk)


@pytest.fixture
def released(shop: Desk) -> Desk:
    assert govtool(shop, "release", "orders", *DAY).code == 0
    shop.commit("release")
    return shop


def record(desk: Desk, version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((desk.root / PLACE / "releases" / version / "release.json").read_text("utf-8"))
    return found


def frozen(desk: Desk, version: str) -> Mapping[str, bytes]:
    return snapshot(desk.root / PLACE / "releases" / version)


def rules(desk: Desk, *arguments: str) -> set[str]:
    done = govtool(desk, *arguments, "--format", "json")
    assert done.err == ""
    return {finding["rule"] for finding in json.loads(done.out)["findings"]}


def test_the_first_release_freezes_every_document_and_records_it(shop: Desk) -> None:
    done = shop.govtool("release", "orders", *DAY)
    assert done.code == 0, done.out + done.err
    assert "orders@1: the first release" in done.out
    assert f"released `orders@1.0.0`: 3 files in {PLACE}/releases/1.0.0" in done.out
    files = frozen(shop, "1.0.0")
    assert set(files) == {"release.json", "openapi.yaml", "asyncapi.yaml", "schemas/OrderCreated.avsc"}
    assert record(shop, "1.0.0") == {
        "contract": "orders", "version": "1.0.0", "previous": None, "date": "2026-05-04", "change": "none",
        "engine": "govtool 0.1.0", "changes": [],
        "files": {name: digest(content) for name, content in files.items() if name != "release.json"},
    }


def test_a_frozen_document_says_what_the_manifest_says(released: Desk) -> None:
    info = parse(frozen(released, "1.0.0")["openapi.yaml"], "openapi.yaml").data["info"]
    assert info == {
        "title": "Orders", "version": "1.0.0", "x-owner": "group:planning", "x-team": "planning",
        "x-criticality": "high", "x-lifecycle": {"status": "active"},
        "x-sla": [{"property": "latency", "value": 2, "unit": "s"}],
    }


def test_an_avro_schema_is_frozen_byte_for_byte(released: Desk) -> None:
    assert frozen(released, "1.0.0")["schemas/OrderCreated.avsc"] == SCHEMA.encode()


def test_a_release_can_be_read_without_the_repository_around_it(released: Desk) -> None:
    files = {name: content for name, content in frozen(released, "1.0.0").items() if name != "release.json"}
    bundle = Bundle(MemoryTree(files))
    api, events = read(bundle, "openapi.yaml"), read(bundle, "asyncapi.yaml")
    assert {key[1] for key in api.operations[0].parameters} == {"idempotency-key"}
    payload = events.document.data["components"]["messages"]["created"]["payload"]
    assert bundle.follow(events.document, payload["schema"]["$ref"]).value["name"] == "OrderCreated"
    assert set(bundle.documents) == {"openapi.yaml", "asyncapi.yaml", "schemas/OrderCreated.avsc"}


def test_the_same_content_is_released_once(released: Desk) -> None:
    before = snapshot(released.root)
    done = govtool(released, "release", "orders", "--as-of", "2027-01-01")
    assert done.code == 0
    assert "nothing to release: `orders@1.0.0` has this content already" in done.out
    assert snapshot(released.root) == before


def test_other_content_under_a_released_version_is_refused(released: Desk) -> None:
    released.replace(f"{PLACE}/contract.yaml", "owner: group:planning", "owner: group:logistics")
    before = snapshot(released.root)
    done = govtool(released, "release", "orders")
    assert done.code == 1
    assert "error[version-already-released]" in done.out
    assert "`asyncapi.yaml`, `openapi.yaml`" in done.out
    assert "set `version` to 1.0.1 or higher" in done.out
    assert "refused: nothing was written" in done.out
    assert snapshot(released.root) == before


def test_a_schema_that_no_version_speaks_of_counts_as_content_too(released: Desk) -> None:
    released.replace(f"{PLACE}/schemas/OrderCreated.avsc", '"string"', '{"type": "string"}')
    assert "version-already-released" in rules(released, "release", "orders")


def test_a_compatible_change_needs_a_minor_version_and_is_recorded(released: Desk) -> None:
    released.replace(f"{PLACE}/openapi.yaml", "maxLength: 40", "maxLength: 60")
    done = govtool(released, "release", "orders")
    assert done.code == 1
    assert "error[version-bump-too-small]" in done.out
    bump(released, "1.0.0", "1.1.0")
    done = govtool(released, "release", "orders", *DAY)
    assert done.code == 0, done.out
    assert "since release 1.0.0, which need a minor version" in done.out
    found = record(released, "1.1.0")
    assert (found["previous"], found["change"]) == ("1.0.0", "minor")
    widened = next(change for change in found["changes"] if change["id"] == "max-length-widened")
    assert widened["verdict"] == "compatible"
    assert widened["at"] == "openapi.yaml#/components/schemas/Order/properties/note/maxLength"
    assert widened["was"] == "releases/1.0.0/openapi.yaml#/components/schemas/Order/properties/note/maxLength"
    assert widened["reach"] == ["POST /v1/orders"]


def test_a_change_in_what_is_only_referred_to_counts(released: Desk) -> None:
    released.replace("contracts/common/v1/openapi.yaml", "maxLength: 64", "maxLength: 32")
    done = govtool(released, "release", "orders")
    assert done.code == 1
    assert "breaking[max-length-narrowed]" in done.out


def test_a_version_below_the_last_release_is_refused(released: Desk) -> None:
    bump(released, "1.0.0", "0.9.0")
    done = govtool(released, "release", "contracts/orders/v1")
    assert done.code == 1
    assert "version-went-back" in done.out


BREAKING = ("maxLength: 12", "maxLength: 8")
NOTHING = ("title: Orders", "title: Orders")
POSSIBLE = ("'201': {description: The order was created.}",
            "'201': {description: The order was created.}\n        '202': {description: Accepted.}")
UNREADABLE = ("components:", "components: [")
DECISIONS = {
    "breaking, bump sufficient: goes on": (BREAKING, "2.0.0", (), 0),
    "breaking, announced by a pre-release: goes on": (BREAKING, "2.0.0-rc.1", (), 0),
    "breaking, bump too small: refused": (BREAKING, "1.1.0", (), 1),
    "breaking, a pre-release of too small a bump: refused": (BREAKING, "1.1.0-rc.1", (), 1),
    "possible: goes on": (POSSIBLE, "1.1.0", (), 0),
    "possible: refused when asked": (POSSIBLE, "1.1.0", ("--fail-on", "possible"), 1),
    "nothing changed but the version: goes on": (NOTHING, "1.0.1", (), 0),
    "cannot be parsed: refused": (UNREADABLE, "1.1.0", (), 1),
    "errors cannot be waved through": (BREAKING, "1.1.0", ("--fail-on", "never"), 1),
}


@pytest.mark.parametrize(("edit", "version", "options", "code"), DECISIONS.values(), ids=DECISIONS)
def test_the_decision_is_as_the_table_says(
    released: Desk, edit: tuple[str, str], version: str, options: tuple[str, ...], code: int
) -> None:
    released.replace(f"{PLACE}/openapi.yaml", *edit)
    bump(released, "1.0.0", version)
    done = govtool(released, "release", "orders", *options)
    assert done.code == code, done.out + done.err
    assert (released.root / PLACE / "releases" / version).exists() == (code == 0)
    assert "Traceback" not in done.err


def test_a_possible_break_is_listed_in_the_record(released: Desk) -> None:
    released.replace(f"{PLACE}/openapi.yaml", *POSSIBLE)
    bump(released, "1.0.0", "1.1.0")
    assert govtool(released, "release", "orders").code == 0
    assert "possible" in {change["verdict"] for change in record(released, "1.1.0")["changes"]}


def test_a_contract_that_the_last_release_has_may_not_be_left_out(released: Desk) -> None:
    (released.root / PLACE / "asyncapi.yaml").unlink()
    released.replace(f"{PLACE}/contract.yaml", "version: 1.0.0", "version: 1.1.0")
    released.replace(f"{PLACE}/openapi.yaml", "version: 1.0.0", "version: 1.1.0")
    assert "contract-removed" in rules(released, "release", "orders")
    released.replace(f"{PLACE}/contract.yaml", "version: 1.1.0", "version: 2.0.0")
    released.replace(f"{PLACE}/openapi.yaml", "version: 1.1.0", "version: 2.0.0")
    done = govtool(released, "release", "orders")
    assert done.code == 0, done.out
    assert record(released, "2.0.0")["files"].keys() == {"openapi.yaml", "schemas/OrderCreated.avsc"}


def test_a_dry_run_says_what_would_be_and_writes_nothing(shop: Desk) -> None:
    before = snapshot(shop.root)
    done = govtool(shop, "release", "orders", "--dry-run")
    assert done.code == 0
    assert "would release `orders@1.0.0`: 3 files" in done.out
    assert snapshot(shop.root) == before


NAMES = ["orders", "orders@1", PLACE, f"{PLACE}/", f"{PLACE}/openapi.yaml", f"{PLACE}/contract.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_is_named_as_everywhere(shop: Desk, name: str) -> None:
    assert "would release `orders@1.0.0`" in govtool(shop, "release", name, "--dry-run").out


WRONG = {
    "no such contract": (("release", "ordres"), "orders"),
    "a document without a manifest": (("release", "lonely.yaml"), "manifest"),
    "no version": (("release", "versionless"), "semantic version"),
    "no documents": (("release", "empty"), "no document"),
    "a sunset without a deprecation": (("release", "orders", "--sunset", "2027-01-01"), "--deprecate"),
    "a deprecation without a sunset": (("release", "orders", "--deprecate"), "--sunset"),
    "two steps at once": (("release", "orders", "--deprecate", "--prune"), "two steps"),
    "a tag without a release": (("release", "orders", "--tag", "--prune"), "--tag"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_says_what_to_do(shop: Desk, arguments: tuple[str, ...], said: str) -> None:
    shop.write("lonely.yaml", API)
    shop.write("versionless/contract.yaml", "name: versionless\nversion: one\n")
    shop.write("empty/contract.yaml", "name: empty\nversion: 1.0.0\n")
    before = snapshot(shop.root)
    done = govtool(shop, *arguments)
    assert done.code == 2, done.out
    assert said in done.err
    assert snapshot(shop.root) == before


def test_every_document_says_the_version_of_the_manifest(shop: Desk) -> None:
    shop.replace(f"{PLACE}/asyncapi.yaml", "version: 1.0.0", "version: '1.0.1'")
    assert "document-version-differs" in rules(shop, "check")
    done = govtool(shop, "release", "orders", "--format", "json")
    assert done.code == 1
    found = next(each for each in json.loads(done.out)["findings"] if each["rule"] == "document-version-differs")
    assert found["at"]["document"] == f"{PLACE}/asyncapi.yaml"
    assert found["fixes"][0]["edits"][0]["text"] == "'1.0.0'"


def test_a_version_that_cannot_be_set_in_place_has_no_fix(shop: Desk) -> None:
    shop.replace(f"{PLACE}/asyncapi.yaml", "title: Order events, version: 1.0.0", "version: &v 1.0.1, title: *v")
    done = govtool(shop, "check", "--only", "releases", "--format", "json")
    found = next(each for each in json.loads(done.out)["findings"] if each["rule"] == "document-version-differs")
    assert found["fixes"] == []


def test_two_releases_are_compared_by_their_names(released: Desk) -> None:
    released.replace(f"{PLACE}/openapi.yaml", *BREAKING)
    bump(released, "1.0.0", "2.0.0")
    assert govtool(released, "release", "orders").code == 0
    done = govtool(released, "diff", "orders@1.0.0", "orders@2.0.0")
    assert done.code == 0, done.err
    assert "breaking[max-length-narrowed]" in done.out
    assert "orders@1.0.0:openapi.yaml" in done.out
    assert "no changes" in govtool(released, "diff", "orders@2.0.0").out


def test_a_release_is_what_check_compares_with_when_it_is_named(released: Desk) -> None:
    released.replace(f"{PLACE}/openapi.yaml", *BREAKING)
    released.commit("narrower")
    assert "max-length-narrowed" in rules(released, "check", "--against", "orders@1.0.0")
    assert "max-length-narrowed" in rules(released, "check", "--against", "orders@1")
    done = govtool(released, "check", "contracts/common", "--against", "orders@1.0.0")
    assert done.code == 0
    assert "nothing here is in `orders@1.0.0`" in done.out


def test_check_compares_with_the_last_release_that_has_the_document(released: Desk) -> None:
    released.replace(f"{PLACE}/openapi.yaml", *BREAKING)
    released.write(f"{PLACE}/more.yaml", "openapi: 3.1.0\ninfo: {title: More, version: 1.0.0}\npaths: {}\n")
    released.commit("narrower, and more")
    done = govtool(released, "check", PLACE, "--only", "compat")
    assert done.code == 1
    assert "compared with release 1.0.0" in done.out
    assert "breaking[max-length-narrowed]" in done.out


def test_a_release_can_be_linted_by_its_name(released: Desk) -> None:
    done = govtool(released, "lint", "orders@1.0.0", "--select", "validity", "--format", "json")
    assert done.code == 0, done.out
    assert {each["name"] for each in json.loads(done.out)["contracts"]} >= {"openapi.yaml", "asyncapi.yaml"}


def test_a_tag_that_looks_like_a_release_is_still_a_revision(desk: Desk) -> None:
    desk.write("api/openapi.yaml", API)
    desk.commit()
    desk.git("tag", "api@1.0.0")
    desk.replace("api/openapi.yaml", *BREAKING)
    assert "max-length-narrowed" in rules(desk, "check", "--against", "api@1.0.0")


UNKNOWN = {
    "a version that was not released": ("orders@3.0.0", "released: 1.0.0"),
    "a contract that is not there": ("ordres@1.0.0", "did you mean `orders`"),
    "a contract without releases": ("common@1.0.0", "nothing is released yet"),
}


@pytest.mark.parametrize(("name", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_release_that_is_not_there_is_a_wrong_call(released: Desk, name: str, said: str) -> None:
    done = govtool(released, "diff", name)
    assert done.code == 2
    assert said in done.err


def test_a_tag_names_the_commit_that_was_released(shop: Desk) -> None:
    done = govtool(shop, "release", "orders", "--tag")
    assert done.code == 0, done.err
    assert "tagged `orders@1.0.0`" in done.out
    assert shop.git("rev-parse", "orders@1.0.0") == shop.git("rev-parse", "HEAD")
    assert "tag `orders@1.0.0` is there already" in govtool(shop, "release", "orders", "--tag").out
    shop.commit("the release")
    done = govtool(shop, "release", "orders", "--tag")
    assert done.code == 2
    assert "names another commit" in done.err


def test_a_tag_that_git_refuses_is_said(shop: Desk) -> None:
    shop.git("update-ref", "refs/tags/orders@1.0.0/old", "HEAD")
    done = govtool(shop, "release", "orders", "--tag")
    assert done.code == 2
    assert "git refuses the tag" in done.err
    assert record(shop, "1.0.0")["version"] == "1.0.0"


def test_what_is_not_committed_is_not_tagged(shop: Desk) -> None:
    shop.replace("contracts/common/v1/openapi.yaml", "title: Common", "title: Shared")
    before = snapshot(shop.root)
    done = govtool(shop, "release", "orders", "--tag")
    assert done.code == 2
    assert "`contracts/common/v1/openapi.yaml` is not as in the last commit" in done.err
    assert snapshot(shop.root) == before
    assert "would release" in govtool(shop, "release", "orders", "--dry-run").out


def test_without_git_a_release_is_made_and_no_tag(desk: Desk) -> None:
    for path, text in FILES.items():
        desk.write(path, text)
    done = govtool(desk, "release", "orders", "--tag")
    assert done.code == 2
    assert "no commit" in done.err
    assert govtool(desk, "release", "orders").code == 0
    assert record(desk, "1.0.0")["contract"] == "orders"
    assert "nothing to release" in govtool(desk, "release", "orders").out


def test_a_package_may_be_the_whole_repository(desk: Desk) -> None:
    desk.write("contract.yaml", MANIFEST)
    desk.write("openapi.yaml", "openapi: 3.1.0\ninfo: {title: Orders, version: 1.0.0}\npaths: {}\n")
    desk.write("govtool.toml", "extends = []\n")
    desk.commit()
    assert govtool(desk, "release", ".").code == 0
    assert (desk.root / "releases/1.0.0/release.json").exists()
    assert "nothing to release" in govtool(desk, "release", "openapi.yaml").out


def test_what_was_written_under_any_release_counts_where_data_stays(desk: Desk) -> None:
    schema = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string", "maxLength": 40}\n'
    desk.write("govtool.toml", "extends = []\njson-schemas = true\n")
    desk.write("order/order.json", schema)
    desk.write("order/contract.yaml", "name: order\nversion: 1.0.0\ncompatibilityMode: BACKWARD_TRANSITIVE\n")
    for version, length in (("1.1.0", 50), ("1.2.0", 60)):
        assert govtool(desk, "release", "order").code == 0
        desk.write("order/order.json", schema.replace("40", str(length)))
        desk.write("order/contract.yaml", f"name: order\nversion: {version}\ncompatibilityMode: BACKWARD_TRANSITIVE\n")
    found = json.loads(govtool(desk, "release", "order", "--format", "json").out)
    assert {(change["id"], change["against"]) for change in found["changes"]} == {
        ("max-length-widened", "release 1.1.0"), ("max-length-widened", "release 1.0.0")}
    record = json.loads((desk.root / "order/releases/1.2.0/release.json").read_text("utf-8"))
    assert (record["change"], [change["id"] for change in record["changes"]]) == ("minor", ["max-length-widened"])


def test_a_bug_in_a_check_stops_the_release_with_code_3(
    released: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boom(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    bump(released, "1.0.0", "1.1.0")
    monkeypatch.chdir(released.root)
    monkeypatch.setattr("govtool.gate.differences.compare", boom)
    done = CliRunner().invoke(cli, ["release", "orders"], obj={"verbose": False})
    assert done.exit_code == 3
    assert "internal-error" in done.output
    assert "refused: nothing was written" in done.output
    assert not (released.root / PLACE / "releases/1.1.0").exists()


def test_what_is_reported_has_a_page() -> None:
    assert {"release-changed", "release-missing", "release-invalid", "release-forked", "release-gap", "second-opinion",
            "release-not-self-contained", "version-already-released", "document-version-differs", "lifecycle-move",
            "sunset-moved-earlier"} <= set(pages())


def test_a_desk_names_the_files_of_a_release_by_its_version(released: Desk) -> None:
    place = Workplace.at(Path(released.root))
    assert {contract.document.name for contract in place.named("orders@1.0.0").values()} == {
        "orders@1.0.0:openapi.yaml", "orders@1.0.0:asyncapi.yaml", "orders@1.0.0:schemas/OrderCreated.avsc"}
