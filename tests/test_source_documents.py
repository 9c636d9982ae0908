"""Texts as documents: which syntax they are in, what is wrong with them, and where that is."""

import codecs
import gc
from typing import Any

import pytest

from govtool.finding import Finding, Location, Pointer, Severity, Span
from govtool.source.decode import encode
from govtool.source.document import Document, parse
from govtool.source.problem import PROBLEMS, TROUBLES, Limits


def told(document: Document) -> list[tuple[str, str]]:
    """Each problem with the text that it marks."""
    return [(problem.rule, marked(document, problem)) for problem in document.problems]


def marked(document: Document, problem: Finding) -> str:
    span = problem.at.span
    assert span
    offset = document.lines.offset
    return document.text[offset(span.line, span.column) : offset(span.end_line, span.end_column)]


# --- syntax ---


@pytest.mark.parametrize(("name", "text", "syntax", "data"), [
    ("a.yaml", "a: 1", "yaml", {"a": 1}),
    ("a.yaml", '{"a": 1}', "json", {"a": 1}),
    ("a.yaml", "{a: 1}", "yaml", {"a": 1}),
    ("a.yaml", "  [1, 2]", "json", [1, 2]),
    ("a", '{"a": 1, }', "yaml", {"a": 1}),
    ("a.JSON", "7", "json", 7),
    ("a.avsc", '"string"', "json", "string"),
    ("a.avpr", "{}", "json", {}),
    ("a.txt", "plain", "yaml", "plain"),
    ("a.yaml", "- {}\n- []\n", "yaml", [{}, []]),
])
def test_the_name_or_the_first_character_tells_the_syntax(name: str, text: str, syntax: str, data: Any) -> None:
    document = parse(text, name)
    assert (document.syntax, document.data, document.problems) == (syntax, data, ())
    assert document.usable


@pytest.mark.parametrize(("name", "text", "syntax", "message"), [
    ("a.yaml", '{"a": 1, "b" 2}', "json", "expecting ':' delimiter"),
    ("a.yaml", "{a: 1, b: [}", "yaml", "no value stands here, expected one"),
    ("a.yaml", "a:\n\tb: 1", "yaml", "a tab stands here, expected blanks"),
    ("a.yaml", "a: |\n\tx", "yaml", "a tab stands here, expected blanks"),
    ("a.yaml", "a: @x", "yaml", "no value begins with `@`, expected it in quotes"),
    ("a.yaml", "a: b: c", "yaml", "a `:` stands here where no key can"),
    ("a.yaml", "a:\n  b: 1\n c: 2", "yaml", "no key stands here, expected one in the column of the others"),
    ("a.yaml", "- a\nb: 1", "yaml", "no `-` stands here, expected one in the column of the others"),
    ("a.yaml", "a: 'x", "yaml", "the text ends within quotes, expected the closing one"),
    ("a.yaml", "a: [1, 2", "yaml", "neither `,` nor `]` stands here, expected one of them"),
    ("a.yaml", "a: !<x", "yaml", "did not find the expected '>' while scanning a tag"),
    ("a.json", "a: 1", "json", "expecting value"),
    ("a.json", '{"a": 1} # x', "json", "a comment stands here, which JSON has no word for"),
    ("a.json", "[1,\n// x\n2]", "json", "a comment stands here, which JSON has no word for"),
    ("a.json", "[NaN]", "json", "`NaN` is no JSON value, expected a number or `null`"),
    ("a.json", '{"a": -Infinityx}', "json", "`-Infinity` is no JSON value, expected a number or `null`"),
    ("a.json", '"\t"', "json", "invalid control character"),
])
def test_where_no_syntax_fits_the_message_is_that_of_what_was_meant(
    name: str, text: str, syntax: str, message: str
) -> None:
    document = parse(text, name)
    assert not document.usable
    assert (document.syntax, document.data) == (syntax, None)
    assert [problem.rule for problem in document.problems] == ["syntax-error"]
    assert message in document.problems[0].message


def test_a_path_is_the_name_unless_there_is_another() -> None:
    assert parse("a: 1", "x.yaml").path == "x.yaml"
    document = parse("a: 1", "main:x.yaml", "x.yaml")
    assert (document.name, document.path) == ("main:x.yaml", "x.yaml")


@pytest.mark.parametrize("was_on", [True, False])
def test_collection_of_garbage_is_as_it_was_before(was_on: bool) -> None:  # noqa: FBT001 - a parameter of the test
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        parse("a: 1", "a.yaml")
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


