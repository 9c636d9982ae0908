"""Plain values: those that everything is tried with, and those of the canonical form of a string or number."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import islice
from typing import Any, Final

from govtool.compare.algebra import canonical
from govtool.compare.languages import matches, some_words
from govtool.compare.patterns import Undecided

SCALARS: Final[tuple[Any, ...]] = (
    None,
    False,
    True,
    0,
    1,
    -1,
    Decimal("0.5"),
    2,
    10**9,
    "",
    "a",
    "0",
    "A b",
    "2024-01-31",
    [],
    {},
    [0],
    ["a"],
    {"a": 0},
    {"x-other": 0},
    [0, 0],
    [0, "a"],
    3,
    -7,
    Decimal("-1.5"),
    "aaaaaaaaaaaaaaaaaaaa",
    [None],
    {"a": "a"},
)
_DIGITS: Final = 5_000  # more than a number has that a reader can hold
OF_TYPE: Final[dict[str, tuple[Any, ...]]] = {
    "null": (None,),
    "boolean": (False, True),
    "integer": (0, 1, -1),
    "number": (0, Decimal("0.5"), -1),
    "string": ("", "a"),
    "array": ([], [0]),
    "object": ({}, {"a": 0}),
}
FORMATS: Final[dict[str, tuple[str, ...]]] = {
    "date-time": ("2024-01-31T12:00:00Z",),
    "date": ("2024-01-31",),
    "time": ("12:00:00Z",),
    "duration": ("P1D",),
    "email": ("a@example.com",),
    "idn-email": ("a@example.com",),
    "hostname": ("example.com",),
    "ipv4": ("192.0.2.1",),
    "ipv6": ("2001:db8::1",),
    "uuid": ("123e4567-e89b-42d3-a456-426614174000",),
    "uri": ("https://example.com/a",),
    "uri-reference": ("/a",),
    "json-pointer": ("/a",),
    "relative-json-pointer": ("0/a",),
    "regex": ("a",),
    "uri-template": ("/{a}",),
}


def fits(pattern: str, name: str) -> bool:
    """Whether a name matches a pattern, as far as anybody can say."""
    try:
        return matches(pattern, name)
    except Undecided:
        return False


def strings(view: canonical.StringView) -> Iterator[Any]:
    """Texts of a form, the shortest first."""
    least, most = view.min_length or 0, view.max_length
    candidates: list[str] = []
    for name in view.formats:
        candidates.extend(FORMATS.get(str(name), ()))
    if view.patterns or view.excluded_patterns:
        candidates.extend(islice(some_words(view.patterns, view.excluded_patterns, least, most), 8))
    if not view.patterns and not view.formats and least <= 100_000:  # noqa: PLR2004 - a longer value shows nothing
        lengths = dict.fromkeys(size for size in (least, least + 1, least + 2) if most is None or size <= most)
        candidates.extend(fill * size for size in lengths for fill in "aA0 -é")
        candidates.extend(text for text in SCALARS if isinstance(text, str))
    for text in dict.fromkeys(candidates):
        in_window = least <= len(text) and (most is None or len(text) <= most)
        if (
            in_window
            and text not in view.excluded
            and all(fits(pattern, text) for pattern in view.patterns)
            and not any(fits(pattern, text) for pattern in view.excluded_patterns)
        ):
            yield text


def numbers(view: canonical.IntegerView | canonical.NumberView, *, integer: bool) -> Iterator[Any]:
    """Numbers of a form, those near its bounds among the first."""
    low = None if view.minimum is None else Decimal(str(view.minimum))
    high = None if view.maximum is None else Decimal(str(view.maximum))
    steps = [Decimal(str(step)) for step in view.multiple_of]
    step = Decimal(1) if integer else Decimal("0.5")
    for divisor in steps:
        step = max(step, divisor) if _divides(divisor, step) or _divides(step, divisor) else step * divisor
    if integer and step != step.to_integral_value():
        step = step * 10 ** -int(step.as_tuple().exponent)
    starts = [bound for bound in (low, high) if bound is not None] or [Decimal(0)]
    candidates = [Decimal(0), Decimal(1), *starts, *(bound - _rest(bound, step) for bound in starts)]
    if low is not None and high is not None:
        candidates += [(low + high) / 2, low + (high - low) / 3]
    candidates += [start + sign * count * step for start in list(candidates) for count in (1, 2, 3) for sign in (1, -1)]
    if not integer:
        candidates += [start + Decimal(offset) for start in starts for offset in ("0.1", "-0.1", "0.001", "-0.001")]
    for number in dict.fromkeys(candidates):
        if _is_inside(number, view, low, high, steps, integer=integer):
            yield int(number) if number == number.to_integral_value() else number


def _is_inside(
    number: Decimal, view: Any, low: Decimal | None, high: Decimal | None, steps: list[Decimal], *, integer: bool
) -> bool:
    above = low is None or number > low or (number == low and not getattr(view, "exclusive_minimum", False))
    below = high is None or number < high or (number == high and not getattr(view, "exclusive_maximum", False))
    whole = number == number.to_integral_value()
    kind = whole if integer else not (whole and view.excludes_integers)
    barred = any(_divides(Decimal(str(step)), number) for step in view.not_multiple_of)
    return above and below and kind and not barred and all(_divides(step, number) for step in steps)


def _divides(step: Decimal, number: Decimal) -> bool:
    return _rest(number, step) == 0


def _rest(number: Decimal, step: Decimal) -> Decimal:
    """What is left of a number; exact, since the quotient of two numbers of JSON may have hundreds of digits."""
    with localcontext(prec=_DIGITS):
        return number % step
