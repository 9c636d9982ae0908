"""YAML and JSON texts that are written piece by piece, so that it is known what they say and where each part stands."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml12
from hypothesis import strategies as st

from govtool.finding import Pointer

Extent = tuple[int, int]
PLAIN = (
    "x", "two words", "0", "-7", "+12", "007", "1.5", ".5", "5.", "-1e3", "1E+2", "0o17", "0x1F", "-0x1F", "1_000",
    "0b1", "true", "False", "TRUE", "yes", "on", "No", "null", "~", "Null", "nUll", "12:30:45", "2024-02-29", "1.2.3",
    "a:b", "a#b", "-x", "é", "日本", "😀", "x\u2028y", "x\u0085y", "a\u2029b", "e3", "1e", "0x", ".", "<<x",
    "=", "tab\there", "it's", 'say "so"', "http://x/y?z=1&w", "null x", "~x",
)
"""Plain scalars that mean the same in block and in flow style."""
KEYS = ("a", "b", "c", "é", "200", "404", "true", "null", "~", "1.5", "a b", "x-y", "$ref", "/p/{id}", "a\u2028b", "<")
LINES = ("one", "two words", "# no comment", "k: v", "- x", "x\u2028y", "a\ttab", "...")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))


@dataclass
class Written:
    """A text, what it says, and where."""

    text: str = ""
    data: Any = None
    values: dict[Pointer, Extent] = field(default_factory=dict)
    keys: dict[Pointer, Extent] = field(default_factory=dict)

    def add(self, text: str) -> Extent:
        start = len(self.text)
        self.text += text
        return start, len(self.text)


class Writer:
    """What both syntaxes have in common: a text that grows as it is drawn."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self.draw = draw
        self.out = Written()

    def chance(self, one_in: int) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == one_in)

    def choice(self, *texts: str) -> str:
        found: str = self.draw(st.sampled_from(texts))
        return found

    def keys(self, most: int) -> list[str]:
        found: list[str] = self.draw(st.lists(st.sampled_from(KEYS), max_size=most, unique=True))
        return found