def test_a_document_says_in_a_line_why_it_is_of_no_use() -> None:
    assert parse("a: 1", "a.yaml").refusal == ""
    assert parse("a: 1\nb: [", "a.yaml").refusal == "line 2: no value stands here, expected one"
    assert parse("a: 1\na: [", "a.json").refusal == "line 1: expecting value"


# --- bytes ---


@pytest.mark.parametrize(("raw", "rule", "message", "place"), [
    (b"a: \xff\n", "encoding", "byte 0xff at offset 3 is not UTF-8", Span(1, 4, 1, 5)),
    (b"\xef\xbb\xbfa: \xff\n", "encoding", "byte 0xff at offset 6 is not UTF-8", Span(1, 4, 1, 5)),
    (b"a: 1\nb\x00", "binary-file", "byte 0x00 at offset 6, expected text", Span(2, 2, 2, 3)),
    ("a: 1".encode("utf-16-le"), "binary-file", "byte 0x00 at offset 1, expected text", Span(1, 2, 1, 3)),
    (b"\xff\xfea\x00\x00\xd8", "encoding", "byte 0x00 at offset 4 is not UTF-16", Span(1, 2, 1, 3)),
    (b"\xff\xfe\x00\x00\xff\xff\xff\xff", "encoding", "byte 0xff at offset 4 is not UTF-32", Span(1, 1, 1, 2)),
    (b"", "empty-document", "there is nothing here, expected a document", Span(1, 1, 1, 1)),
    (b" \n\t\n", "empty-document", "there is nothing here, expected a document", Span(1, 1, 1, 1)),
    (b"\xef\xbb\xbf", "empty-document", "there is nothing here, expected a document", Span(1, 1, 1, 1)),
    (b"# x\n", "empty-document", "there is nothing here but comments, expected a document", Span(1, 1, 1, 1)),
    (b"---\n", "empty-document", "there is nothing here but comments, expected a document", Span(1, 1, 1, 1)),
])
def test_bytes_that_are_no_document_say_where(raw: bytes, rule: str, message: str, place: Span) -> None:
    document = parse(raw, "a.yaml")
    found = [(one.rule, one.message, one.at) for one in document.problems]
    assert found == [(rule, message, Location("a.yaml", span=place))]
    assert not document.usable


def test_a_text_with_half_a_character_is_no_text() -> None:
    assert [problem.rule for problem in parse("a: \ud800", "a.yaml").problems] == ["encoding"]


def test_a_file_that_is_too_large_is_not_read() -> None:
    document = parse(b"a: 12345", "a.yaml", limits=Limits(size=7))
    assert [(one.rule, one.message) for one in document.problems] == [("too-large", "8 bytes, expected at most 7")]
    assert document.text == ""


# --- places ---

NESTED = """\
a:
  - x: &n 1
    'y z': |
      text
  - *n
b: {k: [], "q": ''}
"""


@pytest.mark.parametrize(("pointer", "value", "key"), [
    ((), NESTED.rstrip(), NESTED.rstrip()),
    (("a",), "- x: &n 1\n    'y z': |\n      text\n  - *n", "a"),
    (("a", 0), "x: &n 1\n    'y z': |\n      text\n", "x: &n 1\n    'y z': |\n      text\n"),
    (("a", 0, "x"), "&n 1", "x"),
    (("a", 0, "y z"), "|\n      text\n", "'y z'"),
    (("a", 1), "*n", "*n"),
    (("b",), "{k: [], \"q\": ''}", "b"),
    (("b", "k"), "[]", "k"),
    (("b", "q"), "''", '"q"'),
])
def test_a_value_and_its_key_have_their_places(pointer: Pointer, value: str, key: str) -> None:
    document = parse(NESTED, "a.yaml")
    assert document.text[slice(*document.extent(pointer))] == value
    assert document.text[slice(*document.extent(pointer, "key"))] == key


@pytest.mark.parametrize("text", [NESTED, '{"a": [{"x": 1}], "b": {"k": []}}'])
@pytest.mark.parametrize(("pointer", "marked"), [
    (("gone",), ""), (("b", "gone"), "b"), (("b", "k", 0), "k"), (("a", 0, "x", "y"), "x"), (("a", 9), "a"),
    (("a", -1), "a"), (("a", "0"), "a"),
])
def test_what_is_not_there_is_placed_at_the_nearest_key_that_is(text: str, pointer: Pointer, marked: str) -> None:
    document = parse(text, "a.yaml")
    assert document.text[slice(*document.extent(pointer))].startswith((marked, f'"{marked}"'))
    with pytest.raises(LookupError):
        document.get(pointer)


