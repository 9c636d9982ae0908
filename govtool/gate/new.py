"""`new`: scaffolds, written whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from govtool.catalog import new
from govtool.catalog.adopt import adopted
from govtool.catalog.discover import within
from govtool.catalog.new import NAME, Scaffold
from govtool.catalog.repository import Repository
from govtool.catalog.write import write
from govtool.errors import UserError
from govtool.gate.desk import Desk
from govtool.source import edit
from govtool.source.edit import EditError

_OWN_RULES = Path("govtool/lint/rules")


def create(kind: str, name: str, origin: str) -> tuple[list[str], str]:
    """The files that were made or changed, and the next step. UserError where something is in the way."""
    desk = Desk.at(Path.cwd())
    repository = desk.repository()
    root = repository.root or desk.start
    if not NAME.fullmatch(name):
        raise UserError(f"`{name}` is no name", "write words in lower case with hyphens: production-order")
    if origin:
        scaffold = _adopted(desk, repository, kind, name, origin)
    elif kind == "rule":
        return _rule(desk, root, name)
    else:
        scaffold = _KINDS[kind](repository, name)
    write(root, scaffold.files)
    return list(scaffold.files), scaffold.next


def _adopted(desk: Desk, repository: Repository, kind: str, name: str, origin: str) -> Scaffold:
    if kind not in ("contract", "event"):
        raise UserError(f"a {kind} is made from nothing", "leave `--from` out")
    return adopted(repository, name, desk.the_one(origin))


def _change(repository: Repository, name: str) -> Scaffold:
    if not _is_own(repository.root):
        raise UserError("what counts as a change is part of govtool itself",
                        "`govtool new rule` adds a rule of your own; `[policy]` in govtool.toml decides what breaks")
    return new.change(name)


_KINDS: Mapping[str, Callable[[Repository, str], Scaffold]] = {
    "contract": new.contract, "event": new.event, "change": _change,
}


def _rule(desk: Desk, root: Path, name: str) -> tuple[list[str], str]:
    """A Python rule in govtool's own repository; elsewhere an entry of the team's ruleset."""
    if _is_own(root):
        scaffold = new.python_rule(name)
        write(root, scaffold.files)
        return list(scaffold.files), scaffold.next
    path = _ruleset(desk)
    if not (root / path).is_file():
        scaffold = new.ruleset(path, name)
        write(root, scaffold.files)
        return list(scaffold.files), scaffold.next
    document = desk.repository().bundle.document(path)
    try:
        changed = edit.applied(document.text, edit.insert(document, ("rules", name), new.rule_entry(name)))
    except EditError as error:
        hint = f"add `{name}` by hand, unless it is there already"
        raise UserError(f"`{path}` cannot take the rule: {error}", hint) from None
    write(root, {}, {path: changed.encode()})
    return [path], f"write the rule in {path}, then `govtool lint --select {name}`"


def _ruleset(desk: Desk) -> str:
    """The first ruleset of the settings that is a file, from the root of the repository; else a new one."""
    files = [name for name in desk.config.extends if name.endswith((".yaml", ".yml"))]
    return within(desk.config.folder or ".", files[0] if files else "rules/team.yaml")


def _is_own(root: Path | None) -> bool:
    return root is not None and (root / _OWN_RULES).is_dir()
