"""Where texts come from: the working tree, a revision, the index, or memory; always by paths below one root."""

import os
import posixpath
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from govtool.source import git

_MOST_LINKS = 40
"""Symbolic links on the way to one file, as on Linux."""


class NotThere(Exception):  # noqa: N818 - a fact about a tree, turned into an error by whoever asked
    """No such file in a tree, or none that may be read; the text says the next step."""


class Tree(Protocol):
    """A set of files by POSIX path, relative to its root."""

    label: str
    """The revision; empty for the working tree and the index."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; NotThere."""

    def real(self, path: str) -> str:
        """The path that symbolic links lead to, so that a file is read once however many lead to it; else the path."""

    def paths(self) -> list[str]:
        """All files, sorted; for a working tree those that git tracks or would add."""

    def name_of(self, path: str) -> str:
        """How people know the file: the path, after the revision if there is one; always text that can be printed."""


def inside(path: str) -> str:
    """The path in its shortest form, if it stays below the root; NotThere otherwise."""
    path = posixpath.normpath(path)
    if path.startswith(("/", "../")) or path == "..":
        raise NotThere("it lies outside of the repository; copy it in, map its URL by `refs`, or set `allow-outside`")
    return path


def _name(label: str, path: str) -> str:
    """`REV:path`, as git writes it; a path may be bytes that are no text."""
    shown = os.fsencode(path).decode("utf-8", "replace")
    return f"{label}:{shown}" if label else shown


class WorkTree:
    """The files of a folder; symbolic links are followed as long as they stay in it."""

    label = ""

    def __init__(self, root: Path, *, allow_outside: bool = False) -> None:
        self.root = root.resolve()
        self._allow_outside = allow_outside

    def read(self, path: str) -> bytes:
        """The bytes of a file; only with `allow_outside` of one that lies or leads out of the root."""
        place = self.root / (path if self._allow_outside else inside(path))
        try:
            real = place.resolve(strict=True)
            if not self._allow_outside and not real.is_relative_to(self.root):
                raise NotThere("it is a symbolic link that leaves the repository; copy the file in, "
                               "or set `allow-outside`")
            if real.is_file():  # a pipe or device might never end
                return real.read_bytes()
        except PermissionError:
            raise NotThere("it may not be read; check its permissions") from None
        except (OSError, ValueError, RuntimeError):  # not there; a name no file can have; links in a circle
            pass
        raise NotThere("check the path")

    def real(self, path: str) -> str:
        """Where the path leads below the root."""
        try:
            found = os.path.relpath((self.root / path).resolve(), self.root)
        except (OSError, ValueError, RuntimeError):
            return path
        return path if found.startswith("..") and not self._allow_outside else Path(found).as_posix()

    def paths(self) -> list[str]:
        """Tracked and addable files under git, else every file that is not hidden."""
        listed = git.listed(self.root)
        return self._walked() if listed is None else listed

    def _walked(self) -> list[str]:
        found: list[str] = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
            below = Path(folder).relative_to(self.root)
            found.extend((below / name).as_posix() for name in files if not name.startswith("."))
        return sorted(found)

    def name_of(self, path: str) -> str:
        """The path itself."""
        return _name("", path)


class GitTree:
    """The files of a revision, or of the index where `rev` is empty (as in git's `:path`), read through one child.

    Many revisions share one by `objects`.
    """

    def __init__(self, root: Path, rev: str, label: str = "", objects: git.Objects | None = None) -> None:
        self.root = root
        self.label = label or rev
        self._objects = objects or git.Objects(root)
        self._entries = git.entries(root, rev)

    def read(self, path: str) -> bytes:
        """The bytes of a file; a symbolic link leads to another file of the same tree."""
        return self._content(self._through_links(inside(path)))

    def real(self, path: str) -> str:
        """Where the path leads in the tree."""
        try:
            return self._through_links(inside(path))
        except NotThere:
            return path

    def _through_links(self, path: str) -> str:
        for _ in range(_MOST_LINKS):
            starts = accumulate(path.split("/"), posixpath.join)
            link = next((start for start in starts if self._mode(start) == git.LINK), None)
            if link is None:
                return path
            target = os.fsdecode(self._content(link))
            path = inside(posixpath.join(posixpath.dirname(link), target, posixpath.relpath(path, link)))
        raise NotThere("its symbolic links lead in a circle")

    def _mode(self, path: str) -> str:
        return self._entries.get(path, ("", ""))[0]

    def _content(self, path: str) -> bytes:
        if path not in self._entries:
            raise NotThere("check the path; it is from the repository's root")
        content = self._objects.read(self._entries[path][1])
        if content is None:
            raise NotThere("its content was left out of this clone; `git fetch --refetch` brings it")
        return content

    def paths(self) -> list[str]:
        """Every file."""
        return sorted(self._entries)

    def name_of(self, path: str) -> str:
        """`REV:path`, as git writes it; for the index the path."""
        return _name(self.label, path)


def IndexTree(root: Path) -> GitTree:  # noqa: N802 - it reads like the trees beside it, of which it is a case
    """The staged files of a repository, which are what a commit would hold."""
    return GitTree(root, "")


class MemoryTree:
    """Files that are nowhere on disk: standard input, tests."""

    def __init__(self, files: Mapping[str, bytes], label: str = "") -> None:
        self.files = dict(files)
        self.label = label

    def read(self, path: str) -> bytes:
        """The bytes given."""
        found = self.files.get(inside(path))
        if found is None:
            raise NotThere("check the path")
        return found

    def real(self, path: str) -> str:
        """The path itself: there are no links."""
        return path

    def paths(self) -> list[str]:
        """The names given."""
        return sorted(self.files)

    def name_of(self, path: str) -> str:
        """The path, after the label if there is one."""
        return _name(self.label, path)
