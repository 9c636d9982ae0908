"""The service levels that a contract promises (Open Data Contract Standard 3, `slaProperties`)."""

from collections.abc import Mapping
from typing import Any

from govtool.model.contract import Contract
from govtool.model.shape import text

UNITS: Mapping[str, Mapping[str, float]] = {
    "availability": {"percent": 1, "%": 1},
    "latency": {"ms": 0.001, "s": 1, "min": 60},
}
"""The properties that every contract promises, and their units in percent and in seconds."""


def promised(contract: Contract) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """The first entry of each of these properties, with its place in the list."""
    found: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for index, entry in enumerate(contract.facts.sla):
        name = text(entry.get("property"))
        if name in UNITS:
            found.setdefault(name, (index, entry))
    return found


def amount(name: str, entry: Mapping[str, Any]) -> float | None:
    """What an entry promises, in percent or in seconds; None where it is not written so."""
    value, factor = entry.get("value"), UNITS[name].get(text(entry.get("unit")))
    if factor is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value * factor
