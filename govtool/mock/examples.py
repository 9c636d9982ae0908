"""The examples of a contract: those of a body by name, and which of them a request belongs to.

A request example and a response example of the same name belong together, and so do the examples of parameters: who
sends what the one shows gets what the other shows. Values are data: nothing in them is a reference, and an
`externalValue` is never fetched.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from govtool.mock.exchange import Exchange
from govtool.mock.media import is_json
from govtool.model.contract import Contract, Operation, Spot
from govtool.model.shape import mapping
from govtool.source.refs import RefError

Told = Mapping[str, tuple[tuple[tuple[str, str] | None, Any], ...]]
"""Name → what a request holds that belongs to it: the parameter (or None for the body) and its value."""


def named(contract: Contract, spot: Spot, media: str = "") -> dict[str, Any]:
    """The examples of a media type or parameter by name; a single one has the empty name."""
    value = spot.value
    if "schema" in value and media in mapping(value, "examples") and contract.format.version == "2.0":
        return {"": value["examples"][media]}
    found = {"": value["example"]} if "example" in value else {}
    for name, each in mapping(value, "examples").items():
        found.update((name, shown) for shown in _shown(contract, spot, name, each))
    return found


def _shown(contract: Contract, spot: Spot, name: str, value: Any) -> Iterator[Any]:
    """The value of an Example Object, one or none."""
    try:
        found = contract.bundle.resolve(spot.document, (*spot.pointer, "examples", name), value).value
    except RefError:
        return
    for key in ("value", "dataValue", "serializedValue"):
        if key in mapping(found):
            yield found[key]
            return


def of_requests(contract: Contract, operation: Operation) -> Told:
    """What the named examples of an operation's request hold, the body and all parameters."""
    found: dict[str, list[tuple[tuple[str, str] | None, Any]]] = {}
    for key, parameter in operation.parameters.items():
        for name, value in named(contract, parameter.spot).items():
            found.setdefault(name, []).append((key, value))
    for media in operation.request.content.values() if operation.request else ():
        if is_json(media.type) or media.encoding or "form" in media.type:
            for name, value in named(contract, media.spot, media.type).items():
                found.setdefault(name, []).append((None, value))
    return {name: tuple(values) for name, values in found.items() if name}


def meant(told: Told, exchange: Exchange) -> tuple[str, ...]:
    """The names of the examples that a request is, those that say most first.

    An example of the body may say less than the body: what it says must stand there.
    """
    scores = []
    for name, parts in told.items():
        fits = [_holds(exchange.body, value) if key is None else exchange.parameters.get(key) == value
                for key, value in parts]
        # Of a body there are as many examples as media types; each parameter has one.
        bodies = [fit for fit, (key, _) in zip(fits, parts, strict=True) if key is None]
        others = [fit for fit, (key, _) in zip(fits, parts, strict=True) if key is not None]
        if all(others) and (any(bodies) or not bodies):
            scores.append((-len(others) - _weight(parts, exchange.body), name))
    return tuple(name for _, name in sorted(scores, key=lambda score: score[0]))


def _weight(parts: tuple[tuple[tuple[str, str] | None, Any], ...], body: Any) -> float:
    """How much of a body an example shows: all of it counts most."""
    return max((2.0 if value == body else 1 + len(mapping(value)) / 1000 for key, value in parts if key is None),
               default=0)


def _holds(body: Any, shown: Any) -> bool:
    if isinstance(body, dict) and isinstance(shown, dict):
        return all(name in body and _holds(body[name], value) for name, value in shown.items())
    return type(body) is type(shown) and bool(body == shown)
