"""The names that the documents of a package define: what its other files may speak of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from govtool.model.contract import Contract, Spot
from govtool.model.reach import Reach
from govtool.model.shape import mapping, sequence


@dataclass(frozen=True, slots=True)
class Surface:
    """Everything that can be named; empty sets where no document of that family is there, or none can be read."""

    operations: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    schemas: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """Schema → property → the values it may have, empty for any."""
    headers: frozenset[str] = frozenset()
    """Request headers, in lower case."""
    queries: frozenset[str] = frozenset()


def surface(contracts: Iterable[Contract]) -> Surface:
    """What the contracts of a package define."""
    contracts = tuple(contracts)
    operations = [operation for contract in contracts for operation in contract.all_operations()]
    fields = [key for operation in operations for key in operation.parameters]
    events = [contract.document.data for contract in contracts if contract.format.family == "asyncapi"]
    return Surface(
        frozenset(filter(None, (operation.id for operation in operations)))
        | {name for data in events for name in mapping(data, "operations")},
        frozenset(name for data in events for name in mapping(data, "channels")),
        {name: _properties(Reach(contract.bundle, spot), spot)
         for contract in contracts for name, spot in contract.schemas.items() if name},
        frozenset(name.lower() for place, name in fields if place == "header"),
        frozenset(name for place, name in fields if place == "query"),
    )


def _properties(reach: Reach, schema: Spot) -> dict[str, frozenset[str]]:
    """The properties of a schema with their values, those that `$ref` and `allOf` bring too."""
    return {name: _values(reach, spot) for layer in _layers(reach, schema)
            for name, spot in _below(layer, "properties")}


def _layers(reach: Reach, schema: Spot) -> Iterator[Spot]:
    """The schemas that all hold for the same value, each once."""
    todo, seen = [schema], set()
    while todo:
        for layer in reach.layers(todo.pop()):
            if id(layer.value) not in seen:
                seen.add(id(layer.value))
                yield layer
                todo += [Spot(layer.document, (*layer.pointer, "allOf", index), item)
                         for index, item in enumerate(sequence(layer.value.get("allOf")))]


def _below(schema: Spot, keyword: str) -> Iterator[tuple[str, Spot]]:
    for name, value in mapping(schema.value, keyword).items():
        yield name, Spot(schema.document, (*schema.pointer, keyword, name), value)


def _values(reach: Reach, schema: Spot) -> frozenset[str]:
    listed = [value for layer in _layers(reach, schema) for keyword in ("enum", "x-extensible-enum")
              for value in sequence(layer.value.get(keyword))]
    return frozenset(value for value in listed if isinstance(value, str))
