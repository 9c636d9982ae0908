"""OpenAPI into the normalised contract: paths, webhooks and callbacks with everything resolved and written out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from govtool.model import parts, swagger
from govtool.model.contract import EMBEDDED, REQUEST, Body, Operation, Parameter, Response, Role, Server, Spot
from govtool.model.detect import Format
from govtool.model.grammar import grammar_of
from govtool.model.reach import Reach
from govtool.model.security import Security
from govtool.model.shape import mapping, sequence, text, texts
from govtool.source.document import Document
from govtool.source.refs import Bundle

_NO_PARAMETERS = frozenset({("header", "accept"), ("header", "content-type"), ("header", "authorization")})
"""Headers that a parameter cannot describe (OpenAPI 3.1.1 section 4.8.12.1)."""
_DEEPEST_CALLBACK = 4
_MOST_CALLBACKS = 20_000
"""References can make few lines register endlessly many callbacks; real contracts stay far below both bounds."""


class Parts(Protocol):
    """How a version writes the parts of an operation: the functions of a module."""

    SECTIONS: Mapping[str, tuple[str, ...]]

    def servers(self, reach: Reach, spot: Spot, /) -> tuple[Server, ...]:
        """The servers declared at the root, a path item or an operation."""

    def parameters(self, reach: Reach, spot: Spot, /) -> dict[tuple[str, str], Parameter]:
        """The parameters declared at a path item or an operation, by location and name."""

    def body(self, reach: Reach, operation: Spot, item: Spot, /) -> Body | None:
        """The request body of an operation."""

    def responses(self, reach: Reach, operation: Spot, /) -> dict[str, Response]:
        """The responses of an operation, by status."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What an OpenAPI document adds to a contract."""

    operations: tuple[Operation, ...] = ()
    schemas: Mapping[str, Spot] = field(default_factory=dict)
    security_schemes: Mapping[str, Spot] = field(default_factory=dict)
    servers: tuple[Server, ...] = ()
    tags: tuple[str, ...] = ()
    left_out: int = 0


NOTHING = Surface()


def read(bundle: Bundle, document: Document, format_: Format) -> Surface:
    """The surface of a document of any OpenAPI version."""
    return _Reader(bundle, document, format_).surface()


@dataclass(frozen=True, slots=True)
class _Place:
    """What an operation has from the place where its path item is registered."""

    path: str
    kind: str
    role: Role
    servers: tuple[Server, ...] = ()
    security: object = None
    parent: str = ""
    depth: int = 0
    above: frozenset[int] = field(default_factory=frozenset)
    """The path items it lies in: a callback that leads back into one of them ends there."""


@dataclass(frozen=True, slots=True, eq=False)
class _Inside:
    """The parts of one operation, not read yet."""

    parts: Parts
    reach: Reach
    spot: Spot
    item: Spot
    shared: Mapping[tuple[str, str], Parameter]
    """The parameters of the path item."""

    def parameters(self) -> Mapping[tuple[str, str], Parameter]:
        """Those of the path item, each unless the operation has its own."""
        found = {**self.shared, **self.parts.parameters(self.reach, self.spot)}
        return {key: parameter for key, parameter in found.items() if key not in _NO_PARAMETERS}

    def request(self) -> Body | None:
        """The request body."""
        return self.parts.body(self.reach, self.spot, self.item)

    def responses(self) -> Mapping[str, Response]:
        """By status."""
        return self.parts.responses(self.reach, self.spot)


