"""References that lead nowhere, in a circle, or to another kind of object than their place asks for."""

from collections.abc import Iterator
from typing import Any

from govtool.finding import Related
from govtool.lint.rule import Hit
from govtool.lint.validity.parts import Reference, kind_of_target, survey
from govtool.lint.validity.structure import spoken
from govtool.model.contract import Contract
from govtool.model.wording import shown
from govtool.source.refs import Bundle, RefError, Target


def broken(contract: Contract) -> Iterator[Hit]:
    """Every reference that is of no use; of several in a document for one reason the first, with their number."""
    nowhere: dict[tuple[str, str], list[Reference]] = {}
    right: set[tuple[int, str]] = set()
    for reference in survey(contract).references:
        if isinstance(reference.target, RefError):
            nowhere.setdefault((reference.node.document.name, reference.target.reason), []).append(reference)
        elif (id(reference.target), reference.kind) not in right:
            found = list(_misled(contract, reference, reference.target))
            right |= set() if found or _ref(reference.target.value) else {(id(reference.target), reference.kind)}
            yield from found
    for first, *more in nowhere.values():
        if isinstance(first.target, RefError):
            also = f"; {len(more)} more lead there" if more else ""
            yield _hit(first, f"{first.target.reason}, expected a {spoken(first.kind)}{also}", first.target.hint)


def _misled(contract: Contract, reference: Reference, target: Target) -> Iterator[Hit]:
    """What is wrong with a reference that leads somewhere."""
    there, expected = kind_of_target(contract, target), spoken(reference.kind)
    related = Related(target.document.at(target.pointer), "it leads here")
    if there not in ("", reference.kind):
        words = f"`{reference.text}` leads to a {spoken(there)}, expected a {expected}"
        yield _hit(reference, words, f"refer to a {expected}", related)
    elif not isinstance(target.value, dict) and not (reference.kind == "Schema" and isinstance(target.value, bool)):
        words = f"`{reference.text}` leads to {shown(target.value)}, expected a {expected}"
        yield _hit(reference, words, "check the pointer", related)
    elif _closes_a_circle(contract.bundle, reference, target):
        yield _hit(reference, f"`{reference.text}` leads in a circle, expected a {expected} at its end",
                   "let one of the references end in a definition", related)


def _hit(reference: Reference, words: str, hint: str, *related: Related) -> Hit:
    at = reference.node.at(*reference.field)
    return Hit(at, words, hint or "check the reference", related, subject=reference.text)


def _closes_a_circle(bundle: Bundle, reference: Reference, target: Target) -> bool:
    """Whether references alone lead back to this one, which is the first of their circle in the order of places."""
    node = reference.node
    start = (node.document.name, node.pointer)
    seen = [start]
    while isinstance(ref := _ref(target.value), str):
        here = (target.document.name, target.pointer)
        if here in seen:
            return here == start and min(seen, key=str) == start
        seen.append(here)
        try:
            target = bundle.follow(target.document, ref, target.pointer)
        except RefError:
            return False
    return False


def _ref(value: Any) -> Any:
    return value.get("$ref") if isinstance(value, dict) else None
