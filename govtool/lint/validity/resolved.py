"""An AsyncAPI document with its references outside of schemas replaced by what they lead to.

The official schemas are meant for such documents: some refuse a `$ref` where the specification allows one, and none
says what may stand behind it. What is wrong in the resolved document is traced back to where it is written.
"""

from typing import Any

from govtool.finding import Pointer
from govtool.model.contract import Contract, Spot
from govtool.model.grammar import Child, Kinds, grammar_of
from govtool.model.messages import language_of
from govtool.model.reach import Reach
from govtool.model.shape import mapping, text
from govtool.source.refs import RefError

_MOST = 20_000
"""Objects. References can make few lines stand for endlessly many; what lies beyond stays a reference."""
_DEEPEST = 40
_KEPT = frozenset({("Operation", "channel"), ("Operation", "messages"), ("OperationReply", "channel"),
                   ("OperationReply", "messages"), ("Channel", "servers")})
"""Fields that hold references by definition (3.0, "Operation Object"): they name what stands elsewhere."""


class Resolved:
    """The resolved data of a contract, and the way back from it."""

    def __init__(self, contract: Contract) -> None:
        document = contract.document
        self._kinds: Kinds
        self._kinds, root = grammar_of(contract.format)
        self._reach = Reach(contract.bundle, Spot(document, (), mapping(document.data)))
        self._origins: dict[int, Spot] = {}
        self._unresolved: set[int] = set()
        self._open: set[int] = set()
        """What is being resolved: a reference back to it closes a circle, and is told of as such."""
        self.data = self._object(root, Spot(document, (), document.data), 0)

    def origin(self, pointer: Pointer) -> tuple[Spot, Pointer] | None:
        """Where a place of the resolved data is written: an object, and the steps below it.

        None at or below a reference that could not be followed: what stands there is not known.
        """
        value: Any = self.data
        found = self._origins.get(id(value))
        steps: Pointer = ()
        for step in pointer:
            value = self._child(value, step)
            if id(value) in self._unresolved:
                return None
            origin = self._origins.get(id(value)) if isinstance(value, dict) else None
            found, steps = (origin, ()) if origin else (found, (*steps, step))
        return (found, steps) if found else None

    @staticmethod
    def _child(value: Any, step: str | int) -> Any:
        if isinstance(value, dict):
            return value.get(step)
        return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None

    def _object(self, kind: str, spot: Spot, depth: int) -> Any:
        """An object of a kind with everything in it resolved; what is no object is left as it is."""
        row = self._kinds.get(kind)
        if row is None or not isinstance(spot.value, dict) or depth > _DEEPEST:
            return spot.value
        if "$ref" in spot.value:
            return self._behind(kind, spot, depth)
        if kind == "Schema":
            return self._schema(spot)
        is_foreign = language_of(text(spot.value.get("schemaFormat"))) != "jsonschema"
        made: dict[str, Any] = {}
        for name, value in spot.value.items():
            child = row.fields.get(name) or (None if name.startswith("x-") else row.rest)
            place = Spot(spot.document, (*spot.pointer, name), value)
            if is_foreign and name == "payload":
                made[name] = self._foreign(place)
            else:
                kept = child is None or (kind, name) in _KEPT
                made[name] = value if kept or child is None else self._field(child, place, depth + 1)
        self._origins[id(made)] = spot
        return made

    def _field(self, child: Child, spot: Spot, depth: int) -> Any:
        value = spot.value
        if isinstance(value, dict) and child.shape == "map":
            made = {name: self._object(child.kind, Spot(spot.document, (*spot.pointer, name), item), depth)
                    for name, item in value.items()}
            self._origins[id(made)] = spot
            return made
        if isinstance(value, list) and child.shape == "many":
            return [self._object(child.kind, Spot(spot.document, (*spot.pointer, index), item), depth)
                    for index, item in enumerate(value)]
        return self._object(child.kind, spot, depth) if child.shape in ("one", "one or many") else value

    def _behind(self, kind: str, spot: Spot, depth: int) -> Any:
        """What a reference leads to; of schemas the reference itself, as they may lead in circles."""
        if kind == "Schema" or len(self._origins) > _MOST:
            return self._copy(spot)
        there = self._reach.resolved(spot)
        if there is not None and id(there.value) not in self._open:
            self._open.add(id(there.value))
            made = self._object(kind, there, depth + 1)
            self._open.discard(id(there.value))
            return made
        made = self._copy(spot)
        self._unresolved.add(id(made))
        return made

    def _schema(self, spot: Spot) -> Any:
        """A schema as it is; of one in another language, what stands behind its reference."""
        made = self._copy(spot)
        if "schema" in made and language_of(text(made.get("schemaFormat"))) != "jsonschema":
            inner = Spot(spot.document, (*spot.pointer, "schema"), made["schema"])
            made["schema"] = self._foreign(inner)
        return made

    def _foreign(self, spot: Spot) -> Any:
        """A schema in another language, which has no references of its own."""
        if not isinstance(mapping(spot.value).get("$ref"), str):
            return spot.value
        try:
            found = self._reach.bundle.resolve(spot.document, spot.pointer, spot.value)
        except RefError:
            made = self._copy(spot)
            self._unresolved.add(id(made))
            return made
        if isinstance(found.value, dict):
            return self._copy(Spot(found.document, found.pointer, found.value))
        return found.value

    def _copy(self, spot: Spot) -> dict[str, Any]:
        made = dict(spot.value)
        self._origins[id(made)] = spot
        return made
