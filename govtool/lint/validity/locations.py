"""Runtime expressions of AsyncAPI: where in a message a value stands, and whether the schemas have such a place."""

import re
from typing import Literal

from govtool.model.channels import Message, TypedSchema
from govtool.model.contract import Spot
from govtool.model.reach import conjuncts
from govtool.model.shape import mapping
from govtool.source.refs import Bundle, RefError

_EXPRESSION = re.compile(r"\$message\.(header|payload)#((?:/.*)?)")
_OPEN = ("oneOf", "anyOf", "if", "patternProperties", "items", "dependencies")
"""Keywords by which there may be further places."""


def lacking(bundle: Bundle, message: Message, location: str) -> str:
    """What a message lacks of a location, as a sentence begins; empty where it has it, or it cannot be told."""
    found = _EXPRESSION.fullmatch(location)
    if not found:
        return ""  # the structure rule tells of what is no expression
    part: Literal["header", "payload"] = "header" if found[1] == "header" else "payload"
    schema = message.headers if part == "header" else message.payload
    where = "headers" if part == "header" else "payload"
    if schema is None:
        return f"`{message.name}` has no {where}" if found[2] else ""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in found[2].split("/")[1:]]
    missing = _missing(bundle, schema, steps)
    return f"`{missing}` is not in the {where} of `{message.name}`" if missing else ""


def _missing(bundle: Bundle, schema: TypedSchema, steps: list[str]) -> str:
    """The first step that a schema does not have; empty where it has all, or leaves open what it has."""
    if schema.language == "avro":
        return _missing_in_record(schema.schema.value, steps)
    here = schema.schema
    for step in steps if schema.language == "jsonschema" else ():
        try:
            parts = list(conjuncts(bundle, here))
        except RefError:
            return ""
        inner = next((Spot(part.document, (*part.pointer, "properties", step), mapping(part.value, "properties")[step])
                      for part in parts if step in mapping(part.value, "properties")), None)
        if inner is None:
            says = any(mapping(part.value, "properties") for part in parts)
            is_open = any(word in mapping(part.value) for part in parts for word in _OPEN)
            return step if says and not is_open else ""
        here = inner
    return ""


def _missing_in_record(value: object, steps: list[str]) -> str:
    """The first step, if an Avro record has no such field; what lies in a field is not looked at."""
    record = mapping(value)
    fields = record.get("fields")
    if record.get("type") != "record" or not isinstance(fields, list) or not steps:
        return ""
    return "" if any(mapping(field).get("name") == steps[0] for field in fields) else steps[0]
