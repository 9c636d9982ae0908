"""Examples and defaults that do not meet their schemas, told at the place in the value."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from govtool.finding import Related
from govtool.lint.rule import Hit
from govtool.lint.validity.claims import EXAMPLE, claims
from govtool.lint.validity.judging import Claim, Refutation, refuted
from govtool.model.contract import Contract
from govtool.model.faults import AT_KEY
from govtool.model.wording import advice, message


def faults(contract: Contract, about: str) -> Iterator[Hit]:
    """The examples, or the defaults, that do not meet their schemas; each with the first thing that is wrong."""
    return (told(found) for found in _refutations(contract) if found.claim.about == about)


def told(found: Refutation) -> Hit:
    """What is wrong with a value, with the schema beside it."""
    first, *more = found.causes
    at = found.claim.value.at(*first.pointer, on="key" if first.keyword in AT_KEY else "value")
    also = f"; {len(more)} more in this {found.claim.about}" if more else ""
    words = message(replace(first, pointer=at.pointer)) + also
    return Hit(at, words, advice(first), (Related(found.claim.schema.at(), "its schema"),))


@lru_cache(maxsize=1)
def _refutations(contract: Contract) -> tuple[Refutation, ...]:
    """All that is refuted; two rules ask for it in a row.

    An example may also be the text of a JSON body, which the media type would be sent as.
    """
    found = list(refuted(contract, list(claims(contract))))
    bodies = {id(each): claim for each in found if (claim := _parsed(each.claim)) is not None}
    again = {id(each.claim): each for each in refuted(contract, list(bodies.values()))}
    kept = (_nearer(each, again.get(id(bodies[id(each)]))) if id(each) in bodies else each for each in found)
    return tuple(each for each in kept if each is not None)


def _nearer(text: Refutation, body: Refutation | None) -> Refutation | None:
    """What to tell of a text that may be meant as a body: nothing if that holds, else what is wrong inside of it."""
    return text if body is not None and not body.causes[0].pointer else body


def _parsed(claim: Claim) -> Claim | None:
    """The claim about the body that an example is the text of; None where it is none."""
    text: Any = claim.value.value
    if claim.about != EXAMPLE or not isinstance(text, str) or text.lstrip()[:1] not in ("{", "["):
        return None
    import json

    try:
        return replace(claim, value=replace(claim.value, value=json.loads(text)))
    except (ValueError, RecursionError):
        return None
