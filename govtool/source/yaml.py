"""YAML text into plain data with positions: libyaml's event stream and a composer for the YAML 1.2 core schema.

PyYAML's own constructors follow YAML 1.1 (`on` is true, `010` is eight, `12:30:45` a number) and drop positions; its
event stream has neither fault. One pass gives the values and, in two flat arrays, where every node of the text starts
and ends; lines and columns are computed only when shown.
"""

import re
from array import array
from importlib import import_module
from sys import intern
from typing import Any

import yaml as pyyaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from govtool.finding import On, Pointer
from govtool.source.anchors import Anchored, Anchors, StopError
from govtool.source.breaks import Restored, stand_ins
from govtool.source.places import Extent, child, rank
from govtool.source.problem import Limits, Problems, cut
from govtool.source.refusals import words
from govtool.source.scalar import SPECIAL, plain, tagged

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset(["str", "int", "float", "bool", "null"])
_NON_SPECIFIC = re.compile(r"(?:&\S+\s+)?!\s")
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ITEM: Any = object()
"""In the place of a key: the container is a list."""


def load(text: str, limits: Limits) -> "Composed":
    """The first document of a text. Total: whatever is wrong is among the problems."""
    composed = Composed(text, limits)
    try:
        composed.read(_parser(text))
    except StopError:
        composed.root.clear()
    except pyyaml.YAMLError as error:
        composed.fail(error)
    if not composed.problems and composed.is_empty:
        composed.problems.add("empty-document", "there is nothing here but comments, expected a document", 0, 0)
        composed.root.clear()
    return composed


def _parser(text: str) -> Any:
    """What gives the events: libyaml, or the parser in Python where PyYAML was built without it."""
    try:
        parser_of: Any = import_module("yaml._yaml").CParser
    except ImportError:
        parser_of = pyyaml.SafeLoader
    replaced = stand_ins(text)
    read = text.translate(replaced) if replaced else text
    # A block scalar at the end of a text keeps a line break, also where the text ends without one.
    parser = parser_of(read if read.endswith("\n") else read + "\n")
    return Restored(parser, replaced) if replaced else parser


