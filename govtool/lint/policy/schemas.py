"""Schemas as their readers see them: through references and `allOf`, whatever the dialect."""

from collections.abc import Iterator
from typing import Any

from govtool.finding import Location
from govtool.model.contract import Contract, Spot
from govtool.model.shape import mapping, sequence, text
from govtool.model.walk import Node
from govtool.source.refs import Bundle, RefError

TEXTS = frozenset({"title", "summary", "description", "example", "examples", "externalDocs"})
"""What is said to people; it changes nothing for a machine."""
_NONE = frozenset[str]()


def named(node: Node) -> Iterator[tuple[str, Spot]]:
    """What a node gives a name to: the properties of a schema, or the value of a parameter; as it is written there."""
    if node.kind == "Schema":
        fields = node.value.get("properties")
        above = (*node.pointer, "properties") if fields else ()
        for name, value in fields.items() if isinstance(fields, dict) else ():
            yield name, Spot(node.document, (*above, name), value)
    elif name := text(node.value.get("name")):
        below = ("schema",) if "schema" in node.value else ()  # OpenAPI 2.0 writes the keywords into the parameter
        yield name, Spot(node.document, (*node.pointer, *below), node.value["schema"] if below else node.value)


def place(contract: Contract, spot: Spot) -> Location:
    """Where a schema is to be mended: its definition, where it only refers to one."""
    keys = [key for key in mapping(spot.value) if key not in TEXTS and not key.startswith("x-")]
    return (resolved(contract.bundle, spot) if keys == ["$ref"] else spot).at(on="key")


def resolved(bundle: Bundle, spot: Spot) -> Spot:
    """A schema where it is defined; as it stands where its reference leads nowhere."""
    value = spot.value
    if not isinstance(value, dict) or "$ref" not in value:
        return spot
    try:
        target = bundle.resolve(spot.document, spot.pointer, value)
    except RefError:
        return spot
    return Spot(target.document, target.pointer, target.value)


def parts(bundle: Bundle, spot: Spot) -> Iterator[Spot]:
    """A schema and everything that `allOf` and references add to it, each once."""
    todo, seen = [spot], set[int]()
    while todo:
        here = todo.pop()
        if not isinstance(here.value, dict) or id(here.value) in seen:
            continue
        seen.add(id(here.value))
        if "$ref" in here.value:
            todo.append(resolved(bundle, here))
        yield here
        members = sequence(here.value.get("allOf"))
        todo += [Spot(here.document, (*here.pointer, "allOf", index), item) for index, item in enumerate(members)]


def keyword(bundle: Bundle, spot: Spot, *keywords: str) -> Any:
    """The value of the first of these keywords that is there; None where none is."""
    return next((part.value[word] for part in parts(bundle, spot) for word in keywords if word in part.value), None)


def types(bundle: Bundle, spot: Spot) -> frozenset[str]:
    """The types that a schema's values may have, without `null`; empty where it does not say."""
    for part in parts(bundle, spot):
        if found := _types(part.value.get("type")):
            return found
        for word in ("oneOf", "anyOf"):
            choices = [Spot(part.document, (*part.pointer, word, index), item)
                       for index, item in enumerate(sequence(part.value.get(word)))]
            if found := _NONE.union(*(types(bundle, choice) for choice in choices if _is_plain(choice.value))):
                return found
    return _NONE


def _types(value: Any) -> frozenset[str]:
    found = value if isinstance(value, list) else [value]
    return frozenset(item for item in found if isinstance(item, str) and item != "null")


def _is_plain(value: Any) -> bool:
    """Whether a choice says its type itself: those that only refer may refer in circles."""
    return isinstance(value, dict) and "type" in value


def is_number(bundle: Bundle, spot: Spot) -> bool:
    """Whether values are JSON numbers and nothing else."""
    found = types(bundle, spot)
    return bool(found) and found <= {"integer", "number"}


def properties(bundle: Bundle, spot: Spot) -> dict[str, Spot]:
    """The properties of an object, those that `allOf` and references add included; as they are written there."""
    found: dict[str, Spot] = {}
    for part in parts(bundle, spot):
        for name, value in mapping(part.value.get("properties")).items():
            found.setdefault(name, Spot(part.document, (*part.pointer, "properties", name), value))
    return found
