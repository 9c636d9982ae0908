"""`config`: settings and facts as rows of name, value and origin, and the schemas of the files that people write."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from govtool.catalog.facts import stated
from govtool.catalog.manifest import Package
from govtool.catalog.named import named
from govtool.catalog.validate import SCHEMAS, schema
from govtool.config import Config, PathFacts
from govtool.errors import UserError, suggestion
from govtool.gate.desk import Desk
from govtool.model.contract import Contract
from govtool.model.facts import Facts

Row = tuple[str, str, str]
_UNKNOWN = "-"
_ABOUT_THE_FILE = {"origin", "lines", "root", "folder"}


def setting_rows() -> list[Row]:
    """Every setting that holds in this folder; the entries of a table are rows of their own."""
    config = Desk.at(Path.cwd()).config
    return [row for field in fields(config) if field.name not in _ABOUT_THE_FILE
            for row in _of_setting(config, field.name.replace("_", "-"), getattr(config, field.name))]


def _of_setting(config: Config, name: str, value: Any) -> Iterator[Row]:
    if name == "paths" and value:
        yield from (_of_paths(config, row) for row in value)
    elif isinstance(value, Mapping) and value:
        yield from ((f"{name}.{key}", _text(item), config.origin_of(f"{name}.{key}")) for key, item in value.items())
    else:
        yield name, _text(value), config.origin_of(name)


def _of_paths(config: Config, row: PathFacts) -> Row:
    return f"paths.{row.match}", _text(row.facts), f"{config.origin}:{row.line}"


def fact_rows(name: str) -> list[Row]:
    """Every fact that is known of one contract, with the file and line that state it."""
    desk = Desk.at(Path.cwd())
    repository = desk.repository()
    found = named(repository, name, desk.start)
    contract = repository.contract(found.sources[0]) if found.sources else None
    facts = contract.facts if contract else found.package.facts if found.package else Facts()
    rows = [("identity", found.identity, "")]
    for field in fields(facts):
        if field.name != "origin":
            origin = _origin(contract, found.package, field.name, facts.origin.get(field.name, ""))
            rows += _of_fact(field.name.replace("_", "-"), getattr(facts, field.name), origin)
    return rows


def _of_fact(name: str, value: Any, origin: str) -> Iterator[Row]:
    """One row, or one for each part of a table."""
    if isinstance(value, Mapping) and value:
        yield from ((f"{name}.{key}", _text(item), origin) for key, item in value.items())
    else:
        yield name, _text(value), origin


def _origin(contract: Contract | None, package: Package | None, fact: str, origin: str) -> str:
    """The place of a fact: `contract.yaml:4`, `openapi.yaml:9 (info.x-owner)`."""
    if package and origin == "manifest":
        key = next(key for key, value in package.manifest.data.items() if fact in stated({key: value}, "").origin)
        return f"{package.manifest.name}:{package.manifest.span((key,), 'key').line}"
    if contract and origin and ":" not in origin:
        line = contract.document.span(tuple(origin.split(".", 1)), "key").line
        return f"{contract.document.name}:{line} ({origin})"
    return origin


def file_schema(kind: str) -> Any:
    """The JSON Schema of a kind of file, which an editor can use; UserError for a kind that is not there."""
    known = schema_kinds()
    if kind not in known:
        raise UserError(f"no kind of file `{kind}`", suggestion(kind, known) or f"known kinds: {', '.join(known)}")
    return schema(kind)


def schema_kinds() -> list[str]:
    """The kinds of files that have a schema."""
    return sorted(path.stem for path in SCHEMAS.glob("*.json"))


def _text(value: Any) -> str:
    if hasattr(value, "__dataclass_fields__"):
        value = {field.name.replace("_", "-"): getattr(value, field.name) for field in fields(value)
                 if getattr(value, field.name)}
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(item)}" for key, item in value.items()) or _UNKNOWN
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value)) or _UNKNOWN
    return str(value).lower() if isinstance(value, bool) else str(value) or _UNKNOWN
