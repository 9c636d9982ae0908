"""A repository of contracts: what is there, what is known of it, and how its contracts are called."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from govtool.catalog import codeowners, facts, manifest, waivers
from govtool.catalog.discover import BEHAVIOUR, MANIFEST, Found, Source, folders_above, survey, within
from govtool.catalog.inside import Nesting, nesting
from govtool.catalog.manifest import Package
from govtool.catalog.waivers import Waiver
from govtool.config import Config
from govtool.errors import UserError
from govtool.finding import Finding, Related
from govtool.model.contract import Contract
from govtool.model.facts import Facts
from govtool.model.read import read
from govtool.source import git
from govtool.source.document import Document
from govtool.source.refs import Bundle, RefSettings
from govtool.source.tree import Tree, WorkTree

if TYPE_CHECKING:  # not every command asks for the systems: what reads them is loaded for those that do
    from govtool.catalog.adapters import Adapters


class Repository:
    """The contracts of one tree. Everything is read when first asked for, and once.

    Faults of the repository's own files (manifests, adapters, waivers) are `problems`, never exceptions.
    """

    def __init__(self, tree: Tree, config: Config, root: Path | None = None) -> None:
        self.tree = tree
        self.config = config
        self.root = root
        """The folder of a working tree, where releases can be written; None for any other tree."""
        self.bundle = Bundle(tree, RefSettings(config.refs, self._folder_of))
        self._read: dict[str, Contract] = {}
        self._nestings: dict[str, Nesting] = {}

    @cached_property
    def _found(self) -> Found:
        return survey(self.tree, self.config)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The contract documents, by path."""
        return self._found.sources

    def source(self, path: str) -> Source:
        """A document by its path, whatever it is; the others are looked at only where it may belong to a package."""
        alone = Source(path, "", "")
        if any(self.optional(folder, MANIFEST) for folder in folders_above(path)):
            return next((source for source in self.sources if source.path == path), alone)
        return alone

    @cached_property
    def packages(self) -> Mapping[str, Package]:
        """Every package by its folder.

        A file of that name which is neither beside a contract nor says a name or version is somebody else's.
        """
        found = {
            folder: manifest.read(folder, self._document(within(folder, MANIFEST)), self.optional(folder, BEHAVIOUR))
            for folder in self._found.packages
        }
        holding = {source.package for source in self.sources}
        return {folder: package for folder, package in found.items()
                if folder in holding or package.facts.name or package.facts.version}

    @cached_property
    def adapters(self) -> "Adapters":
        """The systems, as declared."""
        from govtool.catalog.adapters import NO_ADAPTERS, read

        return read(self._adapters_file.data) if self._adapters_file else NO_ADAPTERS

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """What was accepted."""
        return waivers.read(self._waivers_file) if self._waivers_file else ()

    @cached_property
    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with manifests, behaviours, adapters and waivers."""
        found = [problem for package in self.packages.values()
                 for problem in manifest.problems(package, map(self.contract, self.documents_of(package)))]
        found += _taken_twice(self.packages.values())
        if self._adapters_file:
            from govtool.catalog import adapters

            found += adapters.problems(self._adapters_file, self.identities, self.nesting)
        if self._waivers_file:
            found += waivers.problems(self._waivers_file)
        return tuple(found)

    @cached_property
    def identities(self) -> frozenset[str]:
        """What every contract is called: `name@major` for a package, else the path."""
        return frozenset({self.identity_of(source) for source in self.sources}
                         | {package.identity for package in self.packages.values()})

    def _folder_of(self, identity: str) -> str | None:
        return next((folder for folder, package in self.packages.items() if package.identity == identity), None)

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """Every contract, by path."""
        return tuple(self.contract(source) for source in self.sources)

    def contract(self, source: Source) -> Contract:
        """One contract with all that is known of it."""
        if source.path not in self._read:
            self._read[source.path] = read(self.bundle, source.path, self.facts_of(source), self.identity_of(source))
        return self._read[source.path]

    def facts_of(self, source: Source) -> Facts:
        """What is known of a document's contract, with the origin of each fact."""
        package = self.packages.get(source.package) if source.package else None
        return facts.facts_of(source.path, self._document(source.path).data, package.manifest.data if package else None,
                              self.config, self._owners)

    def facts_at(self, path: str) -> Facts:
        """What the settings and CODEOWNERS say of a path, whether a file is there or not."""
        return facts.facts_of(path, None, None, self.config, self._owners)

    def identity_of(self, source: Source) -> str:
        """`name@major` for the documents of a package, which survives a move; else the path."""
        return self.packages[source.package].identity if source.package else source.path

    @cached_property
    def by_identity(self) -> Mapping[str, tuple[Contract, ...]]:
        """The documents of every contract, as contracts; a package without documents has none."""
        found: dict[str, tuple[Contract, ...]] = {package.identity: () for package in self.packages.values()}
        for contract in self.contracts:
            found[contract.identity] = (*found.get(contract.identity, ()), contract)
        return found

    def nesting(self, identity: str) -> Nesting:
        """What lies inside of what in the documents of a contract; empty for one that is not here."""
        if identity not in self._nestings:
            documents = [contract.document for contract in self.by_identity.get(identity, ())]
            self._nestings[identity] = nesting(self.bundle, documents)
        return self._nestings[identity]

    def documents_of(self, package: Package) -> tuple[Source, ...]:
        """The contract documents of a package."""
        return tuple(source for source in self.sources if source.package == package.folder)

    @cached_property
    def _owners(self) -> codeowners.Owners:
        return codeowners.load(self.tree)

    @cached_property
    def _adapters_file(self) -> Document | None:
        return self.optional(self.config.folder, "adapters.yaml")

    @cached_property
    def _waivers_file(self) -> Document | None:
        return self.optional(self.config.folder, "waivers.yaml")

    def below(self, start: str) -> list[str]:
        """The files whose path starts so, sorted."""
        paths = self._found.paths
        first = bisect_left(paths, start)
        return list(takewhile(lambda path: path.startswith(start), paths[first:]))

    def optional(self, folder: str, name: str) -> Document | None:
        """A document that need not be there."""
        try:
            return self._document(within(folder, name))
        except UserError:
            return None

    def _document(self, path: str) -> Document:
        return self.bundle.document(path)


def _taken_twice(packages: Iterable[Package]) -> Iterator[Finding]:
    """A name with its major version is given once."""
    first: dict[str, Package] = {}
    for package in packages:
        known = first.setdefault(package.identity, package)
        if known is not package:
            yield Finding("contract-name-taken", f"`{package.identity}` is also the contract in `{known.folder}`",
                          package.manifest.at(("name",)), related=(Related(known.manifest.at(("name",)), "first"),),
                          help="give one of them another name or major version", contract=package.identity)


def open_repository(start: Path, config: Config) -> Repository:
    """The repository around a folder: its git working tree, else the folder of the settings, else the folder itself."""
    root = git.repo_root(start) or config.root or start
    return Repository(WorkTree(root, allow_outside=config.allow_outside), config, root.resolve())
