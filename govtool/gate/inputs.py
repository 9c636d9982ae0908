"""From what people type to documents: files, folders, patterns, revisions, releases and standard input."""

import os
import posixpath
import sys
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path

from govtool.errors import UserError, suggestion
from govtool.source import git
from govtool.source.locate import Reference, parse_reference
from govtool.source.tree import GitTree, MemoryTree, Tree, WorkTree

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Place:
    """Documents of one tree: a single file that was named, or all below a folder or pattern."""

    tree: Tree
    path: str
    """A file, a folder (empty for the root) or a pattern, relative to the tree's root."""
    single: bool

    def covers(self, path: str) -> bool:
        """Whether a file of the tree was meant."""
        if self.single or _is_pattern(self.path):
            return path == self.path or fnmatchcase(path, self.path)
        return not self.path or path.startswith(self.path + "/")

    @property
    def folder(self) -> str:
        """The folder that everything meant lies in; empty for the root."""
        if self.single:
            return posixpath.dirname(self.path)
        return "/".join(takewhile(lambda part: not _is_pattern(part), self.path.split("/")))


def _is_pattern(path: str) -> bool:
    return any(char in path for char in "*?[")


Releases = Callable[[str, str], tuple[Tree, str]]
"""The tree and folder of a release, by contract and version; UserError where there is none."""


def locate(text: str, start: Path, releases: Releases) -> Place:
    """Where the documents of a reference lie; UserError for what is not there."""
    reference = parse_reference(text)
    if reference.how == "stdin":
        return Place(MemoryTree({STDIN: sys.stdin.buffer.read()}), STDIN, single=True)
    if reference.how == "url":
        raise UserError(f"`{text}` is on the network, which is never asked", "download the file and name it")
    if reference.how == "release":
        tree, folder = releases(reference.name, reference.revision)
        return Place(tree, folder, single=False)
    if reference.how == "revision":
        return _at_revision(reference, start)
    return _in_folder(reference, start)


def _at_revision(reference: Reference, start: Path) -> Place:
    root = git.repo_root(start)
    if root is None:
        raise UserError(f"`{reference.revision}` is a git revision, and this is no git repository", "name a file")
    tree = GitTree(root, reference.revision)
    # As with `git show`, a path after the colon is from the root of the repository, `./` from here.
    path = reference.path
    if path.startswith("./"):
        path = (start.resolve() / path).relative_to(root.resolve()).as_posix()
    path = path.rstrip("/")
    single = path in tree.paths()
    if path and not single and not any(name.startswith(path + "/") for name in tree.paths()):
        raise UserError(f"no file `{path}` in {reference.revision}", "the path is from the repository's root")
    return Place(tree, path, single)


def _in_folder(reference: Reference, start: Path) -> Place:
    target = start / reference.path
    if reference.how == "path" and not target.exists():
        raise UserError(f"no file or folder `{reference.path}`", _near(target))
    anchor = target if target.is_dir() else target.parent
    # The link itself is named, not what it points to: the tree decides whether it may be followed.
    place = Path(os.path.normpath(target.absolute()))  # pathlib has no such function
    root = git.repo_root(anchor) if anchor.is_dir() else git.repo_root(start)
    if root is None:
        root = start if place.is_relative_to(start.absolute()) else anchor
    real_root = root.resolve()
    if not place.is_relative_to(real_root):
        place = place.parent.resolve() / place.name
    path = place.relative_to(real_root).as_posix()
    return Place(WorkTree(real_root), "" if path == "." else path, single=target.is_file())


def _near(target: Path) -> str:
    if not target.parent.is_dir():
        return "check the path"
    return suggestion(target.name, [entry.name for entry in target.parent.iterdir()]) or "check the path"
