"""Manifests, and how a package is called."""

from pathlib import Path

import pytest
from catalog_files import MANIFEST, OPENAPI, PACKAGE, repository

from govtool.catalog.named import named
from govtool.config import Config
from govtool.errors import UserError
from govtool.finding import Severity

FILE = "contracts/orders/v1/contract.yaml"
DOCUMENT = "contracts/orders/v1/openapi.yaml"
HERE = Path("/nowhere")


def said(text: str) -> list[tuple[str, int, str, str]]:
    """Rule, line, message and help of everything that is wrong with a manifest."""
    found = repository({FILE: text, DOCUMENT: OPENAPI})
    document = found.bundle.document(FILE)
    return [
        (
            problem.rule,
            (problem.at.span or document.span(problem.at.pointer, problem.at.on)).line,
            problem.message,
            problem.help,
        )
        for problem in found.problems
    ]


def test_a_manifest_makes_its_folder_a_package() -> None:
    [package] = repository(PACKAGE).packages.values()
    assert (package.folder, package.name, package.identity, package.title) == (
        "contracts/orders/v1",
        "orders",
        "orders@1",
        "Orders",
    )
    assert package.facts.owner == "group:orders"
    assert set(package.facts.origin.values()) == {"manifest"}


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("name: orders\nversion: 2.0.0-rc.1\n", "orders@2"),
        ("name: orders\n", "orders"),
        ("version: 2.0.0\n", "contracts/orders/v1@2"),
        ("", "contracts/orders/v1"),
        ("- a list\n", "contracts/orders/v1"),
        ("name: [\n", "contracts/orders/v1"),
        ("name: 7\nversion: 1.5\n", "7@1"),
    ],
)
def test_a_package_has_a_name_however_broken_its_manifest_is(text: str, identity: str) -> None:
    [package] = repository({FILE: text, DOCUMENT: OPENAPI}).packages.values()
    assert package.identity == identity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            MANIFEST + "ownr: group:orders\n",
            ("manifest-invalid", 5, "there is no key `ownr` here", "did you mean `owner`?"),
        ),
        (MANIFEST + "zzzzzz: 1\n", ("manifest-invalid", 5, "there is no key `zzzzzz` here", "known keys: apiId")),
        (
            MANIFEST + "lifecycle: {status: activ}\n",
            (
                "manifest-invalid",
                5,
                "`status` is the text `activ`, expected one of `development`, `beta`, `active`, `deprecated` and",
                "did you mean `active`?",
            ),
        ),
        (MANIFEST + "lifecycle: {}\n", ("manifest-invalid", 5, "`status` is missing", "add `status`")),
        (
            MANIFEST + "criticality: dire\n",
            (
                "manifest-invalid",
                5,
                "`criticality` is the text `dire`, expected one of `mission-critical`, `high`, `medium` and `low`",
                "choose one of them",
            ),
        ),
        ("name: orders\n", ("manifest-invalid", 1, "`version` is missing", "add `version`")),
        (
            "name: Orders\nversion: 1.0.0\n",
            ("manifest-invalid", 1, "`name` is the text `Orders`, expected it to match", "correct the value"),
        ),
        (
            MANIFEST + "lifecycle: {status: active, sunsetDate: soon}\n",
            ("manifest-invalid", 5, "`sunsetDate` is the text `soon`, expected a date", "correct the value"),
        ),
        (
            MANIFEST + "resilience: {idempotency: {retention: 4 days}}\n",
            ("manifest-invalid", 5, "`retention` is the text `4 days`, expected a duration", "correct the value"),
        ),
        ("- 1\n", ("manifest-invalid", 1, "the document is a list, expected an object", "correct the value")),
        (MANIFEST + "name: again\n", ("duplicate-key", 5, "", "")),
        ("name: [\n", ("syntax-error", 2, "", "")),
    ],
)
def test_what_is_wrong_with_a_manifest_is_found_where_it_stands(text: str, expected: tuple[str, int, str, str]) -> None:
    rule, line, message, hint = expected
    assert [
        found
        for found in said(text)
        if found[:2] == (rule, line) and found[2].startswith(message) and found[3].startswith(hint)
    ], said(text)


def test_a_long_value_is_shown_shortened() -> None:
    found = said(MANIFEST + f"criticality: {'x' * 5000}\n" + f"apiId: [{'x' * 5000}]\n")
    assert len(found) == 2
    assert all(len(message) < 300 for _, _, message, _ in found)
    assert any("…" in message for _, _, message, _ in found)


def test_a_file_of_that_name_that_is_somebody_elses_is_left_alone() -> None:
    assert repository({"deploy/contract.yaml": "kind: Contract\nspec: {}\n"}).packages == {}
    assert list(repository({"empty/contract.yaml": MANIFEST}).packages) == ["empty"]


def test_a_name_with_its_major_version_is_given_once() -> None:
    found = repository(
        {
            "a/contract.yaml": MANIFEST,
            "b/contract.yaml": MANIFEST,
            "c/contract.yaml": MANIFEST.replace("1.2.0", "2.0.0"),
        }
    )
    [problem] = found.problems
    assert (problem.rule, problem.severity) == ("contract-name-taken", Severity.ERROR)
    assert problem.message == "`orders@1` is also the contract in `a`"
    assert (problem.at.document, problem.related[0].at.document) == ("b/contract.yaml", "a/contract.yaml")


def test_documents_are_called_by_their_package_or_their_path() -> None:
    found = repository({**PACKAGE, "other/api.yaml": OPENAPI})
    assert found.identities == {"orders@1", "other/api.yaml"}
    assert {contract.identity for contract in found.contracts} == {"orders@1", "other/api.yaml"}


@pytest.mark.parametrize("name", ["orders@1", "orders", "contracts/orders/v1", FILE])
def test_a_package_is_named_in_several_ways(name: str) -> None:
    found = named(repository(PACKAGE), name, Path.cwd())
    assert found.identity == "orders@1"
    assert len(found.sources) == 3
    assert found.package is not None


def test_a_document_is_named_by_its_path() -> None:
    found = repository({**PACKAGE, "other/api.yaml": OPENAPI})
    inside = named(found, "contracts/orders/v1/openapi.yaml", Path.cwd())
    assert [source.path for source in inside.sources] == ["contracts/orders/v1/openapi.yaml"]
    assert inside.package is not None
    alone = named(found, "other/api.yaml", Path.cwd())
    assert (alone.identity, alone.package) == ("other/api.yaml", None)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("order", "no contract `order`", "did you mean `orders@1`?"),
        ("zzz", "no contract `zzz`", "`govtool catalog` lists the contracts"),
        ("../elsewhere.yaml", "no contract `../elsewhere.yaml`", "`govtool catalog` lists the contracts"),
        ("a\0b", "no contract `a\0b`", "`govtool catalog` lists the contracts"),
    ],
)
def test_a_name_that_is_none_says_what_is_close(name: str, message: str, hint: str) -> None:
    with pytest.raises(UserError) as caught:
        named(repository(PACKAGE), name, Path.cwd())
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_name_of_several_major_versions_is_refused() -> None:
    found = repository({"a/contract.yaml": MANIFEST, "b/contract.yaml": MANIFEST.replace("1.2.0", "2.0.0")})
    with pytest.raises(UserError, match="names 2 contracts") as caught:
        named(found, "orders", HERE)
    assert caught.value.hint == "name one of orders@1, orders@2"
    assert named(found, "orders@2", HERE).identity == "orders@2"


def test_a_contract_is_read_once() -> None:
    found = repository(PACKAGE, Config())
    assert found.contract(found.sources[0]) is found.contract(found.sources[0])
