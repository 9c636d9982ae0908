"""Text that is safe and aligned on a terminal: no control sequences from a document, cells counted, colours."""

import re
from dataclasses import dataclass
from unicodedata import category, combining, east_asian_width

_REPLACEMENT = 0xFFFD
_JOINERS = {0x200C, 0x200D}
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_BLANKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
_COMMAND = re.compile(r"^(?:\s|\x1b\[[\d;]*m)*:(?=:\w)|#(?=#(?:vso)?\[)")
_STYLES = {
    "breaking": "1;31", "error": "1;31", "possible": "1;33", "warning": "1;33", "info": "1;36", "hint": "1;36",
    "compatible": "1;32", "waived": "2", "title": "1", "frame": "1;34",
}


class _Visible(dict[int, int]):
    """One visible character for each that would steer a terminal or hide text; filled as characters are met."""

    def __missing__(self, code: int) -> int:
        shown = code
        if code < 0x20:  # noqa: PLR2004 - the C0 controls end here
            shown = 0x2400 + code
        elif code == 0x7F:  # noqa: PLR2004 - DEL
            shown = 0x2421
        elif category(chr(code)) in _HIDDEN and code not in _JOINERS:
            shown = _REPLACEMENT
        self[code] = shown
        return shown


_visible = _Visible()


def visible(text: str) -> str:
    """`text` with every control, bidirectional override and lone surrogate shown as one plain character.

    A document could otherwise move the cursor, recolour the report or reorder it (Unicode TR 36, section 2).
    """
    return text.translate(_visible)


def one_line(text: str) -> str:
    """`visible` text on one line: line ends and tabs become blanks."""
    return visible(text.translate(_BLANKS).strip())


def inert(line: str) -> str:
    """A line that no CI runner takes for a command of its own: GitHub and Azure read them from what is printed."""
    return _COMMAND.sub("\\g<0>\u2060", line)


def cells(char: str) -> int:
    """How many terminal columns a character takes: 0, 1 or 2 (Unicode TR 11)."""
    if combining(char) or ord(char) in _JOINERS or category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by meaning; without colour every text stays as it is."""

    color: bool

    def __call__(self, style: str, text: str) -> str:
        """`text` in the style of that name."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.color and text else text
