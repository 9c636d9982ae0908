"""New and changed files of a repository: all of them, or none."""

import os
from collections.abc import Mapping
from pathlib import Path

from govtool.errors import UserError

Files = Mapping[str, bytes]
"""Path from the root of the repository → content."""


def write(root: Path, new: Files, changed: Files | None = None) -> None:
    """Make the new files and give the changed ones their content.

    UserError, and nothing is written, where a new file is already there or one cannot be written. A file that changes
    is as it was until its new content is complete.
    """
    for path in new:
        if os.path.lexists(root / path):
            raise UserError(f"`{path}` is already there", "nothing was written; choose another name, or edit that file")
    made: list[Path] = []
    aside: list[tuple[Path, Path]] = []
    try:
        for path, content in new.items():
            _make(root / path, content, made)
        for path, content in (changed or {}).items():
            target = Path(os.path.realpath(root / path))
            place = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
            _make(place, content, made)
            aside.append((place, target))
        for place, target in aside:
            place.replace(target)
    except BaseException as error:
        _take_back(made)
        if isinstance(error, OSError):
            raise UserError(f"cannot write `{error.filename}`: {error.strerror}", "nothing was written") from None
        raise


def _make(target: Path, content: bytes, made: list[Path]) -> None:
    """One file with the folders on its way; everything that is made is noted at once."""
    for folder in reversed([each for each in target.parents if not each.exists()]):
        folder.mkdir()
        made.append(folder)
    with target.open("xb") as out:
        made.append(target)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _take_back(made: list[Path]) -> None:
    for target in reversed(made):
        if target.is_dir():
            target.rmdir()
        else:
            target.unlink(missing_ok=True)
