"""All that holds at one place of a value in one record: schemas joined by `allOf` and `$ref`, with the choices left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from govtool.compare.algebra import integer_bounds
from govtool.compare.dialects import Schema
from govtool.compare.lower import UNSENT
from govtool.compare.scalars import fits
from govtool.compare.values import text_of
from govtool.model.schema import TYPES_OF_KEYWORDS
from govtool.model.shape import sequence

BARRED: Final = "x-govtool-barred"
"""In a schema made here: values that must not be."""
BARRED_PATTERN: Final = "x-govtool-barred-pattern"
BARRED_STEP: Final = "x-govtool-barred-step"
ALL: Final = frozenset({"null", "boolean", "number", "string", "array", "object"})


@dataclass(slots=True)
class Count:
    """How many characters, items or properties there may be."""

    least: int = 0
    most: int | None = None

    def at_least(self, value: Any) -> None:
        """Tightens the lower bound."""
        self.least = max(self.least, int(value))

    def at_most(self, value: Any) -> None:
        """Tightens the upper bound."""
        self.most = int(value) if self.most is None else min(self.most, int(value))

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies between the bounds."""
        return self.most is not None and self.most < self.least


@dataclass(slots=True)
class Range:
    """What numbers there may be."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    steps: list[Fraction] = field(default_factory=list)
    barred_steps: list[Fraction] = field(default_factory=list)
    whole: bool = False

    def above(self, value: Any, *, is_open: bool) -> None:
        """Tightens the lower bound."""
        bound = Decimal(value)
        if self.low is None or bound > self.low or (bound == self.low and is_open):
            self.low, self.low_open = bound, is_open

    def holds(self, value: Any) -> bool:
        """Whether a number meets all of it."""
        exact = Fraction(value)
        above = self.low is None or exact > self.low or (exact == self.low and not self.low_open)
        below = self.high is None or exact < self.high or (exact == self.high and not self.high_open)
        steps = [*self.steps, *([Fraction(1)] if self.whole else [])]
        return above and below and all((exact / step).denominator == 1 for step in steps)

    def below(self, value: Any, *, is_open: bool) -> None:
        """Tightens the upper bound."""
        bound = Decimal(value)
        if self.high is None or bound < self.high or (bound == self.high and is_open):
            self.high, self.high_open = bound, is_open


@dataclass(frozen=True, slots=True)
class Rest:
    """What `additionalProperties` says of the names that its schema does not declare."""

    names: frozenset[str]
    patterns: tuple[str, ...]
    schema: Schema


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, of which one is to hold besides; `key` tells it from the others of the same place."""

    key: tuple[Any, ...]
    options: tuple[Schema, ...]


