"""`diff` as git's external diff: one file at a time, and never an error, whatever the file is."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from govtool.catalog.repository import Repository
from govtool.errors import UserError
from govtool.finding import Report
from govtool.gate.desk import Desk
from govtool.gate.diff import Options, report_of
from govtool.gate.sides import Sides, come, gone
from govtool.model.contract import Contract
from govtool.model.detect import UNKNOWN
from govtool.source import git
from govtool.source.tree import WorkTree

_NOTHING = "/dev/null"
_LEAST = 7
"""The path, and for each side a file, an object id and a mode; after a rename also the new path and what git says."""
_BINARY = 8000
"""Bytes; git looks this far for a NUL."""


@dataclass(frozen=True, slots=True)
class Call:
    """What git asks: `path old-file old-hex old-mode new-file new-hex new-mode`, for a rename the new path too."""

    path: str
    now: str
    """The path in the new version."""
    old: str
    """Files that hold the two versions; `/dev/null` for none."""
    new: str
    old_id: str
    new_id: str


def parse_call(arguments: Sequence[str]) -> Call:
    """The arguments that git gives; UserError for others. For a path in conflict git gives the path alone."""
    if len(arguments) == 1:
        return Call(arguments[0], arguments[0], _NOTHING, _NOTHING, "", "")
    if len(arguments) < _LEAST:
        raise UserError("`--git-driver` is for git, which gives it seven arguments",
                        "`git config diff.govtool.command 'govtool diff --git-driver'`, "
                        "and in .gitattributes `*.yaml diff=govtool`")
    path, old, old_id, _, new, new_id = arguments[:6]
    return Call(path, arguments[_LEAST] if len(arguments) > _LEAST else path, old, new, old_id, new_id)


def heading(call: Call) -> str:
    """The line that tells the files of one `git diff` apart, as git writes it."""
    return f"diff --govtool a/{call.path} b/{call.now}\n"


def report(call: Call, options: Options) -> Report | None:
    """What changed in a contract; None for what is none, or cannot be read. UserError for wrong settings."""
    try:
        desk = Desk.at(Path.cwd())
        root = git.repo_root(desk.start) or desk.start
        old = _contract(call.old, call.path, call.old_id, root, desk)
        new = _contract(call.new, call.now, call.new_id, root, desk)
        if not any((old, new)) or any(each and not _is_readable(each) for each in (old, new)):
            return None
        if old and new:
            return report_of(Sides(((old, new),)), desk, replace(options, old=None))
        return report_of(Sides((), tuple(map(gone, filter(None, (old,)))) + tuple(map(come, filter(None, (new,))))),
                         desk, options)
    except UserError:
        raise
    except Exception:  # noqa: BLE001 - git shows no further file once a driver has failed
        return None


def _is_readable(contract: Contract) -> bool:
    return contract.format != UNKNOWN and contract.document.usable


def _contract(file: str, path: str, name: str, root: Path, desk: Desk) -> Contract | None:
    if file == _NOTHING:
        return None
    label = name[:7] if name.strip("0") and file != path else ""
    repository = Repository(_Beside(root, path, Path(file).read_bytes(), label), desk.config)
    return repository.contract(repository.source(path))


class _Beside(WorkTree):
    """The working tree with another text at one path: what the file refers to is read as it is now."""

    def __init__(self, root: Path, path: str, text: bytes, label: str) -> None:
        super().__init__(root)
        self.label = label
        self._path, self._text = path, text

    def read(self, path: str) -> bytes:
        """The bytes of a file, at the one path those given."""
        return self._text if path == self._path else super().read(path)

    def real(self, path: str) -> str:
        """Where the path leads; the one path is itself."""
        return path if path == self._path else super().real(path)

    def name_of(self, path: str) -> str:
        """The path; the one file after its object id, where it is not in the working tree."""
        return f"{self.label}:{path}" if self.label and path == self._path else super().name_of(path)


def plain(call: Call) -> Iterator[str]:
    """The lines of the usual diff, for everything that is no contract."""
    if call.old == call.new == _NOTHING:
        yield f"* Unmerged path {call.path}\n"
        return
    old, new = (b"" if file == _NOTHING else _bytes(file) for file in (call.old, call.new))
    was = _NOTHING if call.old == _NOTHING else f"a/{call.path}"
    now = _NOTHING if call.new == _NOTHING else f"b/{call.now}"
    if b"\0" in old[:_BINARY] + new[:_BINARY]:
        yield f"Binary files {was} and {now} differ\n"
        return
    before, after = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (old, new))
    for line in difflib.unified_diff(before, after, was, now):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:  # a folder: the commit of a submodule
        return b""