class Composed:
    """The data of a text and where its parts stand.

    Every node of the text has a slot, a rank in the order of the text. A container, known by its identity, has the
    slots of its values; a key has the slot before that of its value. What an alias repeats has one place: the anchor's.
    """

    __slots__ = ("_anchors", "_documents", "_ends", "_late", "_limits", "_slots", "_starts", "_text",
                 "problems", "root")

    def __init__(self, text: str, limits: Limits) -> None:
        self.root: list[Any] = []
        """The value of the document; empty where there is none."""
        self.problems = Problems()
        self._text = text
        self._limits = limits
        self._starts = array("l")
        self._ends = array("l")
        self._slots: dict[int, list[int]] = {}
        self._anchors = Anchors(limits)
        self._late: dict[int, list[tuple[str, int]]] = {}
        self._documents = 0

    def extent(self, data: Any, pointer: Pointer, on: On) -> Extent:
        """Where the value at a pointer that exists, or its key, stands in the text."""
        slot = 0
        if pointer:
            for part in pointer[:-1]:
                data = child(data, part)
            slot = self._slots[id(data)][rank(data, pointer[-1])]
            slot -= on == "key" and isinstance(data, dict)
        return self._place(slot)

    def _place(self, slot: int) -> Extent:
        """The offsets of a node; the parser saw a line break after the last line that the text may not have."""
        most = len(self._text)
        return min(self._starts[slot], most), min(self._ends[slot], most)

    @property
    def is_empty(self) -> bool:
        """The text has no node, or only one that is not written."""
        return self._starts[:1] == self._ends[:1]

    def read(self, parser: Any) -> None:  # noqa: PLR0912, PLR0915 - 500,000 events: calls cost most
        """Compose the first document from the events of a parser."""
        get, starts, ends, anchors = parser.get_event, self._starts.append, self._ends.append, self._anchors
        late, deepest, most = self._late, self._limits.depth, self._limits.nodes
        stack: list[tuple[Any, list[int], str, int, int, Any]] = []
        container: Any = self.root
        slots, key, height, last, end, event = list[int](), _ITEM, 0, -1, 0, None
        while last < most:
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                slot = last = last + 1
                starts(event.start_mark.index)
                ends(end := event.end_mark.index)
                value = text = event.value
                is_plain, is_other = event.implicit
                is_text = is_other or (is_plain and (key is None or text[:1] not in SPECIAL))
                if not is_text or event.anchor is not None:
                    value = self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                last += 1
                starts(event.start_mark.index)
                ends(0)
                if event.tag is not None or event.anchor is not None or len(stack) >= deepest:
                    self._open(event, len(stack))
                stack.append((container, slots, key, height, last, event))
                container, key = ({}, None) if kind is MappingStartEvent else ([], _ITEM)
                slots, height = [], 0
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(container, slots)
                value, text, below = container, None, height + 1
                container, slots, key, height, slot, opening = stack.pop()
                height = max(height, below)
                self._ends[slot] = end = event.end_mark.index if opening.flow_style else end
                if opening.anchor is not None:
                    anchors.end(opening.anchor, value, last - slot + 1, end - self._starts[slot], below)
            elif kind is AliasEvent:
                slot = last = last + 1
                starts(event.start_mark.index)
                ends(end := event.end_mark.index)
                known = self._alias(event, len(stack))
                value, text, height = known.value, known.text, max(height, known.height)
            elif kind is StreamEndEvent or (kind is DocumentStartEvent and self._is_further(event)):
                return
            else:
                continue
            if key is None:
                last += text is None
                key = intern(self._complex_key(slot) if text is None else text)
            elif key is _ITEM:
                slots.append(slot)
                container.append(value)
            else:
                if key in container:
                    late.setdefault(id(container), []).append((key, slot))
                else:
                    slots.append(slot)
                container[key], key = value, None
        raise self._stop("too-large", f"more than {most} keys and values, expected fewer", event)

    def fail(self, error: pyyaml.YAMLError) -> None:
        """The parser gave up: say where and why."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        found = None if mark else _UNPRINTABLE.search(self._text)
        at = min(mark.index, len(self._text)) if mark else found.start() if found else 0
        self.root.clear()
        end = min(at + 1, len(self._text))
        self.problems.add("syntax-error", words(error, self._text[at:end]), at, end)

    def _note(self, rule: str, message: str, event: Any) -> None:
        """A problem with what an event says."""
        self.problems.add(rule, message, event.start_mark.index, event.end_mark.index)

    def _stop(self, rule: str, message: str, event: Any) -> StopError:
        """A fault that makes the value useless, to be raised."""
        self._note(rule, message, event)
        return StopError(rule, message)

    def _is_further(self, event: Any) -> bool:
        self._documents += 1
        if self._documents == 1:
            return False
        self._note("several-documents", "a second document starts here, expected one in a file", event)
        return True

    def _scalar(self, event: Any) -> Any:
        """The value of a scalar with a tag or an anchor, or of one that may be more than text."""
        value, anchor = event.value, event.anchor
        try:
            value = self._value(event)
        except ValueError:
            if event.tag in {None, "!"}:
                self._note("number-out-of-range",
                           f"`{cut(value)}` cannot be read as a number, expected a finite and smaller one", event)
            else:
                self._unknown_tag(event)
        if anchor is not None:
            self._anchors.scalar(anchor, value, event.value)
        return value

    def _value(self, event: Any) -> Any:
        text, tag = event.value, event.tag
        if tag in {None, "!"}:
            value = plain(text) if event.implicit[0] else text
            return value if value is text or not _NON_SPECIFIC.match(self._text, event.start_mark.index) else text
        if tag.startswith(_CORE) and tag[len(_CORE) :] in _SCALAR_TAGS:
            return tagged(tag[len(_CORE) :], text)
        self._unknown_tag(event)
        return text

    def _unknown_tag(self, event: Any) -> None:
        self._note("unknown-tag",
                   f"tag `{cut(event.tag)}` does not belong here, expected one of the YAML core schema or none", event)

    def _open(self, event: Any, depth: int) -> None:
        """A container with an anchor or a tag begins, or one that is too deep."""
        if depth >= self._limits.depth:
            raise self._stop("too-deep", f"nested deeper than {self._limits.depth} levels", event)
        if event.tag not in {None, "!", _CORE + ("map" if type(event) is MappingStartEvent else "seq")}:
            self._unknown_tag(event)
        if event.anchor is not None:
            self._anchors.begin(event.anchor)

    def _alias(self, event: Any, depth: int) -> Anchored:
        try:
            return self._anchors.repeated(event.anchor, depth)
        except StopError as stop:
            raise self._stop(stop.rule, stop.message, event) from None

    def _complex_key(self, slot: int) -> str:
        """The text of a key that is a container, which gets a slot of its own right before its value."""
        start, end = self._starts[slot], self._ends[slot]
        self._starts.append(start)
        self._ends.append(end)
        self.problems.add("complex-key", "a mapping or list is used as a key, expected a text", start, end)
        return cut(self._text[start:end])

    def _close(self, container: Any, slots: list[int]) -> None:
        """A container ends: repeated keys are told, and `<<` is applied."""
        self._slots[id(container)] = slots
        if id(container) in self._late:
            ranks = {key: index for index, key in enumerate(container)}
            for key, slot in self._late.pop(id(container)):
                first = slots[ranks[key]] - 1
                slots[ranks[key]] = slot
                self.problems.add("duplicate-key", f"key `{cut(key)}` is already in this mapping",
                                  *self._place(slot - 1), self._place(first))
        if container.__class__ is dict and "<<" in container:
            self._merge(container, slots)

    def _merge(self, mapping: dict[str, Any], slots: list[int]) -> None:
        """Apply `<<`: own keys win, then those of the earlier mapping."""
        index = list(mapping).index("<<")
        start, end = self._place(slots[index] - 1)
        if self._text[start:end] != "<<":
            return
        value = mapping["<<"]
        sources = value if isinstance(value, list) else [value]
        if not all(isinstance(source, dict) for source in sources):
            self.problems.add("merge-key", "`<<` holds no mapping, so it stays a key", start, end)
            return
        self.problems.add("merge-key", "`<<` merges another mapping into this one, expected the fields themselves",
                          start, end)
        del mapping["<<"], slots[index]
        for source in sources:
            for (key, item), slot in zip(source.items(), self._slots[id(source)], strict=True):
                if key not in mapping:
                    mapping[key] = item
                    slots.append(slot)
