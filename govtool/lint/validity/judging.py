"""Values held against the schemas of a contract, all in one go: one validator is made for however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from govtool.lint.validity.cost import Cost
from govtool.lint.validity.official import judge_of_schemas, validator
from govtool.lint.validity.plain import Plain, Writer
from govtool.model.contract import Contract, Spot
from govtool.model.faults import Cause, causes

_UNDECIDED = frozenset({"BacktrackLimitExceeded", "RegexEngineFailure", "Referencing"})
"""Kinds of errors that say nothing about the value."""


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """That a value, where it stands, meets a schema when somebody writes it."""

    value: Spot
    schema: Spot
    writer: Writer = "either"
    about: str = ""
    """What the value is there for, for whoever asks."""


@dataclass(frozen=True, slots=True, eq=False)
class Refutation:
    """What is wrong with the value of a claim."""

    claim: Claim
    causes: tuple[Cause, ...]


def refuted(contract: Contract, claims: Sequence[Claim]) -> Iterator[Refutation]:
    """The claims that do not hold; none where a schema cannot be read, or would take too long."""
    if not claims:
        return
    plain = Plain(contract)
    names = [plain.name(claim.schema, claim.writer) for claim in claims]
    sound = _sound(plain)
    cost = Cost(sound)
    judged = {str(index): claim for index, (claim, name) in enumerate(zip(claims, names, strict=True))
              if name in sound and cost.is_bearable(name, claim.value.value)}
    values = {index: claim.value.value for index, claim in judged.items()}
    asked = {index: {"$ref": f"#/definitions/{names[int(index)]}"} for index in judged}
    whole = {"definitions": sound, "properties": asked}
    found: dict[str, list[Any]] = {}
    checker = validator(whole, plain.draft, validate_formats=True, formats={"byte": _is_base64})
    for error in checker.iter_errors(values):
        found.setdefault(str(error.instance_path[0]), []).append(error)
    for index, errors in found.items():
        if not any(map(_is_undecided, errors)):
            below = (replace(cause, pointer=cause.pointer[1:]) for cause in causes(errors, values))
            yield Refutation(judged[index], tuple(below))


def _sound(plain: Plain) -> Mapping[str, Any]:
    """The definitions that are valid schemas, and refer to such alone."""
    for cause in judge_of_schemas(plain.draft).causes({"definitions": plain.definitions}):
        plain.doubt(str(cause.pointer[1]))
    doubted = plain.doubted()
    return {name: schema for name, schema in plain.definitions.items() if name not in doubted}


def _is_undecided(error: Any) -> bool:
    inner = getattr(error.kind, "context", ())
    return type(error.kind).__name__ in _UNDECIDED or any(_is_undecided(each) for branch in inner for each in branch)


def _is_base64(text: str) -> bool:
    """Whether a text is base64 (RFC 4648 section 4), which OpenAPI 3.0 calls `byte`."""
    from base64 import b64decode

    try:
        b64decode(text, validate=True)
    except ValueError:
        return False
    return True
