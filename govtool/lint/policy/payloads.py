"""Which schemas of an event contract are data: headers have names and shapes that their protocol gives them."""

from functools import lru_cache

from govtool.model.contract import Contract, Spot
from govtool.model.shape import mapping
from govtool.model.walk import Node
from govtool.source.refs import RefError


def is_data(contract: Contract, node: Node) -> bool:
    """Whether a schema or parameter says what data looks like; in an event contract, whether a payload leads to it.

    The envelope of CloudEvents is none: its names are given.
    """
    if contract.format.family != "asyncapi":
        return True
    return id(node.value) in _of_payloads(contract) and "specversion" not in mapping(node.value.get("properties"))


@lru_cache(maxsize=8)
def _of_payloads(contract: Contract) -> frozenset[int]:
    """The objects at or below the payloads of messages that are in JSON Schema, through references."""
    from govtool.model.asyncapi import events

    todo = [message.payload.schema for message in events(contract).messages
            if message.payload and message.payload.language == "jsonschema"]
    seen = set[int]()
    while todo:
        here = todo.pop()
        value = here.value
        if not isinstance(value, dict | list) or id(value) in seen:
            continue
        seen.add(id(value))
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        todo += [Spot(here.document, (*here.pointer, key), inner) for key, inner in entries]
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            try:
                target = contract.bundle.follow(here.document, value["$ref"], here.pointer)
            except RefError:
                continue
            todo.append(Spot(target.document, target.pointer, target.value))
    return frozenset(seen)
