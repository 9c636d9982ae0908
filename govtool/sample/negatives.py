"""Wrong values, each wrong in one place, with the keyword that it breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from govtool.compare.values import shown
from govtool.finding import Pointer
from govtool.sample.formats import BROKEN
from govtool.sample.merge import Merged
from govtool.sample.shapes import fields_of
from govtool.sample.site import Site, type_of

_DEEPEST: Final = 8
_LONGEST: Final = 10_000  # characters of a text that is too long
_MOST: Final = 200  # items of a list that is too long
_OTHERS: Final[dict[str, Any]] = {
    "string": "wrong", "number": 1042, "boolean": True, "array": [], "object": {}, "null": None,
}
_UNKNOWN: Final = "xUnknown"


@dataclass(frozen=True, slots=True)
class Negative:
    """A value that the schema refuses."""

    value: Any
    keyword: str
    """What refuses it: `required`, `maximum`, `type`."""
    at: Pointer
    """Where in the value it is wrong; for `required` and the like, the object."""


def wrongs(site: Site, value: Any, path: Pointer = ()) -> Iterator[Negative]:
    """Candidates: the value at a place with one thing wrong, at first there and then below; to be judged."""
    merged = site.merged
    for keyword, wrong in _here(merged, value):
        yield Negative(wrong, keyword, path)
    if merged.choices or len(path) > _DEEPEST:
        for option in site.options if merged.choices else ():
            yield from wrongs(option, value, path)
        return
    if isinstance(value, dict):
        yield from _members(site, value, path)
    elif isinstance(value, list):
        yield from _items(site, value, path)


def _here(merged: Merged, value: Any) -> Iterator[tuple[str, Any]]:
    for name, other in _OTHERS.items():
        if name not in merged.types:
            yield "type", other
            break
    if merged.numbers.whole and type_of(value) == "number":
        yield "type", 0.5 if merged.numbers.low is None else float(merged.numbers.low) + 0.5
    if merged.values is not None:
        yield ("enum" if len(merged.values) > 1 else "const"), _foreign(merged.values)
    if isinstance(value, str):
        yield from _texts(merged, value)
    elif type_of(value) == "number":
        yield from _numbers(merged)


def _foreign(values: list[Any]) -> Any:
    """A value of the same type as the listed ones that is none of them."""
    first = shown(values[0])
    if type_of(first) == "number":
        return max(shown(value) for value in values if type_of(value) == "number") + 1
    return f"{first}X" if isinstance(first, str) else "none of the listed"


def _texts(merged: Merged, value: str) -> Iterator[tuple[str, Any]]:
    length = merged.length
    if length.least > 0:
        yield "minLength", value[: length.least - 1]
    if length.most is not None and length.most < _LONGEST:
        yield "maxLength", (value or "a") * (length.most // len(value or "a") + 1) + "a"
    for wrong in ("", "!", "\n", f"{value}\u0000", f" {value}") if merged.patterns else ():
        yield "pattern", wrong
    for name in merged.formats:
        if name in BROKEN:
            yield "format", BROKEN[name]


def _numbers(merged: Merged) -> Iterator[tuple[str, Any]]:
    numbers = merged.numbers
    step = max((Decimal(step.numerator) / step.denominator for step in numbers.steps), default=Decimal(1))
    for bound, is_open, sign, keyword in (
        (numbers.low, numbers.low_open, -1, "inimum"),
        (numbers.high, numbers.high_open, 1, "aximum"),
    ):
        if bound is not None:
            wrong = bound if is_open else bound + sign * step
            yield f"{'exclusiveM' if is_open else 'm'}{keyword}", shown(wrong)
    for each in numbers.steps:
        yield "multipleOf", shown((numbers.low or Decimal(0)) + Decimal(each.numerator) / each.denominator / 2)


def _members(site: Site, value: dict[str, Any], path: Pointer) -> Iterator[Negative]:
    merged = site.merged
    for name in merged.required:
        if name in value:
            yield Negative({key: item for key, item in value.items() if key != name}, "required", path)
    if not site.is_open(_UNKNOWN):
        yield Negative({**value, _UNKNOWN: 1}, "additionalProperties", path)
    if merged.size.most is not None and merged.size.most < _MOST:
        more = {f"x{at}": 1 for at in range(merged.size.most + 1)}
        yield Negative({**value, **more}, "maxProperties", path)
    if merged.size.least > 0:
        kept = [name for name in value if name in merged.required][: merged.size.least - 1]
        yield Negative({name: value[name] for name in kept}, "minProperties", path)
    for name, needs in merged.needs.items():
        if name in value and needs:
            yield Negative({key: item for key, item in value.items() if key != needs[0]}, "dependentRequired", path)
    fields = fields_of(site)
    for name in fields.names if fields else ():
        if name in value:
            for wrong in wrongs(site.property(name), value[name], (*path, name)):
                yield Negative({**value, name: wrong.value}, wrong.keyword, wrong.at)


def _items(site: Site, value: list[Any], path: Pointer) -> Iterator[Negative]:
    merged = site.merged
    if merged.items.least > 0:
        yield Negative(value[: merged.items.least - 1], "minItems", path)
    if merged.items.most is not None and merged.items.most < _MOST and value and not merged.is_unique:
        yield Negative((value * (merged.items.most + 1))[: merged.items.most + 1], "maxItems", path)
    if merged.is_unique and value:
        yield Negative([*value, value[0]], "uniqueItems", path)
    for _, least, _limit in merged.contains:
        if least > 0:
            yield Negative([], "contains", path)
    if value:
        for wrong in wrongs(site.item(0), value[0], (*path, 0)):
            yield Negative([wrong.value, *value[1:]], wrong.keyword, wrong.at)
