"""The public API: what a script or a test of another project calls; `__all__` is all of it."""

from collections.abc import Sequence
from pathlib import Path

from govtool.compare.engine import compare as changes_between
from govtool.compare.policy import DEFAULT, Policy
from govtool.errors import UserError
from govtool.finding import Change, Finding, Report, Verdict
from govtool.gate.desk import Desk
from govtool.lint.engine import lint as judge
from govtool.model.contract import Contract

__all__ = ["Change", "Contract", "Finding", "Policy", "Report", "UserError", "Verdict", "compare", "lint", "load"]


def load(reference: str, folder: Path | None = None) -> Contract:
    """The one contract that a reference names: `openapi.yaml`, `main:openapi.yaml`, `orders@1.2.0`.

    References are read from `folder`, by default the current one. UserError where there is none, or more than one;
    what is wrong with the document itself is in `contract.document.problems`.
    """
    return Desk.at(folder or Path.cwd()).the_one(reference)


def lint(contract: Contract, rulesets: Sequence[str] = (), folder: Path | None = None) -> list[Finding]:
    """Every finding of the rules in a contract, heaviest first; by default of the rulesets that the settings name."""
    return judge(contract, Desk.at(folder or Path.cwd()).rules(tuple(rulesets)))


def compare(old: Contract, new: Contract, policy: Policy = DEFAULT) -> list[Change]:
    """What changed from one version to another, by root cause, breaking changes first; empty where nothing did."""
    return changes_between(old, new, policy)
