"""The comparison of two versions, held so that a bug in it costs that comparison and nothing else."""

from govtool.compare.engine import compare
from govtool.compare.policy import Policy
from govtool.finding import INTERNAL_ERROR, Change, Finding, Severity
from govtool.model.contract import Contract


def differences(old: Contract, new: Contract, policy: Policy) -> tuple[list[Change], list[Finding]]:
    """What changed; where that could not be worked out, the finding that says so instead."""
    if not (old.document.usable and new.document.usable):
        return [], []
    try:
        return compare(old, new, policy), []
    except Exception as error:  # noqa: BLE001 - whatever breaks here, the report of the other contracts is whole
        words = f"the comparison with `{old.document.name}` crashed: {type(error).__name__}: {error}"
        return [], [Finding(INTERNAL_ERROR, words, new.document.at(), Severity.ERROR, contract=new.identity,
                            subject="compare", help="please report it, with both versions if you can")]
