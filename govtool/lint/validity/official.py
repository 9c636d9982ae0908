"""The official schemas of OpenAPI and JSON Schema, as judges of a whole document or of any part that stands alone.

They are data files of two packages, read without importing these. Those of JSON Schema are built into jsonschema-rs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from govtool.model.detect import Format
from govtool.model.faults import Cause, causes

_FOLDERS = {"2.0": "v2.0", "3.0": "v3.0", "3.1": "v3.1", "3.2": "v3.2"}
NEWEST = "3.2"
_DIALECTS = {"3.1": "oas3.1", "3.2": "oas3.2"}
"""The versions whose Schema Objects have a meta-schema of their own, beside that of the document."""
_DRAFTS = {
    "draft 4": "http://json-schema.org/draft-04/schema#", "draft 6": "http://json-schema.org/draft-06/schema#",
    "draft 7": "http://json-schema.org/draft-07/schema#", "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}
_NAMES = {
    "2.0": {"Items": "primitivesItems"},
    "3.0": {"ExternalDocs": "ExternalDocumentation"},
    "3.1": {"ExternalDocs": "external-documentation", "Callback": "callbacks"},
}
"""Kinds whose definition has another name than the rest of the version's schema suggests."""


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """A schema and its validator."""

    schema: Any
    validator: Any

    def causes(self, value: Any) -> list[Cause]:
        """What is wrong with a value."""
        return causes(self.validator.iter_errors(value), value, self.schema)


@cache
def judge_of(format_: Format, kind: str, dialect: Format) -> Judge | None:
    """The judge of objects of a grammar kind, their Schema Objects in a dialect; None where no schema is about them.

    A version that is not known is judged as the newest. The kind `Reference` is that of a `$ref` object.
    """
    if kind == "Schema" and (format_.family == "jsonschema" or dialect.family == "jsonschema"):
        return judge_of_schemas(dialect.version)
    if format_.family != "openapi":
        return None
    version = format_.version if format_.version in _FOLDERS else NEWEST
    whole = _with_dialect(_document_schema(version), version, dialect)
    if kind == "OpenAPI":
        return _judge(whole)
    if version in _DIALECTS and kind == "Schema":
        return _judge({**_definitions(whole), "$dynamicRef": "#meta"})
    part = _part(whole, version, kind)
    return _judge({**_definitions(whole), "allOf": [{"$ref": part}]}) if part else None


@cache
def judge_of_schemas(draft: str) -> Judge:
    """The judge of JSON Schemas of a draft."""
    return _judge({"$ref": _DRAFTS[draft]}, draft)


def validator(schema: Any, draft: str, **options: Any) -> Any:
    """A validator for a schema of a draft, which asks for nothing outside of it; ValidationError for a wrong schema."""
    import jsonschema_rs

    kinds = {"draft 4": jsonschema_rs.Draft4Validator, "draft 6": jsonschema_rs.Draft6Validator,
             "draft 7": jsonschema_rs.Draft7Validator, "2019-09": jsonschema_rs.Draft201909Validator,
             "2020-12": jsonschema_rs.Draft202012Validator}
    return kinds[draft](schema, offline=True, **options)


def _judge(schema: Any, draft: str = "") -> Judge:
    """The judge by a schema; the official ones say their draft themselves."""
    draft = draft or ("draft 4" if "draft-04" in schema["$schema"] else "2020-12")
    return Judge(schema, validator(schema, draft, validate_formats=False))


def _definitions(whole: Any) -> dict[str, Any]:
    return {key: whole[key] for key in ("$schema", "$id", "id", "$defs", "definitions") if key in whole}


def _part(whole: Any, version: str, kind: str) -> str:
    """The reference to a kind's definition; empty where it has none."""
    section = "definitions" if "definitions" in whole else "$defs"
    if version == "2.0":
        name = {"SecurityScheme": "", "Reference": "jsonReference"}.get(kind, kind[:1].lower() + kind[1:])
    elif version == "3.0":
        name = kind
    else:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind).lower()
    name = _NAMES.get(version, _NAMES["3.1"]).get(kind, name)
    return f"#/{section}/{name}" if name in whole[section] else ""


def _with_dialect(whole: Any, version: str, dialect: Format) -> Any:
    """The schema of a document with the meta-schema of its Schema Objects in the place that is kept open for it.

    Of another dialect than its own the place stays open: any object fits.
    """
    if version not in _DIALECTS or dialect.family == "jsonschema":
        return whole
    own = {resource["$id"]: resource for resource in _dialect_resources(version)}
    meta = next(name for name in own if "/dialect/" in name)
    return {**whole, "$defs": {**whole["$defs"], **own, "schema": {"$dynamicAnchor": "meta", "$ref": meta}}}


def _document_schema(version: str) -> Any:
    found = _read(_data("openapi_spec_validator") / "resources" / "schemas" / _FOLDERS[version] / "schema.json")
    if version == "3.0":
        # Lists of schemas hold one at least (JSON Schema Wright-00 validation, section 5.22): this edition forgot it.
        for keyword in ("allOf", "anyOf", "oneOf"):
            found["definitions"]["Schema"]["properties"][keyword]["minItems"] = 1
    if version == "3.1":
        # This edition misspells the `server` of a Link Object (OpenAPI 3.1.1 section 4.8.20) as `body`.
        properties = found["$defs"]["link"]["properties"]
        properties["server"] = properties.pop("body", {"$ref": "#/$defs/server"})
    return found


def _dialect_resources(version: str) -> Iterator[Any]:
    folder = _data("openapi_schema_validator") / "schemas" / _DIALECTS[version]
    return (_read(path) for path in sorted(folder.rglob("*")) if path.is_file())


def _read(path: Path) -> Any:
    import orjson

    return orjson.loads(path.read_bytes())


def _data(package: str) -> Path:
    """The folder of a package, which is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed")
    return Path(spec.submodule_search_locations[0])
