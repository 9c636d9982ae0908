"""The contracts of a repository as rows: whose they are, where they stand in their lives, and who is at their ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from govtool.catalog.releases import releases_of
from govtool.catalog.repository import Repository
from govtool.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Row:
    """A contract; what is not known is empty."""

    name: str
    """`production-order@1` for a package, else the path."""
    version: str
    owner: str
    tier: str
    lifecycle: str
    releases: tuple[str, ...]
    """Versions, the oldest first."""
    providers: tuple[str, ...]
    consumers: tuple[str, ...]


def rows(repository: Repository) -> list[Row]:
    """Every contract, by name; the documents of a package are one row."""
    return sorted((*_packages(repository), *_documents(repository)), key=lambda row: row.name)


def _packages(repository: Repository) -> Iterator[Row]:
    for package in repository.packages.values():
        documents = repository.documents_of(package)
        # What the manifest leaves open, the first document may say, or a pattern of the settings for it.
        facts = repository.facts_of(documents[0]) if documents else package.facts
        released = tuple(one.label for one in releases_of(repository, package) if one.version)
        yield _row(repository, package.identity, facts, facts.version, released)


def _documents(repository: Repository) -> Iterator[Row]:
    for source in repository.sources:
        if not source.package:
            contract = repository.contract(source)
            yield _row(repository, contract.identity, contract.facts, contract.version, ())


def _row(repository: Repository, name: str, facts: Facts, version: str, released: tuple[str, ...]) -> Row:
    return Row(name, version, facts.owner, facts.tier, facts.lifecycle.status, released,
               repository.adapters.providers(name), repository.adapters.consumers(name))
