"""One row applied alone: the writer's schema with a single keyword as the reader has it."""

from collections.abc import Callable
from typing import Any

from govtool.compare.dialects import Schema
from govtool.compare.rows import Row
from govtool.compare.values import MISSING
from govtool.finding import Pointer

_BY_ENTRY = ("properties", "patternProperties", "dependentRequired", "dependentSchemas")
_WITH = {"if": ("then", "else"), "enum": ("const",), "contains": ("minContains", "maxContains")}


def patched(writer: Schema, row: Row, reader: Schema, *, new_writes: bool) -> Schema:
    """The writer's schema with the row's keyword, or entry of it, taken from the reader's."""
    at, of = (row.new_path, row.old_path) if new_writes else (row.old_path, row.new_path)
    value = row.old if new_writes else row.new
    source = at_path(reader, of)
    changed: Schema = put(writer, at, lambda schema: _changed(schema, row, value, source))
    return changed


def _changed(schema: Any, row: Row, value: Any, source: Any) -> Schema:
    keyword = row.keyword
    if keyword == "schema":
        return source if isinstance(source, dict | bool) else True
    out = dict(schema) if isinstance(schema, dict) else {}
    read = source if isinstance(source, dict) else {}
    if keyword in _BY_ENTRY and row.name:
        entries = dict(out.get(keyword, {}))
        _set(entries, row.name, value)
        _set(out, keyword, entries or MISSING)
    elif keyword == "required" and row.name:
        names = [name for name in out.get(keyword, ()) if name != row.name]
        out[keyword] = names if value is MISSING else [*names, row.name]
    elif value == [] and keyword not in read:  # the reader's schema stands for one branch: `S` beside `anyOf: [S, T]`
        out[keyword] = [source if isinstance(source, dict | bool) else True]
    else:
        for name in (keyword, *_WITH.get(keyword, ())):
            _set(out, name, read.get(name, MISSING))
    return out


def _set(target: dict[str, Any], name: str, value: Any) -> None:
    if value is MISSING:
        target.pop(name, None)
    else:
        target[name] = value


def at_path(schema: Any, path: Pointer) -> Any:
    """What stands at a path; None where the path leads nowhere."""
    for part in path:
        try:
            schema = schema[part]
        except (LookupError, TypeError):
            return None
    return schema


def put(schema: Any, path: Pointer, change: Callable[[Any], Any]) -> Any:
    """The schema with what stands at a path changed."""
    if not path:
        return change(schema)
    key, rest = path[0], path[1:]
    if isinstance(schema, list):
        return [put(item, rest, change) if at == key else item for at, item in enumerate(schema)]
    return {**schema, key: put(schema[key], rest, change)}
