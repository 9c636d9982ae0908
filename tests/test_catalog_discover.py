import pytest
from catalog_files import AVRO, MANIFEST, OPENAPI, PACKAGE, repository
from conftest import Desk

from govtool.catalog.discover import Source, discover, folders_above, survey
from govtool.catalog.repository import open_repository
from govtool.config import Config
from govtool.source.tree import GitTree, IndexTree, MemoryTree

SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}'


def paths(desk: Desk) -> list[str]:
    return [source.path for source in open_repository(desk.root, Config()).sources]


def found(files: dict[str, str], config: Config = Config()) -> list[str]:  # noqa: B008 - frozen
    return [
        source.path for source in discover(MemoryTree({path: text.encode() for path, text in files.items()}), config)
    ]


def test_contracts_are_told_by_what_they_hold() -> None:
    assert found(
        {
            "api/orders.yml": OPENAPI,
            "old.json": '{"swagger": "2.0"}',
            "events.yaml": "asyncapi: 3.0.0\n",
            "a.avsc": AVRO,
            "b.avpr": '{"protocol": "P", "types": []}',
            "schema.json": SCHEMA,
            "README.md": OPENAPI,
            "values.yaml": "a: 1\n",
            "empty.yaml": "",
            "openapi.txt": OPENAPI,
        }
    ) == ["a.avsc", "api/orders.yml", "b.avpr", "events.yaml", "old.json"]


def test_json_schemas_are_contracts_when_asked() -> None:
    assert found({"schema.json": SCHEMA}) == []
    assert found({"schema.json": SCHEMA}, Config(json_schemas=True)) == ["schema.json"]


def test_patterns_say_where_contracts_are() -> None:
    files = {"api/a.yaml": OPENAPI, "api/old/b.yaml": OPENAPI, "vendor/c.yaml": OPENAPI}
    assert found(files, Config(include=("/api",))) == ["api/a.yaml", "api/old/b.yaml"]
    assert found(files, Config(exclude=("vendor/**",))) == ["api/a.yaml", "api/old/b.yaml"]
    assert found(files, Config(include=("/api",), exclude=("old/",))) == ["api/a.yaml"]


def test_documents_belong_to_the_nearest_manifest_above() -> None:
    files = {
        "contract.yaml": MANIFEST,
        "a.yaml": OPENAPI,
        "deep/b.yaml": OPENAPI,
        "own/contract.yaml": MANIFEST,
        "own/deep/c.yaml": OPENAPI,
    }
    assert discover(MemoryTree({path: text.encode() for path, text in files.items()}), Config()) == (
        Source("a.yaml", "openapi", "."),
        Source("deep/b.yaml", "openapi", "."),
        Source("own/deep/c.yaml", "openapi", "own"),
    )


def test_a_contract_may_be_called_like_a_manifest() -> None:
    tree = MemoryTree({"api/contract.yaml": OPENAPI.encode(), "api/b.yaml": OPENAPI.encode()})
    assert survey(tree, Config()).packages == ()
    assert [source.package for source in survey(tree, Config()).sources] == ["", ""]


def test_releases_are_no_contracts() -> None:
    files = {
        **PACKAGE,
        "contracts/orders/v1/releases/1.0.0/openapi.yaml": OPENAPI,
        "contracts/orders/v1/releases/1.0.0/release.json": "{}",
        "gone/releases/2.0.0/release.json": "{}",
        "gone/releases/2.0.0/openapi.yaml": OPENAPI,
    }
    names = found(files)
    assert "contracts/orders/v1/openapi.yaml" in names
    assert [name for name in names if "releases" in name] == []


def test_a_folder_that_only_happens_to_be_called_releases_holds_contracts() -> None:
    files = {
        "releases/a.yaml": OPENAPI,
        "docs/releases/notes/b.yaml": OPENAPI,
        "other/1.0.0/release.json": "{}",
        "other/1.0.0/c.yaml": OPENAPI,
    }
    assert found(files) == ["docs/releases/notes/b.yaml", "other/1.0.0/c.yaml", "releases/a.yaml"]


