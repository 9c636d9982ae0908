"""Line breaks that only YAML 1.1 knows: libyaml breaks lines at them, in YAML 1.2 they are characters like any other.

They come with texts that people copy from web pages. While libyaml reads, each is replaced by a character that the text
does not have, so that every offset stays as it is.
"""

from typing import Any

_BREAKS = "\x85\u2028\u2029"
_CANDIDATES = tuple(map(chr, range(0xE000, 0xE040)))
"""Characters without a meaning of their own."""


def stand_ins(text: str) -> dict[int, str]:
    """A translation of the breaks in a text into characters that it neither has nor writes as an escape."""
    found = [char for char in _BREAKS if char in text] if not text.isascii() else []
    if not found:
        return {}
    upper = text.upper()
    free = (char for char in _CANDIDATES if char not in text and f"{ord(char):X}" not in upper)
    return dict(zip(map(ord, found), free, strict=False))


class Restored:
    """The events of a parser whose text had stand-ins, with the characters that the text really has."""

    def __init__(self, parser: Any, replaced: dict[int, str]) -> None:
        self._parser = parser
        self._table = {ord(stand_in): code for code, stand_in in replaced.items()}

    def get_event(self) -> Any:
        """The next event."""
        event = self._parser.get_event()
        if isinstance(value := getattr(event, "value", None), str):
            event.value = value.translate(self._table)
        return event
