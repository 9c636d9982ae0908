"""Where texts come from: folders, revisions, the index and memory, and what git says of them."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk

from govtool.errors import UserError
from govtool.source import git
from govtool.source.tree import GitTree, IndexTree, MemoryTree, NotThere, Tree, WorkTree


def refused(tree: Tree, path: str) -> str:
    with pytest.raises(NotThere) as caught:
        tree.read(path)
    return str(caught.value)


@pytest.fixture
def linked(desk: Desk) -> Desk:
    """A repository with every kind of link."""
    desk.write("api/openapi.yaml", "a: 1\n")
    desk.write("common/types.yaml", "b: 2\n")
    for name, target in {
        "api/types.yaml": "../common/types.yaml", "shared": "common", "api/up": "..", "out.yaml": "../../secret.yaml",
        "away": "/etc", "circle.yaml": "circle.yaml", "one": "two", "two": "one", "gone.yaml": "not/there.yaml",
    }.items():
        (desk.root / name).symlink_to(target)
    desk.write("../secret.yaml", "c: 3\n")
    desk.commit()
    return desk


TREES = {"work": WorkTree, "revision": lambda root: GitTree(root, "HEAD"), "index": IndexTree}


@pytest.mark.parametrize("make", TREES.values(), ids=TREES)
def test_a_link_leads_to_a_file_of_the_same_tree(linked: Desk, make: Callable[[Path], Tree]) -> None:
    tree = make(linked.root)
    for path, real in {
        "api/openapi.yaml": "api/openapi.yaml", "api/../api/openapi.yaml": "api/openapi.yaml",
        "api/types.yaml": "common/types.yaml", "shared/types.yaml": "common/types.yaml",
        "api/up/api/up/shared/types.yaml": "common/types.yaml",
    }.items():
        assert tree.read(path) == (linked.root / real).read_bytes()
        assert tree.real(path) == real
    for path in ("out.yaml", "away/passwd", "circle.yaml", "one/x.yaml", "gone.yaml", "api", "nowhere.yaml",
                 "../secret.yaml", "/etc/passwd", "..", "a\0b"):
        assert refused(tree, path)
        with pytest.raises(NotThere):
            tree.read(tree.real(path))


def test_the_files_of_a_tree_are_listed_in_order(linked: Desk) -> None:
    linked.write("new.yaml", "d: 4\n")
    linked.write("ignored.yaml", "e: 5\n")
    linked.write(".gitignore", "ignored.yaml\n")
    (linked.root / "common/types.yaml").unlink()
    committed = GitTree(linked.root, "HEAD").paths()
    assert "common/types.yaml" in committed
    assert "new.yaml" not in committed
    assert committed == sorted(committed)
    found = WorkTree(linked.root).paths()
    assert {"new.yaml", ".gitignore", "api/openapi.yaml"} <= set(found)
    assert not {"ignored.yaml", "common/types.yaml"} & set(found)
    assert IndexTree(linked.root).paths() == committed


def test_outside_of_git_everything_that_is_not_hidden_is_listed(desk: Desk) -> None:
    for name in ("b.yaml", "a/c.yaml", ".hidden.yaml", ".git.d/x.yaml", "node_modules/m/x.yaml"):
        desk.write(name, "x: 1\n")
    assert WorkTree(desk.root).paths() == ["a/c.yaml", "b.yaml"]


def test_a_file_is_named_with_its_revision(desk: Desk) -> None:
    desk.write("a.yaml", "x: 1\n")
    desk.commit()
    assert WorkTree(desk.root).name_of("a.yaml") == "a.yaml"
    assert IndexTree(desk.root).name_of("a.yaml") == "a.yaml"
    assert GitTree(desk.root, "HEAD").name_of("a.yaml") == "HEAD:a.yaml"
    assert GitTree(desk.root, "HEAD", "main").name_of("a.yaml") == "main:a.yaml"
    assert MemoryTree({}, "1.0.0").name_of("a.yaml") == "1.0.0:a.yaml"
    assert MemoryTree({}).name_of(os.fsdecode(b"\xff.yaml")) == "\ufffd.yaml"


def test_memory_holds_what_it_was_given() -> None:
    tree = MemoryTree({"b": b"2", "a": b"1"})
    assert tree.paths() == ["a", "b"]
    assert tree.read("./a") == b"1"
    assert tree.real("x/../a") == "x/../a"
    assert refused(tree, "c") == "check the path"


def test_what_is_no_file_is_not_read(desk: Desk) -> None:
    os.mkfifo(desk.root / "pipe.yaml")
    assert refused(WorkTree(desk.root), "pipe.yaml") == "check the path"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(desk: Desk) -> None:
    desk.write("a.yaml", "x: 1\n").chmod(0)
    assert "permissions" in refused(WorkTree(desk.root), "a.yaml")


def test_a_file_that_the_system_keeps_from_us_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("a.yaml", "x: 1\n")

    def keep(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", keep)
    assert refused(WorkTree(desk.root), "a.yaml") == "it may not be read; check its permissions"


def test_an_allowed_file_outside_has_a_path_from_the_root(linked: Desk) -> None:
    tree = WorkTree(linked.root, allow_outside=True)
    assert tree.read("../secret.yaml") == b"c: 3\n"
    assert tree.real("out.yaml") == "../../secret.yaml"
    assert tree.real("api/up/../secret.yaml") == "../secret.yaml"


def test_a_file_left_out_of_the_clone_says_how_to_get_it(desk: Desk) -> None:
    desk.write("a.yaml", "x: 1\n")
    desk.commit()
    tree = GitTree(desk.root, "HEAD")
    assert tree.read("a.yaml") == b"x: 1\n"
    name = desk.git("rev-parse", "HEAD:a.yaml")
    lost = desk.root / ".git/objects" / name[:2] / name[2:]
    lost.chmod(stat.S_IWUSR)
    lost.unlink()
    assert "git fetch --refetch" in refused(GitTree(desk.root, "HEAD"), "a.yaml")


def test_a_dead_child_gives_no_objects(desk: Desk) -> None:
    desk.write("a.yaml", "x: 1\n")
    desk.commit()
    objects = git.Objects(desk.root)
    name = desk.git("rev-parse", "HEAD:a.yaml")
    assert objects.read(name) == b"x: 1\n"
    assert objects._child
    objects._child.kill()
    objects._child.wait()
    assert objects.read(name) is None
    assert objects.read(name) is None


# --- git ---


def test_outside_of_a_repository_git_knows_nothing(desk: Desk) -> None:
    assert git.repo_root(desk.root) is None
    assert git.listed(desk.root) is None
    assert git.exists(desk.root, "HEAD") is False
    assert git.merge_base(desk.root, "a", "b") is None
    assert git.renames(desk.root, "HEAD") == {}
    assert git.changed(desk.root, "HEAD") == []
    assert git.is_shallow(desk.root) is False


def test_without_git_it_is_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(desk.root))
    assert git.repo_root(desk.root) is None
    assert git.run(desk.root, "version") is None


def test_a_repository_of_somebody_else_is_an_error_with_a_way_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(".git/HEAD", "ref: refs/heads/main\n")
    desk.write("git", "#!/bin/sh\necho 'fatal: detected dubious ownership in repository' >&2\nexit 128\n").chmod(0o755)
    monkeypatch.setenv("PATH", f"{desk.root}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UserError, match="belongs to another user") as caught:
        git.repo_root(desk.root)
    assert "safe.directory" in caught.value.hint


def test_git_names_commits_and_where_they_part(desk: Desk) -> None:
    desk.write("a.yaml", "x: 1\n")
    first = desk.commit()
    desk.git("switch", "-q", "-c", "work")
    second = desk.commit()
    assert git.repo_root(desk.root / ".") == desk.root.resolve()
    assert git.resolve(desk.root, "work") == second
    assert git.exists(desk.root, "main")
    assert git.merge_base(desk.root, "main", "work") == first
    with pytest.raises(UserError, match="no git revision `--all`") as caught:
        git.resolve(desk.root, "--all")
    assert "git log" in caught.value.hint


def test_in_a_shallow_clone_the_hint_is_another(desk: Desk) -> None:
    desk.commit()
    desk.commit()
    clone = Desk(desk.root.parent / "clone")
    desk.git("clone", "-q", "--depth", "1", f"file://{desk.root}", str(clone.root))
    assert git.is_shallow(clone.root)
    with pytest.raises(UserError) as caught:
        git.resolve(clone.root, "HEAD~1")
    assert "fetch-depth: 0" in caught.value.hint


def test_git_tells_what_changed(desk: Desk) -> None:
    for name in ("kept", "edited", "moved", "deleted"):
        desk.write(f"{name}.yaml", f"{name}: {'x' * 100}\n")
    base = desk.commit()
    desk.replace("edited.yaml", "edited:", "other:")
    desk.git("mv", "moved.yaml", "ne w.yaml")
    desk.git("rm", "-q", "deleted.yaml")
    desk.write("staged.yaml", "x: 1\n")
    desk.git("add", "staged.yaml")
    desk.write("untracked.yaml", "x: 1\n")
    assert git.changed(desk.root, base) == ["edited.yaml", "ne w.yaml", "staged.yaml", "untracked.yaml"]
    assert git.staged(desk.root) == ["ne w.yaml", "staged.yaml"]
    assert git.renames(desk.root, base) == {"ne w.yaml": "moved.yaml"}


def test_only_files_are_entries(desk: Desk) -> None:
    desk.write("a.yaml", "x: 1\n")
    commit = desk.commit()
    desk.git("update-index", "--add", "--cacheinfo", f"160000,{commit},module")
    assert set(git.entries(desk.root, "")) == {"a.yaml"}
    desk.git("commit", "-q", "-m", "a module")
    assert set(git.entries(desk.root, "HEAD")) == {"a.yaml"}
