"""The function `schema`: a value held against a JSON Schema that stands in the ruleset."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from govtool.finding import Pointer
from govtool.lint.declared.patterns import translated
from govtool.lint.declared.place import MISSING, Place, Scope
from govtool.lint.declared.words import name_of
from govtool.lint.declared.written import written_out
from govtool.lint.rule import RuleError
from govtool.model.detect import draft_of

DIALECTS = {
    "draft4": "Draft4Validator", "draft6": "Draft6Validator", "draft7": "Draft7Validator",
    "draft2019-09": "Draft201909Validator", "draft2020-12": "Draft202012Validator",
}
"""As rulesets name a draft → the class of the validator; `auto` is what `$schema` says, draft 7 without it."""
_BELOW = frozenset({
    "properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "items", "prefixItems",
    "additionalItems", "unevaluatedItems", "contains",
})
"""The keywords whose schemas are about what stands in the value."""
_LONGEST = 160


def fits_schema(options: Mapping[str, Any]) -> Callable[[Place, Scope], Iterator[tuple[Place, str]]]:
    """Made for a schema; with `allErrors` it says everything that is wrong, else the first thing."""
    schema = options["schema"]
    depth = _depth(schema)
    compiled: list[Any] = []

    def judge(place: Place, scope: Scope) -> Iterator[tuple[Place, str]]:
        if place.value is MISSING:
            yield place, f"{name_of(place)} is missing, expected it to be there"
            return
        if not compiled:
            compiled.append(_compiled(schema, options.get("dialect", "auto")))
        value = written_out(place, scope, depth)
        try:
            for error in compiled[0].iter_errors(value):
                yield _descended(place, tuple(error.instance_path), scope), _shortened(error.message)
                if not options.get("allErrors"):
                    return
        except ValueError as error:  # a number that JSON does not have
            raise RuleError(f"it cannot judge this value: {error}") from None

    return judge


def _depth(schema: Any) -> int | None:
    """How many levels of a value a schema looks at; None where it refers to itself and may look at all."""
    if isinstance(schema, list):
        depths = [_depth(item) for item in schema]
    elif isinstance(schema, dict):
        if "$ref" in schema or "$dynamicRef" in schema or "$recursiveRef" in schema:
            return None
        depths = [None if (depth := _depth(item)) is None else depth + (key in _BELOW) for key, item in schema.items()]
    else:
        return 0
    return None if None in depths else max((depth for depth in depths if depth is not None), default=0)


def _compiled(schema: Mapping[str, Any], dialect: str) -> Any:
    import jsonschema_rs

    if dialect == "auto":
        named = str(schema.get("$schema", ""))
        draft = draft_of(named) if "json-schema.org/" in named else "draft 7"
        dialect = "draft" + draft.removeprefix("draft ")
    try:
        return getattr(jsonschema_rs, DIALECTS[dialect])(_readable(schema), validate_formats=True, retriever=_refused)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        raise RuleError(f"its schema is none: {str(error).partition(chr(10))[0]}") from None


def _readable(schema: Any) -> Any:
    """A schema whose patterns are written as the validator reads them; it is stricter than JavaScript."""
    if isinstance(schema, list):
        return [_readable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: item if key in ("enum", "const", "default", "examples") else _readable(item)
             for key, item in schema.items()}
    if isinstance(found.get("pattern"), str):
        found["pattern"] = translated(found["pattern"])
    if isinstance(found.get("patternProperties"), dict):
        found["patternProperties"] = {translated(key): item for key, item in found["patternProperties"].items()}
    return found


def _refused(uri: str) -> NoReturn:
    raise ValueError(f"`{uri}` is outside of the ruleset, which is never read")


def _descended(place: Place, pointer: Pointer, scope: Scope) -> Place:
    """Where a fault of a value is defined."""
    for part in pointer:  # the validator takes the key `400` for an index
        place = scope.seen(place.child(part if isinstance(place.value, list) else str(part)))
    return place


def _shortened(message: str) -> str:
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
