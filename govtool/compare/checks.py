"""The structural checks, found by file: each says by its annotation which parts it wants."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias, get_args, get_origin

from govtool.compare import changes
from govtool.compare.match import Both, Changes, Lone, Versions
from govtool.finding import Change

Matter: TypeAlias = "Both[Any] | Lone[Any] | Versions"
Check: TypeAlias = Callable[[Any], Changes]
_HEADING: Final = "# "
_FENCE: Final = "```diff"


def told(matter: Matter, kind: type | None = None) -> list[Change]:
    """What every check for this kind of part says, in the order of the files."""
    key = (type(matter), kind) if kind is not None else (type(matter),)
    return [change for check in subscribed().get(key, ()) for change in check(matter)]


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """Every file of checks."""
    folder = Path(changes.__path__[0])
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    return tuple(import_module(f"{changes.__name__}.{name}") for name in names)


@lru_cache(maxsize=1)
def judged() -> frozenset[str]:
    """The extensions (`x-…`) that files of checks judge themselves, by their EXTENSIONS; other changes are text."""
    return frozenset(name for module in modules() for name in getattr(module, "EXTENSIONS", ()))


@lru_cache(maxsize=1)
def subscribed() -> Mapping[tuple[Any, ...], tuple[Check, ...]]:
    """The checks by what they want: `Both[Parameter]`, `Lone[Media]`, `Versions`."""
    found: dict[tuple[Any, ...], list[Check]] = {}
    for module in modules():
        for name, check in vars(module).items():
            if name.startswith("check") and check.__module__ == module.__name__:
                wanted = next(iter(check.__annotations__.values()))
                found.setdefault((get_origin(wanted) or wanted, *get_args(wanted)), []).append(check)
    return {key: tuple(listed) for key, listed in found.items()}


def pages() -> dict[str, str]:
    """The page of every structural change, by id: what it is, why it matters, and an example that is run as a test."""
    found = {id_: page for module in modules() for id_, page in pages_in(module).items()}
    return dict(sorted(found.items()))


def pages_in(module: ModuleType) -> dict[str, str]:
    """The pages that the text of one file holds, each with the example of all."""
    found: dict[str, str] = {}
    text, _, example = cleandoc(module.__doc__ or "").partition(_FENCE)
    for section in ("\n" + text).split("\n" + _HEADING)[1:]:
        id_, _, words = section.partition("\n")
        found[id_.strip()] = f"{words.strip()}\n\n{_FENCE}{example}".rstrip() + "\n"
    return found
