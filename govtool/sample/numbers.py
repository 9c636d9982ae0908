"""Numbers within bounds and steps, exactly: what is given out as `float` still meets them."""

import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from govtool.sample.merge import Range

_SPAN: Final = 1_000  # steps that a random number is drawn from, where a side has no bound
_FINEST: Final = Fraction(1, 10**9)
_EXACT: Final = 2**53
_TRIES: Final = 40
_POOL: Final = 211  # fractions that random numbers are drawn from

Random = Callable[[], float]


class Grid:
    """The numbers of a range as multiples of one step, from `first` to `last`; None where a side has no bound."""

    def __init__(self, numbers: Range) -> None:
        self.numbers = numbers
        steps = [*numbers.steps, *([Fraction(1)] if numbers.whole else [])]
        low = None if numbers.low is None else Fraction(numbers.low)
        high = None if numbers.high is None else Fraction(numbers.high)
        self.step = _common(steps) if steps else _fine(low, high)
        self.first = None if low is None else math.ceil(low / self.step)
        self.last = None if high is None else math.floor(high / self.step)
        if low is not None and numbers.low_open and self.first is not None and self.first * self.step == low:
            self.first += 1
        if high is not None and numbers.high_open and self.last is not None and self.last * self.step == high:
            self.last -= 1

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in the range."""
        return self.first is not None and self.last is not None and self.first > self.last

    def window(self) -> tuple[int, int]:
        """The part of the range that random numbers are drawn from: near zero, or near the bound that there is."""
        if self.first is not None and self.last is not None:
            return self.first, self.last
        if self.first is not None:
            return self.first, self.first + _SPAN
        if self.last is not None:
            return self.last - _SPAN, self.last
        return 0, max(_SPAN, int(_SPAN / self.step))

    def number(self, index: int) -> int | float | None:
        """The number at an index; None where a `float` cannot hold it, or it is barred."""
        exact = index * self.step
        if any((exact / barred).denominator == 1 for barred in self.numbers.barred_steps):
            return None
        if exact.denominator == 1:
            return int(exact)
        found = float(exact)
        return found if self._holds(found) else None

    def _holds(self, found: float) -> bool:
        exact = Fraction(Decimal(repr(found)))
        for bound, is_open, sign in (
            (self.numbers.low, self.numbers.low_open, 1),
            (self.numbers.high, self.numbers.high_open, -1),
        ):
            if bound is not None:
                distance = (exact - Fraction(bound)) * sign
                if distance < 0 or (distance == 0 and is_open):
                    return False
        # Readers that divide as floats do must get a whole number too.
        return all(
            (exact / step).denominator == 1 and (found / float(step)).is_integer() for step in self.numbers.steps
        )

    def nearest(self, wanted: Any) -> int | float | None:
        """The number next to a wanted one."""
        if self.is_empty:
            return None
        index = round(Fraction(wanted) / self.step)
        index = index if self.first is None else max(index, self.first)
        index = index if self.last is None else min(index, self.last)
        return self._around(index)

    def _around(self, index: int) -> int | float | None:
        for offset in range(_TRIES):
            for at in dict.fromkeys((index + offset, index - offset)):
                inside = (self.first is None or at >= self.first) and (self.last is None or at <= self.last)
                found = self.number(at) if inside else None
                if found is not None:
                    return found
        return None

    def draw(self) -> Callable[[Random], int | float]:
        """How random numbers are drawn."""
        low, high = self.window()
        count, step = high - low + 1, self.step
        if step.denominator == 1 and not self.numbers.barred_steps:
            whole = int(step)
            return lambda random: (low + int(random() * count)) * whole
        chosen = range(count) if count <= _POOL else (at * count // _POOL for at in range(_POOL))
        pool = [found for at in chosen if (found := self.number(low + at)) is not None]
        pool = pool or [found for found in (self._around(low),) if found is not None]
        size = len(pool)
        return lambda random: pool[int(random() * size)]

    def edges(self) -> Iterator[int | float]:
        """The smallest and largest numbers and those next to them, then those around zero; some twice."""
        for bound, inward in ((self.first, 1), (self.last, -1)):
            if bound is not None:
                yield from (found for at in (bound, bound + inward) if (found := self._around(at)) is not None)
        yield from (found for wanted in (0, 1, -1) if (found := self.nearest(wanted)) is not None)


def _common(steps: list[Fraction]) -> Fraction:
    """The smallest number that is a multiple of all."""
    found = steps[0]
    for step in steps[1:]:
        found = Fraction(math.lcm(found.numerator * step.denominator, step.numerator * found.denominator),
                         found.denominator * step.denominator)
    return found


def _fine(low: Fraction | None, high: Fraction | None) -> Fraction:
    """A step that leaves some numbers between two bounds, of as few digits as may be."""
    step = Fraction(1, 100)
    while low is not None and high is not None and step > _FINEST and high - low < 5 * step:
        step /= 10
    if low == high and low is not None:
        return abs(low) or Fraction(1)
    if high is not None and low is not None and low < _EXACT < high - low:
        return Fraction(1)
    return step
