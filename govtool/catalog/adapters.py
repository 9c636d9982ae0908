"""`adapters.yaml`: the systems, what each provides and consumes, and where it runs."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from govtool.catalog.inside import Nesting
from govtool.catalog.validate import faults
from govtool.errors import suggestion
from govtool.finding import Finding, Pointer
from govtool.model.shape import mapping, sequence, text, texts
from govtool.source.document import Document


@dataclass(frozen=True, slots=True)
class Use:
    """A contract that a system provides or consumes; `fields` names what it reads or writes, empty for unknown.

    `version` is the release that it was built by, empty for unknown.
    """

    contract: str
    """`production-order@1`."""
    fields: tuple[str, ...]
    pointer: Pointer
    version: str = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """Where a system runs."""

    name: str
    url: str
    broker: str
    auth: Any


@dataclass(frozen=True, slots=True)
class Adapter:
    """One system at the end of contracts."""

    name: str
    system: str
    """The product behind it: `erp`, `mes`."""
    owner: str
    tier: str
    description: str
    provides: tuple[Use, ...]
    consumes: tuple[Use, ...]
    environments: Mapping[str, Environment]


@dataclass(frozen=True, slots=True)
class Adapters:
    """Every adapter by name."""

    systems: Mapping[str, Adapter] = field(default_factory=dict)

    def providers(self, identity: str) -> tuple[str, ...]:
        """Who provides a contract."""
        return tuple(name for name, one in self.systems.items() if _uses(one.provides, identity))

    def consumers(self, identity: str) -> tuple[str, ...]:
        """Who consumes a contract."""
        return tuple(name for name, one in self.systems.items() if _uses(one.consumes, identity))


NO_ADAPTERS = Adapters()


def _uses(uses: tuple[Use, ...], identity: str) -> bool:
    return any(use.contract == identity for use in uses)


def read(data: Any) -> Adapters:
    """The adapters that a file declares; what has the wrong shape is left out."""
    return Adapters({name: _adapter(name, mapping(row)) for name, row in mapping(data, "systems").items()})


def _adapter(name: str, row: Mapping[str, Any]) -> Adapter:
    places = {place: mapping(at) for place, at in mapping(row, "environments").items()}
    return Adapter(
        name, text(row.get("system")), text(row.get("owner")), text(row.get("tier")), text(row.get("description")),
        tuple(_used(row, name, "provides")), tuple(_used(row, name, "consumes")),
        {place: Environment(place, text(at.get("url")), text(at.get("broker")), at.get("auth"))
         for place, at in places.items()},
    )


def _used(row: Mapping[str, Any], name: str, side: str) -> Iterator[Use]:
    for index, item in enumerate(sequence(row.get(side))):
        pointer = ("systems", name, side, index)
        if isinstance(item, str):
            yield Use(item, (), pointer)
        else:
            said = mapping(item)
            yield Use(text(said.get("contract")), texts(said.get("fields")), pointer, text(said.get("version")))


def problems(
    document: Document, identities: Collection[str], nesting_of: Callable[[str], Nesting]
) -> Iterator[Finding]:
    """What is wrong with the file: its shape, contracts that are not in the repository, fields that no contract has."""
    found = list(faults(document, "adapters"))
    yield from found
    if found:
        return
    for adapter in read(document.data).systems.values():
        for use in (*adapter.provides, *adapter.consumes):
            if use.contract in identities:
                yield from _unknown_fields(document, adapter, use, nesting_of(use.contract))
            else:
                yield Finding(
                    "adapter-contract-unknown",
                    f"`{adapter.name}` names the contract `{use.contract}`, which is not in this repository",
                    document.at(use.pointer), subject=f"{adapter.name} {use.contract}",
                    help=suggestion(use.contract, identities) or "`govtool catalog` lists the contracts",
                )


def _unknown_fields(document: Document, adapter: Adapter, use: Use, nesting: Nesting) -> Iterator[Finding]:
    for index, name in enumerate(use.fields):
        if nesting.fields and not nesting.named(name):
            last = name.rpartition(".")[2]
            yield Finding(
                "adapter-field-unknown",
                f"`{adapter.name}` names the field `{name}`, which `{use.contract}` does not have",
                document.at((*use.pointer, "fields", index)), subject=f"{adapter.name} {use.contract} {name}",
                help=suggestion(last, nesting.fields) or "name a property, a parameter or an Avro field",
            )
