"""What a repository has for a registry: the payloads of every event contract, release by release."""

from collections.abc import Iterator
from dataclasses import dataclass

from govtool.catalog.discover import Source
from govtool.catalog.releases import releases_with
from govtool.catalog.repository import Repository
from govtool.compare.modes import mode_of
from govtool.model.contract import Contract
from govtool.registry.payloads import Payload, payloads

_FAMILIES = ("asyncapi", "avro")


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """One payload of one version of a contract."""

    contract: Contract
    """The document as it is now, with all that is known of it."""
    release: str
    """The version that is released; empty for the working copy."""
    payload: Payload
    place: str
    """The file that has the payload."""

    @property
    def level(self) -> str:
        """The compatibility level that the contract promises; empty where it says none."""
        mode = self.contract.facts.compatibility_mode and mode_of(self.contract.facts.compatibility_mode)
        return mode.level if mode else ""


def sources(repository: Repository) -> Iterator[Source]:
    """The documents that may hold schemas of events, those first that describe messages."""
    for family in _FAMILIES:
        yield from (source for source in repository.sources if source.family == family)


def offers(repository: Repository, *, working: bool = True) -> Iterator[Offer]:
    """What messages carry, then the Avro files that no message carries: releases by age, then the working copy."""
    used: set[str] = set()
    for source in sources(repository):
        contract = repository.contract(source)
        for release, version in _versions(repository, source, working=working):
            for found in payloads(version):
                if source.family == "avro" and found.path in used:
                    continue
                used.add(found.path)
                yield Offer(contract, release, found, found.path or version.document.name)


def _versions(repository: Repository, source: Source, *, working: bool) -> Iterator[tuple[str, Contract]]:
    for release in reversed(list(releases_with(repository, source))):
        yield release.version, release.contract
    if working:
        yield "", repository.contract(source)
