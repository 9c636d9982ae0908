"""Writing all or nothing: where it is done, what it keeps, and what it says when the disk refuses."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Desk
from release_packages import snapshot

from govtool.errors import UserError
from govtool.source.write import Taken, create_folder, remove_folder, replace_file

FILES = {"a.yaml": b"a\n", "deep/er/b.avsc": b"\x00b"}


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system."""
    memory = Path("/dev/shm")  # noqa: S108 - a file system of its own on Linux
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system here")
    with TemporaryDirectory(dir=memory) as place:
        yield Path(place)


@pytest.mark.parametrize("under_git", [True, False])
def test_a_folder_comes_with_all_files_and_the_folders_above(desk: Desk, under_git: bool) -> None:  # noqa: FBT001
    if under_git:
        desk.git("init", "-q")
    create_folder(desk.root, desk.root / "x/releases/1.0.0", FILES)
    assert snapshot(desk.root / "x") == {f"releases/1.0.0/{name}": content for name, content in FILES.items()}
    create_folder(desk.root, desk.root / "x/releases/1.1.0", FILES)
    assert snapshot(desk.root / "x/releases/1.1.0") == FILES
    store = desk.root / (".git/govtool" if under_git else ".govtool")
    assert list(store.iterdir()) == []


def test_a_folder_has_the_permissions_of_any_other(desk: Desk) -> None:
    (desk.root / "other").mkdir()
    create_folder(desk.root, desk.root / "new", FILES)
    assert (desk.root / "new").stat().st_mode == (desk.root / "other").stat().st_mode


def test_a_folder_that_is_there_is_left_alone(desk: Desk) -> None:
    desk.write("releases/1.0.0/a.yaml", "old")
    with pytest.raises(Taken):
        create_folder(desk.root, desk.root / "releases/1.0.0", FILES)
    assert snapshot(desk.root) == {"releases/1.0.0/a.yaml": b"old"}


def test_a_file_keeps_its_permissions_and_its_link(desk: Desk) -> None:
    desk.write("real.yaml", "old").chmod(0o640)
    (desk.root / "link.yaml").symlink_to("real.yaml")
    replace_file(desk.root, desk.root / "link.yaml", b"new")
    assert (desk.root / "link.yaml").is_symlink()
    assert (desk.root / "real.yaml").read_bytes() == b"new"
    assert (desk.root / "real.yaml").stat().st_mode & 0o777 == 0o640


def test_a_folder_is_taken_away_as_a_whole(desk: Desk) -> None:
    desk.write("x/v1/a/b.yaml", "b")
    remove_folder(desk.root, desk.root / "x/v1")
    assert snapshot(desk.root) == {}
    assert (desk.root / "x").is_dir()


def test_a_disk_that_refuses_is_said_and_nothing_is_there(desk: Desk) -> None:
    desk.write(".govtool", "a file where the store has to be")
    desk.write("a.yaml", "old")
    with pytest.raises(UserError, match="cannot write `new`") as refused:
        create_folder(desk.root, desk.root / "new", FILES)
    assert "nothing was changed" in refused.value.hint
    with pytest.raises(UserError, match=r"cannot write `a\.yaml`"):
        replace_file(desk.root, desk.root / "a.yaml", b"new")
    assert set(snapshot(desk.root)) == {".govtool", "a.yaml"}
    assert (desk.root / "a.yaml").read_bytes() == b"old"


def test_no_rename_leads_to_another_file_system(desk: Desk, elsewhere: Path) -> None:
    with pytest.raises(UserError, match="cannot write `new`"):
        create_folder(desk.root, elsewhere / "new", FILES)
    assert list(elsewhere.iterdir()) == []


def test_git_may_have_its_folder_on_another_file_system(desk: Desk, elsewhere: Path) -> None:
    desk.git("init", "-q", f"--separate-git-dir={elsewhere / 'git'}")
    create_folder(desk.root, desk.root / "new", FILES)
    assert snapshot(desk.root / "new") == FILES


def test_what_dead_runs_left_goes_after_a_day_and_what_others_write_stays(desk: Desk) -> None:
    desk.write(".govtool/write-dead/new/a.yaml", "half")
    desk.write(".govtool/write-alive/new/a.yaml", "half")
    os.utime(desk.root / ".govtool/write-dead", (0, 0))
    create_folder(desk.root, desk.root / "new", FILES)
    assert [place.name for place in (desk.root / ".govtool").iterdir()] == ["write-alive"]
