"""A desk to work at: a temporary repository with real git, and the real command line."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# On a laptop new examples are hunted for at every run; a pipeline must not fail for one that nobody has seen.
settings.register_profile("default", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("default")

ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "LANG": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A. Designer", "GIT_AUTHOR_EMAIL": "a.designer@example.com",
    "GIT_COMMITTER_NAME": "A. Designer", "GIT_COMMITTER_EMAIL": "a.designer@example.com",
}


@dataclass(frozen=True)
class Done:
    """What a command printed and left."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A folder to work in."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return target

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, env={**ENVIRONMENT, "HOME": str(self.root)},
                              check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, message: str = "a change") -> str:
        if not (self.root / ".git").exists():
            self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def govtool(self, *arguments: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None,
                cwd: str = ".") -> Done:
        data = stdin if isinstance(stdin, bytes) else stdin.encode("utf-8")
        done = subprocess.run([sys.executable, "-m", "govtool", *arguments], cwd=self.root / cwd, input=data,
                              capture_output=True, check=False,
                              env={**ENVIRONMENT, "HOME": str(self.root), **(env or {})})
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder outside of any repository."""
    place = tmp_path / "desk"
    place.mkdir()
    return Desk(place)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may leave the machine: what tries to is a failing test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        assert self.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1", "localhost"), address
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
