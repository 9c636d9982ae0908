"""A package: the folder of a `contract.yaml`, with what the manifest says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from govtool.catalog.facts import stated
from govtool.catalog.validate import faults
from govtool.finding import Finding
from govtool.model.contract import Contract
from govtool.model.facts import Facts
from govtool.model.shape import mapping, text
from govtool.source.document import Document

if TYPE_CHECKING:  # most packages have no behaviour: what reads it is loaded for those that do
    from govtool.catalog.behaviour import Behaviour


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """A contract with its manifest; what has the wrong shape is left out and found by `problems`."""

    folder: str
    """The folder in its tree; `.` for the root."""
    manifest: Document
    facts: Facts
    """What the manifest states, and nothing else."""
    title: str
    behaviour_file: Document | None

    @property
    def behaviour(self) -> "Behaviour":
        """What the contract promises beyond its description; nothing where no file says it."""
        from govtool.catalog.behaviour import NO_BEHAVIOUR, read

        return read(self.behaviour_file.data) if self.behaviour_file else NO_BEHAVIOUR

    @property
    def name(self) -> str:
        """The name without version; the folder where the manifest has none."""
        return self.facts.name or self.folder

    @property
    def identity(self) -> str:
        """`production-order@1`: a new major version is another contract, which lives beside the old one."""
        major = self.facts.version.partition(".")[0]
        return f"{self.name}@{major}" if major else self.name


def read(folder: str, manifest: Document, behaviour_file: Document | None) -> Package:
    """The package of a manifest, however broken its files are."""
    data = mapping(manifest.data)
    return Package(folder, manifest, stated(data, "manifest"), text(data.get("title")), behaviour_file)


def problems(package: Package, contracts: Iterable[Contract]) -> Iterator[Finding]:
    """What is wrong with the files that people write beside the contracts of a package."""
    found = [*faults(package.manifest, "manifest")]
    if package.behaviour_file:
        from govtool.catalog import agreement

        found += agreement.problems(package.behaviour_file, contracts)
    yield from (replace(finding, contract=package.identity) for finding in found)
