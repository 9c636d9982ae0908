"""Measuring whole commands: CPU seconds and peak memory as the operating system accounts for them."""

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """The medians of several runs of one command, after one warm-up."""

    cpu: float
    wall: float
    peak_mb: float
    exits: frozenset[int]


def _once(command: Sequence[str], cwd: Path) -> tuple[float, float, float, int]:
    begin = os.times().elapsed
    with Path(os.devnull).open("wb") as nowhere:
        child = subprocess.Popen(command, cwd=cwd, stdout=nowhere, stderr=nowhere, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return usage.ru_utime + usage.ru_stime, os.times().elapsed - begin, usage.ru_maxrss / scale, child.returncode


def measure(command: Sequence[str], cwd: Path, runs: int = 9) -> Figure:
    """Run a command once to warm up and `runs` times for the medians."""
    _once(command, cwd)
    rows = [_once(command, cwd) for _ in range(runs)]
    cpu, wall, peak, exits = zip(*rows, strict=True)
    return Figure(statistics.median(cpu), statistics.median(wall), statistics.median(peak), frozenset(exits))
