"""Made blow-ups end in bounded time and memory, with a verdict, and the same bytes whatever the hash seed."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from compare_blowups import MADE

PROGRAM = Path(__file__).with_name("compare_blowups.py")
MEMORY = 1 << 30
SECONDS = 60
"""A bound that stops what never ends; nothing here takes a tenth of it."""


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def told(name: str, seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), name],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        preexec_fn=bounded,
    )
    return done.stdout


@pytest.mark.parametrize("name", MADE)
def test_a_blow_up_is_decided_or_possible_in_bounded_work(name: str) -> None:
    first = told(name, 1)
    assert any(id_ in first for id_ in ("max-length", "pattern", "type-changed"))
    assert "Verdict.BREAKING" in first or "Verdict.POSSIBLE" in first
    assert told(name, 2) == first
