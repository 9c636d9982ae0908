"""What `publish` says of a run: as a table for people, and as data with every id and version for programs."""

from collections.abc import Mapping
from typing import Any

from govtool.errors import UserError
from govtool.registry.publish import Published, Row

FORMAT = "govtool-publish/1"
_HEADS = ("SUBJECT", "RELEASE", "OUTCOME", "VERSION", "ID", "LEVEL")
_NOTHING = "-"


def table(done: Published) -> list[tuple[str, ...]]:
    """What became of each schema, under a line of heads; a level that is set stands beside the next one."""
    lines: list[tuple[str, ...]] = []
    level = ""
    for row, following in zip(done.rows, (*done.rows[1:], None), strict=False):
        level = f"{row.outcome} {row.level}, was {row.was}" if row.level else level
        if not row.level or following is None or following.subject != row.subject:
            outcome = "" if row.level else row.outcome
            said = (", ".join(row.releases), outcome, _number(row.version), _number(row.id), level)
            lines.append((row.subject, *(value or _NOTHING for value in said)))
            level = ""
    return [_HEADS, *lines] if lines else []


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def closing(done: Published) -> str:
    """The last word on what was written."""
    if done.stopped is not None:
        why = done.stopped.message if isinstance(done.stopped, UserError) else "interrupted"
        return f"stopped after {_count(done.changed)} written to {done.registry}: {why}"
    if not done.rows:
        return f"no schema to register with {done.registry}"
    if not done.changed:
        refused = any(row.outcome in {"refused", "left out"} for row in done.rows)
        return f"nothing was written to {done.registry}" if refused else f"nothing to do: {done.registry} has it all"
    return f"{_count(done.changed)} {'would be ' if done.dry_run else ''}written to {done.registry}"


def _count(changed: int) -> str:
    return f"{changed} version{'' if changed == 1 else 's'} or level{'' if changed == 1 else 's'}"


def data(done: Published, report: Mapping[str, Any]) -> dict[str, Any]:
    """The run as JSON carries it, with its report."""
    stopped = done.stopped
    return {
        "format": FORMAT, "registry": done.registry, "dryRun": done.dry_run, "changed": done.changed,
        "stopped": None if stopped is None else getattr(stopped, "message", "interrupted"),
        "subjects": [_row_data(row) for row in done.rows], "report": report,
    }


def _row_data(row: Row) -> dict[str, Any]:
    if row.level:
        return {"subject": row.subject, "contract": row.contract, "outcome": row.outcome, "level": row.level,
                "was": row.was}
    return {"subject": row.subject, "contract": row.contract, "releases": list(row.releases), "outcome": row.outcome,
            "version": row.version, "id": row.id}
