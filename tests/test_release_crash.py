"""A release is there or not: whenever the process dies, and however many run at once."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, Desk
from dying import DEAD
from release_packages import FILES, PLACE, bump, furnish

DRIVER = Path(__file__).parent / "dying.py"
STEPS: Mapping[str, tuple[str, ...]] = {
    "the first release": ("release", "orders", "--as-of", "2026-05-04"),
    "a further release": ("release", "orders", "--as-of", "2026-06-08"),
    "a release without git": ("release", "orders", "--as-of", "2026-05-04"),
    "a deprecation": ("release", "orders", "--deprecate", "--sunset", "2030-01-01", "--as-of", "2026-05-04"),
    "a deletion": ("release", "contracts/orders/v1", "--prune", "--as-of", "2030-01-02"),
}


def driver(root: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, str(DRIVER), *arguments], cwd=root, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, env={**ENVIRONMENT, "HOME": str(root)})


def prepared(desk: Desk, step: str) -> Desk:
    if step == "a release without git":
        for path, text in FILES.items():
            desk.write(path, text)
        return desk
    furnish(desk)
    if step == "a further release":
        assert desk.govtool(*STEPS["the first release"]).code == 0
        bump(desk, "1.0.0", "1.1.0")
    elif step == "a deletion":
        desk.replace(f"{PLACE}/contract.yaml", "status: active", "status: deprecated, sunsetDate: 2030-01-01")
    desk.commit()
    return desk


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the deaths are those of forks")
@pytest.mark.parametrize("step", STEPS)
def test_whenever_it_dies_everything_is_as_it_was_or_complete(desk: Desk, step: str) -> None:
    out, err = driver(desk.root, "everywhere", str(prepared(desk, step).root), *STEPS[step]).communicate()
    assert err == ""
    deaths = json.loads(out)
    assert deaths[-1] == {"code": 0, "state": "after", "again": 0, "then": "after"}
    assert {death["code"] for death in deaths[:-1]} == {DEAD}
    states = [death["state"] for death in deaths]
    # There is one moment at which it happens; until then a second run does it.
    assert states == sorted(states, reverse=True)
    assert set(states) == {"before", "after"}
    assert {(death["again"], death["then"]) for death in deaths} == {(0, "after")}


def test_git_sees_nothing_of_a_run_that_died_and_a_later_one_tidies_up(desk: Desk) -> None:
    furnish(desk)
    dead = driver(desk.root, "once", "6", *STEPS["the first release"])
    dead.communicate()
    assert dead.returncode == DEAD
    assert desk.git("status", "--porcelain", "--untracked-files=all") == ""
    left = list((desk.root / ".git/govtool").iterdir())
    assert left
    for place in left:
        os.utime(place, (0, 0))
    assert desk.govtool(*STEPS["the first release"]).code == 0
    assert list((desk.root / ".git/govtool").iterdir()) == []


@pytest.mark.parametrize("step", ["the first release", "a further release"])
def test_of_two_at_once_one_wins(desk: Desk, tmp_path: Path, step: str) -> None:
    root = prepared(desk, step).root
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    both = [driver(root, "meet", str(meeting), *STEPS[step]) for _ in range(2)]
    said = [each.communicate() for each in both]
    assert sorted(each.returncode for each in both) == [0, 2], said
    loser = next(err for each, (_, err) in zip(both, said, strict=True) if each.returncode)
    assert "was released by another run meanwhile" in loser
    assert list((root / ".git/govtool").iterdir()) == []
    assert desk.govtool("check", "--only", "releases").code == 0
    assert "nothing to release" in desk.govtool(*STEPS[step]).out
