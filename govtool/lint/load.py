"""Rules found by file name: `rules/operation-id-unique.py` is the rule `operation-id-unique`, and no list names it.

A rule file holds a docstring, which is the page, and `check`, whose first parameter's annotation says what it is called
with. Further parameters are given by name: `contract` and `options`. Optional constants: SEVERITY, TAGS, FORMATS,
OPTIONS, KEYS.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from govtool.finding import Severity
from govtool.lint.rule import Check, Hit, Rule

FOLDER = Path(__file__).parent / "rules"
_SENTENCE = re.compile(r"(.+?[.!?])(?=\s|$)", re.DOTALL)
_EXTRAS = ("contract", "options")


@cache
def built_in() -> Mapping[str, Rule]:
    """The rules that are files of this package, by id."""
    return {path.stem: load_rule(path) for path in sorted(FOLDER.glob("*.py"))}


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
        tags=frozenset(getattr(module, "TAGS", ())),
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
    hints = get_type_hints(check, include_extras=True)
    if not parameters or parameters[0] not in hints:
        raise TypeError(f"{path}: the first parameter of `check` needs an annotation")
    hint = hints[parameters[0]]
    members = [hint] if isinstance(hint, type) or get_origin(hint) is Annotated else get_args(hint)
    return tuple(get_args(member)[1] if get_origin(member) is Annotated else member for member in members)
