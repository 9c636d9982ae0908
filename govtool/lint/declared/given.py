"""What a declared rule takes from the ruleset around it, and the paths that `given` means there: `#Operation.tags`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from govtool.lint.rule import RuleError, is_about
from govtool.model.detect import Format

_ALIAS = re.compile(r"#([A-Za-z0-9_-]+)")
_MOST_PATHS = 1000


@dataclass(frozen=True, slots=True)
class Target:
    """What an alias means in some formats; none for all."""

    formats: tuple[str, ...]
    paths: tuple[str, ...]


Aliases: TypeAlias = Mapping[str, tuple[Target, ...]]
"""Name → its meanings; the last that fits a format holds."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a declared rule takes from the ruleset around it."""

    aliases: Aliases
    functions: frozenset[str]
    """The functions in JavaScript that the ruleset brings; they are not run."""
    formats: tuple[str, ...]
    url: str


def expanded(given: Sequence[str], aliases: Aliases, format_: Format | None = None) -> list[str]:
    """The paths for a format, or for every one; RuleError for an alias that is not there or means itself."""
    found: list[str] = []
    for path in given:
        for each in _expanded(path, aliases, format_, ()):
            found.append(each)
            if len(found) > _MOST_PATHS:
                raise RuleError(f"`{path}` stands for more than {_MOST_PATHS} paths")
    return found


def _expanded(path: str, aliases: Aliases, format_: Format | None, way: tuple[str, ...]) -> Iterator[str]:
    named = _ALIAS.match(path)
    if named is None:
        yield path
        return
    name = named[1]
    if name in way:
        raise RuleError(f"the alias `{name}` means itself: {' → '.join((*way, name))}")
    if name not in aliases:
        raise RuleError(f"there is no alias `{name}`")
    for target in _meant(aliases[name], format_):
        for start in target.paths:
            yield from _expanded(start + path[named.end() :], aliases, format_, (*way, name))


def _meant(targets: tuple[Target, ...], format_: Format | None) -> tuple[Target, ...]:
    if format_ is None:
        return targets
    fitting = [target for target in targets if is_about(target.formats, format_.family, format_.version)]
    return tuple(fitting[-1:])
