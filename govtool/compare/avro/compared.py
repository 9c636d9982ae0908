"""Two versions of an Avro contract: what resolution says in the directions of the mode, then every other difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from govtool.compare.avro.differences import differences
from govtool.compare.avro.modes import Against, Arrow, arrows_of
from govtool.compare.avro.resolve import can_read
from govtool.compare.avro.told import bump, changes
from govtool.compare.modes import CompatibilityMode
from govtool.finding import Bump, Change, Confidence, Effect, Location, Verdict
from govtool.model.avro.beside import Beside
from govtool.model.avro.fingerprints import doc
from govtool.model.avro.protocol import is_protocol, read_protocol
from govtool.model.avro.read import read_schema
from govtool.model.avro.types import Type
from govtool.model.contract import Contract

REWRITTEN: Final = "avro-rewritten"
REMOVED: Final = "avro-type-removed"
ADDED: Final = "avro-type-added"


def compared(old: Contract, new: Contract, mode: CompatibilityMode) -> list[Change]:
    """Every change; none only where the two say the same. One that is a clash or hazard is not listed again."""
    aside = frozenset({old.document.path, new.document.path})
    before, after = _roots(old, aside), _roots(new, aside)
    arrows = dict.fromkeys(arrows_of(mode), ())
    found = [change for name in after if name in before for change in between(before[name], after[name], arrows)]
    found += _lone(before, after, old.document.at(), new.document.at())
    if not found and old.document.data != new.document.data:
        at, was = new.document.at(), old.document.at()
        words = "the text is another one, and what it says of the types is the same"
        found.append(_rewritten(words, at, was, Bump.PATCH if is_protocol(new.document.data) else Bump.NONE))
    return list({(change.id, change.message, change.where, change.was): change for change in found}.values())


def _roots(contract: Contract, aside: frozenset[str]) -> Mapping[str, Type]:
    """The schema of a file under an empty name; the types and messages of a protocol under theirs."""
    lookup = Beside(contract, aside)
    if not is_protocol(contract.document.data):
        return {"": read_schema(contract.document, (), lookup).root}
    protocol = read_protocol(contract.document, lookup)
    types = {made.name: made for made in protocol.types if made.name}
    for message in protocol.messages:
        parts = {"request": message.request, "response": message.response, "errors": message.errors}
        types |= {f"the {part} of {message.name}": type_ for part, type_ in parts.items() if type_}
    return types


def between(old: Type, new: Type, arrows: Mapping[Arrow, Sequence[str]]) -> Iterator[Change]:
    """Every change of one type, in some directions, each with what it reaches; none only if both say the same."""
    if doc(old) == doc(new):
        return
    told: list[Change] = []
    for arrow, reach in arrows.items():
        resolution = can_read(new, old, None, "writer") if arrow == "backward" else can_read(old, new, None, "reader")
        told += (replace(each, reach=tuple(reach)) for each in changes(new, old, Against(0, arrow, resolution), ""))
    everyone = tuple(dict.fromkeys(name for reach in arrows.values() for name in reach))
    others = list(differences(old, new, told))
    least = bump(new, old)
    if max((change.bump for change in (*told, *others)), default=Bump.NONE) < least:
        others.append(_rewritten(f"`{new.label}` is written otherwise in what it refers to", new.at, old.at, least))
    yield from told
    yield from (replace(each, reach=everyone) for each in others)


def _rewritten(words: str, at: Location, was: Location, step: Bump) -> Change:
    return Change(REWRITTEN, words, at, was, Effect.NONE, Verdict.COMPATIBLE, bump=step)


def _lone(before: Mapping[str, Type], after: Mapping[str, Type], old: Location, new: Location) -> Iterator[Change]:
    """What only one of two protocols has."""
    for name in before:
        if name not in after:
            yield Change(REMOVED, f"`{name or before[name].label}` is gone", new, before[name].at, Effect.NARROWER,
                         Verdict.BREAKING, Confidence.POLICY, Bump.MAJOR, "whoever uses it finds it no longer")
    for name in after:
        if name not in before:
            yield Change(ADDED, f"`{name or after[name].label}` is new", after[name].at, old, Effect.WIDER,
                         Verdict.COMPATIBLE, bump=Bump.MINOR)
