"""Where a command runs: the folder, the settings that hold there, and the contracts that can be named from it."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from govtool import config as settings
from govtool.catalog.discover import Source, within
from govtool.catalog.repository import Repository, open_repository
from govtool.config import Config
from govtool.errors import UserError
from govtool.gate.inputs import Place, locate
from govtool.model.contract import Contract
from govtool.source import git
from govtool.source.locate import parse_reference
from govtool.source.tree import IndexTree, MemoryTree, Tree, WorkTree

if TYPE_CHECKING:  # not every command judges by rules
    from govtool.lint.ruleset import RuleSet


class Desk:
    """A folder with its settings. Documents of one tree are read once, through one bundle."""

    def __init__(self, start: Path, config: Config) -> None:
        self.start = start
        self.config = config

    @classmethod
    def at(cls, start: Path) -> "Desk":
        """The desk at a folder; UserError for wrong settings."""
        return cls(start, settings.load(start))

    def repository(self, *, staged: bool = False) -> Repository:
        """The contracts around here: of the git repository, or below this folder where there is none."""
        if not staged:
            return open_repository(self.start, self.config)
        root = git.repo_root(self.start)
        if root is None:
            raise UserError("`--staged` needs a git repository", "leave it out to check the files as they are")
        return Repository(IndexTree(root), self.config)

    def chosen(self, repository: Repository, refs: tuple[str, ...]) -> Iterator[tuple[Source, Contract]]:
        """The contracts of a repository that were named, or all; a named file is one whatever it looks like."""
        if not refs:
            yield from ((source, repository.contract(source)) for source in repository.sources)
            return
        for text in refs:
            place = locate(text, self.start, self._release)
            ours = isinstance(place.tree, WorkTree) and place.tree.root == _root(repository)
            own = repository if ours else self._around(place)
            yield from ((source, own.contract(source)) for source in self._covered(place, own))

    def rules(
        self, names: tuple[str, ...] = (), select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
    ) -> "RuleSet":
        """The rules of the settings, or of the named rulesets."""
        from govtool.lint import rulesets

        folder = self.start if names else self.config.root or self.start
        found = rulesets.load(names or self.config.extends, self.config.rules, folder)
        return found.narrowed(select, ignore)

    def named(self, text: str) -> dict[str, Contract]:
        """The contracts that a reference names, by their path below what was named; a file is read whatever it is."""
        place = locate(text, self.start, self._release)
        own = self._around(place)
        return {posixpath.relpath(source.path, place.folder or "."): own.contract(source)
                for source in self._covered(place, own)}

    def the_one(self, text: str) -> Contract:
        """The only contract that a reference names; UserError where it names several."""
        found = self.named(text)
        if len(found) > 1:
            raise UserError(f"`{text}` names {len(found)} contracts", "name one document")
        return next(iter(found.values()))

    def counterpart(self, text: str) -> dict[str, Contract]:
        """The same documents in the working tree."""
        reference = parse_reference(text)
        if reference.how == "release":
            from govtool.catalog.releases import inside, resolve_release

            repository = self.repository()
            package = resolve_release(repository, reference.name, reference.revision).package
            return {inside(source): repository.contract(source) for source in repository.documents_of(package)}
        path = locate(text, self.start, self._release).path
        return self.named(path or ".")

    def _covered(self, place: Place, repository: Repository) -> list[Source]:
        if place.single:
            return [repository.source(place.path)]
        found = [source for source in repository.sources if place.covers(source.path)]
        if not found:
            raise UserError(f"no contract in `{place.path or '.'}`", "name a file, or a folder that holds contracts")
        return found

    def _around(self, place: Place) -> Repository:
        """The contracts around a place; settings by path say nothing about files that lie nowhere."""
        lies_nowhere = isinstance(place.tree, MemoryTree)
        config = replace(self.config, include=(), exclude=(), paths=()) if lies_nowhere else self.config
        return Repository(place.tree, config)

    def _release(self, name: str, version: str) -> tuple[Tree, str]:
        """The files of a release by themselves: what they hold stands alone."""
        from govtool.catalog.releases import resolve_release

        repository = self.repository()
        frozen = resolve_release(repository, name, version)
        files = {file: repository.tree.read(within(frozen.folder, file)) for file in frozen.files}
        return MemoryTree(files, f"{name}@{frozen.label}"), ""


def _root(repository: Repository) -> Path | None:
    return repository.tree.root if isinstance(repository.tree, WorkTree) else None
