"""The only place that runs git: always with a list of arguments, never through a shell, never over the network."""

import os
import subprocess
import weakref
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from govtool.errors import UserError

LINK = "120000"
"""The mode of a symbolic link in a tree or the index."""
_SUBMODULE = "160000"
_STANDING = ("--name-only", "--no-renames", "--diff-filter=d")
"""Options of `git diff` for the paths of files that were not deleted."""


def _call(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """A finished git; None where there is no git, or nothing for it."""
    if not _has_repository(root):
        return None
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=_environment())
    except OSError:
        return None


def _has_repository(folder: Path) -> bool:
    """Whether git could find a repository from a folder: to start it only to hear `no` costs more than to look."""
    place = folder.resolve()
    return "GIT_DIR" in os.environ or any((each / ".git").exists() for each in (place, *place.parents))


def _environment() -> Mapping[str, str]:
    """Words that can be recognised, and no fetching of what a partial clone left out."""
    return {**os.environ, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}


def run(root: Path, *arguments: str) -> str | None:
    """What git prints, decoded; None when it refuses or is not installed."""
    done = _call(root, *arguments)
    return os.fsdecode(done.stdout) if done is not None and done.returncode == 0 else None


def repo_root(path: Path) -> Path | None:
    """The root of the working tree that a folder is in; UserError where git sees one and refuses to read it."""
    done = _call(path, "rev-parse", "--show-toplevel")
    if done is not None and b"dubious ownership" in done.stderr:
        raise UserError(f"git refuses to read the repository around `{path}`: it belongs to another user",
                        "`git config --global --add safe.directory FOLDER` trusts it")
    return Path(os.fsdecode(done.stdout).removesuffix("\n")) if done is not None and done.returncode == 0 else None


def listed(root: Path) -> list[str] | None:
    """The files in a folder that git tracks or would add, sorted; None outside a repository."""
    found = run(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    if found is None:
        return None
    deleted = set(_names(run(root, "ls-files", "-z", "--deleted")))
    return sorted(path for path in _names(found) if path not in deleted)


def _names(listing: str | None) -> list[str]:
    return [name for name in (listing or "").split("\0") if name]


def exists(root: Path, ref: str) -> bool:
    """Whether a ref names a commit."""
    return _commit(root, ref) is not None


def resolve(root: Path, ref: str) -> str:
    """The commit that a ref names; UserError when there is none."""
    found = _commit(root, ref)
    if found is None:
        hint = "`git log --all --oneline` shows what there is"
        if is_shallow(root):
            hint = "the clone is shallow: fetch more of its history (`git fetch --unshallow`, in CI `fetch-depth: 0`)"
        raise UserError(f"no git revision `{ref}`", hint)
    return found


def _commit(root: Path, ref: str) -> str | None:
    found = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return found.strip() if found else None


def is_shallow(root: Path) -> bool:
    """Whether history was cut off when the repository was cloned."""
    return (run(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"


def merge_base(root: Path, one: str, other: str) -> str | None:
    """The commit where two lines of history part; None when none is known."""
    found = run(root, "merge-base", "--end-of-options", one, other)
    return found.strip() if found else None


def renames(root: Path, base: str, until: str = "") -> dict[str, str]:
    """New path → old path of every file renamed from a commit to another one, else to the index or working tree."""
    revisions = (base, until) if until else (base,)
    words = iter(_differing(root, "--name-status", "--find-renames", "--diff-filter=R", "--end-of-options", *revisions))
    return {new: old for _, old, new in zip(words, words, words, strict=True)}


def changed(root: Path, base: str) -> list[str]:
    """The files that differ from a commit, in the index or the working tree, and new ones; sorted, no deleted ones."""
    new = run(root, "ls-files", "-z", "--others", "--exclude-standard")
    return sorted({*_differing(root, *_STANDING, "--end-of-options", base), *_names(new)})


def staged(root: Path) -> list[str]:
    """The files whose staged text differs from the last commit, sorted, without deleted ones."""
    return sorted(_differing(root, "--cached", *_STANDING))


def log(root: Path, old: str, new: str, patterns: Iterable[str]) -> list[list[str]]:
    """The commits that `new` has and `old` has not and that touch a file of a pattern, newest first, without merges.

    Each is its id, that of its parent (empty for the first commit), its day, its author and its subject.
    """
    form = "%H%x1f%P%x1f%as%x1f%an%x1f%s"
    found = run(root, "log", "-z", "--date-order", "--no-merges", "--full-history", "--no-show-signature",
                f"--format={form}", "--end-of-options", f"{old}..{new}", "--", *patterns)
    return [entry.strip("\n").split("\x1f", 4) for entry in _names(found)]


def _differing(root: Path, *arguments: str) -> list[str]:
    """What `git diff` lists."""
    return _names(run(root, "diff", "-z", "--no-ext-diff", *arguments))


def entries(root: Path, rev: str) -> dict[str, tuple[str, str]]:
    """Path → mode and object id of every file of a revision, or of the index where `rev` is empty."""
    if rev:
        listing = run(root, "ls-tree", "-r", "-z", "--full-tree", resolve(root, rev))
        return {path: (mode, name) for (mode, kind, name), path in _facts(listing) if kind == "blob"}
    listing = run(root, "ls-files", "-z", "--stage", "--full-name")
    return {path: (mode, name) for (mode, name, stage), path in _facts(listing) if stage == "0" and mode != _SUBMODULE}


def _facts(listing: str | None) -> Iterator[tuple[list[str], str]]:
    """The three words about each file, and its path."""
    for entry in _names(listing):
        facts, _, path = entry.partition("\t")
        yield facts.split(" "), path


class Objects:
    """The objects of a repository, read through one child process that ends with this object."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, name: str) -> bytes | None:
        """The bytes of an object by its id; None where this clone does not have it."""
        into, out = self._pipes()
        try:
            into.write(name.encode() + b"\n")
            into.flush()
        except OSError:
            return None
        header = out.readline().split()
        if len(header) != 3:  # noqa: PLR2004 - id, type and size; otherwise `missing`, or nothing from a dead child
            return None
        return out.read(int(header[2]) + 1)[:-1]

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._child is None:
            self._child = subprocess.Popen(["git", "-C", str(self._root), "cat-file", "--batch"], env=_environment(),
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            weakref.finalize(self, _end, self._child)
        return cast("IO[bytes]", self._child.stdin), cast("IO[bytes]", self._child.stdout)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End of input is the end of the child."""
    child.communicate()
