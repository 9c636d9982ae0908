"""Rules found by file name: `rules/operation-described.py` is the rule `operation-described`, and no list names it.

The rules in `rules/validity` say what makes a document a contract: they have the tag `validity` and are always on.

A rule file holds a docstring, which is the page, and `check`, whose first parameter's annotation says what it is called
with. Further parameters are given by name: `contract` and `options`. Optional constants: SEVERITY, TAGS, FORMATS,
OPTIONS, KEYS.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, get_args, get_origin

from govtool.finding import Severity
from govtool.lint.rule import Check, Hit, Rule
from govtool.model.detect import FAMILIES

FOLDER = Path(__file__).parent / "rules"
VALIDITY = "validity"
"""The folder, and the tag, of the rules that are always on."""
_SENTENCE = re.compile(r"(.+?[.!?])(?=\s|$)", re.DOTALL)
_EXTRAS = ("contract", "options")


class Rules(Mapping[str, Rule]):
    """Rules by id: those in files, each read when it is asked for, as most runs need a part of them; and others."""

    def __init__(self, files: Mapping[str, Path], others: Mapping[str, Rule]) -> None:
        self._files = files
        self._others = others

    def __getitem__(self, id_: str) -> Rule:
        return self._others[id_] if id_ in self._others else _in_file(self._files[id_])

    def __iter__(self) -> Iterator[str]:
        return iter({**self._files, **self._others})

    def __len__(self) -> int:
        return len({**self._files, **self._others})

    def __contains__(self, id_: object) -> bool:
        return id_ in self._others or id_ in self._files

    def for_family(self, family: str) -> Iterator[str]:
        """The ids without those of files that begin with another family: `avro-…` is about Avro alone, and not read."""
        foreign = tuple(f"{name}-" for name in FAMILIES if name != family)
        return (id_ for id_ in self if not (id_.startswith(foreign) and id_ in self._files and id_ not in self._others))

    def __or__(self, others: Mapping[str, Rule]) -> "Rules":
        """The same with others, which win."""
        return Rules(self._files, {**self._others, **others})


@cache
def built_in() -> Rules:
    """The rules that are files of this package, in the order of their ids."""
    return Rules(dict(sorted([*_files(FOLDER), *_files(FOLDER / VALIDITY)])), {})


@cache
def always_on() -> frozenset[str]:
    """The ids of the rules that are on without being named."""
    return frozenset(id_ for id_, _ in _files(FOLDER / VALIDITY))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The rule files of a folder, by their id."""
    names = os.listdir(folder)  # noqa: PTH208 - pathlib makes an object of each
    return ((name.removesuffix(".py"), folder / name) for name in names if name.endswith(".py"))


@cache
def _in_file(path: Path) -> Rule:
    return load_rule(path)


def load_rule(path: Path) -> Rule:
    """The rule in a file; TypeError, naming the file, where it is not written as a rule must be."""
    module = _module(path)
    page = clean(module.__doc__ or "")
    check = getattr(module, "check", None)
    if not page or not callable(check):
        raise TypeError(f"{path}: a rule needs a docstring and a function `check`")
    return Rule(
        id=path.stem,
        title=title_of(page),
        doc=page,
        check=_adapted(check, path),
        subjects=_subjects(check, path),
        severity=getattr(module, "SEVERITY", Severity.WARNING),
        tags=frozenset((*getattr(module, "TAGS", ()), *([VALIDITY] if path.parent.name == VALIDITY else []))),
        formats=tuple(getattr(module, "FORMATS", ())),
        options=dict(getattr(module, "OPTIONS", {})),
        keys=tuple(getattr(module, "KEYS", ())),
    )


def title_of(page: str) -> str:
    """The first sentence of a page."""
    found = _SENTENCE.match(page)
    return " ".join((found[1] if found else page).split())


def clean(text: str) -> str:
    """A docstring without its indentation and outer blank lines."""
    lines = text.expandtabs().strip("\n").split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    return "\n".join([lines[0].strip(), *(line[margin:].rstrip() for line in lines[1:])]).strip()


def _module(path: Path) -> ModuleType:
    """The file as a module; compiled once, like any other module."""
    spec = spec_from_file_location("govtool.lint.rules." + path.stem.replace("-", "_"), path)
    if spec is None or spec.loader is None:
        raise TypeError(f"{path}: not a Python file")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parameters(check: Callable[..., Any]) -> tuple[str, ...]:
    return check.__code__.co_varnames[: check.__code__.co_argcount]


def _adapted(check: Callable[..., Iterable[Hit]], path: Path) -> Check:
    """The check with the one signature that the engine calls."""
    extras = _parameters(check)[1:]
    if extras == ():
        return lambda subject, _contract, _options: check(subject)
    if extras == ("contract",):
        return lambda subject, contract, _options: check(subject, contract)
    if extras == ("options",):
        return lambda subject, _contract, options: check(subject, options)
    if extras == _EXTRAS:
        return check
    raise TypeError(f"{path}: `check` takes a subject, then `contract`, then `options`")


def _subjects(check: Callable[..., Any], path: Path) -> tuple[str | type, ...]:
    """What the first parameter's annotation subscribes to; a union subscribes to each member."""
    parameters = _parameters(check)
    hints: Mapping[str, Any] = check.__annotations__
    hint = hints.get(parameters[0]) if parameters else None
    if hint is None or isinstance(hint, str):
        raise TypeError(f"{path}: the first parameter of `check` needs an annotation, unquoted")
    members = [hint] if isinstance(hint, type) or get_origin(hint) is Annotated else get_args(hint)
    return tuple(get_args(member)[1] if get_origin(member) is Annotated else member for member in members)
