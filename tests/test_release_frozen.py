"""Releases are what they were: every way to touch one is found, by digests or against the history."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk
from release_packages import FILES, PLACE, bump, furnish, govtool

from govtool.catalog.releases import digest

HERE = f"{PLACE}/releases"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two releases of orders, made by the command itself, once for all tests."""
    root = tmp_path_factory.mktemp("twice") / "desk"
    root.mkdir()
    desk = furnish(Desk(root))
    assert govtool(desk, "release", "orders", "--as-of", "2026-05-04").code == 0
    desk.replace(f"{PLACE}/openapi.yaml", "maxLength: 40", "maxLength: 60")
    bump(desk, "1.0.0", "1.1.0")
    assert govtool(desk, "release", "orders", "--as-of", "2026-06-08").code == 0
    desk.commit("two releases")
    return root


@pytest.fixture
def shop(twice: Path, desk: Desk) -> Desk:
    shutil.copytree(twice, desk.root, dirs_exist_ok=True)
    return desk


def found(desk: Desk, *arguments: str) -> list[tuple[str, str]]:
    done = govtool(desk, "check", "--only", "releases", "--format", "json", *arguments)
    assert done.err == ""
    findings = json.loads(done.out)["findings"]
    assert done.code == (1 if findings else 0)
    return [(finding["rule"], finding["at"]["document"]) for finding in findings]


def rewrite(desk: Desk, label: str, changes: dict[str, Any]) -> None:
    path = f"{HERE}/{label}/release.json"
    data = json.loads((desk.root / path).read_text("utf-8"))
    desk.write(path, json.dumps({**data, **changes}))


def digest_of_changed(desk: Desk) -> None:
    path = f"{HERE}/1.0.0/openapi.yaml"
    desk.replace(path, "maxLength: 12", "maxLength: 99")
    files = json.loads((desk.root / f"{HERE}/1.0.0/release.json").read_text("utf-8"))["files"]
    rewrite(desk, "1.0.0", {"files": {**files, "openapi.yaml": digest((desk.root / path).read_bytes())}})


def test_untouched_releases_are_silent(shop: Desk) -> None:
    assert found(shop) == []


TOUCHED: dict[str, tuple[Callable[[Desk], object], set[tuple[str, str]]]] = {
    "a file is changed": (
        lambda desk: desk.replace(f"{HERE}/1.0.0/openapi.yaml", "maxLength: 12", "maxLength: 99"),
        {("release-changed", f"{HERE}/1.0.0/openapi.yaml")}),
    "a file is changed together with its digest": (
        digest_of_changed,
        {("release-changed", f"{HERE}/1.0.0/openapi.yaml"), ("release-changed", f"{HERE}/1.0.0/release.json")}),
    "a file is deleted": (
        lambda desk: (desk.root / HERE / "1.0.0/asyncapi.yaml").unlink(),
        {("release-missing", f"{HERE}/1.0.0/release.json")}),
    "a file is added": (
        lambda desk: desk.write(f"{HERE}/1.0.0/more.yaml", "openapi: 3.1.0\n"),
        {("release-changed", f"{HERE}/1.0.0/more.yaml")}),
    "a record is changed": (
        lambda desk: rewrite(desk, "1.0.0", {"date": "2020-01-01"}),
        {("release-changed", f"{HERE}/1.0.0/release.json")}),
    "a release is deleted": (
        lambda desk: shutil.rmtree(desk.root / HERE / "1.1.0"),
        {("release-missing", f"{PLACE}/contract.yaml")}),
    "the first release is deleted": (
        lambda desk: shutil.rmtree(desk.root / HERE / "1.0.0"),
        {("release-missing", f"{PLACE}/contract.yaml"), ("release-gap", f"{HERE}/1.1.0/release.json")}),
    "a release has another name": (
        lambda desk: (desk.root / HERE / "1.1.0").rename(desk.root / HERE / "1.2.0"),
        {("release-missing", f"{PLACE}/contract.yaml"), ("release-invalid", f"{HERE}/1.2.0/release.json")}),
    "the package moved, and a file changed": (
        lambda desk: (shutil.move(desk.root / PLACE, desk.root / "moved"),
                      desk.write("moved/releases/1.0.0/asyncapi.yaml", "asyncapi: 3.0.0\n")),
        {("release-changed", "moved/releases/1.0.0/asyncapi.yaml")}),
}


@pytest.mark.parametrize(("touch", "expected"), TOUCHED.values(), ids=TOUCHED)
def test_whoever_touches_a_release_is_found(
    shop: Desk, touch: Callable[[Desk], object], expected: set[tuple[str, str]]
) -> None:
    touch(shop)
    assert set(found(shop)) == expected


def test_the_staged_files_are_looked_at_when_they_are_asked_for(shop: Desk) -> None:
    shop.replace(f"{HERE}/1.0.0/openapi.yaml", "maxLength: 12", "maxLength: 99")
    assert found(shop, "--staged") == []
    shop.git("add", "-A")
    assert found(shop, "--staged") == [("release-changed", f"{HERE}/1.0.0/openapi.yaml")]


def test_only_the_packages_that_are_named_are_looked_at(shop: Desk) -> None:
    shop.replace(f"{HERE}/1.0.0/openapi.yaml", "maxLength: 12", "maxLength: 99")
    assert found(shop, "contracts/common") == []
    assert found(shop, f"{PLACE}/openapi.yaml") == [("release-changed", f"{HERE}/1.0.0/openapi.yaml")]


def test_a_release_that_was_changed_is_still_changed_in_the_next_commit(shop: Desk) -> None:
    shop.git("switch", "-q", "-c", "work")
    digest_of_changed(shop)
    shop.commit("sly")
    assert ("release-changed", f"{HERE}/1.0.0/openapi.yaml") in found(shop)
    assert found(shop, "--against", "HEAD") == []


