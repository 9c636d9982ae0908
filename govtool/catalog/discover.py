"""Contracts found by looking: no list of files is kept anywhere."""

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from govtool.catalog import globs
from govtool.config import Config
from govtool.model.detect import sniff
from govtool.source.tree import NotThere, Tree

MANIFEST = "contract.yaml"
BEHAVIOUR = "behaviour.yaml"
RELEASE = "release.json"
RELEASES = "releases"
_SUFFIXES = (".yaml", ".yml", ".json", ".avsc", ".avpr")


@dataclass(frozen=True, slots=True)
class Source:
    """A contract document of a tree, not read yet."""

    path: str
    family: str
    package: str
    """The folder of the manifest it belongs to, `.` for the root; empty for a document on its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a tree holds, by path alone."""

    sources: tuple[Source, ...] = ()
    packages: tuple[str, ...] = ()
    """The folders that hold a manifest."""
    paths: tuple[str, ...] = ()
    """Every file."""


def discover(tree: Tree, config: Config) -> tuple[Source, ...]:
    """Every contract document of a tree, by path; releases are frozen copies, not contracts."""
    return survey(tree, config).sources


def survey(tree: Tree, config: Config) -> Found:
    """The contract documents and the packages of a tree; no file is parsed."""
    paths = tree.paths()
    frozen = _frozen_folders(paths)
    candidates = [path for path in paths if path.endswith(_SUFFIXES) and _is_wanted(path, config)]
    families = {path: _family(tree, path) for path in candidates if frozen.isdisjoint(folders_above(path))}
    # A file of that name may also be a contract itself, or tracked and deleted.
    packages = {folder_of(path) for path, family in families.items()
                if posixpath.basename(path) == MANIFEST and family == ""}
    sources = tuple(
        Source(path, family, package_of(path, packages)) for path, family in families.items()
        if family and (family != "jsonschema" or config.json_schemas)
    )
    return Found(sources, tuple(sorted(packages)), tuple(paths))


def package_of(path: str, packages: Collection[str]) -> str:
    """The nearest folder upward with a manifest; empty where there is none."""
    return next((folder for folder in folders_above(path) if folder in packages), "")


def folder_of(path: str) -> str:
    """The folder of a path; `.` for the root."""
    return posixpath.dirname(path) or "."


def folders_above(path: str) -> Iterator[str]:
    """The folders of a path, the nearest first, the root as `.` last."""
    while path != ".":
        path = folder_of(path)
        yield path


def within(folder: str, *names: str) -> str:
    """The path of something in a folder."""
    return posixpath.normpath(posixpath.join(folder, *names))


def _frozen_folders(paths: list[str]) -> set[str]:
    """The `releases` folders: those of a package, and any other that holds a release.

    A folder that only happens to have this name is nobody's release.
    """
    of_packages = {within(folder_of(path), RELEASES) for path in paths if posixpath.basename(path) == MANIFEST}
    holding = {folder_of(folder_of(path)) for path in paths if posixpath.basename(path) == RELEASE}
    return of_packages | {folder for folder in holding if posixpath.basename(folder) == RELEASES}


def _is_wanted(path: str, config: Config) -> bool:
    return (not config.include or globs.matches(path, config.include)) and not globs.matches(path, config.exclude)


def _family(tree: Tree, path: str) -> str | None:
    """The family that a file promises; empty for no contract, None for a file that is not there."""
    try:
        return sniff(tree.read(path), path)
    except NotThere:
        return None
