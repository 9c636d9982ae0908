"""Documents into the normalised contract; total for any data: what has the wrong shape is left out here."""

from collections.abc import Mapping
from typing import Any

from govtool.model import openapi
from govtool.model.contract import EMBEDDED, Contract, Spot
from govtool.model.detect import UNKNOWN, Format, detect
from govtool.model.facts import NO_FACTS, Facts
from govtool.model.shape import mapping, text
from govtool.model.vocabulary import facts_from_info
from govtool.source.document import Document
from govtool.source.refs import Bundle

_AVRO = Format("avro", "")
_AVRO_FILES = (".avsc", ".avpr")
"""A schema need not look like one: the name of a primitive type, or an array of such."""


def read(bundle: Bundle, path: str, facts: Facts = NO_FACTS, identity: str = "") -> Contract:
    """The contract at a path of the bundle; UserError where there is no such file.

    What `facts` leaves open is taken from the document's own `x-` properties. Events and Avro schemas have their
    identity, title, version and facts here, and no operations.
    """
    document = bundle.document(path)
    data = mapping(document.data)
    info = mapping(data, "info")
    format_ = detect(document.data) or (_AVRO if document.usable and path.endswith(_AVRO_FILES) else UNKNOWN)
    surface = openapi.read(bundle, document, format_) if format_.family == "openapi" else openapi.NOTHING
    return Contract(
        identity=identity or document.path,
        format=format_,
        document=document,
        bundle=bundle,
        facts=facts.over(facts_from_info(info, data)),
        title=text(info.get("title")) or _title(data),
        version=text(info.get("version")),
        operations=surface.operations,
        schemas=_schemas(document, data) if format_.family == "jsonschema" else surface.schemas,
        security_schemes=surface.security_schemes,
        servers=surface.servers,
        tags=surface.tags,
        left_out=surface.left_out,
    )


def _title(data: Mapping[str, Any]) -> str:
    """The title of a schema, or the full name of an Avro type or protocol."""
    name = text(data.get("protocol")) or text(data.get("name"))
    namespace = text(data.get("namespace"))
    full_name = f"{namespace}.{name}" if name and namespace and "." not in name else name
    return text(data.get("title")) or full_name


def _schemas(document: Document, data: Mapping[str, Any]) -> dict[str, Spot]:
    """The named schemas of a JSON Schema document; the document itself under the empty name."""
    named = {name: Spot(document, (section, name), value) for section in ("definitions", "$defs")
             for name, value in mapping(data, section).items()
             if isinstance(value, dict | bool) and not name.startswith(EMBEDDED)}
    return {**named, "": Spot(document, (), data)}
