"""The parts of an operation as OpenAPI 2.0 writes them, brought into the shape of 3.x."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govtool.model import parts
from govtool.model.contract import Body, Media, Parameter, Response, Server, Spot
from govtool.model.media import media_type
from govtool.model.reach import Reach
from govtool.model.shape import mapping, sequence, text, texts

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "schemas": ("definitions",), "securitySchemes": ("securityDefinitions",),
}
_NOT_SCHEMA = frozenset({"name", "in", "required", "allowEmptyValue", "collectionFormat", "description", "schema"})
_DELIMITED = {"ssv": "spaceDelimited", "tsv": "tabDelimited", "pipes": "pipeDelimited"}
"""`collectionFormat` → style; 3.x has no word for tabs."""
_STYLES = {"query": "form", "path": "simple", "header": "simple"}
_MULTIPART, _URLENCODED = "multipart/form-data", "application/x-www-form-urlencoded"
_UNSAID = "application/json"
"""The media type where a document names none; 2.0 leaves it open, and this is what everyone means."""


def servers(reach: Reach, spot: Spot) -> tuple[Server, ...]:
    """Host, base path and schemes as URLs: at the root, and where an operation has schemes of its own."""
    root = reach.root.value
    if spot.value is not root and "schemes" not in spot.value:
        return ()
    host, base = text(root.get("host")), text(root.get("basePath")).rstrip("/")
    if not host:
        return (Server(base),) if base else ()
    schemes = texts(spot.value.get("schemes")) or texts(root.get("schemes")) or ("https",)
    return tuple(Server(f"{scheme}://{host}{base}") for scheme in schemes)


def parameters(reach: Reach, spot: Spot) -> dict[tuple[str, str], Parameter]:
    """The parameters declared at a place that do not travel in the body."""
    return parts.keyed(reach.once(_parameter, item) for item in reach.items(spot, "parameters"))


def _parameter(_: Reach, spot: Spot) -> Parameter | None:
    location, name = text(spot.value.get("in")), text(spot.value.get("name"))
    return _field(spot, location, name) if name and location in _STYLES else None


def _field(spot: Spot, location: str, name: str) -> Parameter:
    """A parameter or header, whose schema is the object itself."""
    value = spot.value
    style, explode = _style(value, _STYLES[location])
    return Parameter(
        name=name.lower() if location == "header" else name,
        location=location,
        required=value.get("required") is True or location == "path",
        style=style,
        explode=explode,
        allow_reserved=False,
        allow_empty=value.get("allowEmptyValue") is True,
        schema=Spot(spot.document, spot.pointer, _own_schema(value)),
        content={},
        deprecated=False,
        spot=spot,
    )


def _style(value: Mapping[str, Any], plain: str) -> tuple[str, bool]:
    """Style and explode; the collection format counts for arrays only, what 3.x says by default for all else."""
    collection = text(value.get("collectionFormat")) if value.get("type") == "array" else "multi"
    return _DELIMITED.get(collection, plain), collection == "multi" and plain == "form"


def _own_schema(value: Mapping[str, Any]) -> dict[str, Any]:
    """The schema keywords of a parameter or header, also those of its items; a file is any bytes."""
    schema = {key: item for key, item in value.items() if key not in _NOT_SCHEMA}
    if schema.get("type") == "file":
        schema.update(type="string", format="binary")
    level = schema
    while isinstance(items := level.get("items"), dict):
        level["items"] = level = {key: item for key, item in items.items() if key != "collectionFormat"}
    return schema


def body(reach: Reach, operation: Spot, item: Spot) -> Body | None:
    """The body parameter, or the form parameters as the fields of one object."""
    found = {(text(spot.value.get("in")), text(spot.value.get("name"))): spot
             for place in (item, operation) for spot in reach.items(place, "parameters")}
    bodies = [spot for (location, _), spot in found.items() if location == "body"]
    if bodies:
        types = _types(reach, operation, "consumes") or (_UNSAID,)
        return Body(bodies[-1].value.get("required") is True, _content(types, bodies[-1]), bodies[-1])
    fields = {name: spot for (location, name), spot in found.items() if location == "formData" and name}
    return _form(reach, operation, fields) if fields else None


def _form(reach: Reach, operation: Spot, fields: Mapping[str, Spot]) -> Body:
    """Form parameters as a body; its schema is said nowhere as one, so it points to the list of parameters."""
    required = [name for name, spot in fields.items() if spot.value.get("required") is True]
    schema: dict[str, Any] = {
        "type": "object", "properties": {name: _own_schema(spot.value) for name, spot in fields.items()},
        **({"required": required} if required else {}),
    }
    styles = {name: _style(spot.value, "form") for name, spot in fields.items()}
    encoding = {name: {"style": style, "explode": explode} for name, (style, explode) in styles.items() if not explode}
    types = [name for name in _types(reach, operation, "consumes") if name in (_MULTIPART, _URLENCODED)]
    if not types:
        types = [_MULTIPART if any(spot.value.get("type") == "file" for spot in fields.values()) else _URLENCODED]
    place = Spot(operation.document, (*operation.pointer, "parameters"), schema)
    return Body(bool(required), {name: Media(name, place, place, encoding) for name in types}, place)


def responses(reach: Reach, operation: Spot) -> dict[str, Response]:
    """The responses by status, in the media types that the operation produces."""
    types = _types(reach, operation, "produces") or (_UNSAID,)
    shared = parts.by_status(reach, operation, _response)
    return {status: replace(found, content=_content(types, found.spot)) for status, found in shared.items()}


def _response(reach: Reach, spot: Spot) -> Response:
    headers = {name.lower(): _field(found, "header", name) for name, found in reach.entries(spot, "headers")
               if name.lower() != "content-type"}
    return Response("", headers, {}, {}, spot)


def _types(reach: Reach, operation: Spot, key: str) -> tuple[str, ...]:
    """The media types an operation consumes or produces; its own list replaces that of the document."""
    own = operation.value.get(key)
    declared = own if isinstance(own, list) else sequence(reach.root.value.get(key))
    return tuple(media_type(name) for name in texts(declared))


def _content(types: tuple[str, ...], spot: Spot) -> dict[str, Media]:
    """The schema of a body or response in every type; nothing where there is no schema."""
    schema = parts.schema(spot, "schema")
    if schema is None:
        return {}
    if mapping(schema.value).get("type") == "file":
        schema = Spot(schema.document, schema.pointer, {**schema.value, "type": "string", "format": "binary"})
    return {name: Media(name, schema, spot) for name in types}
