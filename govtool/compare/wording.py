"""A difference in words: its id, a sentence that says what is and what was, and how it moves the set of values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from govtool.compare.dialects import CHILDREN, KEYWORDS, Schema
from govtool.compare.keywords import CLOSERS, KINDS, SENTENCES, TEXTS, Kind
from govtool.compare.lower import GUARD, MALFORMED
from govtool.compare.rows import Row, types_of
from govtool.compare.values import MISSING, counted, json_of, listed, text_of
from govtool.finding import Effect

_LONGEST: Final = 60
_NAMES: Final = 3
_OPPOSITE: Final = {Effect.WIDER: Effect.NARROWER, Effect.NARROWER: Effect.WIDER}
Title = Callable[[str], str]
"""The name of the schema of a URN."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a difference is told."""

    id: str
    message: str
    effect: Effect


def describe(row: Row, it: str, title: Title, *, whole: bool = False) -> Words:
    """The words for a row; `it` names the place, `title` a schema that is referred to.

    `whole`: a required property came or went, declaration and all.
    """
    words = _whole(row, it) if whole else _described(row, it, title)
    path = row.new_path or row.old_path
    negations = path.count("not")
    if not negations and "if" not in path:
        return words
    effect = _OPPOSITE.get(words.effect, words.effect) if negations % 2 else words.effect
    return replace(words, message=f"{words.message} (under `{'not' if negations else 'if'}`)", effect=effect)


def _described(row: Row, it: str, title: Title) -> Words:
    old, new = row.old, row.new
    if row.keyword == "properties":
        return _property(row, it)
    if row.keyword == "required":
        said = "is required in {}, before optional" if new is not MISSING else "is optional in {}, before required"
        id_ = "property-required" if new is not MISSING else "property-optional"
        return Words(id_, f"`{row.name}` {said.format(it)}", _effect(new is MISSING))
    if row.keyword == "schema":
        return _truth(it, allowed=bool(new))
    if row.keyword == "enum" and isinstance(old, list) and isinstance(new, list):
        return _enum(old, new, it)
    if row.keyword == "type":
        return _type(old, new, it)
    if row.keyword in CLOSERS and (old is False or new is False or says_nothing(row)):
        return _closer(row, it)
    if (row.keyword in CHILDREN or row.keyword in ("prefixItems", "patternProperties")) and (
        old is False or new is False
    ):
        return _truth(f"`{row.keyword}` of {it}", allowed=new is not False)
    if row.keyword in ("anyOf", "oneOf", "allOf", "$ref"):
        return _branches(row, it, title)
    if row.keyword not in KINDS:
        return _text(row, it)
    words = _constraint(KINDS[row.keyword], row, it)
    return replace(words, message=counted(words.message))


def says_nothing(row: Row) -> bool:
    """Whether "anything is allowed" is said on one side only; that counts where a schema around asks what was said."""
    return row.keyword in CLOSERS and all(side is MISSING or side is True or side == {} for side in (row.old, row.new))


def _effect(wider: bool) -> Effect:  # noqa: FBT001 - two words for a boolean
    return Effect.WIDER if wider else Effect.NARROWER


def _property(row: Row, it: str) -> Words:
    if any(isinstance(side, dict) and GUARD in side for side in (row.old, row.new)):
        return _guard(row, it)
    if row.old is MISSING:
        return Words("property-added", f"`{row.name}` is declared in {it}, before it was not", Effect.WIDER)
    if row.new is MISSING:
        return Words("property-removed", f"`{row.name}` is no longer declared in {it}", Effect.NARROWER)
    return _truth(f"`{row.name}` of {it}", allowed=row.new is not False)


def _guard(row: Row, it: str) -> Words:
    """A discriminator leads to a branch by other values than before."""
    before, after = ([] if side is MISSING else side["enum"] for side in (row.old, row.new))
    branch = (row.new if row.old is MISSING else row.old)[GUARD]
    if not before or not after:
        suffix = "added" if after else "removed"
        how = f"{listed(after)}, before by nothing" if after else f"nothing, before by {listed(before)}"
        return Words(
            f"discriminator-{suffix}", f"`{row.name}` of {it} leads to `{branch}` by {how}", _effect(not after)
        )
    words = _enum(before, after, it)
    return Words(
        "discriminator-changed",
        f"`{row.name}` of {it} leads to `{branch}` by {listed(after)}, before by {listed(before)}",
        words.effect,
    )


