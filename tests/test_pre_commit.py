"""The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit program on real commits."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, Desk
from test_cli_check import ORDERS

HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
# The hooks run the govtool of this environment: what they install is not what is tested here.
CONFIG = """\
repos:
  - repo: {hooks}
    rev: {rev}
    hooks:
      - {{id: govtool-lint, language: system}}
      - {{id: govtool-check, language: system}}
"""


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A repository with the hooks installed and a contract on main."""
    hooks = Desk(desk.root.parent / "hooks")
    hooks.write(HOOKS.name, HOOKS.read_bytes())
    rev = hooks.commit()
    desk.write("openapi.yaml", ORDERS)
    desk.write("compose.yaml", "services: {db: {image: postgres}}\n")
    desk.commit()
    desk.write(".pre-commit-config.yaml", CONFIG.format(hooks=hooks.root, rev=rev))
    desk.git("add", "-A")
    pre_commit(desk, "install")
    assert commit(desk, "the hooks").returncode == 0
    return desk


def pre_commit(desk: Desk, *arguments: str) -> None:
    program = shutil.which("pre-commit", path=ENVIRONMENT["PATH"])
    assert program
    subprocess.run([program, *arguments], cwd=desk.root, env=environment(desk), check=True, capture_output=True)


def environment(desk: Desk) -> dict[str, str]:
    return {**ENVIRONMENT, "HOME": str(desk.root.parent), "PRE_COMMIT_HOME": str(desk.root.parent / "cache")}


def commit(desk: Desk, message: str) -> subprocess.CompletedProcess[str]:
    desk.git("add", "-A")
    return subprocess.run(["git", "commit", "-m", message], cwd=desk.root, env=environment(desk), check=False,
                          capture_output=True, text=True)


def test_a_commit_that_breaks_is_stopped_and_a_good_one_goes_through(shop: Desk) -> None:
    head = shop.git("rev-parse", "HEAD")
    shop.replace("openapi.yaml", "maxLength: 40", "maxLength: 18")
    stopped = commit(shop, "shorter ids")
    assert stopped.returncode == 1
    assert "breaking[max-length-narrowed]" in stopped.stderr
    assert shop.git("rev-parse", "HEAD") == head
    shop.replace("openapi.yaml", "version: 1.4.0", "version: 2.0.0")
    assert commit(shop, "shorter ids, as a new major version").returncode == 0
    assert shop.git("rev-parse", "HEAD~1") == head


def test_a_document_that_cannot_be_read_is_stopped(shop: Desk) -> None:
    shop.write("openapi.yaml", ORDERS + "  broken: [\n")
    stopped = commit(shop, "half a document")
    assert stopped.returncode == 1
    assert "openapi.yaml" in stopped.stderr


def test_other_yaml_files_are_left_alone(shop: Desk) -> None:
    shop.write("compose.yaml", "services: {db: {image: 'postgres:17'}}\n")
    assert commit(shop, "a newer database").returncode == 0


def test_what_is_not_staged_is_not_judged(shop: Desk) -> None:
    shop.write("notes.yaml", "a: 1\n")
    shop.git("add", "notes.yaml")
    shop.replace("openapi.yaml", "maxLength: 40", "maxLength: 18")
    done = subprocess.run(["git", "commit", "-m", "notes"], cwd=shop.root, env=environment(shop), check=False,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
