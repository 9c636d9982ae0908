"""A reader taken apart: it takes all that a writer sends when each of its parts does, and a part asks little.

The algebra multiplies what stands side by side; asked part by part, of a writer that keeps only what the part speaks
of, it decides what it cannot decide at once. All here is one-sided: a wider writer that is covered proves it, one that
is not says nothing.
"""

from collections.abc import Iterator
from typing import Any, Final

from govtool.compare.dialects import Schema
from govtool.compare.values import text_of

_TOGETHER: Final = (
    ("if", "then", "else"),
    ("contains", "minContains", "maxContains"),
    ("prefixItems", "items"),
)
_BY_VALUE: Final = ("patternProperties", "additionalProperties", "dependentSchemas")
_BRANCHING: Final = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")
_INVOLVED: Final = frozenset({"oneOf", "not", "if", "then", "else", "contains", "minContains", "maxContains"})


def parts(reader: Schema) -> list[Schema]:
    """Schemas that together say what the reader says."""
    if isinstance(reader, bool) or any(keyword.startswith("unevaluated") for keyword in reader):
        return [reader]
    return list(_parts(reader))


def _parts(reader: dict[str, Any]) -> Iterator[Schema]:
    grouped = {keyword for group in _TOGETHER for keyword in group}
    for keyword, value in reader.items():
        if keyword == "allOf":
            for part in value:
                yield from parts(part)
        elif keyword in ("properties", "patternProperties"):
            yield from ({keyword: {name: item}} for name, item in value.items() if item is not True)
        elif keyword == "additionalProperties":
            known = [name for name in ("properties", "patternProperties") if name in reader]
            yield {**{name: dict.fromkeys(reader[name], True) for name in known}, keyword: value}
        elif keyword not in grouped:
            yield {keyword: value}
    for group in _TOGETHER:
        if any(keyword in reader for keyword in group):
            yield {keyword: reader[keyword] for keyword in group if keyword in reader}


def texts(schema: Schema | None) -> frozenset[bytes]:
    """The parts of a schema, for telling which of another's it says too."""
    return frozenset(map(text_of, parts(schema))) if schema is not None else frozenset()


def weakened(writer: Schema, part: Schema) -> Iterator[Schema]:
    """Writers that send no less, with little but what the part speaks of: the simplest first."""
    names = _named(part)
    if names is not None:
        yield _weaker(writer, names, plain=True)
        yield _weaker(writer, names, plain=False)
    yield writer


def grafted(base: Any, value: Any, part: Schema) -> Any:
    """A whole value of the writer with what a part refuses in it."""
    if not (isinstance(base, dict) and isinstance(value, dict) and isinstance(part, dict)):
        return value
    names = {*(_named(part) or value), *part.get("required", ())}
    kept = {name: item for name, item in base.items() if name not in names}
    return kept | {name: item for name, item in value.items() if name in names}


def _named(schema: Schema) -> frozenset[str] | None:
    """The properties whose values matter to a schema; None where any may."""
    if isinstance(schema, bool):
        return frozenset()
    if any(keyword.startswith("unevaluated") for keyword in schema) or any(
        not _is_flat(schema.get(keyword, True)) for keyword in _BY_VALUE
    ):
        return None
    names = set(schema.get("properties", ()))
    if any(keyword in schema for keyword in ("enum", "const")):
        return None
    for keyword in _BRANCHING:
        inner = schema.get(keyword, ())
        for branch in inner if isinstance(inner, list | tuple) else [inner]:
            found = _named(branch)
            if found is None:
                return None
            names |= found
    return frozenset(names)


def _is_flat(value: Any) -> bool:
    """Whether a keyword asks nothing of the values it speaks of, or forbids them."""
    return isinstance(value, bool) or (bool(value) and all(item is True for item in value.values()))


def _weaker(writer: Schema, names: frozenset[str], *, plain: bool) -> Schema:
    if isinstance(writer, bool):
        return writer
    out: dict[str, Any] = {}
    for keyword, value in writer.items():
        if plain and (keyword in _INVOLVED or keyword.startswith("unevaluated")):
            continue
        if keyword == "properties":
            out[keyword] = {name: item if name in names or item is False else True for name, item in value.items()}
        elif keyword in ("allOf", "anyOf"):
            found = [_weaker(item, names, plain=plain) for item in value]
            out[keyword] = list({text_of(item): item for item in found}.values())
        else:
            out[keyword] = value
    return out
