"""Who leads to a definition: the operations from which references reach it."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from govtool.finding import Location, Pointer
from govtool.model.contract import Contract
from govtool.model.shape import mapping, texts
from govtool.source.document import Document
from govtool.source.refs import RefError

_Place: TypeAlias = tuple[str, Pointer]
"""A document's name and the pointer of an operation, or of the target of a reference."""
_SHARED = ("parameters", "servers")
"""What a path item says for all of its operations."""
_OF_A_PATH = frozenset("#/.")
"""What a name in a discriminator does not have, and a reference does (OpenAPI 3.1 section 4.8.25.2)."""


class Reach:
    """The operations that lead to each place of a contract's documents; worked out at the first question.

    Sets of operations are integers, one bit each: a large document has thousands of definitions that hundreds of
    operations share.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._names = [operation.name for operation in contract.all_operations()]
        self._items: dict[_Place, int] = {}
        self._bits: dict[_Place, int] | None = None
        self._said: dict[int, tuple[str, ...]] = {}

    def of(self, at: Location) -> tuple[str, ...]:
        """The names of the operations that reach a location, in the order of the document."""
        if self._bits is None:
            self._bits = self._spread()
        found = self._items.get((at.document, at.pointer), 0)
        for length in range(len(at.pointer) + 1):
            found |= self._bits.get((at.document, at.pointer[:length]), 0)
        if found not in self._said:
            self._said[found] = tuple(name for index, name in enumerate(self._names) if found >> index & 1)
        return self._said[found]

    def _spread(self) -> dict[_Place, int]:
        """Every operation's bit, carried along the references, in rounds, until nothing changes."""
        bits: dict[_Place, int] = {}
        links: dict[_Place, list[_Place]] = {}
        values: dict[_Place, tuple[Document, Any]] = {}
        pending = self._seeds(values)
        while pending:
            current, pending = pending, {}
            for place, more in current.items():
                news = more & ~bits.get(place, 0)
                if not news:
                    continue
                bits[place] = bits.get(place, 0) | news
                if place not in links:
                    links[place] = list(self._targets(*values[place], values))
                for target in links[place]:
                    pending[target] = pending.get(target, 0) | news
        return bits

    def _seeds(self, values: dict[_Place, tuple[Document, Any]]) -> dict[_Place, int]:
        """Where each operation starts: its own object, and what its path item says for all methods."""
        seeds: dict[_Place, int] = {}
        for index, operation in enumerate(self._contract.all_operations()):
            spot, item = operation.spot, operation.path_spot
            whole = (item.document.name, item.pointer)
            self._items[whole] = self._items.get(whole, 0) | 1 << index
            parts = [(spot.document, spot.pointer, spot.value)]
            parts += [(item.document, (*item.pointer, key), item.value[key]) for key in _SHARED if key in item.value]
            for document, pointer, value in parts:
                place = (document.name, pointer)
                values[place] = (document, value)
                seeds[place] = seeds.get(place, 0) | 1 << index
        return seeds

    def _targets(self, document: Document, value: Any, values: dict[_Place, tuple[Document, Any]]) -> Iterator[_Place]:
        for ref in dict.fromkeys(references(value)):
            try:
                target = self._contract.bundle.follow(document, ref)
            except RefError:
                continue
            place = (target.document.name, target.pointer)
            values[place] = (target.document, target.value)
            yield place


def references(value: Any) -> Iterator[str]:
    """Every reference at or below a value: the `$ref`s, and the schemas that a discriminator names."""
    todo = [value]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            ref = value.get("$ref")
            if isinstance(ref, str):
                yield ref
            if "discriminator" in value:
                names = texts(list(mapping(value, "discriminator", "mapping").values()))
                yield from (name if set(name) & _OF_A_PATH else f"#/components/schemas/{name}" for name in names)
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
