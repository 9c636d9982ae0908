"""The figures of bench/README.md, measured on this machine: `make bench`.

CPU seconds and peak memory of whole commands, medians of nine runs. Large public documents are looked for in
`../shared/specs`; a row whose document or peer is missing says so. Peers are taken from PATH (`oasdiff`, `redocly`,
`spectral`), and stand in the same run, so that a ratio means something on any machine.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Figure, measure

ROOT = Path(__file__).resolve().parents[1]
SPECS = ROOT / ".." / "shared" / "specs"
GOVTOOL = [str(Path(sys.executable).parent / "govtool")]
READ = """
import os, sys
from pathlib import Path
from govtool.source.document import parse
document = parse(Path(sys.argv[1]).read_bytes(), sys.argv[1])
document.span(())
os._exit(0)
"""
"""Reads a document and finds a first place in it; what it holds is not given back, object by object, at the end."""
LOAD = [sys.executable, "-c", READ]
SMALL = "openapi: 3.1.0\n"


@dataclass(frozen=True)
class Row:
    """One line of the table: what is measured, its limit in CPU seconds, and the peer's command."""

    name: str
    command: Sequence[str]
    limit: float
    needs: Path | None = None
    peer: Sequence[str] = ()
    start: Sequence[str] = ()
    """What is taken off: the same program with next to nothing to do."""
    where: Path = ROOT
    """The folder it runs in: this one has settings, which turn more rules on."""


def ten_megabytes(stripe: Path, folder: Path) -> Path:
    """A 10 MB YAML: three copies of a large document below three keys."""
    target = folder / "ten.yaml"
    text = "".join("  " + line for line in stripe.read_text("utf-8").removeprefix("---\n").splitlines(keepends=True))
    target.write_text("".join(f"part{number}:\n{text}" for number in range(3)), "utf-8")
    return target


def rows(folder: Path) -> Iterator[Row]:
    """Every figure that the project promises."""
    petstore, museum = SPECS / "small" / "petstore3.yaml", SPECS / "small" / "museum.yaml"
    few, k8s = SPECS / "pairs" / "stripe-few", SPECS / "pairs" / "k8s"
    many = SPECS / "pairs" / "stripe-many"
    yield Row("--help", [*GOVTOOL, "--help"], 0.06, peer=["oasdiff", "--help"])
    for document in (petstore, museum):
        name = f"lint, {document.stat().st_size // 1000} KB" if document.exists() else "lint"
        command, peer = [*GOVTOOL, "lint", str(document)], ["redocly", "lint", str(document)]
        yield Row(name, command, 0.2, document, peer, where=folder)
        yield Row(f"{name}, every rule", command, 0.2, document)
    small = folder / "small.yaml"
    small.write_text(SMALL, "utf-8")
    start = [*LOAD, str(small)]
    yield Row("load YAML 3.2 MB", [*LOAD, str(few / "base.yaml")], 0.3, few / "base.yaml", start=start)
    if few.is_dir():
        ten = ten_megabytes(few / "base.yaml", folder)
        yield Row("load YAML 10 MB", [*LOAD, str(ten)], 0.8, ten, start=start)
    yield Row("check, shipped contracts", [*GOVTOOL, "check"], 1.0)
    for name, pair, limit in (("few", few, 0.8), ("many", many, 0.8), ("k8s", k8s, 0.8)):
        old, new = str(pair / "base.json"), str(pair / "rev.json")
        yield Row(f"diff {name}", [*GOVTOOL, "diff", old, new], limit, pair, ["oasdiff", "breaking", old, new])


def line(row: Row, ours: Figure, peer: Figure | None) -> str:
    """A row of the Markdown table; a figure of a run that failed is none."""
    if not ours.exits <= {0, 1}:
        return f"| {row.name} | failed with exit {sorted(ours.exits)} | | | | |"
    beside = f"{peer.cpu:.3f} | {ours.cpu / peer.cpu:.2f}" if peer and peer.cpu else " | "
    return f"| {row.name} | {ours.cpu:.3f} | {row.limit:.2f} | {ours.peak_mb:.0f} | {beside} |"


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        table(Path(folder))


def table(folder: Path) -> None:
    """Measure and print row by row; `folder` lies outside of any repository and settings."""
    print("| command | CPU s | limit | peak MB | peer CPU s | ratio |\n|---|---|---|---|---|---|")
    for row in rows(folder):
        if row.needs and not row.needs.exists():
            print(f"| {row.name} | not measured: {row.needs.name} is not there | | | | |")
            continue
        found = shutil.which(row.peer[0]) if row.peer else None
        peer = measure([found, *row.peer[1:]], row.where, 3) if found else None
        ours = measure(row.command, row.where)
        if row.start:
            ours = replace(ours, cpu=ours.cpu - measure(row.start, row.where).cpu)
        print(line(row, ours, peer), flush=True)


if __name__ == "__main__":
    main()
