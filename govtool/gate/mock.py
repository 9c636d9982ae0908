"""`mock`: the contracts that are served, and what cannot be."""

from dataclasses import dataclass
from pathlib import Path

from govtool.errors import UserError
from govtool.gate.desk import Desk
from govtool.model.contract import Contract


@dataclass(frozen=True, slots=True)
class Served:
    """Contracts with operations, and why others are left out."""

    contracts: tuple[Contract, ...]
    notes: tuple[str, ...]


def served_contracts(start: Path, refs: tuple[str, ...]) -> Served:
    """The OpenAPI documents that were named, or those of the repository that can be called.

    UserError where there is none. A document with errors is served as far as it can be read.
    """
    desk = Desk.at(start)
    repository = desk.repository()
    found: list[Contract] = []
    notes: list[str] = []
    for _, contract in desk.chosen(repository, refs):
        document = contract.document
        if not document.usable:
            notes.append(f"`{document.name}` cannot be read: {document.refusal}")
        elif contract.format.family == "openapi" and any(each.kind == "path" for each in contract.operations):
            found.append(contract)
            notes += [f"{document.name}:{document.span(problem.at.pointer).line}: {problem.message}"
                      for problem in document.problems]
        elif refs and contract.format.family == "openapi":
            notes.append(f"`{document.name}` has no paths: nothing of it can be called")
    if not found:
        raise UserError("; ".join(notes) or "no OpenAPI document here has operations", "name an OpenAPI document")
    return Served(tuple(found), tuple(notes))