BROKEN: dict[str, tuple[Callable[[Desk], object], tuple[str, str], str]] = {
    "a folder without a version": (
        lambda desk: desk.write(f"{HERE}/latest/openapi.yaml", "x: 1\n"),
        ("release-invalid", f"{HERE}/latest"), "no version"),
    "a release without a record": (
        lambda desk: desk.write(f"{HERE}/3.0.0/openapi.yaml", "x: 1\n"),
        ("release-invalid", f"{HERE}/3.0.0"), "no `release.json`"),
    "a record that is no record": (
        lambda desk: desk.write(f"{HERE}/3.0.0/release.json", "[]\n"),
        ("release-invalid", f"{HERE}/3.0.0/release.json"), "object"),
    "a record that cannot be read": (
        lambda desk: desk.write(f"{HERE}/3.0.0/release.json", "{\n"),
        ("syntax-error", f"{HERE}/3.0.0/release.json"), ""),
}


@pytest.mark.parametrize(("touch", "expected", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_release_is_said(
    shop: Desk, touch: Callable[[Desk], object], expected: tuple[str, str], said: str
) -> None:
    touch(shop)
    assert expected in found(shop)
    assert said in govtool(shop, "check", "--only", "releases").out


def test_a_record_of_another_contract_or_version_is_said(shop: Desk) -> None:
    rewrite(shop, "1.1.0", {"contract": "invoices", "version": "1.1.1"})
    out = govtool(shop, "check", "--only", "releases").out
    assert "the record says `invoices`, expected `orders`" in out
    assert "the record says `1.1.1`, expected `1.1.0`" in out


ORDERS = {
    "two follow one": ({"1.1.0": "1.0.0", "1.2.0": "1.0.0"}, "release-forked", "1.1.0 and 1.2.0 both follow 1.0.0"),
    "two are the first": ({"1.1.0": None}, "release-forked", "1.0.0 and 1.1.0 both follow none"),
    "one follows what is not there": ({"1.1.0": "1.0.5"}, "release-gap", "says that it follows 1.0.5, expected 1.0.0"),
    "one is left out": ({"1.2.0": "1.1.0", "1.10.0": "1.1.0"}, "release-forked", "1.2.0 and 1.10.0 both follow 1.1.0"),
}


@pytest.mark.parametrize(("previous", "rule", "said"), ORDERS.values(), ids=ORDERS)
def test_releases_follow_each_other(shop: Desk, previous: dict[str, str | None], rule: str, said: str) -> None:
    for version, before in previous.items():
        if not (shop.root / HERE / version).exists():
            shutil.copytree(shop.root / HERE / "1.1.0", shop.root / HERE / version)
        rewrite(shop, version, {"version": version, "previous": before})
    shop.commit("as it is")
    done = govtool(shop, "check", "--only", "releases", "--against", "HEAD")
    assert f"error[{rule}]" in done.out
    assert said in done.out


def test_a_file_beside_the_releases_is_nobodys(shop: Desk) -> None:
    shop.write(f"{HERE}/README.md", "Frozen.\n")
    assert found(shop) == []


def test_a_damaged_release_stops_the_next_one(shop: Desk) -> None:
    shop.replace(f"{HERE}/1.0.0/openapi.yaml", "maxLength: 12", "maxLength: 99")
    bump(shop, "1.1.0", "1.2.0")
    done = govtool(shop, "release", "orders")
    assert done.code == 1
    assert "error[release-changed]" in done.out
    assert not (shop.root / HERE / "1.2.0").exists()


STEPS = {
    "back": ("active", "beta", True),
    "to the end without an announcement": ("active", "sunset", True),
    "forward": ("beta", "active", False),
    "over one": ("development", "active", False),
    "announced": ("active", "deprecated", False),
    "ended": ("deprecated", "sunset", False),
    "to an unknown word": ("active", "asleep", False),
}


@pytest.mark.parametrize(("was", "now", "is_wrong"), STEPS.values(), ids=STEPS)
def test_the_life_of_a_contract_goes_one_way(desk: Desk, was: str, now: str, is_wrong: bool) -> None:  # noqa: FBT001
    furnish(desk)
    desk.replace(f"{PLACE}/contract.yaml", "status: active", f"status: {was}")
    desk.commit()
    desk.replace(f"{PLACE}/contract.yaml", f"status: {was}", f"status: {now}")
    rules = {rule for rule, _ in found_any(desk)}
    assert ("lifecycle-move" in rules) == is_wrong


def found_any(desk: Desk) -> list[tuple[str, str]]:
    done = govtool(desk, "check", "--only", "releases,compat", "--format", "json")
    return [(finding["rule"], finding["at"]["document"]) for finding in json.loads(done.out)["findings"]]


def test_a_sunset_is_never_moved_earlier(desk: Desk) -> None:
    api = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0, x-sunset: '2030-01-01'}\npaths: {}\n"
    desk.write("api.yaml", api)
    desk.commit()
    for day, rules in (("2031-01-01", set()), ("2029-12-31", {"sunset-moved-earlier"})):
        desk.write("api.yaml", api.replace("2030-01-01", day))
        assert {rule for rule, at in found_any(desk) if at == "api.yaml" and rule.startswith("sunset")} == rules


def test_nothing_is_said_of_releases_when_they_are_not_asked_for(shop: Desk) -> None:
    shop.replace(f"{HERE}/1.0.0/openapi.yaml", "maxLength: 12", "maxLength: 99")
    assert "release-changed" not in govtool(shop, "check", "--only", "validity").out


def test_a_package_without_releases_has_nothing_to_verify(desk: Desk) -> None:
    for path, text in FILES.items():
        desk.write(path, text)
    assert found(desk) == []
