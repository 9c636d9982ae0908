"""Plain data into text that reads back as the same data: YAML in block or flow style, and JSON.

The YAML is read alike by YAML 1.2 and 1.1 readers: what either could take for something other than text is quoted.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Plain scalars that some reader takes for a boolean or null."""
_PLAIN = re.compile(
    r"[A-Za-z_/$][\w/.$()+*=@~^;<>%-]*(?::[\w/.$()+*=@~^;<>%-]+)*(?: [\w/$.(][\w/.$()+*=@~^;<>%-]*)*"
    r"|\d+\.\d+\.\d+(?:[+-][0-9A-Za-z.+-]*)?",
    re.ASCII,
)
"""Words that begin with a letter, and versions: two points are in no number."""
_PRINTABLE = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_ESCAPED = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LONGEST_KEY = 1000
"""Characters that a key may have without `?`: readers stop at 1024 (YAML 1.2.2 section 8.2.2), quotes included."""
_STEP = "  "


def json_text(data: Any) -> str:
    """The data as JSON with an indent of two, in its own order."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def yaml_text(data: Any) -> str:
    """The data as YAML in block style, in its own order."""
    return "\n".join(lines(data, "")) + "\n"


def lines(value: Any, pad: str) -> Iterator[str]:
    """The lines of a value in block style, each behind an indent."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _entry(scalar(key), item, pad)
    elif isinstance(value, list) and value:
        for item in value:
            first, *others = lines(item, pad + _STEP)
            yield f"{pad}- {first[len(pad) + len(_STEP):]}"
            yield from others
    else:
        yield from _leaf(pad, value, pad)


def _entry(key: str, item: Any, pad: str) -> Iterator[str]:
    start = f"{pad}{key}:"
    if len(key) > _LONGEST_KEY:
        yield f"{pad}? {key}"
        start = f"{pad}:"
    if isinstance(item, dict | list) and item:
        yield start
        yield from lines(item, pad + _STEP)
    else:
        yield from _leaf(start + " ", item, pad + _STEP)


def _leaf(start: str, value: Any, pad: str) -> Iterator[str]:
    """A scalar or an empty container; text of several lines as a literal block where that shows it as it is."""
    if not (isinstance(value, str) and pad and _fits_block(value)):
        yield start + flow(value)
        return
    yield start + ("|" if value.endswith("\n") else "|-")
    yield from (pad + line if line else "" for line in value.removesuffix("\n").split("\n"))


def _fits_block(text: str) -> bool:
    """Whether a literal block holds the text: several lines, none that the indent or the chomping would change."""
    rows = text.removesuffix("\n").split("\n")
    return "\n" in text and all(map(is_printable, rows)) and bool(rows[-1]) and rows[0][:1] not in {"", " "}


def flow(value: Any) -> str:
    """The value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A scalar: plain where that is safe everywhere, else in quotes."""
    if not isinstance(value, str):
        return _number(value) if isinstance(value, float) else json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return single_quoted(value) if is_printable(value) else double_quoted(value)


def is_printable(text: str) -> bool:
    """Whether a text is one line that every reader takes as it stands."""
    return _PRINTABLE.fullmatch(text) is not None


def single_quoted(text: str) -> str:
    """A text of printable characters in single quotes, where nothing but the quote is escaped."""
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Any text in double quotes, on one line; JSON's escapes are YAML's too."""
    return _ESCAPED.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _number(value: float) -> str:
    """YAML 1.1 readers know no number without a point."""
    text = repr(value)
    return text if "." in text else text.replace("e", ".0e", 1)
