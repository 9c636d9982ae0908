"""`catalog`: what a repository holds, as data for machines and as rows for people."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from govtool.catalog import graph as graphs
from govtool.catalog.impact import Impact, Party, impact
from govtool.catalog.named import named
from govtool.catalog.table import Row, rows
from govtool.gate.desk import Desk

Table = list[tuple[str, ...]]
_NOTHING = "-"


def contracts() -> list[Row]:
    """Every contract of the repository around the current folder, by name."""
    return rows(Desk.at(Path.cwd()).repository())


def contracts_data(found: Sequence[Row]) -> dict[str, Any]:
    """The contracts as JSON carries them."""
    return {"format": "govtool-catalog/1", "contracts": [asdict(row) for row in found]}


def contracts_table(found: Sequence[Row]) -> Table:
    """The contracts for people, under a line of heads."""
    heads = ("NAME", "VERSION", "OWNER", "TIER", "LIFECYCLE", "RELEASES", "PROVIDERS", "CONSUMERS")
    return [heads, *(tuple(_shown(value) for value in asdict(row).values()) for row in found)]


def graph_lines(format_: str) -> Iterator[str]:
    """The systems and contracts as a drawing."""
    return graphs.DRAWINGS[format_](_graph())


def graph_data() -> dict[str, Any]:
    """The systems and contracts as JSON carries them."""
    return graphs.plain(_graph())


def _graph() -> graphs.Graph:
    return graphs.graph(Desk.at(Path.cwd()).repository())


def impacts(reference: str) -> list[Impact]:
    """What `production-order@1#batchId` concerns; without `#`, the whole contract."""
    name, _, place = reference.partition("#")
    desk = Desk.at(Path.cwd())
    repository = desk.repository()
    return impact(repository, named(repository, name, desk.start), place)


def impacts_data(found: Sequence[Impact]) -> dict[str, Any]:
    """The impact as JSON carries it."""
    return {"format": "govtool-impact/1", "contracts": [
        {**asdict(one), "carriers": [{"name": carrier.name, "part": carrier.part, "fromProvider": carrier.from_provider}
                                     for carrier in one.carriers]} for one in found]}


def impacts_table(found: Sequence[Impact]) -> Table:
    """The impact for people: for each contract who writes, who reads, and what carries it."""
    lines: Table = []
    for one in found:
        first, *others = [f"{carrier.name} ({carrier.part})" for carrier in one.carriers] or [_NOTHING]
        lines += [(one.contract, "written by", _parties(one.writers)), ("", "read by", _parties(one.readers)),
                  ("", "carried by", first), *(("", "", other) for other in others)]
    return lines


def _parties(parties: Sequence[Party]) -> str:
    """A system that declares no fields may use any."""
    return ", ".join(one.system if one.declared else f"{one.system} (fields not declared)"
                     for one in parties) or _NOTHING


def _shown(value: Any) -> str:
    return (", ".join(value) if isinstance(value, tuple) else value) or _NOTHING
