"""The parts of an operation as OpenAPI 3.x writes them: parameters, bodies, responses, headers, servers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from govtool.model.contract import Body, Media, Parameter, Response, Server, Spot
from govtool.model.media import media_type
from govtool.model.reach import Reach
from govtool.model.shape import mapping, text

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "schemas": ("components", "schemas"), "securitySchemes": ("components", "securitySchemes"),
}
"""Where the named objects of a document stand."""

_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple", "querystring": ""}
"""The location of a parameter → its style where none is written (OpenAPI 3.1.1 section 4.8.12.2)."""
_EXPLODED = frozenset({"form", "cookie"})


def servers(reach: Reach, spot: Spot) -> tuple[Server, ...]:
    """The servers declared at a place."""
    return tuple(Server(text(found.value.get("url")), mapping(found.value, "variables"))
                 for found in reach.items(spot, "servers"))


def parameters(reach: Reach, spot: Spot) -> dict[tuple[str, str], Parameter]:
    """The parameters declared at a place, by location and name."""
    return keyed(reach.once(_parameter, item) for item in reach.items(spot, "parameters"))


def keyed(found: Iterable[Parameter | None]) -> dict[tuple[str, str], Parameter]:
    """Parameters by what tells them apart."""
    return {(item.location, item.name): item for item in found if item is not None}


def _parameter(reach: Reach, spot: Spot) -> Parameter | None:
    location, name = text(spot.value.get("in")), text(spot.value.get("name"))
    return _field(reach, spot, location, name) if name and location in _STYLES else None


def _field(reach: Reach, spot: Spot, location: str, name: str) -> Parameter:
    """A parameter or header with its defaults written out."""
    value = spot.value
    style = text(value.get("style")) or _STYLES[location]
    explode = value.get("explode")
    return Parameter(
        name=name.lower() if location == "header" else name,
        location=location,
        required=value.get("required") is True or location == "path",
        style=style,
        explode=explode if isinstance(explode, bool) else style in _EXPLODED,
        allow_reserved=value.get("allowReserved") is True,
        allow_empty=value.get("allowEmptyValue") is True,
        schema=schema(spot, "schema"),
        content=content(reach, spot),
        deprecated=value.get("deprecated") is True,
        spot=spot,
    )


def schema(spot: Spot, key: str) -> Spot | None:
    """The schema in a field as it is written there, not followed: its references are part of it."""
    value: Any = spot.value.get(key)
    return Spot(spot.document, (*spot.pointer, key), value) if isinstance(value, dict | bool) else None


def content(reach: Reach, spot: Spot) -> dict[str, Media]:
    """The media types of a body, response or parameter."""
    if "content" not in spot.value:
        return {}
    found = ((media_type(name), media) for name, media in reach.entries(spot, "content"))
    return {name: Media(name, schema(media, "schema"), media, mapping(media.value, "encoding"),
                        schema(media, "itemSchema")) for name, media in found}


def body(reach: Reach, operation: Spot, item: Spot) -> Body | None:  # noqa: ARG001 - 2.0 has bodies in path items too
    """The request body of an operation."""
    found = reach.below(operation, "requestBody")
    return reach.once(_body, found) if found else None


def _body(reach: Reach, spot: Spot) -> Body:
    return Body(spot.value.get("required") is True, content(reach, spot), spot)


def responses(reach: Reach, operation: Spot) -> dict[str, Response]:
    """The responses of an operation by status."""
    return by_status(reach, operation, _response)


def by_status(reach: Reach, operation: Spot, make: Callable[[Reach, Spot], Response]) -> dict[str, Response]:
    """The responses by status, `2xx` written `2XX`; what is shared between them is made once."""
    found = {}
    for name, spot in reach.entries(operation, "responses"):
        if not name.startswith("x-"):
            status = name if name == "default" else name.upper()
            found[status] = replace(reach.once(make, spot), status=status)
    return found


def _response(reach: Reach, spot: Spot) -> Response:
    """`Content-Type` is no header here (OpenAPI 3.1.1 section 4.8.17)."""
    headers = {name.lower(): _field(reach, found, "header", name) for name, found in reach.entries(spot, "headers")
               if name.lower() != "content-type"}
    return Response("", headers, content(reach, spot), dict(reach.entries(spot, "links")), spot)
