"""Files written all or not at all: a crash at any point leaves a folder as it was or complete.

Everything is written aside and synced to the disk; then one rename puts it in its place, and that is the only moment at
which anything changes. A folder that is there already is never replaced, so of two writers at once one wins. What a
crash leaves behind lies in the store of git (without git in the hidden folder `.govtool`), where nothing looks for
contracts, and goes with a later run.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from govtool.errors import UserError
from govtool.source import git

_NAME = "govtool"
_ABANDONED = 24 * 60 * 60
"""Seconds after which what was written aside belongs to no running process."""


class Taken(Exception):  # noqa: N818 - a fact about a place, turned into an answer by whoever asked
    """A folder that was to be new is there already."""


def create_folder(root: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of the repository at `root` with files by their path in it; Taken where it is there.

    Missing folders above it come into being by the same rename. UserError where the disk refuses.
    """
    target, inner = _highest_missing(folder)
    with _aside(root, folder) as aside:
        place = aside / "new"
        _write(place / inner, files)
        _sync_folders(place)
        _rename_new(place, target)


def replace_file(root: Path, path: Path, content: bytes) -> None:
    """Give a file of the repository at `root` other content; UserError where the disk refuses."""
    path = path.resolve()
    with _aside(root, path) as aside:
        place = aside / path.name
        _write(aside, {path.name: content})
        shutil.copymode(path, place)
        place.replace(path)
        _sync(path.parent)


def remove_folder(root: Path, folder: Path) -> None:
    """Take a folder of the repository at `root` away; UserError where the disk refuses."""
    with _aside(root, folder) as aside:
        folder.rename(aside / "old")
        _sync(folder.parent)


def _highest_missing(folder: Path) -> tuple[Path, Path]:
    """The highest folder above (or the folder itself) that is not there, and the way from it to the folder."""
    target = folder
    while not target.parent.exists():
        target = target.parent
    return target, folder.relative_to(target)


@contextmanager
def _aside(root: Path, about: Path) -> Iterator[Path]:
    """A folder to write in, which ends with the block."""
    try:
        store = _store(root)
        store.mkdir(exist_ok=True)
        _tidy(store)
        place = Path(tempfile.mkdtemp(prefix="write-", dir=store))
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
    except OSError as error:
        raise UserError(f"cannot write `{about.name}`: {error.strerror or error}",
                        "check permissions and free space; nothing was changed") from None


def _store(root: Path) -> Path:
    """Where to write aside: in git's own folder if that lies on the same file system, which a rename needs."""
    found = git.run(root, "rev-parse", "--absolute-git-dir")
    of_git = Path(found.removesuffix("\n")) if found else None
    if of_git is not None and of_git.stat().st_dev == root.stat().st_dev:
        return of_git / _NAME
    return root / f".{_NAME}"


def _tidy(store: Path) -> None:
    """Delete what runs that died have left."""
    for place in store.iterdir():
        with suppress(FileNotFoundError):  # another run has just finished
            if time.time() - place.stat().st_mtime > _ABANDONED:
                shutil.rmtree(place, ignore_errors=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _sync_folders(top: Path) -> None:
    for folder, _, _ in os.walk(top, topdown=False):
        _sync(Path(folder))


def _rename_new(place: Path, target: Path) -> None:
    """Put a folder in its place; Taken where another one is there: rename replaces no folder that holds files."""
    try:
        place.rename(target)
    except OSError:
        if target.exists():
            raise Taken(target.name) from None
        raise
    _sync(target.parent)


def _sync(folder: Path) -> None:
    """Make the entries of a folder last; where folders cannot be opened, the file system does it by itself."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