def _whole(row: Row, it: str) -> Words:
    if row.new is MISSING:
        return Words(
            "property-removed", f"`{row.name}` is no longer declared in {it}, before it was required", Effect.WIDER
        )
    return Words("property-required", f"`{row.name}` is required in {it}, before it was not declared", Effect.NARROWER)


def _truth(it: str, *, allowed: bool) -> Words:
    said = "accepts values, before none" if allowed else "accepts no value at all, before some"
    return Words("schema-allowed" if allowed else "schema-forbidden", f"{it} {said}", _effect(allowed))


def _enum(old: list[Any], new: list[Any], it: str) -> Words:
    before, after = {text_of(item) for item in old}, {text_of(item) for item in new}
    gone = [item for item in old if text_of(item) not in after]
    come = [item for item in new if text_of(item) not in before]
    if not come:
        return Words("enum-value-removed", f"{it} no longer allows {listed(gone)}", Effect.NARROWER)
    if not gone:
        return Words("enum-value-added", f"{it} allows {listed(come)} too", Effect.WIDER)
    return Words("enum-changed", f"{it} allows {listed(come)}, no longer {listed(gone)}", Effect.DIFFERENT)


def _type(old: Any, new: Any, it: str) -> Words:
    before, after = set(types_of(old)), set(types_of(new))
    effect = Effect.WIDER if before < after else Effect.NARROWER if before > after else Effect.DIFFERENT
    if old is MISSING:
        return Words("type-added", KINDS["type"].added.format(it=it, new=_types(new)), effect)
    if new is MISSING:
        return Words("type-removed", KINDS["type"].removed.format(it=it, old=_types(old)), effect)
    message = KINDS["type"].changed.format(it=it, old=_types(old), new=_types(new))
    if before ^ after == {"null"}:
        return Words("nullable-added" if "null" in after else "nullable-removed", message, effect)
    return Words(
        {Effect.WIDER: "type-widened", Effect.NARROWER: "type-narrowed"}.get(effect, "type-changed"), message, effect
    )


def _types(value: Any) -> str:
    return " or ".join(f"`{name}`" for name in (value if isinstance(value, list) else [value]))


def _closer(row: Row, it: str) -> Words:
    stem = KINDS[row.keyword].stem
    if says_nothing(row):
        said = "says" if row.old is MISSING else "no longer says"
        words = f"{it} {said} that it takes properties that are not declared"
        wider = row.old is MISSING
        return Words(f"{stem}-{'opened' if wider else 'closed'}", words, _effect(wider))
    if row.new is False:
        return Words(f"{stem}-closed", f"{it} refuses properties that are not declared", Effect.NARROWER)
    return Words(f"{stem}-opened", f"{it} no longer refuses properties that are not declared", Effect.WIDER)


def _branches(row: Row, it: str, title: Title) -> Words:
    kind = KINDS[row.keyword]
    old, new = (_branches_of(side) for side in (row.old, row.new))
    before, after = (", ".join(dict.fromkeys(_branch(branch, title) for branch in side)) for side in (old, new))
    conjunctive = row.keyword in ("allOf", "$ref")
    if not conjunctive and any(map(_is_unnamed, (*old, *new))):
        kind = replace(
            kind,
            added="{it} has a further alternative: {new}",
            removed="{it} has lost an alternative: {old}",
            changed="{it} has the alternative {new}, no longer {old}",
        )
    if not old:
        # The first alternatives of a schema bind it; any further one frees it.
        return Words(
            f"{kind.stem}-added", kind.added.format(it=it, new=after), _effect(not (conjunctive or row.old is MISSING))
        )
    if not new:
        return Words(
            f"{kind.stem}-removed", kind.removed.format(it=it, old=before), _effect(conjunctive or row.new is MISSING)
        )
    return Words(f"{kind.stem}-changed", kind.changed.format(it=it, new=after, old=before), Effect.DIFFERENT)


