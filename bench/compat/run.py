"""The figures of bench/compat/README.md, measured on this machine: `make bench-compat`.

Medians of whole commands, each peer beside us in the same run: `oasdiff` and `redocly`, where they are on PATH. A peer
gets a minute and 8 GB; what ends before it has answered is told as failed. Public documents are
looked for in `../shared/specs`; GitHub's description is fetched from npm once. A row without its documents says so.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Bound, Figure, measure

from compat.github import descriptions
from compat.made import MADE, NEW, OLD, Json, calls, record, tree

ROOT = Path(__file__).resolve().parents[2]
PAIRS = ROOT / ".." / "shared" / "specs" / "pairs"
GOVTOOL = [str(Path(sys.executable).parent / "govtool"), "diff"]
PEERS = {"oasdiff": ["breaking"], "redocly": ["diff", "--fail-on", "none"]}
BOUND = Bound(seconds=60, data_gb=8)
RUNS, PEER_RUNS = 5, 3
COUNTS = (500, 1_000, 2_000, 4_000, 8_000)


@dataclass(frozen=True)
class Pair:
    """Two documents to compare, and what is asked of us."""

    name: str
    old: Path
    new: Path
    target: str = ""


LARGE = "¼ of oasdiff's wall, ½ of its memory"
STRIPE = "0.6 s, 150 MB; " + LARGE


def pairs(folder: Path) -> Iterator[Pair]:
    """Every pair of the table."""
    tiny = written(folder, "tiny", lambda longest: calls(record({"v": {"type": "string", "maxLength": longest}}), {}))
    yield Pair("tiny", *tiny, "0.08 s")
    for name, target in (("petstore30", ""), ("stripe-few", STRIPE), ("stripe-many", STRIPE), ("k8s", LARGE)):
        yield Pair(name, PAIRS / name / "base.json", PAIRS / name / "rev.json", target)
    old, new = descriptions(ROOT / "bench" / ".data")
    yield Pair("GitHub, a major apart", old, new, LARGE)
    yield Pair("GitHub, the same file", new, new, LARGE)
    for name, made in MADE.items():
        yield Pair(name.replace("_", " "), *written(folder, name, made), "1 s CPU")


def written(folder: Path, name: str, made: Callable[[int], Json]) -> tuple[Path, Path]:
    """Both versions of a made document, as files."""
    paths = folder / f"{name}-old.json", folder / f"{name}-new.json"
    for path, longest in zip(paths, (OLD, NEW), strict=True):
        path.write_text(json.dumps(made(longest)), "utf-8")
    return paths


def found() -> dict[str, list[str]]:
    """The peers that are on PATH, as the beginnings of their commands."""
    paths = {name: shutil.which(name) for name in PEERS}
    return {name: [path, *PEERS[name]] for name, path in paths.items() if path}


def version(program: str) -> str:
    """What a peer says its version is."""
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]


def cells(figure: Figure) -> str:
    """Wall, CPU and memory of one command, or why there are none."""
    if figure.exits <= {0}:
        return f"{figure.wall:.2f} | {figure.cpu:.2f} | {figure.peak_mb:.0f}"
    return f"failed: {why(figure)} | | "


def why(figure: Figure) -> str:
    """What ended a run that gave no answer."""
    if figure.wall >= BOUND.seconds:
        return f"{BOUND.seconds:.0f} s were not enough"
    return f"exit {min(figure.exits)} after {figure.wall:.1f} s and {figure.peak_mb / 1000:.1f} GB"


def ratio(ours: Figure, peer: Figure) -> str:
    """Ours to theirs, wall and memory; below 1 we are better."""
    if not peer.exits <= {0} or not ours.exits <= {0}:
        return " | "
    return f"{ours.wall / peer.wall:.2f} | {ours.peak_mb / peer.peak_mb:.2f}"


def table(folder: Path, peers: Mapping[str, list[str]], only: str) -> None:
    """Measure and print, row by row, the pairs whose name holds a word."""
    for name, command in peers.items():
        print(f"{name} {version(command[0])}\n")
    heads = "".join(f" {name} wall s | CPU s | MB | ours/{name} wall | memory |" for name in peers)
    print(f"| pair | target | wall s | CPU s | MB |{heads}")
    print("|---" * (5 + 5 * len(peers)) + "|")
    for pair in pairs(folder):
        if only not in pair.name:
            continue
        files = [str(pair.old), str(pair.new)]
        if not pair.old.exists() or not pair.new.exists():
            print(f"| {pair.name} | not measured: its documents are not there |")
            continue
        ours = measure([*GOVTOOL, *files], folder, RUNS)
        theirs = [measure([*command, *files], folder, PEER_RUNS, BOUND) for command in peers.values()]
        beside = "".join(f" {cells(peer)} | {ratio(ours, peer)} |" for peer in theirs)
        print(f"| {pair.name} | {pair.target} | {cells(ours)} |{beside}", flush=True)


def curve(folder: Path) -> None:
    """Measure and print how the work grows with the schemas."""
    print("\n| schemas | all changed, CPU s | MB | one changed, CPU s | MB |\n|---|---|---|---|---|")
    for count in COUNTS:
        row = f"| {count}"
        for changed in (count, 1):
            files = written(folder, f"tree-{count}-{changed}", tree(count, changed))
            figure = measure([*GOVTOOL, *map(str, files)], folder, PEER_RUNS)
            row += f" | {figure.cpu:.2f} | {figure.peak_mb:.0f}"
        print(row + " |", flush=True)


def main() -> None:
    """Print the table and the curve; a word as argument asks for the rows of that name only."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    with TemporaryDirectory() as name:
        folder = Path(name)
        table(folder, found(), only)
        if only in ("", "curve"):
            curve(folder)


if __name__ == "__main__":
    main()
