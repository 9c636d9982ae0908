"""Laws of reading: what is written is read, each value stands where it was written, and no text does harm."""

import codecs
import json
import re
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from other_reader import read, same
from source_texts import JSON_TEXTS, YAML_TEXTS, Written

from govtool.finding import Pointer, Severity, Span
from govtool.source import yaml
from govtool.source.document import Document, parse
from govtool.source.lines import Lines
from govtool.source.problem import Limits

SOME = settings(max_examples=100, deadline=None)
MANY = settings(max_examples=300, deadline=None)


def stands_as_written(document: Document, written: Written) -> None:
    assert document.problems == ()
    assert json.dumps(document.data) == json.dumps(written.data)
    for pointer, place in written.values.items():
        assert document.extent(pointer) == place, pointer
    for pointer, place in written.keys.items():
        assert document.extent(pointer, "key") == place, pointer


@MANY
@given(YAML_TEXTS)
def test_what_is_written_in_yaml_is_read_and_stands_where_it_was_written(written: Written) -> None:
    stands_as_written(parse(written.text, "a.yaml"), written)


@MANY
@given(JSON_TEXTS)
def test_what_is_written_in_json_is_read_and_stands_where_it_was_written(written: Written) -> None:
    stands_as_written(parse(written.text, "a.json"), written)


@SOME
@given(YAML_TEXTS)
def test_the_parser_in_python_reads_the_same(written: Written) -> None:
    assume(not set("\t?") & set(written.text))  # which it does not take within words
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "import_module", lambda name: (_ for _ in ()).throw(ImportError(name)))
        stands_as_written(parse(written.text, "a.yaml"), written)


MARKS = {
    "utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE,
}


@SOME
@given(YAML_TEXTS, JSON_TEXTS, st.sampled_from(sorted(MARKS)))
def test_a_byte_order_mark_tells_the_encoding_and_moves_nothing(yaml: Written, json: Written, encoding: str) -> None:
    stands_as_written(parse(MARKS[encoding] + yaml.text.encode(encoding), "a.yaml"), yaml)
    stands_as_written(parse(MARKS[encoding] + json.text.encode(encoding), "a.json"), json)


# --- scalars ---

