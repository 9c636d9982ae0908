"""Law 6 for texts: an edit makes exactly its change, in any layout; and what is written reads back as it was.

The independent readers are a YAML 1.2 parser of its own (py-yaml12) and PyYAML, which reads YAML 1.1.
"""

import json
from collections.abc import Iterator
from typing import Any

import yaml
import yaml12
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtool.finding import Pointer
from govtool.source import edit, emit
from govtool.source.document import parse

KEYS = st.sampled_from(["a", "b", "key", "x-y", "200", "on", "with space", "é", "#", "a: b"])
WORDS = st.sampled_from(
    ["v", "1.0", "on", "", "a b", "line\nline\n", "a: b", "multi\n\nline", "'q'", '"', "#x", "1.2.3", "ü"])
LEAVES = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from([1.5, 2.0]) | WORDS
VALUES = st.recursive(
    LEAVES, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3), max_leaves=8)
MAPPINGS = st.dictionaries(KEYS, VALUES, max_size=4)


class Layout:
    """Texts of data in layouts that a person might have chosen: block and flow, quotes, comments, blank lines."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def coin(self) -> bool:
        return bool(self.draw(st.booleans()))

    def document(self, data: dict[str, Any], line_end: str) -> str:
        lines = list(self.block(data, "")) if data else ["{}"]
        return line_end.join(lines) + str(self.one_of("", line_end, f"{line_end}# end{line_end}"))

    def block(self, value: Any, pad: str) -> Iterator[str]:
        items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        for key, item in items:
            yield from self.one_of([], [], [], [f"{pad}# about"], [""])
            head = pad + ("-" if key is None else f"{self.text(key)}:")
            yield from self.entry(head, item, pad, in_list=key is None)

    def entry(self, head: str, item: Any, pad: str, *, in_list: bool) -> Iterator[str]:
        note = self.one_of("", "", "  # note")
        if isinstance(item, dict | list) and item and self.coin():
            first, *others = self.block(item, pad + "  ")
            if in_list and first.strip() and not first.lstrip().startswith("#") and self.coin():
                yield from (f"{head} {first[len(pad) + 2:]}", *others)
            else:
                yield from (head + note, first, *others)
        elif isinstance(item, str) and "\n" in item and self.coin():
            yield head + (" |" if item.endswith("\n") else " |-")
            yield from (f"{pad}   {line}" if line else "" for line in item.removesuffix("\n").split("\n"))
        elif item is None and self.coin():
            yield head + note
        else:
            yield from f"{head} {self.flow(item)}{note}".split("\n")

    def flow(self, value: Any) -> str:
        if not isinstance(value, dict | list):
            return self.text(value)
        blanks = self.one_of("", "", "\n" + " " * 40)  # deeper than any block around it
        between = f",{blanks or ' '}"
        if isinstance(value, dict):
            inner = between.join(f"{self.text(key)}: {self.flow(item)}" for key, item in value.items())
        else:
            inner = between.join(map(self.flow, value))
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return f"{opening}{blanks}{inner}{self.one_of('', '', ' ', ',')}{closing}" if value else opening + closing

    def text(self, value: Any) -> str:
        if not isinstance(value, str):
            return emit.scalar(value)
        single = [emit.single_quoted(value)] if emit.is_printable(value) else []
        return str(self.one_of(emit.scalar(value), emit.double_quoted(value), *single))


@st.composite
def documents(draw: Any) -> tuple[str, str]:
    """A text and the name of its file."""
    data = draw(MAPPINGS)
    if draw(st.integers(0, 3)) == 0:
        return json.dumps(data, ensure_ascii=False, indent=draw(st.sampled_from([None, 2, 4]))), "a.json"
    return Layout(draw).document(data, draw(st.sampled_from(["\n", "\n", "\r\n"]))), "a.yaml"


def pointers(value: Any, above: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    yield above, value
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from pointers(item, (*above, key))


def exact(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def with_change(data: Any, pointer: Pointer, change: Any) -> Any:
    """The data with something done at a pointer: an oracle of its own, which copies by JSON."""
    copy = json.loads(json.dumps({"root": data}))
    holder = copy
    for key in ("root", *pointer)[:-1]:
        holder = holder[key]
    change(holder, ("root", *pointer)[-1])
    return copy["root"]


def reads_as(text: str, name: str, expected: Any) -> None:
    assert exact(parse(text, name).data) == exact(expected)
    other = json.loads(text) if name == "a.json" else yaml12.parse_yaml(text)
    assert exact(other) == exact(expected)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.data())
def test_a_replaced_value_is_the_only_change(made: tuple[str, str], data: st.DataObject) -> None:
    text, name = made
    document = parse(text, name)
    pointer, old = data.draw(st.sampled_from(list(pointers(document.data))))
    value = data.draw(VALUES if pointer else MAPPINGS)
    change = edit.replace(document, pointer, value)
    after = edit.applied(text, change)
    reads_as(after, name, with_change(document.data, pointer, lambda holder, key: holder.__setitem__(key, value)))
    start, end = document.extent(pointer)
    assert start <= change.start <= change.end <= max(end, change.start)
    if not isinstance(old, dict | list):
        assert after.count("# ") == text.count("# ") - text[start:end].count("# ") + change.text.count("# ")
    again = parse(after, name)
    assert edit.applied(after, edit.replace(again, pointer, value)) == after


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.data())
def test_an_added_key_leaves_every_character_where_it_is(made: tuple[str, str], data: st.DataObject) -> None:
    text, name = made
    document = parse(text, name)
    mappings = [pointer for pointer, value in pointers(document.data) if isinstance(value, dict)]
    pointer = (*data.draw(st.sampled_from(mappings)), data.draw(st.sampled_from(["new", "n w"])))
    value = data.draw(VALUES)
    change = edit.insert(document, pointer, value)
    after = edit.applied(text, change)
    reads_as(after, name, with_change(document.data, pointer, lambda holder, key: holder.__setitem__(key, value)))
    assert change.start == change.end
    again = parse(after, name)
    assert exact(parse(edit.applied(after, edit.delete(again, pointer)), name).data) == exact(document.data)
    # What stood somewhere still reads the same there.
    for place, leaf in pointers(document.data):
        if not isinstance(leaf, dict | list):
            assert again.text[slice(*again.extent(place))].rstrip() == text[slice(*document.extent(place))].rstrip()


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.data())
def test_a_deleted_key_takes_only_its_own_lines_with_it(made: tuple[str, str], data: st.DataObject) -> None:
    text, name = made
    document = parse(text, name)
    keys = [pointer for pointer, _ in pointers(document.data) if pointer and isinstance(pointer[-1], str)]
    if not keys:
        return
    pointer = data.draw(st.sampled_from(keys))
    change = edit.delete(document, pointer)
    after = edit.applied(text, change)
    reads_as(after, name, with_change(document.data, pointer, lambda holder, key: holder.__delitem__(key)))
    again = parse(after, name)
    for place, leaf in pointers(again.data):
        if not isinstance(leaf, dict | list):
            assert again.text[slice(*again.extent(place))].rstrip() == text[slice(*document.extent(place))].rstrip()


ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
HARD = st.sampled_from([
    "yes", "on", "NO", "y", "null", "~", "1.0", "1e3", "0x1F", "010", "12:30", "2026-01-01", "1_000", ".5", "+1", "-",
    "- x", "?", ":", "a: b", "a:", "a #c", "#/a", "|", ">", "<<", "=", "!t", "&a", "*a", "%a", "@a", "`", "a, b", "{a}",
    "[", "'", '"', "\\", " a", "a ", "\n", "a\n", "a\nb", "a\n\nb\n\n", "\na", " a\nb", "a\n b\n", "\ta\nb", "a\tb",
    "\x85", "\u2028", "\ufeff", "\x7f", "\x00", "😀", "é", "https://x/y", "urn:a:b", "http://", "1.2.3", "1.2.3-rc.1+5",
    "---", "...", "x" * 2000, "^\\d+$",
])
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBERS | ANYTHING | HARD,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(ANYTHING | HARD, below, max_size=3), max_leaves=10)


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(PLAIN)
def test_what_is_written_reads_back_as_the_same(data: Any) -> None:
    for text, name in ((emit.yaml_text(data), "a.yaml"), (emit.json_text(data), "a.json")):
        document = parse(text, name)
        assert document.problems == ()
        assert json.dumps(document.data) == json.dumps(data)
    assert json.loads(emit.json_text(data)) == data
    assert exact(yaml12.parse_yaml(emit.yaml_text(data))) == exact(data)
    assert exact(yaml.safe_load(emit.yaml_text(data))) == exact(data)


@settings(max_examples=300)
@given(PLAIN)
def test_one_line_says_the_same_as_many(data: Any) -> None:
    text = emit.flow(data)
    assert "\n" not in text
    if "x" * 2000 not in text:  # a key of one line may have 1024 characters
        assert json.dumps(parse(f"- {text}\n", "a.yaml").data) == json.dumps([data])
        assert exact(yaml.safe_load(f"- {text}\n")) == exact([data])
