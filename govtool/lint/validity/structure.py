"""The shape of every object, held against the official schemas and told in the words of the specification."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from govtool.finding import Pointer
from govtool.lint.rule import Hit
from govtool.lint.validity.official import judge_of
from govtool.lint.validity.parts import Part, kind_at, survey
from govtool.model.contract import Contract
from govtool.model.detect import Format
from govtool.model.faults import AT_KEY, SURPLUS, Cause
from govtool.model.grammar import Kinds, grammar_of
from govtool.model.wording import advice, message

_VERSIONS = tuple(Format("openapi", version) for version in ("2.0", "3.0", "3.1", "3.2"))


def faults(contract: Contract) -> Iterator[Hit]:
    """Everything in a contract that its specification does not allow in this shape."""
    found = survey(contract)
    for part in (*found.parts, *found.foreign):
        inside = [other for other in found.foreign if other is not part and part.holds(other.document, other.pointer)]
        for cause in _causes(contract, part):
            pointer = (*part.pointer, *cause.pointer)
            if not any(other.holds(part.document, pointer) for other in inside):
                yield _hit(contract.format, part, cause)


def _causes(contract: Contract, part: Part) -> list[Cause]:
    """What is wrong with a part and no other rule tells better."""
    kinds = grammar_of(contract.format).kinds
    is_reference = kinds[part.kind].ref == "instead" and "$ref" in part.value
    judge = judge_of(contract.format, "Reference" if is_reference else part.kind, part.dialect)
    found = judge.causes(part.value) if judge else []
    troubled = Counter(cause.pointer[:length] for cause in found for length in range(len(cause.pointer) + 1))
    return [cause for cause in found if not _is_told_elsewhere(cause, part, kinds, troubled)]


def _is_told_elsewhere(cause: Cause, part: Part, kinds: Kinds, troubled: Mapping[Pointer, int]) -> bool:
    """Whether a rule of its own, or another cause at the place, says it better."""
    around = cause.pointer[:-1]
    if cause.keyword == SURPLUS:
        kind = kind_at(kinds, part.kind, around)
        row = kinds.get(kind)
        if row is None or kind == "Responses":
            return row is not None
        is_ignored = row.ref != "" and "$ref" in part.document.get((*part.pointer, *around))
        return is_ignored or (row.knows(cause.detail) and troubled[around] > 1)
    if cause.keyword == "required":
        return kind_at(kinds, part.kind, cause.pointer) == "Responses" and troubled[cause.pointer] > 1
    return cause.keyword == "propertyNames" and part.kind == "OpenAPI" and around[:1] == ("components",)


def _hit(format_: Format, part: Part, cause: Cause) -> Hit:
    at = part.document.at((*part.pointer, *cause.pointer), "key" if cause.keyword in AT_KEY else "value")
    kinds = grammar_of(format_).kinds
    if cause.keyword == SURPLUS and (around := kind_at(kinds, part.kind, cause.pointer[:-1])):
        words, hint = _surplus(format_, kinds, around, cause)
        return Hit(at, words, help=hint)
    if at.pointer in (("openapi",), ("swagger",)) and isinstance(cause.value, str):
        *most, last = (version.version for version in _VERSIONS)
        return Hit(at, f"`{cause.value}` is no version of OpenAPI that is known, expected {', '.join(most)} or {last}",
                   help="name one of these, with its patch number: `3.1.1`")
    kind = kind_at(kinds, part.kind, cause.pointer)
    needed = f", the {spoken(kind)} needs it" if cause.keyword == "required" and kind else ""
    return Hit(at, message(cause) + needed, help=advice(cause))


def _surplus(format_: Format, kinds: Kinds, kind: str, cause: Cause) -> tuple[str, str]:
    """What to say of a key that may not stand in an object, and the next act."""
    name = cause.detail
    if kind == "Paths":
        return f"`{name}` is no path, expected it to start with `/`", f"write `/{name}`"
    if kinds[kind].knows(name):
        return f"`{name}` does not go with what else this {spoken(kind)} says", "delete one of the two"
    elsewhere = [version.label for version in _VERSIONS if name in _properties(version, kind)]
    hint = f"{elsewhere[0]} has it, this is {format_.label}" if elsewhere else advice(cause, kinds[kind].properties)
    return f"`{name}` is no key of the {spoken(kind)}", hint


def _properties(format_: Format, kind: str) -> tuple[str, ...]:
    row = grammar_of(format_).kinds.get(kind)
    return row.properties if row else ()


def spoken(kind: str) -> str:
    """A kind as the specifications write it: `Security Scheme Object`."""
    name = "ExternalDocumentation" if kind == "ExternalDocs" else kind
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name) + " Object"
