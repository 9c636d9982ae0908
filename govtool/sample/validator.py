"""The validator of one schema: jsonschema-rs over all that the schema can lead to, formats on."""

import re
from typing import Any, Final

from govtool.sample.schemas import Schemas, plain
from govtool.sample.trouble import NotFound

_BASE64: Final = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def validator_of(schemas: Schemas, urn: str) -> Any:
    """The validator, with `is_valid` and `iter_errors`; NotFound where the schema cannot be read by it."""
    import jsonschema_rs

    closure = schemas.closure(urn)
    if schemas.has_scopes:
        return _by_document(schemas, urn)
    names = {name: f"#/$defs/{at}" for at, name in enumerate(closure)}
    whole = {"$ref": names[urn], "$defs": {str(at): plain(schema, names) for at, schema in enumerate(closure.values())}}
    try:
        return jsonschema_rs.Draft202012Validator(
            whole, validate_formats=True, offline=True, formats={"byte": is_base64}
        )
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        first = str(error).partition("\n")[0]
        raise NotFound(f"its validator cannot be made: {first}", schemas.where(urn)) from None


def _by_document(schemas: Schemas, urn: str) -> Any:
    """The validator over whole documents: only so does a reference by dynamic scope lead where it should."""
    import jsonschema_rs

    home, documents, pointer = schemas.documents(urn)
    try:
        registry = jsonschema_rs.Registry(list(documents.items()))
        whole = {"$ref": f"{home}#{pointer}"}
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True, offline=True, registry=registry)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        first = str(error).partition("\n")[0]
        raise NotFound(f"its references by scope cannot be followed: {first}", schemas.where(urn)) from None


def is_base64(text: str) -> bool:
    """Whether a text is base64 (RFC 4648 section 4), which OpenAPI 3.0 calls `byte`."""
    return _BASE64.fullmatch(text) is not None
