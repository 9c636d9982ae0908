"""What the user can put right: the one exception that reaches the command line, and the exit codes."""

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command; they are never mixed."""

    CLEAN = 0
    FINDINGS = 1
    UNUSABLE = 2
    BUG = 3
    UNKNOWN = 4
    INTERRUPTED = 130


class UserError(Exception):
    """A call that cannot be carried out as given: `message` says what is, `hint` the next step.

    Never raised for the content of a contract: that is a `Finding`.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean ...?` for a closed set of names; empty when nothing is close."""
    from difflib import get_close_matches

    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