def _branches_of(value: Any) -> list[Schema]:
    if value is MISSING:
        return []
    return value if isinstance(value, list) else [{"$ref": value}]


def _is_unnamed(schema: Schema) -> bool:
    """Whether a branch is one of many that its words would fit: an `object` among objects."""
    return (
        isinstance(schema, dict)
        and not any(keyword in schema for keyword in ("$ref", "title", "enum", "const"))
        and any(keyword in KEYWORDS and keyword != "type" for keyword in schema)
    )


def _branch(schema: Schema, title: Title) -> str:
    """A branch by its name, its values or its type."""
    if isinstance(schema, bool):
        return "anything" if schema else "nothing"
    if isinstance(schema.get("$ref"), str):
        return f"`{title(schema['$ref'])}`"
    if isinstance(schema.get("title"), str):
        return f"`{schema['title']}`"
    values = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if isinstance(values, list):
        return listed(values)
    named = schema.get("type")
    said = f"{'an' if named[:1] in 'aio' else 'a'} `{named}`" if isinstance(named, str) else "a further schema"
    names = list(schema.get("required") or schema.get("properties", ()))
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return f"{said} with {', '.join(f'`{name}`' for name in names[:_NAMES])}{more}" if names else said


def _constraint(kind: Kind, row: Row, it: str) -> Words:
    old, new = row.old, row.new
    if row.keyword == "uniqueItems":
        old, new = ("true" if value is True else MISSING for value in (old, new))
    said = {"it": it, "name": f"`{row.name}`", "old": _shown(old), "new": _shown(new)}
    if _is_open(row.keyword, old):
        return Words(f"{kind.stem}-added", kind.added.format_map(said), Effect.NARROWER)
    if _is_open(row.keyword, new):
        return Words(f"{kind.stem}-removed", kind.removed.format_map(said), Effect.WIDER)
    if kind.grows and not isinstance(old, str | dict | list) and not isinstance(new, str | dict | list):
        wider = (new - old) * kind.grows > 0
        return Words(f"{kind.stem}-{'widened' if wider else 'narrowed'}", kind.changed.format_map(said), _effect(wider))
    id_ = f"{kind.stem}-changed"
    return Words(id_ if id_ in SENTENCES else "keyword-changed", kind.changed.format_map(said), Effect.DIFFERENT)


def _is_open(keyword: str, value: Any) -> bool:
    """Whether a keyword with a value constrains nothing."""
    return value is MISSING or value is (keyword != "not")


def _text(row: Row, it: str) -> Words:
    suffix = "added" if row.old is MISSING else "removed" if row.new is MISSING else "changed"
    if row.keyword == MALFORMED:
        said = {} if row.new is MISSING else row.new
        told = ", ".join(f"`{key}: {json_of(value)[1:-1]}`" for key, value in said.items())
        words = f"{told} of {it} means nothing" if told else f"{it} no longer says what meant nothing"
        return Words("schema-unreadable", words, Effect.DIFFERENT)
    if row.keyword.startswith("x-govtool"):
        return Words("schema-unreadable", str(row.new if row.new is not MISSING else row.old), Effect.DIFFERENT)
    if row.keyword in TEXTS:
        return Words(f"{TEXTS[row.keyword]}-{suffix}", f"`{row.keyword}` of {it} was {suffix}", _effect_of_text(row))
    if row.keyword.startswith("x-"):
        return Words(f"extension-{suffix}", f"extension `{row.keyword}` was {suffix}", Effect.NONE)
    return Words("keyword-changed", f"`{row.keyword}` of {it} was {suffix}", Effect.DIFFERENT)


def _effect_of_text(row: Row) -> Effect:
    """A flag for `null` without a type is read by many as one more value."""
    if TEXTS[row.keyword] != "nullable-flag":
        return Effect.NONE
    return _effect(row.new is True)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return listed(value)
    if isinstance(value, dict | bool) or value is MISSING:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"`{value if len(value) <= _LONGEST else value[:_LONGEST] + '…'}`"