def test_an_excerpt_has_the_first_lines_of_a_place() -> None:
    document = parse(NESTED, "a.yaml")
    excerpt = document.excerpt(document.at(("a", 0, "y z")), most=3)
    assert (excerpt.span, excerpt.lines) == (Span(3, 12, 5, 1), ("    'y z': |", "      text", "  - *n"))
    assert document.excerpt(Location("a.yaml", span=Span(6, 1, 6, 2))).lines == ("b: {k: [], \"q\": ''}",)


# --- problems ---


def test_every_problem_has_a_page() -> None:
    assert set(PROBLEMS) == set(TROUBLES)
    for rule, page in PROBLEMS.items():
        assert page.endswith(".")
        assert f"Next: {TROUBLES[rule].step}" in page


@pytest.mark.parametrize(("text", "expected"), [
    ("a: 1\nb: 2\na: 3\n", [("duplicate-key", "a")]),
    ("a: {b: 1, 'b': 2}\n", [("duplicate-key", "'b'")]),
    ('{"a": {"b": 1, "\\u0062": 2}}', [("duplicate-key", '"\\u0062"')]),
    ("a: 1\n---\nb: 2\n", [("several-documents", "---")]),
    ("a: !x 1\nb: !!int x\nc: !!map []\n", [
        ("unknown-tag", "!x 1"), ("unknown-tag", "!!int x"), ("unknown-tag", "!!map ["),
    ]),
    ("? [a, b]\n: 1\n", [("complex-key", "[a, b]")]),
    ("{{x: 1}: 2}", [("complex-key", "{x: 1}")]),
    ("a: .inf\nb: 1e999\nc: " + "9" * 5000, [
        ("number-out-of-range", ".inf"), ("number-out-of-range", "1e999"), ("number-out-of-range", "9" * 5000),
    ]),
    ('{"a": 1e999, "b": [-1e999], "1e999": "1e999"}', [
        ("number-out-of-range", "1e999"), ("number-out-of-range", "-1e999"),
    ]),
    ('["\\ud800", "\\ud83d\\ude00", "\\\\ud800"]', [("lone-surrogate", "\\ud800")]),
    ("a: &a {x: 1}\nb: {<<: *a}\nc: {<<: 7}\nd: {'<<': *a}\n", [("merge-key", "<<"), ("merge-key", "<<")]),
])
def test_a_problem_marks_its_text(text: str, expected: list[tuple[str, str]]) -> None:
    document = parse(text, "a.yaml")
    assert told(document) == expected
    assert document.usable


@pytest.mark.parametrize(("text", "data"), [
    ("a: .inf", {"a": ".inf"}), ("a: !x 1", {"a": "1"}), ("a: !!int x", {"a": "x"}), ("a: !!bool 1", {"a": "1"}),
    ("a: !!float 1\nb: !!int '2'\nc: !!null ''\nd: !!bool 'true'", {"a": 1.0, "b": 2, "c": None, "d": True}),
    ("a: !!str 1", {"a": "1"}),
    ("a: !!float " + "9" * 400, {"a": "9" * 400}),
    ("a: ! 1\nb: &x ! 2\nc: *x", {"a": "1", "b": "2", "c": "2"}),
    ("&a 200: x\nb: *a\n*a : y", {"200": "y", "b": 200}),
    ("&a {x: 1}: y", {"&a {x: 1}": "y"}),
    ("a: &a {x: 1}\n*a : y", {"a": {"x": 1}, "*a": "y"}),
    ("? " + "[" + "x, " * 100 + "x]\n: y", {("[" + "x, " * 100)[:60] + "…": "y"}),
    ("a: &a [1, &a 2, *a]\nb: *a", {"a": [1, 2, 2], "b": 2}),
    ("<<: [{a: 1}, {a: 2, b: 3}]\nb: 4", {"b": 4, "a": 1}),
    ("<<: [{a: 1}, 2]", {"<<": [{"a": 1}, 2]}),
    ("---\n---\na: 1", None),
    ('{"a": 18446744073709551616}', {"a": 2**64}),
    ('["\\ud800x"]', ["\ufffdx"]),
])
def test_what_other_readers_disagree_about_has_one_value(text: str, data: Any) -> None:
    assert parse(text, "a.yaml").data == data


