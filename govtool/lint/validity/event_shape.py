"""The shape of every object of an AsyncAPI document, held against the official schema of its version."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from govtool.finding import Location, On, Pointer
from govtool.lint.rule import Hit
from govtool.lint.validity.official import Judge, judge_of_schemas, validator
from govtool.lint.validity.parts import Part, kind_at, survey
from govtool.lint.validity.resolved import Resolved
from govtool.lint.validity.structure import spoken
from govtool.model.contract import Contract
from govtool.model.detect import detect, draft_of
from govtool.model.faults import AT_KEY, SURPLUS, Cause
from govtool.model.grammar import grammar_of
from govtool.model.shape import text
from govtool.model.wording import advice, listed, message

_FOLDER = Path(__file__).parents[1] / "schemas" / "asyncapi"
VERSIONS = ("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", "3.1")


@cache
def judge_of(version: str, part: str = "") -> Judge:
    """The official schema of a version, for documents or for a part that has a definition."""
    import orjson

    schema = orjson.loads((_FOLDER / f"{version}.json").read_bytes())
    if part:
        schema = {"$ref": f"#/definitions/{part}", "definitions": schema["definitions"]}
    return Judge(schema, validator(schema, "draft 7", validate_formats=False))


def faults(contract: Contract) -> Iterator[Hit]:
    """Everything that the specification does not allow in this shape; each once, where it is written."""
    version, document = contract.format.version, contract.document
    if version not in VERSIONS:
        words = f"`{version}` is no version of AsyncAPI that is known, expected {listed(VERSIONS, 'or')}"
        yield Hit(document.at(("asyncapi",)), words, help="name one of these, with its patch number: `3.0.0`")
        return
    _, root = grammar_of(contract.format)
    resolved = Resolved(contract)
    told: set[tuple[str, Pointer, str]] = set()
    for cause in judge_of(version).causes(resolved.data):
        origin = resolved.origin(cause.pointer)
        if origin is None:
            continue
        spot, steps = origin
        key = (spot.document.path, (*spot.pointer, *steps), f"{cause.keyword} {cause.detail}")
        if key not in told:
            told.add(key)
            yield _hit(contract, root, spot.at(*steps, on=_on(cause)), cause)
    for part in _schemas_elsewhere(contract):
        draft = draft_of(text(part.value["$schema"])) if "$schema" in part.value else ""
        judge = judge_of_schemas(draft) if draft else judge_of(version, "schema")
        for cause in judge.causes(part.value):
            at = part.document.at((*part.pointer, *cause.pointer), _on(cause))
            yield _hit(contract, "Schema", at, cause)


def _schemas_elsewhere(contract: Contract) -> Iterator[Part]:
    """The schemas in other files, which are not resolved; those of Avro are judged as files of their own."""
    for part in survey(contract).parts:
        if part.kind == "Schema" and part.document is not contract.document and isinstance(part.value, dict):
            found = detect(part.document.data)
            if found is None or found.family in ("jsonschema", "asyncapi"):
                yield part


def _on(cause: Cause) -> On:
    return "key" if cause.keyword in AT_KEY else "value"


def _hit(contract: Contract, root: str, at: Location, cause: Cause) -> Hit:
    kinds = grammar_of(contract.format).kinds
    if cause.keyword == SURPLUS:
        kind = kind_at(kinds, root, cause.pointer[:-1])
        known = kinds[kind].properties if kind else ()
        if kind and not kinds[kind].knows(cause.detail):
            return Hit(at, f"`{cause.detail}` is no key of the {spoken(kind)}", help=advice(cause, known))
        hint = "leave it out, or name a version of AsyncAPI that has it" if kind else advice(cause)
        return Hit(at, f"`{cause.detail}` does not belong here in {contract.format.label}", help=hint)
    kind = kind_at(kinds, root, cause.pointer)
    needed = f", the {spoken(kind)} needs it" if cause.keyword == "required" and kind else ""
    return Hit(at, message(cause) + needed, help=advice(cause))
