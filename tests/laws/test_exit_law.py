"""Law 11: the exit code says the same as the report, for every command that has one."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtool.cli import cli

OLD = """\
openapi: 3.1.0
info: {title: Stock, version: 1.0.0}
paths:
  /stock/{materialId}:
    get:
      operationId: readStock
      parameters:
        - {name: materialId, in: path, required: true, schema: {type: string, maxLength: 40}}
        - {name: site, in: query, schema: {type: string, enum: [NORTH, SOUTH]}}
      responses:
        '200':
          description: The stock.
          content:
            application/json:
              schema:
                type: object
                required: [quantity]
                properties: {quantity: {type: integer, minimum: 0}, unit: {type: string}}
"""
EDITS = (
    ("maxLength: 40", "maxLength: 18"), ("maxLength: 40", "maxLength: 60"), ("[NORTH, SOUTH]", "[NORTH]"),
    ("[NORTH, SOUTH]", "[NORTH, SOUTH, EAST]"), ("minimum: 0", "minimum: -5"), (", unit: {type: string}", ""),
    ("required: [quantity]", "required: [quantity, unit]"), ("version: 1.0.0", "version: 2.0.0"),
    ("version: 1.0.0", "version: 1.1.0"), ("operationId: readStock", "summary: no id"), ("'200'", "'203'"),
    ("in: query, ", "in: query, required: true, "), ("/stock/", "/stocks/"), ("type: integer", "type: number"),
)
WORDS = ("never", "possible", "breaking", "hint", "info", "warning", "error")
WEIGHTS = ("hint", "info", "warning", "error")


def edited(edits: list[tuple[str, str]]) -> str:
    text = OLD
    for old, new in edits:
        text = text.replace(old, new)
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)


def expected(report: dict[str, Any], fail_on: str | None, *, diff: bool) -> int:
    """The exit code, worked out from the printed report alone."""
    limit = fail_on if fail_on in WEIGHTS else "error"
    for finding in report["findings"]:
        if finding.get("waived"):
            continue
        if finding["confidence"] == "possible":
            if fail_on == "possible":
                return 1
        elif fail_on != "never" and WEIGHTS.index(finding["severity"]) >= WEIGHTS.index(limit):
            return 1
    failing = {"breaking": {"breaking"}, "possible": {"breaking", "possible"}}.get(fail_on or "", set())
    return int(diff and any(change["verdict"] in failing for change in report["changes"]))


@given(edits=st.lists(st.sampled_from(EDITS), max_size=4), fail_on=st.sampled_from((None, *WORDS)),
       command=st.sampled_from(("diff", "lint", "check")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_exit_code_and_the_report_agree(
    folder: Path, edits: list[tuple[str, str]], fail_on: str | None, command: str
) -> None:
    (folder / "old.yaml").write_text(OLD, "utf-8")
    (folder / "new.yaml").write_text(edited(edits), "utf-8")
    files = {"diff": ["old.yaml", "new.yaml"], "lint": ["new.yaml"], "check": ["new.yaml", "--against", "old.yaml"]}
    extra = [] if fail_on is None else ["--fail-on", fail_on]
    done = CliRunner().invoke(cli, [command, *files[command], "--format", "json", *extra], obj={"verbose": False})
    assert done.exit_code == expected(json.loads(done.stdout), fail_on, diff=command == "diff")
