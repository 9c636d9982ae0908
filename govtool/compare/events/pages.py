"""The files of structural changes, their pages, and the tables of bindings in them."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from govtool.compare.checks import pages_in
from govtool.compare.events import changes
from govtool.compare.events.bindings import Row


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """Every file of changes."""
    folder = Path(changes.__path__[0])
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    return tuple(import_module(f"{changes.__name__}.{name}") for name in names)


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """Every row about bindings."""
    return tuple(row for module in modules() for row in getattr(module, "ROWS", ()))


def pages() -> dict[str, str]:
    """The page of every structural change of an event contract, by id."""
    return {id_: page for module in modules() for id_, page in pages_in(module).items()}