class _Reader:
    """Reads one root document; `parts` knows how its version writes parameters, bodies and responses."""

    def __init__(self, bundle: Bundle, document: Document, format_: Format) -> None:
        self.root = Spot(document, (), mapping(document.data))
        self.reach = Reach(bundle, self.root)
        self.parts: Parts = swagger if format_.version == "2.0" else parts
        self.kinds = grammar_of(format_).kinds
        self.schemes = self._section("securitySchemes")
        self.security = Security(self.reach, self.schemes)
        self.servers = self.parts.servers(self.reach, self.root) or (Server("/"),)
        self.callbacks_left = _MOST_CALLBACKS
        self.left_out = 0

    def surface(self) -> Surface:
        """Everything, in the order of the text."""
        value = self.root.value
        operations = [
            *self._registered("paths", _Place("", "path", REQUEST, self.servers, value.get("security"))),
            *self._registered("webhooks", _Place("", "webhook", REQUEST.flipped())),
        ]
        names = (text(mapping(tag).get("name")) for tag in sequence(value.get("tags")))
        return Surface(
            operations=tuple(operations),
            schemas=self._section("schemas"),
            security_schemes=self.schemes,
            servers=self.servers,
            tags=tuple(name for name in names if name),
            left_out=self.left_out,
        )

    def _section(self, name: str) -> dict[str, Spot]:
        """The named objects of a section as they stand there, references and boolean schemas too."""
        section = self.reach.below(self.root, *self.parts.SECTIONS[name])
        entries = section.value.items() if section else ()
        return {key: Spot(section.document, (*section.pointer, key), value)
                for key, value in entries
                if section and isinstance(value, dict | bool) and not key.startswith(EMBEDDED)}

    def _registered(self, section: str, place: _Place) -> Iterator[Operation]:
        """The operations of the path items in a section of the root."""
        found = self.reach.below(self.root, section) if section in self.kinds["OpenAPI"].fields else None
        for name, value in found.value.items() if found else ():
            # In `paths` an `x-` name is an extension, and so is `$ref`; a webhook may have any name.
            if found and not (place.kind == "path" and name.startswith(("x-", "$"))):
                item = Spot(found.document, (*found.pointer, name), value)
                yield from self._operations(replace(place, path=name), item)

    def _operations(self, place: _Place, item: Spot) -> Iterator[Operation]:
        """The operations of a path item, whose fields may be split over references."""
        layers = self.reach.layers(item)
        here = frozenset(id(layer.value) for layer in layers)
        if here & place.above:
            return
        shared: dict[tuple[str, str], Parameter] = {}
        servers: tuple[Server, ...] = ()
        for layer in reversed(layers):  # the fields beside a `$ref` win
            shared = self.parts.parameters(self.reach, layer) if "parameters" in layer.value else shared
            servers = self.parts.servers(self.reach, layer) or servers
        place = replace(place, servers=servers or place.servers, above=place.above | here)
        taken: set[str] = set()
        for layer in layers:
            for method, spot in self._methods(layer):
                if method not in taken:
                    taken.add(method)
                    yield self._operation(method, place, spot, layer, shared)

    def _methods(self, item: Spot) -> Iterator[tuple[str, Spot]]:
        fields = self.kinds["PathItem"].fields
        for name in item.value:
            expected = fields.get(name)
            if expected is not None and expected.kind == "Operation":
                if expected.shape == "map":
                    yield from self.reach.entries(item, name)
                elif (spot := self.reach.below(item, name)) is not None:
                    yield name.upper(), spot

    def _operation(
        self, method: str, place: _Place, spot: Spot, item: Spot, shared: Mapping[tuple[str, str], Parameter],
    ) -> Operation:
        value = spot.value
        declared = value["security"] if isinstance(value.get("security"), list) else place.security
        operation = Operation(
            method=method, path=place.path, kind=place.kind, role=place.role,
            id=text(value.get("operationId")),
            deprecated=value.get("deprecated") is True,
            inside=_Inside(self.parts, self.reach, spot, item, shared),
            security=self.security.alternatives(declared),
            security_declared=isinstance(declared, list),
            servers=self.parts.servers(self.reach, spot) or place.servers,
            tags=texts(value.get("tags")),
            callbacks=(), spot=spot, path_spot=item, parent=place.parent,
        )
        if "callbacks" not in value or "callbacks" not in self.kinds["Operation"].fields:
            return operation
        return replace(operation, callbacks=tuple(self._callbacks(operation, place)))

    def _callbacks(self, operation: Operation, place: _Place) -> Iterator[Operation]:
        for name, callback in self.reach.entries(operation.spot, "callbacks"):
            for expression, value in callback.value.items():
                if expression.startswith("x-"):
                    continue
                if place.depth == _DEEPEST_CALLBACK or self.callbacks_left == 0:
                    self.left_out += 1
                    continue
                self.callbacks_left -= 1
                below = _Place(expression, "callback", place.role.flipped(), parent=f"{operation.name} > {name}",
                               depth=place.depth + 1, above=place.above)
                yield from self._operations(below, Spot(callback.document, (*callback.pointer, expression), value))
