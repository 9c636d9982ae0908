"""Regular expressions of rulesets: ECMA-262 as their authors mean them, in bounded time.

The engine is the one that validates schemas: it takes linear time, and where a pattern needs look-around or back
references it stops after a bounded number of steps. Its syntax is stricter than that of JavaScript, so a pattern is
first rewritten: a lonely brace or bracket means itself, and so does an escaped character that needs no escape.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from govtool.lint.rule import RuleError

_LITERAL = re.compile(r"/(.+)/([a-z]*)", re.DOTALL)
_FLAGS = {"i": "i", "m": "m", "s": "s", "u": "", "g": "", "y": "", "v": "", "d": ""}
_MOST_STEPS = 100_000
_PIECE = re.compile(
    r"""\\[pPu]\{[^}]*\} | \\c(?P<control>[A-Za-z]) | \\(?P<escaped>.)
    | (?P<any>\[\^\]) | (?P<none>\[\]) | \[(?P<class>\^?(?:\\.|[^\]\\])*)\]
    | (?P<quantifier>\{\d+(?:,\d*)?\}) | (?P<lonely>[{}\]]) | [^\\]""",
    re.VERBOSE | re.DOTALL,
)
_IN_CLASS = re.compile(
    r"\\[pPu]\{[^}]*\}|\\(?P<set>[dDwWsS])-|\\c(?P<control>[A-Za-z])|\\(?P<escaped>.)|(?P<special>[\[&~])|[^\\]",
    re.DOTALL,
)
_MEANING = frozenset("dDwWsSbBnrtfvxupPk123456789")
"""The letters and digits that mean something behind a backslash."""


@cache
def matcher(text: str) -> Callable[[str], bool]:
    """Whether a text contains a match; the pattern may be written `/like this/i`. RuleError for one that is none."""
    import jsonschema_rs

    literal = _LITERAL.fullmatch(text)
    source, flags = (literal[1], literal[2]) if literal else (text, "")
    if unknown := [flag for flag in flags if flag not in _FLAGS]:
        raise RuleError(f"the pattern `{text}` has the unknown flag `{unknown[0]}`")
    inline = "".join(_FLAGS[flag] for flag in flags)
    pattern = (f"(?{inline})" if inline else "") + translated(source)
    # Behind the reference the pattern is not held against the schema of schemas, which knows no flags.
    schema = {"$ref": "#/kept/it", "kept": {"it": {"pattern": pattern}}}
    try:
        validator = jsonschema_rs.Draft7Validator(schema, pattern_options=_bounds())
    except (jsonschema_rs.ValidationError, ValueError):
        raise RuleError(f"the pattern `{text}` is no regular expression") from None
    return validator.is_valid


def _bounds() -> Any:
    import jsonschema_rs

    return jsonschema_rs.FancyRegexOptions(backtrack_limit=_MOST_STEPS)


def translated(source: str) -> str:
    """A pattern of JavaScript as the engine reads it."""
    return "".join(map(_piece, _PIECE.finditer(source)))


def _piece(found: re.Match[str]) -> str:
    if found["class"] is not None:
        negated = found["class"].startswith("^")
        inner = found["class"][negated:]
        return f"[{'^' if negated else ''}{''.join(map(_class_piece, _IN_CLASS.finditer(inner)))}]"
    if found["any"] or found["none"]:
        return r"[\s\S]" if found["any"] else r"[^\s\S]"
    if found["lonely"]:
        return "\\" + found["lonely"]
    return _escape(found) or found[0]


def _class_piece(found: re.Match[str]) -> str:
    if found["set"]:
        return f"\\{found['set']}\\-"  # a range cannot begin with a set: the hyphen means itself
    if found["special"]:
        return "\\" + found["special"]
    return r"\x08" if found["escaped"] == "b" else _escape(found) or found[0]


def _escape(found: re.Match[str]) -> str:
    """What an escape means; empty for what is none."""
    if found["control"]:
        return f"\\x{ord(found['control']) % 32:02x}"
    char = found["escaped"]
    if not char:
        return ""
    if char == "0":
        return r"\x00"
    return "\\" + char if char in _MEANING else re.escape(char)
