"""`govtool new`: scaffolds that pass the gate as they are, and documents that become packages."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from catalog_files import OPENAPI, called
from conftest import ENVIRONMENT, Desk

from govtool.catalog import new
from govtool.catalog.write import write
from govtool.errors import UserError
from govtool.lint.load import load_rule
from govtool.source.document import parse

ROOT = Path(__file__).parents[1]
CONTRACT = "contracts/stock-level/v1"


@pytest.fixture
def repository(desk: Desk) -> Desk:
    """An empty git repository with somebody who works in it."""
    desk.git("init", "-q", "-b", "main")
    desk.git("config", "user.email", "a.designer@example.com")
    return desk


def files(desk: Desk) -> list[str]:
    return sorted(
        path.relative_to(desk.root).as_posix()
        for path in desk.root.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    )


def findings(desk: Desk) -> list[str]:
    """What the gate finds, but for hints that the servers are still those of the template."""
    done = called(desk, "check", "--format", "json")
    assert (done.code, done.err) == (0, "")
    return [
        f"{finding['rule']}: {finding['message']}"
        for finding in json.loads(done.out)["findings"]
        if (finding["rule"], finding["severity"]) != ("server-no-placeholder", "info")
    ]


def test_a_new_contract_is_a_package_that_passes_the_gate(repository: Desk) -> None:
    done = called(repository, "new", "contract", "stock-level")
    assert done.code == 0
    assert done.out.splitlines() == [
        f"{CONTRACT}/behaviour.yaml",
        f"{CONTRACT}/contract.yaml",
        f"{CONTRACT}/examples/new.json",
        f"{CONTRACT}/openapi.yaml",
        f"next: edit {CONTRACT}/openapi.yaml, then `govtool check {CONTRACT}`",
    ]
    assert files(repository) == done.out.splitlines()[:-1]
    assert findings(repository) == []
    assert called(repository, "check", CONTRACT).code == 0


@pytest.mark.parametrize("kind", ["contract", "event"])
def test_what_is_new_keeps_the_policy_of_a_plant(repository: Desk, kind: str) -> None:
    repository.write("govtool.toml", 'extends = ["recommended", "manufacturing"]\n')
    called(repository, "new", kind, "stock-level")
    assert findings(repository) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("batch", "/v1/batches"),
        ("delivery", "/v1/deliveries"),
        ("survey", "/v1/surveys"),
        ("press-status", "/v1/press-statuses"),
        ("a1", "/v1/a1s"),
        ("box", "/v1/boxes"),
        ("wash", "/v1/washes"),
    ],
)
def test_names_have_a_plural(repository: Desk, name: str, path: str) -> None:
    assert called(repository, "new", "contract", name).code == 0
    document = parse((repository.root / f"contracts/{name}/v1/openapi.yaml").read_bytes(), "openapi.yaml")
    assert path in document.data["paths"]
    assert findings(repository) == []


def test_a_new_event_is_a_package_that_passes_the_gate(repository: Desk) -> None:
    done = called(repository, "new", "event", "stock-level-changed")
    folder = "contracts/stock-level-changed/v1"
    assert files(repository) == [
        f"{folder}/asyncapi.yaml",
        f"{folder}/contract.yaml",
        f"{folder}/schemas/StockLevelChanged.avsc",
    ]
    assert f"next: edit {folder}/schemas/StockLevelChanged.avsc" in done.out
    assert findings(repository) == []


def test_a_new_contract_lies_beside_the_others(repository: Desk) -> None:
    repository.write("apis/orders/v1/contract.yaml", "name: orders\nversion: 1.0.0\n")
    assert "apis/stock-level/v1/openapi.yaml" in called(repository, "new", "contract", "stock-level").out


def test_a_package_at_the_root_has_no_neighbours(repository: Desk) -> None:
    repository.write("contract.yaml", "name: orders\nversion: 1.0.0\n")
    assert f"{CONTRACT}/openapi.yaml" in called(repository, "new", "contract", "stock-level").out


@pytest.mark.parametrize(
    ("place", "text", "owner"),
    [
        ("CODEOWNERS", "contracts/ @acme/plant\n", "@acme/plant"),
        ("govtool.toml", "[[paths]]\nmatch = '/contracts'\nowner = 'group:plant'\n", "group:plant"),
        ("README.md", "", "a.designer@example.com"),
    ],
)
def test_the_owner_is_who_owns_the_folder_or_who_makes_it(repository: Desk, place: str, text: str, owner: str) -> None:
    repository.write(place, text)
    called(repository, "new", "contract", "stock-level")
    manifest = parse((repository.root / CONTRACT / "contract.yaml").read_bytes(), "contract.yaml")
    assert manifest.data["owner"] == owner


def test_where_nobody_is_known_the_owner_is_left_open(desk: Desk) -> None:
    for kind in ("contract", "event"):
        assert called(desk, "new", kind, f"a-{kind}").code == 0
        text = (desk.root / f"contracts/a-{kind}/v1/contract.yaml").read_text("utf-8")
        assert "# owner: group:" in text
        assert "owner" not in parse(text, "contract.yaml").data


def test_nothing_is_ever_overwritten(repository: Desk) -> None:
    repository.write(f"{CONTRACT}/openapi.yaml", "mine")
    done = called(repository, "new", "contract", "stock-level")
    assert done.code == 2
    assert f"`{CONTRACT}/openapi.yaml` is already there" in done.err
    assert files(repository) == [f"{CONTRACT}/openapi.yaml"]
    assert (repository.root / CONTRACT / "openapi.yaml").read_text("utf-8") == "mine"


def test_a_name_is_taken_once(repository: Desk) -> None:
    called(repository, "new", "contract", "stock-level")
    done = called(repository, "new", "event", "stock-level")
    assert (done.code, "there is a contract `stock-level@1` already" in done.err) == (2, True)


@pytest.mark.parametrize(
    "name", ["Stock", "stock_level", "stock--level", "-stock", "stock/../../x", "stock level", "lager-höhe", ""]
)
@pytest.mark.parametrize("kind", ["contract", "event", "rule", "change"])
def test_a_name_is_words_with_hyphens(repository: Desk, kind: str, name: str) -> None:
    done = called(repository, "new", kind, "--", name)
    assert (done.code, "is no name" in done.err) == (2, True)
    assert files(repository) == []


def test_a_document_becomes_a_package_byte_for_byte(repository: Desk) -> None:
    text = b"\xef\xbb\xbf" + OPENAPI.replace("\n", "\r\n").replace("1.2.0", "3.1.4").encode()
    repository.write("api/orders.yaml", text)
    repository.write("CODEOWNERS", "api/ @acme/orders\n")
    folder = "contracts/orders/v3"
    done = called(repository, "new", "contract", "orders", "--from", "api/orders.yaml")
    assert done.out.splitlines() == [
        "contracts/orders/v3/contract.yaml",
        "contracts/orders/v3/orders.yaml",
        f"next: `git rm api/orders.yaml`: the contract now lives in {folder}; then `govtool check {folder}`",
    ]
    assert (repository.root / "contracts/orders/v3/orders.yaml").read_bytes() == text
    manifest = parse((repository.root / "contracts/orders/v3/contract.yaml").read_bytes(), "contract.yaml")
    assert manifest.data == {"name": "orders", "version": "3.1.4", "title": "Orders", "owner": "@acme/orders"}


def test_what_a_document_refers_to_comes_with_it(repository: Desk) -> None:
    repository.write(
        "api/orders.yaml", OPENAPI.replace("{$ref: '#/components/schemas/Item'}", "{$ref: 'parts/item.yaml#/Item'}")
    )
    repository.write(
        "api/parts/item.yaml", "Item: {properties: {unit: {$ref: '../unit.json'}, x: {$ref: 'https://a/b.yaml'}}}\n"
    )
    repository.write("api/unit.json", '{"type": "string", "examples": [{"$ref": "gone.yaml"}]}')
    repository.write("api/b.yaml", "type: string\n")
    repository.write("api/unrelated.yaml", "a: 1\n")
    repository.write("govtool.toml", "[refs]\n'https://a/' = 'api/'\n")
    called(repository, "new", "contract", "orders", "--from", "api/orders.yaml")
    assert [path for path in files(repository) if path.startswith("contracts/")] == [
        "contracts/orders/v1/contract.yaml",
        "contracts/orders/v1/orders.yaml",
        "contracts/orders/v1/parts/item.yaml",
        "contracts/orders/v1/unit.json",
    ]


def test_a_document_of_a_revision_can_be_adopted(repository: Desk) -> None:
    repository.write("orders.yaml", OPENAPI.replace("1.2.0", "v7"))
    repository.commit()
    (repository.root / "orders.yaml").unlink()
    done = called(repository, "new", "contract", "orders", "--from", "HEAD:orders.yaml")
    assert done.out.splitlines()[-1] == "next: `govtool check contracts/orders/v1`"
    manifest = parse((repository.root / "contracts/orders/v1/contract.yaml").read_bytes(), "contract.yaml")
    assert manifest.data["version"] == new.FIRST_VERSION


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\n", "`orders.yaml` is no contract"),
        ("openapi: [\n", "`orders.yaml` is no contract"),
        (
            OPENAPI.replace("'#/components/schemas/Item'", "'../item.yaml'"),
            "refers to `item.yaml`, which lies outside of its folder",
        ),
    ],
)
def test_what_cannot_be_adopted_says_why(repository: Desk, text: str, message: str) -> None:
    repository.write("item.yaml", "type: string\n")
    repository.write("api/orders.yaml", text)
    done = called(repository, "new", "contract", "orders", "--from", "api/orders.yaml")
    assert done.code == 2
    assert message.replace("`orders.yaml`", "`api/orders.yaml`") in done.err
    assert not (repository.root / "contracts").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rule", "a-rule", "--from", "a.yaml"), "a rule is made from nothing"),
        (("contract", "orders", "--from", "nowhere.yaml"), "nowhere.yaml"),
        (("contract", "orders", "--from", "."), "`.` names 2 contracts"),
        (("change", "a-change"), "what counts as a change is part of govtool itself"),
        (("contrakt", "orders"), "contract"),
    ],
)
def test_a_wrong_call_says_what_to_do(repository: Desk, arguments: tuple[str, ...], message: str) -> None:
    repository.write("a.yaml", OPENAPI)
    repository.write("b.yaml", OPENAPI)
    done = called(repository, "new", *arguments)
    assert (done.code, message in done.err) == (2, True)
    assert files(repository) == ["a.yaml", "b.yaml"]


def test_a_new_rule_is_an_entry_of_a_ruleset_that_works(repository: Desk) -> None:
    repository.write("api.yaml", OPENAPI)
    assert called(repository, "new", "rule", "first-rule").out.splitlines() == [
        "rules/team.yaml",
        'next: add "rules/team.yaml" to `extends` in govtool.toml, then `govtool lint --select first-rule`',
    ]
    repository.write("govtool.toml", 'extends = ["recommended", "rules/team.yaml"]\n')
    done = called(repository, "lint", "api.yaml", "--select", "first-rule", "--format", "json")
    assert [finding["rule"] for finding in json.loads(done.out)["findings"]] == ["first-rule"] * 3


def test_a_further_rule_joins_the_ruleset_of_the_settings(repository: Desk) -> None:
    repository.write("govtool.toml", 'extends = ["recommended", "quality/ours.yaml"]\n')
    text = "# ours\nrules:\n  # the first\n  a-rule: {given: $, then: {function: truthy}}\n\n# the end\n"
    repository.write("quality/ours.yaml", text)
    assert called(repository, "new", "rule", "b-rule").out.splitlines()[0] == "quality/ours.yaml"
    after = (repository.root / "quality/ours.yaml").read_text("utf-8")
    assert [line for line in text.splitlines() if line not in after.splitlines()] == []
    assert list(parse(after, "ours.yaml").data["rules"]) == ["a-rule", "b-rule"]


def test_a_rule_that_is_there_is_left_alone(repository: Desk) -> None:
    called(repository, "new", "rule", "a-rule")
    before = (repository.root / "rules/team.yaml").read_bytes()
    done = called(repository, "new", "rule", "a-rule")
    assert (done.code, "cannot take the rule" in done.err) == (2, True)
    assert (repository.root / "rules/team.yaml").read_bytes() == before


@pytest.fixture
def own(desk: Desk) -> Desk:
    """A copy of govtool itself, as its developers have it."""
    for name in ("govtool", "templates", "rules"):
        shutil.copytree(ROOT / name, desk.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return desk


def test_in_govtool_itself_a_rule_is_a_python_file(own: Desk) -> None:
    done = called(own, "new", "rule", "summary-present")
    assert done.out.splitlines()[0] == "govtool/lint/rules/summary-present.py"
    rule = load_rule(own.root / "govtool/lint/rules/summary-present.py")
    assert (rule.id, rule.title) == ("summary-present", "Every operation has a summary (summary-present).")
    assert "## Bad" in rule.doc


def test_in_govtool_itself_a_change_is_a_file_that_is_found_by_name(own: Desk) -> None:
    done = called(own, "new", "change", "cost-centre-changed")
    assert done.out.splitlines()[0] == "govtool/compare/changes/cost_centre_changed.py"
    own.write(
        "old.yaml",
        OPENAPI.replace("operationId: listOrders", "operationId: listOrders\n      x-cost-centre-changed: a"),
    )
    own.write(
        "new.yaml",
        OPENAPI.replace("operationId: listOrders", "operationId: listOrders\n      x-cost-centre-changed: b"),
    )
    run = subprocess.run(
        [sys.executable, "-m", "govtool", "diff", "old.yaml", "new.yaml", "--format", "json"],
        cwd=own.root,
        env={**ENVIRONMENT, "HOME": str(own.root), "PYTHONPATH": str(own.root)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert "cost-centre-changed" in {change["id"] for change in json.loads(run.stdout)["changes"]}


def test_files_are_made_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(UserError, match="is already there"):
        write(tmp_path, {"a/b/c.txt": b"1", "there": b"2"})
    with pytest.raises(UserError, match="cannot write"):
        write(tmp_path, {"a/b/c.txt": b"1", "a/b/c.txt/d.txt": b"2"})
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


def test_a_changed_file_is_as_it_was_until_all_is_written(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("old", "utf-8")
    with pytest.raises(UserError, match="cannot write"):
        write(tmp_path, {"made": b"1"}, {"one": b"new", "made/two": b"3"})
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"one": "old"}
    write(tmp_path, {"made": b"1"}, {"one": b"new"})
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"one": "new", "made": "1"}


def test_a_link_to_a_changed_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path, {}, {"link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def interrupted(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, {"a/one": b"1", "b/two": b"2"})
    assert list(tmp_path.iterdir()) == []
