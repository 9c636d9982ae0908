"""How people name a contract: `production-order@1`, `production-order`, its folder, or a document."""

from dataclasses import dataclass
from pathlib import Path

from govtool.catalog.discover import MANIFEST, Source
from govtool.catalog.manifest import Package
from govtool.catalog.repository import Repository
from govtool.errors import UserError, suggestion


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """What was named: a package with its documents, or one document; `package` is None where that is on its own."""

    identity: str
    sources: tuple[Source, ...]
    package: Package | None


def named(repository: Repository, name: str, start: Path) -> Named:
    """The contract of a name; paths are seen from `start`. UserError for none, and for more than one."""
    packages = [package for package in repository.packages.values() if name in (package.identity, package.name)]
    if len(packages) > 1:
        choice = ", ".join(sorted(package.identity for package in packages))
        raise UserError(f"`{name}` names {len(packages)} contracts", f"name one of {choice}")
    if packages:
        return _of_package(repository, packages[0])
    path = _path(repository, name, start).removesuffix(f"/{MANIFEST}")
    if path in repository.packages:
        return _of_package(repository, repository.packages[path])
    source = next((source for source in repository.sources if source.path == path), None)
    if source is None:
        raise UserError(f"no contract `{name}`",
                        suggestion(name, repository.identities) or "`govtool catalog` lists the contracts")
    return Named(repository.identity_of(source), (source,), repository.packages.get(source.package))


def _of_package(repository: Repository, package: Package) -> Named:
    return Named(package.identity, repository.documents_of(package), package)


def _path(repository: Repository, name: str, start: Path) -> str:
    """The path from the root of the tree; the name itself where it leads out of it."""
    try:
        return (start / name).resolve().relative_to(repository.root or start.resolve()).as_posix()
    except (OSError, ValueError):
        return name
