"""What the patterns of a writer imply, in the reader's words: the algebra takes patterns as they are written."""

from collections.abc import Iterator
from typing import Any, Final

from govtool.compare.dialects import Schema
from govtool.compare.languages import implies, widths

_SAID: Final = ("pattern", "minLength", "maxLength")
_MOST: Final = 100  # pairs of a pattern and what it may imply: each is a walk over automata
Said = tuple[str, Any]


def strengthened(writer: Schema, reader: Schema) -> Schema:
    """The writer with each pattern and length of the reader beside the pattern that implies it; the same values."""
    known = set(_said(writer))
    said = [item for item in dict.fromkeys(_said(reader)) if item[0] != "pattern" or item not in known]
    patterns = sum(keyword == "pattern" for keyword, _ in known)
    return _beside(writer, said) if 0 < patterns * len(said) <= _MOST else writer


def _said(schema: Any) -> Iterator[Said]:
    """The keywords about strings that stand anywhere in a schema."""
    if isinstance(schema, list):
        for item in schema:
            yield from _said(item)
    elif isinstance(schema, dict):
        for keyword, value in schema.items():
            if keyword in _SAID and isinstance(value, str | int):
                yield keyword, value
            elif keyword not in ("enum", "const"):
                yield from _said(value)


def _beside(schema: Any, said: list[Said]) -> Any:
    if isinstance(schema, list):
        return [_beside(item, said) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: value if key in ("enum", "const") else _beside(value, said) for key, value in schema.items()}
    if isinstance(schema.get("pattern"), str):
        more = [{keyword: value} for keyword, value in said if _implied(schema, keyword, value)]
        if more:
            out["allOf"] = [*out.get("allOf", ()), *more]
    return out


def _implied(schema: dict[str, Any], keyword: str, value: Any) -> bool:
    pattern, least, most = schema["pattern"], schema.get("minLength", 0), schema.get("maxLength")
    if keyword == "pattern":
        return implies(pattern, value, int(least), int(most) if most is not None else None)
    shortest, longest = widths(pattern)
    return value <= shortest if keyword == "minLength" else longest is not None and longest <= value
