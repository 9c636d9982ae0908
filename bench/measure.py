"""Measuring whole commands: CPU seconds and peak memory as the operating system accounts for them."""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

LONG = 10.0
"""Seconds: of what takes so long, one run more tells enough."""


@dataclass(frozen=True)
class Figure:
    """The medians of several runs of one command, after one warm-up."""

    cpu: float
    wall: float
    peak_mb: float
    exits: frozenset[int]


@dataclass(frozen=True)
class Bound:
    """What a run may take before it is ended, so that the machine survives it."""

    seconds: float
    data_gb: int


@dataclass(frozen=True)
class _Run:
    cpu: float
    wall: float
    peak_mb: float
    exit: int


def _once(command: Sequence[str], cwd: Path, bound: Bound | None) -> _Run:
    def confined() -> None:
        if bound:
            resource.setrlimit(resource.RLIMIT_DATA, (bound.data_gb << 30,) * 2)

    begin = os.times().elapsed
    with Path(os.devnull).open("wb") as nowhere:
        child = subprocess.Popen(
            command,
            cwd=cwd,
            stdout=nowhere,
            stderr=nowhere,
            stdin=subprocess.DEVNULL,
            preexec_fn=confined,  # noqa: PLW1509 - a timer of ours is over before the next fork
        )
        end = Timer(bound.seconds, child.kill) if bound else None
        if end:
            end.start()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if end:
            end.cancel()
            end.join()
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    wall = os.times().elapsed - begin
    return _Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / scale, child.returncode)


def measure(command: Sequence[str], cwd: Path, runs: int = 9, bound: Bound | None = None) -> Figure:
    """Run a command once to warm up and `runs` times for the medians; one that fails or is long is not run again."""
    first = _once(command, cwd, bound)
    again = 0 if first.exit not in (0, 1) else runs if first.wall < LONG else 1
    rows = [_once(command, cwd, bound) for _ in range(again)] or [first]
    return Figure(
        statistics.median(row.cpu for row in rows),
        statistics.median(row.wall for row in rows),
        statistics.median(row.peak_mb for row in rows),
        frozenset(row.exit for row in rows),
    )
