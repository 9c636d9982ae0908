"""New contracts, events, rules and changes from the templates that ship with govtool."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from govtool.catalog.discover import folders_above, within
from govtool.catalog.repository import Repository
from govtool.catalog.write import Files
from govtool.data import folder as data_folder
from govtool.errors import UserError
from govtool.source import emit, git
from govtool.source.document import parse

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""What anything new may be called; the templates take such names as they are."""
FIRST_VERSION = "1.0.0-alpha.1"
"""A pre-release: until it is released, a break is announced by `alpha.2`."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """Files to be made, and what to do then."""

    files: Files
    next: str


def contract(repository: Repository, name: str) -> Scaffold:
    """A package with manifest, OpenAPI document, behaviour and example; it passes the gate as it is."""
    folder = package_folder(repository, name, "1")
    files = _rendered("contract", folder, _words(name) | _owner(repository, f"{folder}/openapi.yaml"))
    return Scaffold(files, f"edit {folder}/openapi.yaml, then `govtool check {folder}`")


def event(repository: Repository, name: str) -> Scaffold:
    """A package with manifest, AsyncAPI document and Avro schema."""
    folder = package_folder(repository, name, "1")
    words = _words(name) | _owner(repository, f"{folder}/asyncapi.yaml")
    files = {path.replace("/event.avsc", f"/{words['type']}.avsc"): content
             for path, content in _rendered("event", folder, words).items()}
    return Scaffold(files, f"edit {folder}/schemas/{words['type']}.avsc, then `govtool check {folder}`")


def python_rule(name: str) -> Scaffold:
    """A rule as a file of govtool itself."""
    path = f"govtool/lint/rules/{name}.py"
    return Scaffold(_rendered("rule", "govtool/lint/rules", _words(name), {"rule.py.jinja": f"{name}.py"}),
                    f"write `check` in {path}; the tests run its examples")


def change(name: str) -> Scaffold:
    """A check of what changes between versions, as a file of govtool itself."""
    path = f"govtool/compare/changes/{name.replace('-', '_')}.py"
    files = _rendered("change", "govtool/compare/changes", _words(name), {"change.py.jinja": Path(path).name})
    return Scaffold(files, f"write `check` in {path}; the tests run its example")


def ruleset(path: str, name: str) -> Scaffold:
    """A ruleset of a team with its first rule, in Spectral's format."""
    folder, _, file = path.rpartition("/")
    files = _rendered("rule", folder or ".", _words(name), {"ruleset.yaml": file})
    return Scaffold(files, f'add "{path}" to `extends` in govtool.toml, then `govtool lint --select {name}`')


def rule_entry(name: str) -> dict[str, Any]:
    """The rule of a new ruleset as data, for one that is there already."""
    [(path, content)] = _rendered("rule", ".", _words(name), {"ruleset.yaml": "rules.yaml"}).items()
    found: dict[str, Any] = parse(content, path).data["rules"][name]
    return found


def package_folder(repository: Repository, name: str, major: str) -> str:
    """Where a new package goes: beside the others, else below `contracts`. UserError for a name that is taken."""
    if f"{name}@{major}" in repository.identities:
        raise UserError(f"there is a contract `{name}@{major}` already", "`govtool catalog` lists the contracts")
    beside = next((above[1] for path in repository.packages if len(above := [*folders_above(path)]) > 1), "")
    return within(beside or within(repository.config.folder, "contracts"), name, f"v{major}")


def owner_of(repository: Repository, path: str) -> str:
    """Who owns a new file, by the settings or CODEOWNERS; else who makes it, as git knows them; may be empty."""
    if owner := repository.facts_at(path).owner:
        return owner
    found = git.run(repository.root, "config", "user.email") if repository.root else None
    return (found or "").strip()


def _owner(repository: Repository, path: str) -> dict[str, str]:
    """The owner as YAML writes it."""
    owner = owner_of(repository, path)
    return {"owner": emit.scalar(owner) if owner else ""}


def _words(name: str) -> dict[str, Any]:
    """A name in every spelling that the templates use."""
    parts = name.split("-")
    plural = _plural(name)
    camel = "".join(map(str.capitalize, parts))
    return {
        "name": name, "words": " ".join(parts), "title": " ".join(parts).capitalize(), "snake": "_".join(parts),
        "type": camel, "field": camel[0].lower() + camel[1:], "plural": plural,
        "words_plural": plural.replace("-", " "), "types": "".join(map(str.capitalize, plural.split("-"))),
        "uuid": str(uuid4()), "problems": _PROBLEMS,
    }


def _plural(name: str) -> str:
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    return name[:-1] + "ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else name + "s"


_PROBLEMS = (
    ("BadRequest", "The request does not keep the contract, or a required header is missing.", False),
    ("Unauthorized", "No valid token was sent.", False),
    ("Forbidden", "The token lacks the scope.", False),
    ("NotFound", "There is no such resource.", False),
    ("Conflict", "The state does not allow it, or the first request with this key is still at work.", False),
    ("Unprocessable", "A business rule refuses it, or the key was used with another body.", False),
    ("TooManyRequests", "Slow down.", True),
    ("ServiceUnavailable", "Not now; the same request may be sent again.", True),
)
"""The answers that are problems: name, meaning, and whether they say when to come back."""


def _rendered(
    kind: str, target: str, words: Mapping[str, Any], only: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The templates of a kind as files in a folder; with `only`, those named there under their new names."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(  # noqa: S701 - no HTML, and every word that is put in is checked or quoted
        block_start_string="<%", block_end_string="%>", variable_start_string="<<", variable_end_string=">>",
        keep_trailing_newline=True, undefined=StrictUndefined,
    )
    source = data_folder("templates") / "new" / kind
    paths = [path for path in sorted(source.rglob("*")) if path.is_file()]
    found = {path.relative_to(source).as_posix(): environment.from_string(path.read_text("utf-8")) for path in paths}
    names = only or {name: name for name in found}
    return {within(target, name): found[template].render(words).encode() for template, name in names.items()}