NUMERALS = st.from_regex(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?|0[ox][0-9a-fA-F]{0,9}", fullmatch=True)
SCALARS = st.text(st.sampled_from("0123456789+-.eExXoObBaAfFnNuUlLtTrRsSiI_~:,yY "), max_size=7)


@settings(max_examples=2000, deadline=None)
@given(st.one_of(SCALARS, NUMERALS))
def test_a_plain_scalar_has_the_value_of_the_core_schema(text: str) -> None:
    try:
        expected = read(f"v: {text}")
    except ValueError:
        return
    document = parse(f"v: {text}", "a.yaml")
    assert same(document.data, expected)
    is_text = isinstance(document.data, dict) and isinstance(document.data["v"], str)
    assert {problem.rule for problem in document.problems} <= ({"number-out-of-range"} if is_text else set())


@given(st.integers(-10**30, 10**30))
def test_an_integer_of_any_size_keeps_every_digit(number: int) -> None:
    assert parse(f"v: {number}", "a.yaml").data == {"v": number}
    assert parse(f'{{"v": {number}}}', "a.json").data == {"v": number}


# --- duplicate keys and merges, in flow style ---

SMALL_KEYS = st.sampled_from(("a", "b", "c"))
PAIRS = st.lists(st.tuples(SMALL_KEYS, st.integers(0, 9)), max_size=5)


@SOME
@given(PAIRS, st.sampled_from(("a.yaml", "a.json")))
def test_of_a_repeated_key_the_last_value_counts_and_each_repetition_is_told(
    pairs: list[tuple[str, int]], name: str
) -> None:
    text = "{" + ", ".join(f'"{key}": {value}' for key, value in pairs) + "}"
    document = parse(text, name)
    assert document.data == dict(pairs)
    assert [problem.rule for problem in document.problems] == ["duplicate-key"] * (len(pairs) - len(dict(pairs)))
    for key, value in dict(pairs).items():
        last = text.rindex(f'"{key}"')
        assert document.extent((key,), "key") == (last, last + 3)
        assert document.extent((key,)) == (last + 5, last + 5 + len(str(value)))
    for problem in document.problems:
        first = problem.related[0].at.span
        assert problem.at.span
        assert first
        assert first.column < problem.at.span.column
        assert text[first.column - 1 : first.end_column - 1] == text[problem.at.span.column - 1 :][:3]


@SOME
@given(st.dictionaries(SMALL_KEYS, st.integers(0, 9)), st.dictionaries(SMALL_KEYS, st.integers(0, 9), min_size=1),
       st.dictionaries(SMALL_KEYS, st.integers(0, 9), min_size=1), st.booleans())
def test_a_merge_adds_what_is_not_there_and_stands_where_it_is_defined(
    own: dict[str, int], first: dict[str, int], second: dict[str, int], merge_comes_last: bool  # noqa: FBT001 - drawn
) -> None:
    def flow(pairs: dict[str, int]) -> list[str]:
        return [f"{key}: {value}" for key, value in pairs.items()]

    merge = ["<<: [*one, *two]"]
    text = f"one: &one {{{', '.join(flow(first))}}}\ntwo: &two {{{', '.join(flow(second))}}}\n"
    text += f"it: {{{', '.join(flow(own) + merge if merge_comes_last else merge + flow(own))}}}\n"
    document = parse(text, "a.yaml")
    assert [problem.rule for problem in document.problems] == ["merge-key"]
    assert document.get(("it",)) == {**second, **first, **own}
    for key in {**second, **first}:
        if key not in own:
            home = ("one", key) if key in first else ("two", key)
            for on in ("key", "value"):
                assert document.extent(("it", key), on) == document.extent(home, on)


# --- any text ---

TOKENS = (
    "a", "b: ", ": ", "- ", "-", "? ", "\n", "\n  ", "\n    ", "\t", " ", "{", "}", "[", "]", ",", '"', "'", "|\n",
    ">-\n", "|2", "#", " # x", "&a ", "*a", "<<: ", "!", "!!int ", "!!str ", "!x ", "%YAML 1.2\n", "---\n", "...\n",
    "1", "1e999", ".inf", "null", "~", "\r\n", "\r", "\x85", "\u2028", "\ufeff", "\0", "\x1b", "\ud800",
    "\\u", "\\ud83d", "//", "/*", "9" * 5000, "é", "😀", "openapi: 3.1.0\n", "NaN", "-Infinity", "true", '"a": ',
    "[" * 300, "- " * 300, "{a: " * 300, "&a [*a, *a]\n",
)
SOUP = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good text after a few accidents."""
    raw = bytearray(draw(st.one_of(YAML_TEXTS, JSON_TEXTS)).text.encode("utf-8", "surrogatepass"))
    for _ in range(draw(st.integers(1, 4))):
        at, size = draw(st.integers(0, len(raw))), draw(st.integers(0, 6))
        pieces = (st.binary(max_size=3), st.just(bytes(raw[at : at + 9])), st.sampled_from(TOKENS).map(encoded))
        raw[at : at + size] = draw(st.one_of(pieces))
    return bytes(raw)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def pointers(data: Any) -> list[Pointer]:
    found: list[Pointer] = [()]
    for pointer in found:
        value = data
        for step in pointer:
            value = value[step]
        steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        found += [(*pointer, step) for step in steps if len(found) < 500]
    return found


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.binary(max_size=60), SOUP.map(encoded), mutated()), st.sampled_from(("a.yaml", "a.json", "a")))
def test_any_bytes_give_a_document_or_say_what_is_wrong(raw: bytes, name: str) -> None:
    document = parse(raw, name)
    assert document.usable or any(problem.severity is Severity.ERROR for problem in document.problems)
    for problem in document.problems:
        assert problem.at.span
        within(document, problem.at.span)
        assert document.excerpt(problem.at, 3).lines
    if document.usable:
        json.dumps(document.data, allow_nan=False)
        for pointer in pointers(document.data):
            for on in ("key", "value"):
                start, end = document.extent(pointer, on)
                assert 0 <= start <= end <= len(document.text)
                within(document, document.span(pointer, on))
    else:
        assert (document.data, document.extent(("a", 0))) == (None, (0, 0))


def within(document: Document, span: Span) -> None:
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
    assert span.end_line <= len(document.lines)


DISPUTED = re.compile("[\x85\u2028\ufeff|>!<%]|inf|999")
"""What the other reader takes for blanks, empty block scalars, tags and infinite keys."""
UNDISPUTED = [token for token in TOKENS if not DISPUTED.search(token)]


@MANY
@given(st.lists(st.sampled_from(UNDISPUTED), max_size=12).map("".join))
def test_where_both_readers_take_a_text_they_agree(text: str) -> None:
    document = parse(text, "a.yaml")
    assume(document.usable and not document.problems)
    try:
        expected = read(text)
    except ValueError:
        return
    assert same(document.data, expected)


# --- lines ---


@MANY
@given(st.text(st.sampled_from("ab\r\n\x85\u2028\f")), st.sampled_from([1, 2, 3, 4096]))
def test_lines_are_those_of_an_editor_and_every_offset_has_one_place(text: str, block: int) -> None:
    with patch("govtool.source.lines._BLOCK", block):
        are_those_of_an_editor(Lines(text), text)


def are_those_of_an_editor(lines: Lines, text: str) -> None:
    pieces = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for _ in range(2):
        assert [lines.line(number) for number in range(1, len(lines) + 1)] == pieces
    places = [lines.place(offset) for offset in range(len(text) + 1)]
    assert places == sorted(set(places))
    assert [lines.offset(*place) for place in places] == list(range(len(text) + 1))
    assert lines.span(0, len(text)) == Span(1, 1, *places[-1])


# --- what would take the machine down ---

SMALL = Limits(size=2_000_000, nodes=20_000, expansion=100_000)
HARMFUL = {
    "an alias bomb": (
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)), "alias-bomb"),
    "an alias bomb of texts": ("a: &a " + "x" * 100_000 + "\nb: [" + "*a, " * 1000 + "]", "alias-bomb"),
    "an alias bomb of merges": ("a0: &a0 {x: 1}\n" + "".join(
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: 1}}\n" for n in range(1, 60)), "alias-bomb"),
    "a value that holds itself": ("a: &a [*a]", "alias-cycle"),
    "an alias chain that is too deep": (
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 300)), "too-deep"),
    "brackets that never end": ("[" * 10_000, "too-deep"),
    "dashes that never end": ("- " * 10_000, "too-deep"),
    "nested keys": ("{a: " * 10_000, "too-deep"),
    "a number of many digits": ("a: " + "9" * 100_000, "number-out-of-range"),
    "a long number with a base": ("a: 0x" + "f" * 100_000, "number-out-of-range"),
    "a number of many digits in JSON": ('{"a": ' + "9" * 100_000 + "}", "number-out-of-range"),
    "many values": ("[" + "1," * 30_000 + "1]", "too-large"),
    "many values in YAML": ("- 1\n" * 30_000, "too-large"),
    "a large file": ("x" * 3_000_000, "too-large"),
    "many repeated keys": ("a: 1\n" * 5000, "too-many-problems"),
    "many repeated keys in JSON": ("{" + '"a":1,' * 5000 + '"a":1}', "too-many-problems"),
    "many halves of characters": ("[" + '"\\ud800",' * 5000 + "1]", "too-many-problems"),
    "a string that does not end": ('["' + '\\"' * 200_000, "syntax-error"),
    "strings that do not end": ("[" + '"\\' * 200_000, "syntax-error"),
    "keys within keys": ("{" * 200 + "}: 1, " * 200, "syntax-error"),
    "a long key": ("x" * 100_000 + ": 1", "syntax-error"),
    "an anchor with a long name": ("- *" + "a" * 100_000, "syntax-error"),
    "stand-ins for breaks that are all taken": (
        "a: x\u2028" + "".join(map(chr, range(0xE000, 0xE040))), "syntax-error"),
}


@pytest.mark.parametrize(("text", "rule"), HARMFUL.values(), ids=HARMFUL)
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_harmful_text_is_a_problem_with_few_words(text: str, rule: str, name: str) -> None:
    document = parse(text, name, limits=SMALL)
    rules = {problem.rule for problem in document.problems}
    assert rule in rules or (name == "a.json" and rules == {"syntax-error"})
    assert all(len(problem.message) < 300 for problem in document.problems)
    assert len(document.problems) <= 2000
