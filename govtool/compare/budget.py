"""How much work a comparison may do: a count, not a clock, so that the same documents always give the same answer."""

from typing import Final

_STATES: Final = 10
"""States of automata that cost as much as a schema object."""
_LEAST: Final = 6_000
_WORD: Final = 400
"""Schema objects that are looked at for every word."""
EACH: Final = 25_000
"""Of these, for one difference."""
PAIR: Final = 75_000
"""Of these, for all differences that are judged together."""


class Spent(Exception):  # noqa: N818 - the fact, not an error of ours
    """The work that may be done is done."""


def allowed(words: int) -> int:
    """What a comparison of documents with so many different words may do.

    Documents that people wrote have many words, and deserve seconds where they need them; what a program wrote to blow
    up has few, whatever its size, and ends in some tenths of a second.
    """
    return _LEAST + _WORD * words


class Budget:
    """Counts down; `begin` opens what one pair of schemas may take of the whole, `allow` what one difference may."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._share = whole
        self._kept = 0

    def states(self) -> int:
        """How many states of automata all questions about patterns may look at besides, as it stands."""
        return _STATES * self._whole

    def begin(self, share: int) -> None:
        """The work of one pair begins: it leaves enough to the others."""
        self._kept = max(0, self._whole - share)

    def allow(self, share: int = EACH) -> None:
        """At most so much from here on."""
        self._share = min(share, self._whole - self._kept)

    def spend(self, work: int = 1) -> None:
        """Counts work done; raises Spent where it was too much."""
        self._whole -= work
        self._share -= work
        if self._share < 0:
            raise Spent
