"""What a JSON Schema validator says, brought down to what is really wrong: one cause for each fault, where it stands.

A validator says that a value fits none of the alternatives; a person wants to know which one was meant and what it
lacks. The meant one is found by what stands there: its type, a `$ref`, the word that tells the alternatives apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from govtool.finding import Pointer

SURPLUS = "additionalProperties"
"""The keyword of a cause that is a key too many, in any dialect; the cause stands at the key."""
EXCLUSIVE = "exclusive"
"""The keyword of a cause that is several keys which exclude each other, or one value for several alternatives."""
MISPLACED = "misplaced"
"""The keyword of a cause that is a key which excludes what else stands there; the cause stands at the key."""
AT_KEY = frozenset({SURPLUS, MISPLACED, EXCLUSIVE, "propertyNames", "required"})
"""What is told at a key: it is about the key itself, or about an object as a whole."""
_LISTS = frozenset({"enum", "const"})
_ALTERNATIVES = frozenset({"oneOf", "anyOf"})
_SURPLUS = frozenset({SURPLUS, "unevaluatedProperties"})


@dataclass(frozen=True, slots=True, eq=False)
class Cause:
    """One thing that a schema does not allow.

    `detail` depends on the keyword: the names that are missing, the one that is too many, the values or types that were
    expected, the limit, or None.
    """

    keyword: str
    pointer: Pointer
    value: Any
    """What stands there."""
    detail: Any = None
    rule: Pointer = ()
    """Where the keyword stands in the schema."""
    words: str = ""
    """The validator's own."""


def causes(errors: Iterable[Any], data: Any, schema: Any = None) -> list[Cause]:
    """The causes behind the errors that jsonschema-rs gives for some data, each once, in the order of the errors.

    With the `schema` that was broken, alternatives that only ask for names can be told by these names.
    """
    found = _distinct(cause for error in errors for cause in _causes(error, data, schema))
    below = Counter(cause.pointer[:length] for cause in found for length in range(len(cause.pointer) + 1))
    listed = {cause.pointer for cause in found if cause.keyword in _LISTS}
    typed = {cause.pointer for cause in found if cause.keyword == "type"}
    return [cause for cause in found if not _is_consequence(cause, below) and not _is_weaker(cause, listed & typed)]


def _causes(error: Any, data: Any, schema: Any) -> list[Cause]:
    kind, keyword = error.kind, error.kind.name
    pointer, rule = _pointer(data, error), tuple(error.schema_path)
    if keyword in _ALTERNATIVES and all(kind.context):
        branches = [[cause for inner in branch for cause in _causes(inner, data, schema)] for branch in kind.context]
        return _meant(branches, pointer)
    plain = Cause(keyword, pointer, error.instance, None, rule, error.message)
    if keyword in _SURPLUS:
        return [_surplus(plain, name, error.instance[name]) for name in kind.unexpected]
    if keyword == "falseSchema" and rule[-1:] and rule[-1] in _SURPLUS:
        # Where an object allows no property at all, the validator tells of the first one, at the object.
        entries = _at(data, pointer).items()
        return [_surplus(plain, name, value) for name, value in entries if value == error.instance][:1]
    if keyword in _ALTERNATIVES or keyword == "not":
        return [_excluding(plain, _exclusive(kind, rule, schema))]
    if keyword == "propertyNames":
        return [replace(plain, pointer=(*pointer, kind.error.instance), value=kind.error.instance)]
    return [replace(plain, detail=_detail(kind))]


def _surplus(plain: Cause, name: str, value: Any) -> Cause:
    return replace(plain, keyword=SURPLUS, pointer=(*plain.pointer, name), value=value, detail=name)


def _excluding(plain: Cause, names: list[str]) -> Cause:
    is_about_names = isinstance(plain.value, dict) and names != []
    if len(names) == 1 and is_about_names:
        return replace(plain, keyword=MISPLACED, pointer=(*plain.pointer, *names), value=None, detail=names[0])
    if plain.keyword == "not" and not is_about_names:
        return plain
    return replace(plain, keyword=EXCLUSIVE, detail=names if is_about_names else [])


def _detail(kind: Any) -> Any:
    """What the keyword was about: the one value that an error of its kind carries."""
    if kind.name == "required":
        return [kind.property]
    if kind.name == "const":
        return [kind.expected_value]
    return next(iter(kind.as_dict().values()), None)


def _exclusive(kind: Any, rule: Pointer, schema: Any) -> list[str]:
    """The names that may not stand together; empty where it is about more than names."""
    options = [kind.schema] if kind.name == "not" else _at(schema, rule)
    found: list[str] = []
    for option in options if isinstance(options, list) else []:
        if not isinstance(option, dict) or not set(option) <= {"required", "description"} or "required" not in option:
            return []
        found += option["required"]
    return found


