"""The end of a contract: announced with `--deprecate`, and after its sunset deleted with `--prune`."""

import pytest
from conftest import Desk
from release_packages import MANIFEST, PLACE, furnish, govtool, snapshot

ANNOUNCE = ("release", "orders", "--deprecate", "--sunset", "2030-06-30", "--as-of", "2026-05-04")


@pytest.fixture
def shop(desk: Desk) -> Desk:
    furnish(desk)
    desk.write("contracts/orders/v2/contract.yaml", "name: orders\nversion: 2.0.0\n")
    return desk


def manifest(desk: Desk) -> str:
    return (desk.root / PLACE / "contract.yaml").read_text("utf-8")


def test_a_deprecation_is_written_into_the_manifest_and_nothing_else_changes(shop: Desk) -> None:
    before = snapshot(shop.root)
    done = govtool(shop, "release", "orders@1", *ANNOUNCE[2:], "--successor", "orders@2")
    assert done.code == 0, done.err
    assert f"`orders@1` is deprecated until its sunset on 2030-06-30: {PLACE}/contract.yaml" in done.out
    assert manifest(shop) == MANIFEST.replace(
        "{status: active}", "{status: deprecated, deprecationDate: '2026-05-04', sunsetDate: '2030-06-30', "
                            "successors: [orders@2]}")
    assert {**snapshot(shop.root), f"{PLACE}/contract.yaml": MANIFEST.encode()} == before
    assert govtool(shop, "check", "--only", "validity,releases").code == 0


LAYOUTS = {
    "in block style": ("lifecycle:\n  # mind the plants\n  status: active\n", "  status: deprecated\n"),
    "none at all": ("", "lifecycle:\n  status: deprecated\n  deprecationDate: '2026-05-04'\n"),
}


@pytest.mark.parametrize(("layout", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_any_layout_of_the_manifest_will_do(shop: Desk, layout: str, expected: str) -> None:
    shop.write(f"{PLACE}/contract.yaml", MANIFEST.replace("lifecycle: {status: active}  # since spring\n", layout)
               .replace("\n", "\r\n"))
    (shop.root / "contracts/orders/v2/contract.yaml").unlink()
    assert govtool(shop, *ANNOUNCE).code == 0
    raw = (shop.root / PLACE / "contract.yaml").read_bytes()
    assert expected.replace("\n", "\r\n").encode() in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_a_byte_order_mark_stays(shop: Desk) -> None:
    shop.write(f"{PLACE}/contract.yaml", "\ufeff" + MANIFEST)
    assert govtool(shop, "release", PLACE, *ANNOUNCE[2:]).code == 0
    assert manifest(shop).startswith("\ufeff# Who answers for orders.\nname: orders")
    assert "status: deprecated" in manifest(shop)


def test_a_later_sunset_keeps_the_first_day(shop: Desk) -> None:
    name = ("release", PLACE)
    assert govtool(shop, *name, *ANNOUNCE[2:]).code == 0
    assert govtool(shop, *name, "--deprecate", "--sunset", "2031-01-01", "--as-of", "2027-01-01").code == 0
    assert "deprecationDate: '2026-05-04', sunsetDate: '2031-01-01'" in manifest(shop)


def test_a_dry_run_of_either_says_it_and_writes_nothing(shop: Desk) -> None:
    before = snapshot(shop.root)
    assert "would be deprecated" in govtool(shop, "release", PLACE, *ANNOUNCE[2:], "--dry-run").out
    assert snapshot(shop.root) == before
    shop.replace(f"{PLACE}/contract.yaml", "status: active", "status: sunset, sunsetDate: 2026-01-01")
    before = snapshot(shop.root)
    done = govtool(shop, "release", PLACE, "--prune", "--as-of", "2026-01-01", "--dry-run")
    assert f"would delete `orders@1`: {PLACE}" in done.out
    assert snapshot(shop.root) == before


REFUSED = {
    "a sunset that is over": ("active", ("--sunset", "2026-05-04"), "not in the future"),
    "an unknown successor": ("active", ("--successor", "ordres@2"), "did you mean `orders@2`"),
    "what nobody relies on yet": ("development", (), "is in `development`"),
    "an earlier sunset than was announced": ("deprecated, sunsetDate: 2031-01-01", (), "was announced already"),
    "a lifecycle that aliases repeat": ("&s active, note: *s", (), "set `lifecycle` by hand"),
}


@pytest.mark.parametrize(("status", "options", "said"), REFUSED.values(), ids=REFUSED)
def test_what_may_not_be_announced_is_a_wrong_call(
    shop: Desk, status: str, options: tuple[str, ...], said: str
) -> None:
    shop.replace(f"{PLACE}/contract.yaml", "status: active", f"status: {status}")
    before = snapshot(shop.root)
    done = govtool(shop, "release", PLACE, *ANNOUNCE[2:], *options)
    assert done.code == 2, done.out
    assert said in done.err
    assert snapshot(shop.root) == before


def test_a_contract_is_deleted_after_its_sunset_and_the_gate_agrees(shop: Desk) -> None:
    shop.replace(f"{PLACE}/contract.yaml", "status: active", "status: sunset, sunsetDate: 2030-06-30")
    assert govtool(shop, "release", PLACE, "--as-of", "2026-05-04").code == 0
    shop.commit("sunset")
    done = govtool(shop, "release", PLACE, "--prune", "--as-of", "2030-06-30")
    assert done.code == 0, done.err
    assert f"deleted `orders@1`: {PLACE}" in done.out
    assert not (shop.root / PLACE).exists()
    assert (shop.root / "contracts/orders/v2/contract.yaml").exists()
    assert govtool(shop, "check", "--only", "compat,releases", "--as-of", "2030-06-30").code == 0


KEPT = {
    "no sunset": ("active", "2030-01-01", "has no sunset"),
    "a sunset to come": ("deprecated, sunsetDate: 2030-06-30", "2030-06-29", "its sunset on 2030-06-30"),
}


@pytest.mark.parametrize(("status", "day", "said"), KEPT.values(), ids=KEPT)
def test_nothing_is_deleted_before_its_sunset(shop: Desk, status: str, day: str, said: str) -> None:
    shop.replace(f"{PLACE}/contract.yaml", "status: active", f"status: {status}")
    before = snapshot(shop.root)
    done = govtool(shop, "release", PLACE, "--prune", "--as-of", day)
    assert done.code == 2
    assert said in done.err
    assert snapshot(shop.root) == before


@pytest.mark.parametrize(("place", "said"), [(".", "is the whole repository"), ("contracts", "would go too")])
def test_no_other_contract_goes_with_it(shop: Desk, place: str, said: str) -> None:
    ended = "lifecycle: {status: sunset, sunsetDate: 2026-01-01}\n"
    shop.write(f"{place}/contract.yaml", f"name: all\nversion: 1.0.0\n{ended}")
    done = govtool(shop, "release", "all", "--prune", "--as-of", "2026-01-02")
    assert done.code == 2
    assert said in done.err