def test_a_repeated_key_names_its_first_place() -> None:
    document = parse("a: 1\nb: 2\na: 3\n", "a.yaml")
    problem = document.problems[0]
    assert problem.message == "key `a` is already in this mapping"
    assert [(related.at.span, related.label) for related in problem.related] == [(Span(1, 1, 1, 2), "first")]
    assert document.get(("a",)) == 3
    assert document.span(("a",)) == Span(3, 4, 3, 5)


def test_problems_come_in_the_order_of_the_text() -> None:
    document = parse("a: {<<: {b: 1}}\nc: .nan\na: !x 1\n", "a.yaml")
    assert [(problem.rule, problem.severity) for problem in document.problems] == [
        ("merge-key", Severity.INFO), ("number-out-of-range", Severity.ERROR), ("duplicate-key", Severity.ERROR),
        ("unknown-tag", Severity.WARNING),
    ]


def test_of_very_many_problems_the_rest_is_counted() -> None:
    document = parse("a: 1\n" * 1500, "a.yaml")
    assert len(document.problems) == 1001
    rest = next(problem for problem in document.problems if problem.rule == "too-many-problems")
    assert rest.message == "499 more of `duplicate-key` are not told here"


def test_a_value_under_repeated_keys_is_found_in_json() -> None:
    text = '{"a": {"x": 1}, "b": 2, "a": {"x": 3, "y": [4]}}'
    document = parse(text, "a.json")
    assert text[slice(*document.extent(("a", "y", 0)))] == "4"
    assert text[slice(*document.extent(("a", "x")))] == "3"
    assert document.extent(("a",), "key") == (text.rindex('"a"'), text.rindex('"a"') + 3)


@pytest.mark.parametrize(("text", "rule"), [
    ("a: [[[[1]]]]", "too-deep"), ('{"a": [[[[1]]]]}', "too-deep"), ("a: &a [[1]]\nb: [[*a]]", "too-deep"),
    ("a: [1, 2, 3, 4, 5, 6, 7, 8]", "too-large"), ('{"a": [1, 2, 3, 4, 5, 6, 7, 8]}', "too-large"),
    ("a: &a [1]\nb: [*a, *a]", "alias-bomb"), ("a: &a " + "x" * 500 + "\nb: *a", "alias-bomb"),
    ("a: &a [*a]", "alias-cycle"), ("a: *b", "syntax-error"),
])
def test_beyond_the_limits_a_text_is_not_used(text: str, rule: str) -> None:
    document = parse(text, "a.yaml", limits=Limits(depth=4, nodes=8, expansion=3))
    assert [problem.rule for problem in document.problems] == [rule]
    assert not document.usable


def test_within_the_limits_a_text_is_used() -> None:
    limits = Limits(depth=4, nodes=9, expansion=4)
    assert parse("a: [[[1]]]", "a.yaml", limits=limits).data == {"a": [[[1]]]}
    assert parse('{"a": [[[1]]]}', "a.json", limits=limits).data == {"a": [[[1]]]}
    assert parse('{"a": ",,,,[[[[{{{{"}', "a.json", limits=limits).data == {"a": ",,,,[[[[{{{{"}
    assert parse("a: &a [1]\nb: [*a, *a]", "a.yaml", limits=limits).data == {"a": [1], "b": [[1], [1]]}


def test_a_character_that_yaml_has_no_room_for_is_marked() -> None:
    document = parse("a: 1\nb: \x01\n", "a.yaml")
    assert told(document) == [("syntax-error", "\x01")]


def test_line_breaks_of_yaml_1_1_are_characters() -> None:
    document = parse("a: one\u2028two # x\u0085y\nb: |\n  \u2029x\n", "a.yaml")
    assert document.data == {"a": "one\u2028two", "b": "\u2029x\n"}
    assert document.text[slice(*document.extent(("a",)))] == "one\u2028two"


@pytest.mark.parametrize(("mark", "encoding"), [
    (b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
])
def test_a_text_goes_back_into_the_bytes_it_came_from(mark: bytes, encoding: str) -> None:
    raw = mark + "a: é\n".encode(encoding)
    assert encode(parse(raw, "a.yaml").text, raw) == raw
