"""The files that people write, held against their JSON Schema: every fault with its place and what was expected."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from govtool.finding import Finding
from govtool.model.faults import AT_KEY, SURPLUS, Cause, causes
from govtool.model.wording import advice, message
from govtool.source.document import Document

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def schema(name: str) -> Any:
    """The JSON Schema of a kind of file: `manifest`, `adapters`, `behaviour`, `waivers`, `release` or `config`."""
    import orjson

    return orjson.loads((SCHEMAS / f"{name}.json").read_bytes())


@cache
def _validator(name: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema(name), validate_formats=True)


def faults(document: Document, name: str) -> Iterator[Finding]:
    """What is wrong with a file of a kind, under the rule `<kind>-invalid`; nothing for a valid one."""
    yield from document.problems
    if document.usable:
        for cause in causes(_validator(name).iter_errors(document.data), document.data, schema(name)):
            at = document.at(cause.pointer, "key" if cause.keyword in AT_KEY else "value")
            yield Finding(f"{name}-invalid", message(cause), at, help=advice(cause, _known_keys(name, cause)))


def _known_keys(name: str, cause: Cause) -> Iterable[str]:
    """The keys that the schema names beside `additionalProperties`."""
    place = schema(name)
    for step in cause.rule[:-1] if cause.keyword == SURPLUS else ():
        place = place[step]
    known: Iterable[str] = place.get("properties", ())
    return known