@dataclass(slots=True)
class Merged:
    """What holds at one place; a schema of a child is named, not merged."""

    types: frozenset[str] = ALL
    told: set[str] = field(default_factory=set)
    """The types that keywords speak of, where `type` does not say."""
    values: list[Any] | None = None
    barred: list[Any] = field(default_factory=list)
    numbers: Range = field(default_factory=Range)
    length: Count = field(default_factory=Count)
    patterns: list[str] = field(default_factory=list)
    barred_patterns: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    properties: dict[str, list[Schema]] = field(default_factory=dict)
    patterned: list[tuple[str, Schema]] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)
    others: list[Schema] = field(default_factory=list)
    """`unevaluatedProperties`."""
    required: dict[str, None] = field(default_factory=dict)
    size: Count = field(default_factory=Count)
    names: list[Schema] = field(default_factory=list)
    needs: dict[str, list[str]] = field(default_factory=dict)
    unsent: set[str] = field(default_factory=set)
    lists: list[tuple[Sequence[Schema], Schema | None]] = field(default_factory=list)
    """Prefix and rest."""
    more: list[Schema] = field(default_factory=list)
    """`unevaluatedItems`."""
    items: Count = field(default_factory=Count)
    is_unique: bool = False
    contains: list[tuple[Schema, int, int | None]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    hints: list[Any] = field(default_factory=list)
    """What the author would like to see, the first most."""
    is_never: bool = False

    def restrict(self, values: list[Any]) -> None:
        """Keeps the values that are also among these."""
        texts = {text_of(value) for value in values}
        self.values = values if self.values is None else [each for each in self.values if text_of(each) in texts]


def meets(merged: Merged, text: str) -> bool:
    """Whether a text meets what is easily told; formats are left to the validator."""
    length = merged.length
    return (
        length.least <= len(text) and (length.most is None or len(text) <= length.most)
        and text not in merged.barred
        and all(fits(pattern, text) for pattern in merged.patterns)
        and not any(fits(pattern, text) for pattern in merged.barred_patterns)
    )


Keyword = Callable[[Merged, Any, dict[str, Any]], None]


def assert_into(out: Merged, schema: dict[str, Any]) -> None:
    """Adds what the keywords of one schema say, but for its in-place subschemas."""
    for keyword, value in schema.items():
        handler = _KEYWORDS.get(keyword)
        if handler is not None:
            handler(out, value, schema)
            out.told |= {"number" if name == "integer" else name for name in TYPES_OF_KEYWORDS.get(keyword, ())}
    for name in schema.get(UNSENT, ()):
        out.unsent.add(name)


def _type(out: Merged, value: Any, _: Any) -> None:
    names = {value} if isinstance(value, str) else set(value)
    if "integer" in names and "number" not in names:
        out.numbers.whole = True
    out.types &= {"number" if name == "integer" else name for name in names}


def _format(out: Merged, value: Any, _: Any) -> None:
    out.formats.append(value)
    bounds = integer_bounds().get(value)
    if bounds:
        out.told.add("number")
        out.numbers.above(bounds[0], is_open=False)
        out.numbers.below(bounds[1], is_open=False)
    elif value not in ("float", "double", "decimal"):
        out.told.add("string")


def _properties(out: Merged, value: Any, _: Any) -> None:
    for name, schema in value.items():
        out.properties.setdefault(name, []).append(schema)


def _rest(out: Merged, value: Any, schema: dict[str, Any]) -> None:
    names, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    out.rests.append(Rest(frozenset(names), tuple(patterns), value))


def _contains(out: Merged, value: Any, schema: dict[str, Any]) -> None:
    least, most = schema.get("minContains", 1), schema.get("maxContains")
    out.contains.append((value, int(least), None if most is None else int(most)))


def _needs(out: Merged, value: Any, _: Any) -> None:
    for name, names in value.items():
        out.needs.setdefault(name, []).extend(each for each in sequence(names) if isinstance(each, str))


def _items(out: Merged, value: Any, schema: dict[str, Any]) -> None:
    if "prefixItems" not in schema:
        out.lists.append(((), value))


_KEYWORDS: Final[dict[str, Keyword]] = {
    "type": _type,
    "enum": lambda out, value, _: out.restrict(list(value)),
    "const": lambda out, value, _: out.restrict([value]),
    BARRED: lambda out, value, _: out.barred.extend(value),
    "minimum": lambda out, value, _: out.numbers.above(value, is_open=False),
    "maximum": lambda out, value, _: out.numbers.below(value, is_open=False),
    "exclusiveMinimum": lambda out, value, _: out.numbers.above(value, is_open=True),
    "exclusiveMaximum": lambda out, value, _: out.numbers.below(value, is_open=True),
    "multipleOf": lambda out, value, _: out.numbers.steps.append(Fraction(value)),
    BARRED_STEP: lambda out, value, _: out.numbers.barred_steps.append(Fraction(value)),
    "minLength": lambda out, value, _: out.length.at_least(value),
    "maxLength": lambda out, value, _: out.length.at_most(value),
    "pattern": lambda out, value, _: out.patterns.append(value),
    BARRED_PATTERN: lambda out, value, _: out.barred_patterns.append(value),
    "format": _format,
    "properties": _properties,
    "patternProperties": lambda out, value, _: out.patterned.extend(value.items()),
    "additionalProperties": _rest,
    "unevaluatedProperties": lambda out, value, _: out.others.append(value),
    "required": lambda out, value, _: out.required.update(dict.fromkeys(value)),
    "minProperties": lambda out, value, _: out.size.at_least(value),
    "maxProperties": lambda out, value, _: out.size.at_most(value),
    "propertyNames": lambda out, value, _: out.names.append(value),
    "dependentRequired": _needs,
    "prefixItems": lambda out, value, schema: out.lists.append((value, schema.get("items"))),
    "items": _items,
    "unevaluatedItems": lambda out, value, _: out.more.append(value),
    "minItems": lambda out, value, _: out.items.at_least(value),
    "maxItems": lambda out, value, _: out.items.at_most(value),
    "uniqueItems": lambda out, value, _: setattr(out, "is_unique", out.is_unique or value),
    "contains": _contains,
    "examples": lambda out, value, _: out.hints.extend(sequence(value)),
    "example": lambda out, value, _: out.hints.insert(0, value),
    "default": lambda out, value, _: out.hints.append(value),
}
