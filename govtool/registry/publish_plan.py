"""What a registry should have: for each subject the schemas of the releases, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from govtool.catalog.named import named
from govtool.catalog.releases import releases_with
from govtool.catalog.repository import Repository
from govtool.finding import Location, Skipped
from govtool.registry.language import parse
from govtool.registry.offers import Offer, offers, sources
from govtool.registry.refusal import Refusal
from govtool.registry.schema import Schema

WORKING: Final = "working tree"
_UNRELEASED: Final = "it has no release (`--unreleased` registers what is in the working tree)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One schema of a subject."""

    schema: Schema
    releases: tuple[str, ...]
    """Those that have it, the oldest first; `working tree` for what is not released."""
    at: Location

    @property
    def label(self) -> str:
        """As a message names it."""
        return "the working tree" if self.releases[0] == WORKING else f"release {self.releases[0]}"


@dataclass(frozen=True, slots=True)
class History:
    """One subject; at least one version."""

    subject: str
    contract: str
    level: str
    """The compatibility level that the contract promises; empty where it promises none."""
    versions: tuple[Wanted, ...]

    def with_version(self, schema: Schema, release: str, at: Location) -> "History":
        """A schema more; one that is there already, is so for one release more."""
        for place, known in enumerate(self.versions):
            if known.schema == schema:
                also = replace(known, releases=(*known.releases, release))
                return replace(self, versions=(*self.versions[:place], also, *self.versions[place + 1:]))
        return replace(self, versions=(*self.versions, Wanted(schema, (release,), at)))


@dataclass(frozen=True, slots=True)
class Plan:
    """Every subject by its name, and what was passed over."""

    subjects: dict[str, History] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def plan(repository: Repository, contracts: Sequence[str], start: Path, *, unreleased: bool) -> Plan:
    """The subjects of some contracts, or of all; UserError for a contract that is not there."""
    chosen = {source.path for name in contracts for source in named(repository, name, start).sources}
    found = Plan()
    for offer in offers(repository, working=unreleased):
        if not contracts or offer.contract.document.path in chosen:
            _take(found, offer)
    for source in sources(repository):
        is_asked = not contracts or source.path in chosen
        if is_asked and not unreleased and next(releases_with(repository, source), None) is None:
            found.skipped.append(Skipped(source.path, _UNRELEASED))
    return found


def _take(found: Plan, offer: Offer) -> None:
    payload = offer.payload
    try:
        schema = parse(payload.schema, ()).schema if payload.schema else None
        reason = payload.wrong
    except Refusal as refusal:
        schema, reason = None, refusal.message
    if schema is None:
        found.skipped.append(Skipped(offer.place, f"`{payload.subject}` is nothing to register: {reason}"))
        return
    empty = History(payload.subject, offer.contract.identity, offer.level, ())
    history = found.subjects.get(payload.subject, empty)
    is_ours = _name(history.contract) == _name(offer.contract.identity)
    if not is_ours and all(one.schema != schema for one in history.versions):
        words = f"`{payload.subject}` is registered as `{history.contract}` has it, which is another schema"
        found.skipped.append(Skipped(offer.place, words))
        return
    found.subjects[payload.subject] = history.with_version(schema, offer.release or WORKING, Location(offer.place))


def _name(identity: str) -> str:
    """What the major versions of a contract have in common."""
    return identity.partition("@")[0]
