"""The data folders that ship with the package: `rules`, `templates` and the sample `contracts`."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Where a data folder lies: inside an installed package, or beside it in a source checkout."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