def _at(value: Any, pointer: Pointer) -> Any:
    """What stands at a pointer; None where nothing does."""
    for step in pointer:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _pointer(data: Any, error: Any) -> Pointer:
    """Where an error is, by the names as they are written.

    The validator gives names that look like numbers as numbers, and leaves empty names out.
    """
    found: list[str | int] = []
    for step in error.instance_path:
        while (name := _written(data, step)) is None and isinstance(data, dict) and "" in data:
            found.append("")
            data = data[""]
        if name is None:
            return tuple(found)
        found.append(name)
        data = data[name]
    # A `false` that refuses a property stands at the object, and its instance is the property's value.
    while isinstance(data, dict) and "" in data and error.kind.name != "falseSchema" and data != error.instance:
        found.append("")
        data = data[""]
    return tuple(found)


def _written(data: Any, step: str | int) -> str | int | None:
    """The key or index that a step means; None where it means nothing there."""
    if isinstance(data, dict) and step not in data:
        return next((key for key in data if key.lstrip("+").isdecimal() and int(key) == step), None)
    return step if isinstance(data, dict) or (isinstance(data, list) and isinstance(step, int)) else None


def _meant(branches: Sequence[Sequence[Cause]], place: Pointer) -> list[Cause]:
    """The causes of the alternative that was meant."""
    missed = Counter(key for branch in branches for key in _mismatches(branch, place))
    fitting = [branch for branch in branches if not any(map(_is_other_shape(place), branch))]
    types = [cause for branch in branches for cause in branch if cause.keyword == "type" and cause.pointer == place]
    if not fitting and len(types) == len(branches):
        return [_joined(types)]
    fitting = fitting or list(branches)
    best = min(fitting, key=lambda branch: _distance(branch, place, missed))
    for key in _mismatches(best, place):
        if len(fitting) > 1 and all(key in _mismatches(branch, place) for branch in fitting):
            return [_joined([_mismatches(branch, place)[key] for branch in fitting])]
    if len(fitting) > 1 and all(len(branch) == 1 and _is_missing(branch[0], place) for branch in fitting):
        return [_joined([branch[0] for branch in fitting])]
    return list(best)


def _is_other_shape(place: Pointer) -> Any:
    """Whether a cause says that an alternative is about something else: another type, or a reference."""

    def test(cause: Cause) -> bool:
        if cause.pointer == place:
            return cause.keyword == "type" or (cause.keyword == "required" and cause.detail == ["$ref"])
        return cause.keyword == SURPLUS and cause.pointer == (*place, "$ref")

    return test


def _mismatches(branch: Iterable[Cause], place: Pointer) -> Mapping[str | int, Cause]:
    """The fixed words of an alternative that the value does not say, by their key."""
    return {cause.pointer[-1]: cause for cause in branch
            if cause.keyword in _LISTS and cause.pointer[:-1] == place and len(cause.pointer) > len(place)}


def _distance(branch: Sequence[Cause], place: Pointer, missed: Mapping[str | int, int]) -> tuple[int, ...]:
    """How far a value is from an alternative: first by the words that tell alternatives apart, then by what is near."""
    near = [cause for cause in branch if cause.pointer == place or
            (cause.keyword == SURPLUS and cause.pointer[:-1] == place)]
    return (sum(missed[key] for key in _mismatches(branch, place)), sum(_is_missing(cause, place) for cause in near),
            len(near), len(branch))


def _is_missing(cause: Cause, place: Pointer) -> bool:
    return cause.keyword == "required" and cause.pointer == place


def _joined(same: Sequence[Cause]) -> Cause:
    """One cause for what every alternative asks for: any of their values or names."""
    options = {repr(option): option for cause in same for option in cause.detail}
    keyword = "enum" if same[0].keyword == "const" else same[0].keyword
    return replace(same[0], keyword=keyword, detail=list(options.values()))


def _distinct(found: Iterable[Cause]) -> list[Cause]:
    return list({(cause.keyword, cause.pointer, repr(cause.detail)): cause for cause in found}.values())


def _is_consequence(cause: Cause, below: Mapping[Pointer, int]) -> bool:
    """Whether something is wrong only because something at or below the same place is.

    An object that fits several alternatives at once does so for want of what tells them apart; an entry whose value is
    broken counts as not expected where a dialect goes by what was evaluated.
    """
    if cause.keyword == EXCLUSIVE:
        return not cause.detail and below[cause.pointer] > 1
    return cause.rule[-1:] == ("unevaluatedProperties",) and below[cause.pointer] > 1


def _is_weaker(cause: Cause, both: AbstractSet[Pointer]) -> bool:
    """Whether, of a wrong type and a value that is not listed at one place, this says less."""
    says_less = _LISTS if isinstance(cause.value, dict | list) else {"type"}
    return cause.pointer in both and cause.keyword in says_less