class YamlWriter(Writer):
    """One YAML document."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        super().__init__(draw)
        self.newline = self.choice("\n", "\n", "\r\n")
        self.end = 0
        """Of the node that was written last; a block container ends there."""
        self.anchors: list[tuple[str, Any, Pointer]] = []

    def document(self) -> Written:
        self.out.add(self.choice("", "", "---" + self.newline, "# first" + self.newline, self.newline))
        self.out.data = self.block((), 0, 0, margin=True)
        if self.chance(3):
            self.out.text = self.out.text.rstrip("\r\n")
            size = len(self.out.text)
            self.out.values = {pointer: (start, min(end, size)) for pointer, (start, end) in self.out.values.items()}
        return self.out

    def line_end(self) -> None:
        self.out.add(self.choice("", "", "", " ", " # a comment: {", "  # x") + self.newline)

    def block(self, pointer: Pointer, indent: int, depth: int, *, margin: bool) -> Any:
        """A block container; its first line begins at the margin, or where the text is (in a list)."""
        start = len(self.out.text) + (indent if margin else 0)
        found: Any = {} if self.chance(2) else []
        for number, key in enumerate(self.keys(3) or ["a"]):
            self.out.add(" " * indent if number or margin else "")
            if isinstance(found, dict):
                self.out.keys[*pointer, key] = self.out.add(quoted(key) if self.chance(4) else key)
                self.out.add(":")
                found[key] = self.below((*pointer, key), indent, depth + 1)
            else:
                self.out.add("-")
                found.append(self.item((*pointer, number), indent, depth + 1))
        self.out.values[pointer] = (start, self.end)
        return found

    def item(self, pointer: Pointer, indent: int, depth: int) -> Any:
        if depth < 4 and self.chance(3):
            self.out.add(" ")
            return self.block(pointer, indent + 2, depth, margin=False)
        return self.below(pointer, indent, depth)

    def below(self, pointer: Pointer, indent: int, depth: int) -> Any:
        """A value after its indicator, to the end of its last line."""
        name = self.anchor()
        start = len(self.out.text) + 1
        properties = f" &{name}" if name else ""
        self.out.add(properties)
        if depth < 4 and self.chance(3):
            self.line_end()
            value = self.block(pointer, indent + 2, depth, margin=True)
        elif self.chance(5):
            value = self.lines(pointer, indent + 2)
        elif not name and self.chance(6):
            value, self.end = None, len(self.out.text)
            self.out.values[pointer] = (self.end, self.end)
            self.line_end()
        else:
            self.out.add(" ")
            value = self.inline(pointer, depth, is_new=name != "")
            self.line_end()
        if name:
            self.out.values[pointer] = (start, self.out.values[pointer][1])
            self.anchors.append((name, value, pointer))
        return value

    def anchor(self) -> str:
        return f"n{len(self.out.text)}" if self.chance(6) else ""

    def lines(self, pointer: Pointer, indent: int) -> str:
        """A block scalar (YAML 1.2.2 section 8.1); its place ends where the next line begins."""
        self.out.add(" ")
        style, chomping = self.choice("|", ">"), self.choice("", "-", "+")
        lines = self.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3))
        start = self.out.add(f"{style}{chomping}{self.newline}")[0]
        for line in lines:
            self.out.add(" " * indent + line + self.newline)
        self.end = len(self.out.text)
        self.out.values[pointer] = (start, self.end)
        return ("\n" if style == "|" else " ").join(lines) + ("" if chomping == "-" else "\n")

    def inline(self, pointer: Pointer, depth: int, *, is_new: bool = False) -> Any:
        """A scalar, a container in flow style, or an alias where there is no anchor."""
        if self.anchors and not is_new and self.chance(4):
            return self.alias(pointer)
        if depth < 4 and self.chance(4):
            return self.flow(pointer, depth)
        written, value = self.scalar()
        self.out.values[pointer] = self.out.add(written)
        self.end = len(self.out.text)
        return value

    def scalar(self) -> tuple[str, Any]:
        if self.chance(2):
            written = self.choice(*PLAIN)
            return written, yaml12.parse_yaml(written)
        text = self.draw(TEXTS)
        if all(map(printable, text)) and self.chance(2):
            return "'" + text.replace("'", "''") + "'", text
        return self.choice("", "", "!!str ") + quoted(text), text

    def alias(self, pointer: Pointer) -> Any:
        name, value, anchored = self.draw(st.sampled_from(self.anchors))
        for places in (self.out.values, self.out.keys):
            inside = {steps: place for steps, place in places.items() if steps[: len(anchored)] == anchored != steps}
            places.update({(*pointer, *steps[len(anchored) :]): place for steps, place in inside.items()})
        self.out.values[pointer] = self.out.add(f"*{name}")
        self.end = len(self.out.text)
        return value

    def flow(self, pointer: Pointer, depth: int) -> Any:
        found: Any = {} if self.chance(2) else []
        opening, closing = "{}" if isinstance(found, dict) else "[]"
        start = self.out.add(opening + self.choice("", " "))[0]
        for number, key in enumerate(self.keys(3)):
            self.out.add(", " if number else "")
            if isinstance(found, dict):
                self.out.keys[*pointer, key] = self.out.add(quoted(key) if "{" in key or self.chance(4) else key)
                self.out.add(": ")
                found[key] = self.inline((*pointer, key), depth + 1)
            else:
                found.append(self.inline((*pointer, number), depth + 1))
        self.end = self.out.add(self.choice("", " ") + closing)[1]
        self.out.values[pointer] = (start, self.end)
        return found


def printable(char: str) -> bool:
    """Whether a character stands for itself in a text (section 5.1)."""
    ranges = (("\t", "\t"), (" ", "~"), ("\xa0", "\ud7ff"), ("\ue000", "\ufffd"), ("\U00010000", "\U0010ffff"))
    return any(first <= char <= last for first, last in ranges)


def quoted(text: str) -> str:
    """In double quotes; what cannot stand there as it is has its number (section 5.7)."""
    chars = (char if printable(char) and char not in '"\\' else f"\\U{ord(char):08x}" for char in text)
    return '"' + "".join(chars) + '"'


class JsonWriter(Writer):
    """One JSON document, with blanks wherever they may be."""

    def document(self) -> Written:
        self.blank()
        self.out.data = self.value((), 0)
        self.blank()
        return self.out

    def blank(self) -> None:
        self.out.add(self.choice("", "", "", " ", "\n", "\r\n  ", "\t"))

    def value(self, pointer: Pointer, depth: int) -> Any:
        start = len(self.out.text)
        found: Any
        if depth < 4 and self.chance(2):
            found = self.object(pointer, depth) if self.chance(2) else self.array(pointer, depth)
        else:
            found = self.draw(st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS))
            self.out.add(json.dumps(found, ensure_ascii=self.chance(2)))
        self.out.values[pointer] = (start, len(self.out.text))
        return found

    def object(self, pointer: Pointer, depth: int) -> dict[str, Any]:
        found = {}
        self.out.add("{")
        for number, key in enumerate(self.keys(3)):
            self.out.add("," if number else "")
            self.blank()
            self.out.keys[*pointer, key] = self.out.add(json.dumps(key, ensure_ascii=self.chance(2)))
            self.blank()
            self.out.add(":")
            self.blank()
            found[key] = self.value((*pointer, key), depth + 1)
            self.blank()
        self.out.add("}")
        return found

    def array(self, pointer: Pointer, depth: int) -> list[Any]:
        found = []
        self.out.add("[")
        for number in range(self.draw(st.integers(0, 3))):
            self.out.add("," if number else "")
            self.blank()
            found.append(self.value((*pointer, number), depth + 1))
            self.blank()
        self.out.add("]")
        return found


YAML_TEXTS = st.composite(lambda draw: YamlWriter(draw).document())()
JSON_TEXTS = st.composite(lambda draw: JsonWriter(draw).document())()
