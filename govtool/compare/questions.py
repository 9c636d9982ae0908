"""What the questions about patterns cost together, and their answers, for as long as one comparison takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class GaveUp(Exception):  # noqa: N818 - the fact, not an error of ours
    """The question is too large, or a pattern has no automaton."""


@dataclass(slots=True)
class Asking:
    """What all questions of one comparison have together: the states that are left, and the answers."""

    left: int
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether a question was given up because others had taken too much."""
        return self.left < 0


_ASKING: Final[ContextVar[Asking | None]] = ContextVar("asking", default=None)


@contextmanager
def within(states: int) -> Iterator[Asking]:
    """All questions asked inside may look at so many states together; the answers are kept until the end."""
    asking = Asking(states)
    token = _ASKING.set(asking)
    try:
        yield asking
    finally:
        _ASKING.reset(token)


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Keeps the answers: of one comparison for itself, since what they cost must not depend on what came before."""
    alone = lru_cache(maxsize=2048)(function)

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        asking = _ASKING.get()
        if asking is None:
            return alone(*args, **kwargs)  # type: ignore[arg-type] # all arguments are hashable
        key = (function, args, *kwargs.items())
        if key not in asking.answers:
            asking.answers[key] = function(*args, **kwargs)
        found: T = asking.answers[key]
        return found

    return asked


class Meter:
    """Counts the states that one question looks at; GaveUp where they are too many, by themselves or with others'."""

    def __init__(self, limit: int) -> None:
        self._left, self._asking = limit, _ASKING.get()

    def count(self, states: int) -> None:
        """So many more."""
        self._left -= states
        if self._asking is not None:
            self._asking.left -= states
        if self._left < 0 or (self._asking is not None and self._asking.is_over):
            raise GaveUp
