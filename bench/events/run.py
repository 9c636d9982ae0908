"""The figures of bench/events/README.md, measured on this machine: `make bench-events`.

CPU seconds. The official Avro checker runs beside, where `AVRO_PYTHON` names a Python that has the package `avro`.
Public AsyncAPI documents are looked for in `../shared/specs`; a row without its documents says so.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measure import measure

from events.made import HISTORIES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / ".." / "shared" / "specs" / "asyncapi"
VERSIONS = 10_000
RUNS = 3
TARGETS = {"BACKWARD_TRANSITIVE cold": 0.25, "BACKWARD_TRANSITIVE warm": 0.05,
           "FULL_TRANSITIVE cold": 0.25, "FULL_TRANSITIVE warm": 0.05}
COUNT = 241
"""The documents whose validation is promised within a second."""


def asked(python: str, who: str, history: str) -> Mapping[str, float]:
    """The medians of several processes; empty for a Python that cannot do it."""
    command = [python, str(Path(__file__).with_name("history.py")), who, history, str(VERSIONS)]
    rows = []
    for _ in range(RUNS if who == "ours" else 1):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return {}
        rows.append(json.loads(done.stdout))
    return {name: median(row[name] for row in rows) for name in rows[0]}


def histories() -> None:
    """Ten thousand versions, the newest against all others."""
    print("| history | step | CPU s | target | official checker, CPU s | ratio |\n|---|---|---|---|---|---|")
    beside = os.environ.get("AVRO_PYTHON", "")
    for history in HISTORIES:
        found, peer = asked(sys.executable, "ours", history), asked(beside, "peer", history) if beside else {}
        for step, seconds in found.items():
            target = f"{TARGETS[step]:.2f}" if step in TARGETS else ""
            # The peer remembers nothing: what it takes at first, it takes again.
            theirs = peer.get(step) or peer.get(step.replace("warm", "cold"), 0.0)
            ratio = f"{theirs:.2f} | {seconds / theirs:.3f}" if theirs else " | "
            print(f"| {history} | {step} | {seconds:.3f} | {target} | {ratio} |", flush=True)


def documents() -> None:
    """Public AsyncAPI documents, judged by the official schemas and the rules of validity, in one command."""
    if not DOCUMENTS.is_dir():
        print(f"not measured: {DOCUMENTS.name} is not there")
        return
    files = sorted(DOCUMENTS.iterdir())
    with TemporaryDirectory() as folder:
        for number in range(COUNT):
            again, place = divmod(number, len(files))
            target = Path(folder) / str(again) / files[place].name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(files[place], target)
        command = [str(Path(sys.executable).parent / "govtool"), "check", "--only", "validity"]
        found = measure(command, Path(folder), RUNS)
    print("\n| documents | CPU s | wall s | target | peak MB |\n|---|---|---|---|---|")
    print(f"| {COUNT} | {found.cpu:.2f} | {found.wall:.2f} | 1.00 | {found.peak_mb:.0f} |")


if __name__ == "__main__":
    histories()
    documents()
