"""Settings: the nearest `govtool.toml`, or `[tool.govtool]` of a `pyproject.toml`, upward to the git root."""

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from govtool.errors import UserError, suggestion


@dataclass(frozen=True, slots=True)
class PathFacts:
    """Facts for every contract whose path matches a pattern, under the keys of a manifest."""

    match: str
    facts: Mapping[str, Any]
    line: int = 0
    """Where the pattern stands in the file."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting with its default; patterns and folders are relative to the folder of the file."""

    extends: tuple[str, ...] = ("recommended",)
    """Rulesets: names of built-in ones, or files."""
    rules: Mapping[str, str | Mapping[str, Any]] = field(default_factory=dict)
    """Rule id → severity, `off`, or a table with `severity` and the rule's options."""
    fail_on: str = "error"
    policy: Mapping[str, Any] = field(default_factory=dict)
    """What breaks where the wire alone does not decide: axis → choice."""
    refs: Mapping[str, str] = field(default_factory=dict)
    """URL prefix → file or folder that holds the same documents, or the id of a contract: `orders@1`."""
    allow_outside: bool = False
    """Whether a `$ref` may leave the repository."""
    include: tuple[str, ...] = ()
    """Patterns of the paths where contracts are looked for; empty for everywhere."""
    exclude: tuple[str, ...] = ()
    """Patterns of paths that are no contracts of this repository."""
    json_schemas: bool = False
    """Whether JSON Schema documents are contracts too."""
    default_branch: str = ""
    waiver_days: int = 0
    """The most days that a waiver may still hold; 0 for no limit."""
    paths: tuple[PathFacts, ...] = ()
    """Facts by path; a later pattern wins."""
    origin: str = ""
    """The name of the file that the settings come from; empty where all are defaults."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Setting as written in the file → its line."""
    root: Path | None = None
    """The folder of the file."""
    folder: str = ""
    """The way from the root of the git repository to that folder; empty for the root itself."""

    def origin_of(self, setting: str) -> str:
        """Where a setting was made: `govtool.toml:3`, or `default`; `policy.clients` names an entry of a table."""
        line = self.lines.get(setting) or self.lines.get(setting.partition(".")[0])
        return f"{self.origin}:{line}" if line else "default"


_AXES = {"removed-optional": ("breaking", "possible", "compatible"), "extensible-enums": (True, False),
         "clients": (True, False), "literal": (True, False), "stable-from": ("alpha", "beta", "stable"),
         "changes": ("breaking", "possible", "compatible", "off")}  # of each entry
_FACTS = (
    "match", "owner", "audience", "criticality", "tier", "profile", "lifecycle", "system", "domain", "systemOfRecord",
    "canonicalObject", "interfaceClass", "compatibilityMode", "contentModel", "apiId", "dataClassification", "sla",
    "resilience",
)
_FAIL_ON = ("never", "possible", "breaking", "hint", "info", "warning", "error")
_LONGEST_DAYS = 36_500
_KINDS = {
    "extends": "a list of texts", "rules": "a table", "fail-on": "a text", "policy": "a table",
    "refs": "a table of texts", "allow-outside": "true or false", "include": "a list of texts",
    "exclude": "a list of texts", "json-schemas": "true or false", "default-branch": "a text",
    "waiver-days": "a number of days", "paths": "a list of tables with `match`",
}


def load(start: Path) -> Config:
    """The settings that hold at a folder; the defaults where there is no file. UserError for a wrong one."""
    start = start.absolute()
    for folder in (start, *start.parents):
        for name, keys in (("govtool.toml", ()), ("pyproject.toml", ("tool", "govtool"))):
            path = folder / name
            if path.is_file() and (found := _table(path, keys)) is not None:
                return _Reader(path, found, ".".join(keys)).config()
        if (folder / ".git").exists():
            break
    return Config()


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    """The table of a TOML file that holds the settings; None where it has none."""
    import tomllib

    try:
        data: Any = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot read `{path.name}`: {error}", "save it as UTF-8") from None
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, and deep nesting
        if keys and "[tool.govtool" not in path.read_text("utf-8"):
            return None
        raise UserError(f"`{path.name}` is not TOML: {error}", "mend the line it names") from None
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else None


