"""JSON Schema in the registry: the engine of `diff`, asked whether every value of one schema is one of the other.

A schema without `additionalProperties` takes any others, so that a property with a type that is new in it refuses
what was valid before, as in a Confluent registry; in a closed one it does not.
"""

import json
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from govtool.catalog.references import references
from govtool.compare.avro.modes import Arrow
from govtool.compare.policy import Policy
from govtool.compare.schemas import SchemaComparer
from govtool.finding import Confidence, Verdict
from govtool.model.contract import REQUEST, RESPONSE, Contract, Spot
from govtool.model.detect import Format
from govtool.model.read import read as read_contract
from govtool.registry.refusal import invalid_schema
from govtool.registry.schema import Schema
from govtool.source.refs import Bundle, RefError, RefSettings
from govtool.source.resource import is_url
from govtool.source.tree import MemoryTree

_FOLDER: Final = "schemas/" * 8
"""Deep, so that names of others may lead upward."""
_OWN: Final = _FOLDER + "schema.json"
_DEFAULT: Final = Format("jsonschema", "draft 7")
"""What a registry takes a schema for that does not say its draft."""
_SCHEMAS: Final = {
    "draft 4": "http://json-schema.org/draft-04/schema#", "draft 6": "http://json-schema.org/draft-06/schema#",
    "draft 7": "http://json-schema.org/draft-07/schema#", "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}
"""The schema of schemas of each draft."""
_SETS_OF_VALUES: Final = Policy(literal=True)


def read(schema: Schema, referred: Sequence[tuple[str, Schema]]) -> Contract:
    """The schema with those it refers to, by their names; Refusal for a text that is no schema."""
    files, refs = {_OWN: schema.text.encode("utf-8", "surrogatepass")}, {}
    for number, (name, other) in enumerate(referred):
        path = posixpath.normpath(_FOLDER + name)
        if is_url(name) or path.startswith("..") or path in files:
            path = f"references/{number}.json"
        refs[name] = path
        files[path] = other.text.encode("utf-8", "surrogatepass")
    bundle = Bundle(MemoryTree(files), RefSettings({name: path for name, path in refs.items() if is_url(name)}))
    contract = read_contract(bundle, _OWN)
    if not contract.document.usable:
        raise invalid_schema(contract.document.refusal)
    if contract.format.family != "jsonschema":
        contract = replace(contract, format=_DEFAULT)
    _check(contract)
    return contract


def _check(contract: Contract) -> None:
    """Refusal for what the draft's own schema refuses, and for references that lead nowhere."""
    import jsonschema_rs

    data = contract.document.data
    if isinstance(data, dict) and isinstance(data.get("$schema", ""), str):
        # Never by the address itself, which would be asked for over the network where it is not known.
        data = {**data, "$schema": _SCHEMAS[contract.format.version]}
    try:
        jsonschema_rs.meta.validate(data)
    except jsonschema_rs.ValidationError as error:
        place = "".join(f"/{step}" for step in error.instance_path)
        raise invalid_schema(f"{error.message} (at `#{place}`)") from None
    for reference in references(contract):
        if isinstance(reference.target, RefError):
            raise invalid_schema(f"{reference.target.reason} (at `#{reference.at.fragment}`)")


def text(contract: Contract, *, normalized: bool) -> str:
    """What is kept: the data without spaces; normalized, its keys in order."""
    try:
        data = json.loads(contract.document.text)
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=normalized, allow_nan=False)
    except ValueError as error:
        raise invalid_schema("a number is too large") from error


def differences(new: Contract, old: Contract, arrow: Arrow) -> Iterator[str]:
    """Why one schema refuses values that the other takes, each with such a value; nothing where it takes them all."""
    comparer = SchemaComparer(old, new, _SETS_OF_VALUES)
    comparer.add(_root(old), _root(new), REQUEST if arrow == "backward" else RESPONSE, "")
    for change in comparer.changes():
        if change.verdict is Verdict.BREAKING and change.confidence is Confidence.CERTAIN:
            shown = f": {json.dumps(change.witness.value)} is refused" if change.witness else ""
            yield f"{change.message}{shown}"


def _root(contract: Contract) -> Spot:
    data: Any = contract.document.data
    return Spot(contract.document, (), data)
