"""What made documents are judged, in bounded memory, and that the bytes of the report are always the same."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from compare_blowups import MADE, NEW, OLD
from compare_documents import changes

GOVTOOL = Path(sys.executable).with_name("govtool")
MEMORY = 1 << 30
SEEDS = range(10)
DECIDED = {
    "two_schemas",
    "two_references_a_level",
    "recursive_choice",
    "all_to_all",
    "many_operations",
    "narrowed_properties",
    "required_properties",
    "named_and_patterned",
    "deep",
    "recursive_schemas_60",
    "recursive_schemas_5000",
}
"""The made pairs of which a break is proven; the others may end as possible."""


def confined() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def report(folder: Path, name: str, seed: int = 0) -> bytes:
    """The bytes that `diff` prints of a made pair, in a process that may have a gigabyte."""
    files = []
    for side, longest in (("old", OLD), ("new", NEW)):
        path = folder / f"{side}.json"
        path.write_text(json.dumps(MADE[name](longest)), "utf-8")
        files.append(str(path))
    done = subprocess.run(
        [GOVTOOL, "diff", *files, "--format", "json"],
        capture_output=True,
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        preexec_fn=confined,
    )
    return done.stdout


def listed(text: bytes) -> list[dict[str, Any]]:
    found = json.loads(text)
    assert isinstance(found, dict)
    return list(found["changes"])


@pytest.mark.parametrize("name", ["two_schemas", "recursive_choice", "long_patterns"])
def test_the_bytes_are_the_same_whatever_the_hash_seed(tmp_path: Path, name: str) -> None:
    assert len({report(tmp_path, name, seed) for seed in SEEDS}) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_two_schemas_that_refer_to_each_other_reach_both_operations(tmp_path: Path, seed: int) -> None:
    (change,) = listed(report(tmp_path, "two_schemas", seed))
    assert (change["id"], change["verdict"]) == ("type-changed", "breaking")
    assert change["reach"] == ["POST /a", "POST /b"]


@pytest.mark.parametrize("name", MADE)
def test_a_made_break_is_proven_or_the_reason_is_told(tmp_path: Path, name: str) -> None:
    told = listed(report(tmp_path, name))
    verdicts = {change["verdict"] for change in told}
    assert ("breaking" in verdicts) == (name in DECIDED)
    assert "possible" in verdicts or name in DECIDED
    assert all(change["witness"] for change in told if change["verdict"] == "breaking")
    assert all(change["reason"] for change in told if change["verdict"] == "possible")


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_said_of_a_made_document_and_itself(name: str) -> None:
    assert changes(MADE[name](OLD), MADE[name](OLD)) == []