class _Reader:
    """A table of settings with the file it stands in, which every complaint names."""

    def __init__(self, path: Path, table: Mapping[str, Any], prefix: str) -> None:
        self._path = path
        self._table = table
        self._lines = _lines(path.read_text("utf-8"), prefix)
        self._below = _below_git_root(path.parent)

    def config(self) -> Config:
        for key, value in self._table.items():
            self._known("setting", key, _KINDS, key)
            if not _is(_KINDS[key], value):
                raise self._wrong(key, f"`{key}` is not {_KINDS[key]}", "mend the value")
        self._policy(self._get("policy", {}))
        for row in self._get("paths", ()):
            for key in row:
                self._known("fact", key, _FACTS, "paths")
        self._choice("fail-on", self._get("fail-on", "error"), _FAIL_ON)
        return self._typed()

    def _policy(self, axes: Mapping[str, Any]) -> None:
        """An axis has a choice; the ids of changes are known where things are compared."""
        for axis, choice in axes.items():
            key = f"policy.{axis}"
            self._known("policy", axis, _AXES, key)
            if axis != "changes":
                self._choice(key, choice, _AXES[axis])
            elif not isinstance(choice, dict):
                raise self._wrong(key, f"`{key}` is not a table", 'write `[policy.changes]` and `ID = "possible"`')
            else:
                for id_, verdict in choice.items():
                    self._choice(f"{key}.{id_}", verdict, _AXES[axis])

    def _typed(self) -> Config:
        default = Config()
        return Config(
            extends=tuple(self._get("extends", default.extends)),
            rules=self._get("rules", {}),
            fail_on=self._get("fail-on", default.fail_on),
            policy=self._get("policy", {}),
            refs={url: place if _CONTRACT.fullmatch(place) else posixpath.join(self._below, place)
                  for url, place in self._get("refs", {}).items()},
            allow_outside=self._get("allow-outside", default.allow_outside),
            include=tuple(map(self._placed, self._get("include", ()))),
            exclude=tuple(map(self._placed, self._get("exclude", ()))),
            json_schemas=self._get("json-schemas", default.json_schemas),
            default_branch=self._get("default-branch", default.default_branch),
            waiver_days=self._get("waiver-days", default.waiver_days),
            paths=tuple(map(self._facts, count(), self._get("paths", ()))),
            origin=self._path.name,
            lines={key: line for key, line in self._lines.items() if key.partition(".")[0] in self._table},
            root=self._path.parent,
            folder=self._below,
        )

    def _get(self, key: str, default: Any) -> Any:
        return self._table.get(key, default)

    def _facts(self, index: int, row: Mapping[str, Any]) -> PathFacts:
        line = self._lines.get(f"paths.{index}") or self._lines.get("paths", 0)
        return PathFacts(self._placed(row["match"]), {key: row[key] for key in row if key != "match"}, line)

    def _placed(self, pattern: str) -> str:
        """A pattern, seen from the root of the repository instead of from the file."""
        if not self._below:
            return pattern
        anchored = "/" in pattern.rstrip("/")
        return f"/{self._below}/{pattern.lstrip('/')}" if anchored else f"/{self._below}/**/{pattern}"

    def _known(self, what: str, name: str, known: Collection[str], key: str) -> None:
        if name not in known:
            hint = suggestion(name, known) or f"known: {', '.join(sorted(known))}"
            raise self._wrong(key, f"there is no {what} `{name}`", hint)

    def _choice(self, key: str, value: Any, known: tuple[Any, ...]) -> None:
        if value not in known or type(value) is not type(known[0]):  # 1 is no `true`
            words = ", ".join(str(word).lower() for word in known)
            raise self._wrong(key, f"`{key}` is `{str(value).lower()}`, expected one of {words}",
                              suggestion(str(value), map(str, known)) or "choose one of them")

    def _wrong(self, key: str, message: str, hint: str) -> UserError:
        line = self._lines.get(key) or self._lines.get(key.rpartition(".")[0] if key.count(".") > 1 else "")
        return UserError(f"{self._path.name}{f':{line}' if line else ''}: {message}", hint)


def _is(kind: str, value: Any) -> bool:
    if kind == "a list of texts":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == "a table of texts":
        return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    if kind == "a list of tables with `match`":
        return isinstance(value, list) and all(
            isinstance(row, dict) and isinstance(row.get("match"), str) for row in value
        )
    if kind == "a number of days":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LONGEST_DAYS
    return isinstance(value, {"a table": dict, "a text": str, "true or false": bool}[kind])


_CONTRACT = re.compile(r"[A-Za-z0-9][\w.-]*@\d+")
_LINE = re.compile(
    r"""\s*(?:\[(?P<array>\[)?(?P<table>[^\[\]]+)\]|(?P<key>[\w-]+(?:\.[\w-]+)*|"[^"]*"|'[^']*')\s*=)"""
)


def _lines(text: str, prefix: str) -> dict[str, int]:
    """The line of each setting, as far as it can be told without a parse: `policy.clients`, `paths.0` → 12."""
    found: dict[str, int] = {}
    table = ""
    seen: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.match(line)
        if not match:
            continue
        if match["table"]:
            table = match["table"].strip()
            if match["array"]:
                seen[table] += 1
                table = f"{table}.{seen[table] - 1}"
        name = table if match["table"] else ".".join(filter(None, (table, match["key"].strip("\"'"))))
        if not prefix or name.startswith(prefix + "."):
            name = name[len(prefix) + 1 :] if prefix else name
            found.setdefault(name, number)
            found.setdefault(name.partition(".")[0], number)
    return found


def _below_git_root(folder: Path) -> str:
    """The way from the root of the git repository down to a folder; empty at the root and outside of any."""
    root = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)
    return "" if root == folder else folder.relative_to(root).as_posix()
