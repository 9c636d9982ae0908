"""The decisions of the four gating commands, once each: what is said, and the exit code that goes with it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner
from conftest import Desk
from test_cli_check import ORDERS

from govtool.cli import cli
from govtool.lint import rulesets
from govtool.lint.rule import Rule
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Contract

BROKEN = ORDERS.replace("maxLength: 40", "maxLength: 18")
ANNOUNCED = BROKEN.replace("version: 1.4.0", "version: 2.0.0")
# `201` answers with nothing before and after: whether a client minds a further success cannot be told.
UNSURE = ORDERS.replace("'201': {description: The order was created.}",
                        "'201': {description: The order was created.}\n        '202': {description: Accepted.}")
UNSURE = UNSURE.replace("version: 1.4.0", "version: 1.5.0")
UNREADABLE = ORDERS + "  broken: [\n"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    desk.write("old.yaml", ORDERS)
    desk.write("api.yaml", ORDERS)
    desk.write("govtool.toml", 'exclude = ["old.yaml"]\n')
    desk.commit()
    return desk


CHECK, DIFF, LINT = ("check", "--only", "compat"), ("diff", "old.yaml", "api.yaml"), ("lint", "api.yaml")
TABLE = {
    "breaking, announced: a note of check": (ANNOUNCED, CHECK, 0),
    "breaking, announced: listed by diff": (ANNOUNCED, DIFF, 0),
    "breaking, not announced: stops check": (BROKEN, CHECK, 1),
    "breaking, not announced: listed by diff": (BROKEN, DIFF, 0),
    "breaking, not announced: stops diff when asked": (BROKEN, (*DIFF, "--fail-on", "breaking"), 1),
    "breaking is nothing to lint": (BROKEN, LINT, 0),
    "possible: a warning of check": (UNSURE, CHECK, 0),
    "possible: stops check when asked": (UNSURE, (*CHECK, "--fail-on", "possible"), 1),
    "possible: listed by diff": (UNSURE, (*DIFF, "--fail-on", "breaking"), 0),
    "possible: stops diff when asked": (UNSURE, (*DIFF, "--fail-on", "possible"), 1),
    "unreadable: stops check": (UNREADABLE, ("check",), 1),
    "unreadable: stops diff": (UNREADABLE, DIFF, 1),
    "unreadable: stops lint": (UNREADABLE, LINT, 1),
    "no such file: check": (ORDERS, ("check", "nowhere.yaml"), 2),
    "no such file: diff": (ORDERS, ("diff", "nowhere.yaml", "api.yaml"), 2),
    "no such file: lint": (ORDERS, ("lint", "nowhere.yaml"), 2),
    "no such revision: check": (ORDERS, ("check", "--against", "nowhere"), 2),
    "no such revision: diff": (ORDERS, ("diff", "nowhere:api.yaml"), 2),
}


@pytest.mark.parametrize(("text", "arguments", "code"), TABLE.values(), ids=TABLE)
def test_the_exit_code_is_as_decided(shop: Desk, text: str, arguments: tuple[str, ...], code: int) -> None:
    shop.write("api.yaml", text)
    done = shop.govtool(*arguments)
    assert done.code == code, done.out + done.err
    assert "Traceback" not in done.err


def verdicts(desk: Desk, *arguments: str) -> set[str]:
    report = json.loads(desk.govtool(*arguments, "--format", "json").out)
    return {change["verdict"] for change in report["changes"]}


def test_the_table_speaks_of_what_it_says(shop: Desk) -> None:
    shop.write("api.yaml", BROKEN)
    assert "breaking" in verdicts(shop, *DIFF)
    shop.write("api.yaml", UNSURE)
    assert "possible" in verdicts(shop, *DIFF)
    assert "breaking" not in verdicts(shop, *DIFF)


def test_nothing_to_compare_with_is_a_note_of_check_and_a_wrong_call_of_diff(desk: Desk) -> None:
    desk.write("api.yaml", ORDERS)
    assert "nothing to compare with" in desk.govtool("check").out
    assert desk.govtool("check").code == 0
    done = desk.govtool("diff")
    assert done.code == 2
    assert "govtool diff OLD NEW" in done.err


def test_broken_settings_are_a_wrong_call(shop: Desk) -> None:
    shop.write("govtool.toml", "extends = [\n")
    for command in ("check", "diff", "lint"):
        done = shop.govtool(command)
        assert done.code == 2
        assert "govtool.toml" in done.err


@pytest.fixture
def inside(shop: Desk) -> Iterator[Desk]:
    """The shop as the current folder of this very process, where a bug can be planted."""
    before = Path.cwd()
    os.chdir(shop.root)
    yield shop
    os.chdir(before)


def boom(*_: object) -> NoReturn:
    raise ZeroDivisionError("planted")


@pytest.mark.parametrize("arguments", [("check",), DIFF], ids=["check", "diff"])
def test_a_crash_of_the_comparison_leaves_a_whole_report_and_code_3(
    inside: Desk, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    inside.write("api.yaml", BROKEN)
    inside.write("other.yaml", UNREADABLE)
    monkeypatch.setattr("govtool.gate.differences.compare", boom)
    done = CliRunner().invoke(cli, [*arguments, "--format", "json"], obj={"verbose": False})
    assert done.exit_code == 3
    rules = [finding["rule"] for finding in json.loads(done.stdout)["findings"]]
    assert "internal-error" in rules
    assert ("syntax-error" in rules) == (arguments[0] == "check")


def test_a_crash_of_a_rule_leaves_the_others_and_code_3(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {**rulesets.known(), "planted": Rule("planted", "A bug.", "A bug.", boom, (Contract,))}
    monkeypatch.setattr(rulesets, "load", lambda *_: RuleSet(rules, dict.fromkeys(rules, rules["planted"].severity)))
    inside.write("api.yaml", ORDERS.replace("operationId: getOrder", "operationId: createOrder"))
    done = CliRunner().invoke(cli, ["lint", "api.yaml", "--format", "json"], obj={"verbose": False})
    assert done.exit_code == 3
    found = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert {"internal-error", "operation-id-unique"} <= found
