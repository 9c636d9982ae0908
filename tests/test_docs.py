"""Documents that are run: every `console` block of the README and of the stories, and its printed output."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "tests" / "stories").glob("*.md"))]

_BLOCK = re.compile(r"^```(?P<language>[\w.-]+)(?: (?P<info>[^\n]*))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Block:
    language: str
    info: str
    body: str


def blocks(path: Path) -> list[Block]:
    found = _BLOCK.finditer(path.read_text("utf-8"))
    return [Block(match["language"], match["info"] or "", match["body"]) for match in found]


def steps(body: str) -> list[tuple[str, str]]:
    """The commands of a console block with the output printed below each; `\\` continues a command."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    found = []
    for part in parts:
        match = re.match(r"((?:[^\n]*\\\n)*[^\n]*)\n?(.*)", part, re.DOTALL)
        assert match
        found.append((match[1], match[2]))
    return found


def matches(expected: str, actual: str) -> bool:
    """Equal, where a line `…` stands for any lines and `…` inside a line for any text."""
    pattern = "\n".join(
        "(?:.*\n)*?.*" if line.strip() == _ELLIPSIS else re.escape(line.rstrip()).replace(_ELLIPSIS, ".*")
        for line in expected.rstrip("\n").split("\n")
    )
    lines = "\n".join(line.rstrip() for line in actual.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, lines) is not None


def environment(home: Path) -> dict[str, str]:
    """A bare environment: no colour, no CI, a git identity, and govtool first on the path."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "A. Designer", "GIT_AUTHOR_EMAIL": "a.designer@example.com",
        "GIT_COMMITTER_NAME": "A. Designer", "GIT_COMMITTER_EMAIL": "a.designer@example.com",
        "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
    }


def run(command: str, cwd: Path, home: Path) -> str:
    # The documents are ours, and a reader types these very lines into a shell.
    shell = shutil.which("bash") or "sh"
    done = subprocess.run([shell, "-c", command], cwd=cwd, env=environment(home), text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    return done.stdout + (f"[exit {done.returncode}]\n" if done.returncode else "")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_says_is_what_happens(path: Path, tmp_path: Path) -> None:
    """Blocks share one folder. ```yaml file=NAME writes a file; ```console repository runs in this checkout.

    A ```python block is a script that has to end well.
    """
    desk = tmp_path / "desk"
    desk.mkdir()
    for block in blocks(path):
        if block.info.startswith("file="):
            target = desk / block.info.removeprefix("file=")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.body, "utf-8")
        elif block.language == "console" and "not-run" not in block.info:
            place = ROOT if "repository" in block.info else desk
            for command, expected in steps(block.body):
                actual = run(command, place, tmp_path)
                assert matches(expected, actual), f"$ {command}\n--- printed\n{actual}--- expected\n{expected}"
        elif block.language == "python":
            (desk / "block.py").write_text(block.body, "utf-8")
            assert run(f"{sys.executable} block.py", desk, tmp_path) == ""


def test_the_readme_has_commands_that_are_run() -> None:
    commands = [
        command
        for block in blocks(ROOT / "README.md")
        if block.language == "console" and "not-run" not in block.info
        for command, _ in steps(block.body)
    ]
    assert any(command.startswith("govtool check") for command in commands)
    assert any(command.startswith("govtool explain") for command in commands)
