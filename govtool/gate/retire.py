"""The end of a contract: announced in its manifest, and once its sunset is over, deleted."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from govtool.catalog.manifest import Package
from govtool.catalog.repository import Repository
from govtool.errors import UserError, suggestion
from govtool.finding import Report
from govtool.gate.desk import Desk
from govtool.gate.release import package_of
from govtool.model.shape import mapping
from govtool.source import edit
from govtool.source.decode import encode
from govtool.source.document import Document, parse
from govtool.source.write import remove_folder, replace_file


@dataclass(frozen=True, slots=True)
class Options:
    """Which contract ends when, and what takes its place."""

    contract: str
    sunset: date
    successor: str
    dry_run: bool
    today: date


def deprecate(options: Options) -> Report:
    """Announce the end of a contract in its manifest, whose comments and layout stay; UserError where it cannot be."""
    desk = Desk.at(Path.cwd())
    repository = desk.repository()
    package = package_of(repository, options.contract, desk.start)
    _ensure_deprecable(repository, package, options)
    path = package.manifest.path
    text = _edited(package.manifest, _lifecycle(package, options))
    if not options.dry_run:
        root = repository.root or desk.start
        replace_file(root, root / path, encode(text, repository.tree.read(path)))
    done = "would be" if options.dry_run else "is"
    return _report(f"`{package.identity}` {done} deprecated until its sunset on {options.sunset.isoformat()}: {path}",
                   "next: raise its version and release it, so that the frozen documents say so too")


def _ensure_deprecable(repository: Repository, package: Package, options: Options) -> None:
    lifecycle = package.facts.lifecycle
    if lifecycle.status in ("development", "sunset"):
        raise UserError(f"`{package.identity}` is in `{lifecycle.status}`, expected `beta` or `active`",
                        "only what consumers rely on is deprecated")
    if options.sunset <= options.today:
        raise UserError(f"the sunset {options.sunset.isoformat()} is not in the future", "give consumers time to move")
    if lifecycle.sunset_on > options.sunset.isoformat():
        raise UserError(f"the sunset on {lifecycle.sunset_on} was announced already",
                        "it may be moved later, never earlier")
    if options.successor and options.successor not in repository.identities:
        raise UserError(f"no contract `{options.successor}` to succeed",
                        suggestion(options.successor, repository.identities) or "`govtool catalog` lists the contracts")


def _lifecycle(package: Package, options: Options) -> dict[str, Any]:
    """The keys of `lifecycle` that are to be set."""
    first_day = package.facts.lifecycle.deprecated_on or options.today.isoformat()
    keys = {"status": "deprecated", "deprecationDate": first_day, "sunsetDate": options.sunset.isoformat()}
    return keys | ({"successors": [options.successor]} if options.successor else {})


def _edited(manifest: Document, keys: dict[str, Any]) -> str:
    """The text of the manifest with these keys in its `lifecycle`; UserError where it can only be edited by hand."""
    try:
        if "lifecycle" not in mapping(manifest.data):
            return edit.applied(manifest.text, edit.put(manifest, ("lifecycle",), keys))
        for key, value in keys.items():
            text = edit.applied(manifest.text, edit.put(manifest, ("lifecycle", key), value))
            manifest = parse(text, manifest.name, manifest.path)
    except edit.EditError as error:
        raise UserError(f"`{manifest.name}`: {error}", "set `lifecycle` by hand") from None
    return manifest.text


def prune(name: str, today: date, *, dry_run: bool) -> Report:
    """Delete a contract whose sunset is over, with its releases; UserError for any other."""
    desk = Desk.at(Path.cwd())
    repository = desk.repository()
    package = package_of(repository, name, desk.start)
    sunset = package.facts.lifecycle.sunset_on
    if not sunset or sunset > today.isoformat():
        raise UserError(f"`{package.identity}` has " + (f"its sunset on {sunset}" if sunset else "no sunset"),
                        "a contract is deleted after its sunset: `govtool release NAME@1 --deprecate --sunset DATE`")
    if package.folder == ".":
        raise UserError(f"`{package.identity}` is the whole repository", "move it to a folder of its own")
    if other := next((folder for folder in repository.packages if folder.startswith(package.folder + "/")), ""):
        raise UserError(f"`{package.folder}` also holds `{other}`, which would go too", "move that to another folder")
    if not dry_run:
        root = repository.root or desk.start
        remove_folder(root, root / package.folder)
    return _report(f"{'would delete' if dry_run else 'deleted'} `{package.identity}`: {package.folder}",
                   "next: delete it from `adapters.yaml`, if a system still names it")


def _report(*notes: str) -> Report:
    return Report(command="release", notes=notes)
