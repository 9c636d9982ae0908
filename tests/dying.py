"""A govtool that dies, or waits, before one of the changes that it makes to the disk.

    python dying.py everywhere ORIGIN COMMAND...   run a command in a fresh copy of a folder, dying before its first
                                                   change of the disk, then before its second, until it comes to its
                                                   end; print as JSON how it looks, and what a second run does
    python dying.py once NUMBER COMMAND...         run a command here, and die before that change
    python dying.py meet FOLDER COMMAND...         wait before the first rename until another such process is there too
"""

import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, Self

DEAD = 99
Act = Callable[[str, int], None]


def hook(act: Act) -> None:
    """Call `act` with name and number before every change of the disk."""
    count = 0

    def before(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            act(name, count)
            return real(*arguments, **options)

        return changed

    for name in ("mkdir", "rename", "replace", "fsync", "unlink", "rmdir", "chmod"):
        setattr(os, name, before(name, getattr(os, name)))
    opened = io.open

    def watched(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if mode != "xb":
            return opened(file, mode, *arguments, **options)
        return Half(before("create", opened)(file, mode, *arguments, **options), before)

    io.open = watched


class Half:
    """A file of which only half may be written."""

    def __init__(self, file: Any, before: Callable[[str, Callable[..., Any]], Callable[..., Any]]) -> None:
        self.file, self.before = file, before

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        self.file.write(content[:half])
        self.file.flush()
        return half + int(self.before("write", self.file.write)(content[half:]))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def die_before(number: int) -> Act:
    def act(_: str, count: int) -> None:
        if count == number:
            os._exit(DEAD)

    return act


def meet_in(folder: Path) -> Act:
    def act(name: str, _: int) -> None:
        if name == "rename":
            (folder / str(os.getpid())).touch()
            deadline = time.monotonic() + 60
            while len(list(folder.iterdir())) < 2 and time.monotonic() < deadline:
                time.sleep(0.01)

    return act


def govtool(command: list[str], act: Act | None) -> NoReturn:
    """The real command line, in this process."""
    from govtool.cli import main

    sys.argv = ["govtool", *command]
    if act is not None:
        hook(act)
    main()
    raise AssertionError


def child(root: Path, command: list[str], act: Act | None) -> int:
    """The exit code of a command that a fork of this process runs in a folder; nothing has to be imported again."""
    pid = os.fork()
    if pid == 0:
        os.chdir(root)
        sys.stdout = sys.stderr = (root.parent / "said").open("a")
        govtool(command, act)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def everywhere(origin: Path, command: list[str]) -> list[dict[str, Any]]:
    """How a folder looks after a death before each change, and after a second run."""
    before, whole = looks(origin), copied(origin, "whole")
    warm_up(whole, command)
    assert child(whole, command, None) == 0, (origin.parent / "said").read_text()
    names = {json.dumps(before): "before", json.dumps(looks(whole)): "after"}
    found: list[dict[str, Any]] = []
    while not found or found[-1]["code"] == DEAD:
        root = copied(origin, "copy")
        code = child(root, command, die_before(len(found) + 1))
        state = names.get(json.dumps(looks(root)), "half")
        again = child(root, command, None) if state == "before" else 0
        found.append({"code": code, "state": state, "again": again, "then": names.get(json.dumps(looks(root)), "half")})
        shutil.rmtree(root)
    return found


def warm_up(root: Path, command: list[str]) -> None:
    """Import and read everything once, so that no child has to."""
    os.chdir(root)
    stdout, sys.stdout = sys.stdout, io.StringIO()
    try:
        govtool([*command, "--dry-run"], None)
    except SystemExit:
        sys.stdout = stdout


def copied(origin: Path, name: str) -> Path:
    return Path(shutil.copytree(origin, origin.parent / name))


def looks(root: Path) -> dict[str, str]:
    """Every file and folder that anybody sees, with the content of the files; nobody looks into the hidden stores."""
    found = {}
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        if place.parts[0] not in {".git", ".govtool"}:
            found[place.as_posix()] = path.read_bytes().decode("latin-1") if path.is_file() else ""
    return found


def main() -> None:
    how, argument, *command = sys.argv[1:]
    if how == "everywhere":
        sys.stdout.write(json.dumps(everywhere(Path(argument), command)))
    else:
        govtool(command, die_before(int(argument)) if how == "once" else meet_in(Path(argument)))


if __name__ == "__main__":
    main()
