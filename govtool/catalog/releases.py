"""Releases: frozen, self-contained copies of a contract, by folder and by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govtool.catalog.discover import RELEASE, RELEASES, Source, within
from govtool.catalog.manifest import Package
from govtool.catalog.repository import Repository
from govtool.errors import UserError, suggestion
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.model.shape import mapping, text
from govtool.model.version import Version
from govtool.source.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """One folder below `releases`, named by its version."""

    package: Package
    folder: str
    label: str
    """The name of the folder."""
    files: tuple[str, ...]
    """Its files, by their path inside of it, without the record."""
    record: Document | None
    """`release.json`; None where it is missing."""

    @property
    def version(self) -> Version | None:
        """The version; None for a folder that is not named by one."""
        return Version.parse(self.label)

    @property
    def data(self) -> Mapping[str, Any]:
        """What the record says; empty for a broken one."""
        return mapping(self.record.data) if self.record else {}

    @property
    def previous(self) -> str:
        """The version before; empty for the first."""
        return text(self.data.get("previous"))


@dataclass(frozen=True, slots=True)
class Release:
    """One document of a release."""

    version: str
    contract: Contract


def releases_of(repository: Repository, package: Package) -> tuple[Frozen, ...]:
    """The releases of a package, the oldest first; folders that are named by no version come before all."""
    folders: dict[str, list[str]] = {}
    start = within(package.folder, RELEASES) + "/"
    for path in repository.below(start):
        label, _, name = path.removeprefix(start).partition("/")
        if name:
            folders.setdefault(label, []).append(name)
    found = [_frozen(repository, package, start + label, label, files) for label, files in folders.items()]
    return tuple(sorted(found, key=lambda one: (one.version is not None, one.version or one.label)))


def _frozen(repository: Repository, package: Package, folder: str, label: str, files: list[str]) -> Frozen:
    record = repository.optional(folder, RELEASE)
    return Frozen(package, folder, label, tuple(file for file in files if file != RELEASE), record)


def releases_with(repository: Repository, source: Source) -> Iterator[Release]:
    """The releases that have a document, the highest first."""
    package = repository.packages.get(source.package)
    for frozen in reversed(releases_of(repository, package)) if package else ():
        if frozen.version and inside(source) in frozen.files:
            yield Release(frozen.label, document_of(repository, frozen, inside(source)))


def document_of(repository: Repository, frozen: Frozen, name: str) -> Contract:
    """A frozen document as a contract; its facts are those it states of itself."""
    return read(repository.bundle, within(frozen.folder, name), identity=frozen.package.identity)


def inside(source: Source) -> str:
    """The path of a document inside of its package, which is also that inside of a release."""
    return source.path if source.package == "." else source.path.removeprefix(source.package + "/")


def resolve_release(repository: Repository, name: str, version: str) -> Frozen:
    """The release that `name@version` names; `1` and `1.4` name the highest one of that line. UserError for none."""
    packages = [package for package in repository.packages.values() if package.name == name]
    if not packages:
        known = sorted({package.name for package in repository.packages.values()})
        raise UserError(f"no contract `{name}` has releases",
                        suggestion(name, known) or "`govtool catalog` lists the contracts")
    frozen = [one for package in packages for one in releases_of(repository, package) if one.version and one.record]
    fitting = [one for one in frozen if one.label == version or one.label.startswith(version + ".")]
    if not fitting:
        labels = ", ".join(one.label for one in frozen)
        raise UserError(f"no release `{name}@{version}`",
                        f"released: {labels}" if labels else "nothing is released yet")
    return max(fitting, key=lambda one: (one.label == version, one.version))


def digest(content: bytes) -> str:
    """The digest of a file, as a record has it: `sha256:…`."""
    from hashlib import sha256

    return f"sha256:{sha256(content).hexdigest()}"
