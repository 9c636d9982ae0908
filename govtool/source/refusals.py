"""What the YAML parser says when it gives up, in words that say what to look for."""

from collections.abc import Mapping
from typing import Any

_TAB = "a tab stands here, expected blanks"
_SAID: Mapping[str, str] = {
    "mapping values are not allowed in this context":
        "a `:` stands here where no key can, expected a text that holds `: ` in quotes, or other indentation",
    "could not find expected ':'": "a key ends here without a `:`, expected one",
    "did not find expected key": "no key stands here, expected one in the column of the others",
    "did not find expected '-' indicator": "no `-` stands here, expected one in the column of the others",
    "did not find expected ',' or '}'": "neither `,` nor `}` stands here, expected one of them",
    "did not find expected ',' or ']'": "neither `,` nor `]` stands here, expected one of them",
    "did not find expected node content": "no value stands here, expected one",
    "did not find expected <document start>": "the document ended before, expected nothing more",
    "did not find expected alphabetic or numeric character": "no name of an anchor stands here, expected letters",
    "block sequence entries are not allowed in this context": "a list begins here, expected it on a line of its own",
    "found unexpected end of stream": "the text ends within quotes, expected the closing one",
    "found unknown escape character": "this is no escape, expected `\\\\` for a backslash",
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "control characters are not allowed": "a control character stands here, expected an escape in double quotes",
    "exceeded maximum nesting depth": "nested deeper than the parser goes, expected fewer levels",
}
"""The problem in libyaml's words → in ours; any other is told as it is."""


def words(error: Any, char: str) -> str:
    """The message for an error of the parser, which stopped at a character; that is empty at the end of a text."""
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "this is no YAML"
    if problem == "found character that cannot start any token":
        return _TAB if char == "\t" else f"no value begins with `{char}`, expected it in quotes"
    return _SAID.get(problem) or " ".join(filter(None, (problem, getattr(error, "context", None))))
