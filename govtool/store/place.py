"""Which store is meant when none is named."""

import os
from pathlib import Path
from typing import Final

from govtool.errors import UserError

VARIABLE: Final = "GOVTOOL_STORE"
FOLDER: Final = ".govtool"


def to_write(given: str | None) -> str:
    """The store that is named, or that the environment names, or `.govtool/store.db`, whose folder is made."""
    url = given or os.environ.get(VARIABLE)
    if url:
        return url
    folder = _near() or Path(FOLDER)
    folder.mkdir(exist_ok=True)
    # What runs where is no part of the repository: nothing of the folder is committed.
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")
    return str(folder / "store.db")


def to_read(given: str | None) -> str:
    """As `to_write`; UserError where nothing was recorded yet."""
    url = given or os.environ.get(VARIABLE) or str((_near() or Path(FOLDER)) / "store.db")
    if "://" not in url and not Path(url).exists():
        raise UserError(f"there is no store `{url}`", "`govtool record` makes one; `--store` names another")
    return url


def _near() -> Path | None:
    """The folder beside the settings or the repository that the work is done in, or above."""
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / FOLDER).is_dir():
            return place / FOLDER
        if (place / ".git").exists():
            return place / FOLDER
    return None
