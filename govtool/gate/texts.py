"""What is wrong with texts before any format is asked, in contracts and in what they refer to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from govtool.finding import Finding
from govtool.model.contract import Contract


def text_problems(contracts: Sequence[Contract]) -> Iterator[Finding]:
    """The problems of the contracts' own documents; then, once, of those that their references led to."""
    for contract in contracts:
        yield from (replace(problem, contract=contract.identity) for problem in contract.document.problems)
    own = {contract.document for contract in contracts}
    reached = dict.fromkeys(other for contract in contracts for other in contract.bundle.reached(contract.document))
    for document in reached:
        if document not in own:
            yield from document.problems