def test_the_folders_of_a_path_end_at_the_root() -> None:
    assert list(folders_above("a/b/c.yaml")) == ["a/b", "a", "."]
    assert list(folders_above("c.yaml")) == ["."]


def test_tracked_and_new_files_are_found_but_no_ignored_or_deleted_ones(desk: Desk) -> None:
    for name in ("kept", "renamed", "deleted"):
        desk.write(f"{name}.yaml", OPENAPI)
    desk.write(".gitignore", "build/\n")
    desk.commit()
    desk.write("new.yaml", OPENAPI)
    desk.write("build/made.yaml", OPENAPI)
    desk.git("mv", "renamed.yaml", "other.yaml")
    (desk.root / "deleted.yaml").unlink()
    assert paths(desk) == ["kept.yaml", "new.yaml", "other.yaml"]
    assert [source.path for source in discover(IndexTree(desk.root), Config())] == [
        "deleted.yaml",
        "kept.yaml",
        "other.yaml",
    ]
    assert [source.path for source in discover(GitTree(desk.root, "HEAD"), Config())] == [
        "deleted.yaml",
        "kept.yaml",
        "renamed.yaml",
    ]


def test_links_are_followed_inside_of_the_repository_only(desk: Desk) -> None:
    desk.write("api/orders.yaml", OPENAPI)
    desk.write("../outside.yaml", OPENAPI)
    (desk.root / "inside.yaml").symlink_to("api/orders.yaml")
    (desk.root / "leaving.yaml").symlink_to("../outside.yaml")
    (desk.root / "dangling.yaml").symlink_to("nowhere.yaml")
    (desk.root / "circle.yaml").symlink_to("circle.yaml")
    desk.commit()
    assert paths(desk) == ["api/orders.yaml", "inside.yaml"]
    assert [source.path for source in discover(GitTree(desk.root, "HEAD"), Config())] == [
        "api/orders.yaml",
        "inside.yaml",
    ]


def test_a_link_that_leaves_the_repository_may_be_allowed(desk: Desk) -> None:
    desk.write("../outside.yaml", OPENAPI)
    (desk.root / "leaving.yaml").symlink_to("../outside.yaml")
    desk.commit()
    assert [source.path for source in open_repository(desk.root, Config(allow_outside=True)).sources] == [
        "leaving.yaml"
    ]


def test_a_folder_outside_of_git_is_walked(desk: Desk) -> None:
    desk.write("api/orders.yaml", OPENAPI)
    desk.write(".hidden/orders.yaml", OPENAPI)
    assert paths(desk) == ["api/orders.yaml"]


def test_the_repository_is_the_one_around_the_folder(desk: Desk) -> None:
    desk.write("deep/api/orders.yaml", OPENAPI)
    desk.commit()
    opened = open_repository(desk.root / "deep", Config())
    assert opened.root == desk.root.resolve()
    assert [source.path for source in opened.sources] == ["deep/api/orders.yaml"]


def test_outside_of_git_the_settings_say_where_the_root_is(desk: Desk) -> None:
    desk.write("deep/api/orders.yaml", OPENAPI)
    opened = open_repository(desk.root / "deep" / "api", Config(root=desk.root))
    assert [source.path for source in opened.sources] == ["deep/api/orders.yaml"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (
            "contracts/orders/v1/",
            [
                "contracts/orders/v1/OrderClosed.avsc",
                "contracts/orders/v1/asyncapi.yaml",
                "contracts/orders/v1/behaviour.yaml",
                "contracts/orders/v1/contract.yaml",
                "contracts/orders/v1/openapi.yaml",
            ],
        ),
        ("b", []),
        ("adapters", ["adapters.yaml"]),
    ],
)
def test_the_files_below_a_folder_are_known(start: str, expected: list[str]) -> None:
    assert repository(PACKAGE).below(start) == expected
