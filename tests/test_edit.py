"""Edits of real layouts: what is changed, and everything that stays."""

import json

import pytest

from govtool.finding import Pointer
from govtool.source import edit
from govtool.source.decode import decode, encode
from govtool.source.document import Document, parse


def document(text: str) -> Document:
    return parse(text, "a.json" if text.lstrip("{\n ").startswith('"') or text == "{}" else "a.yaml")


def put(text: str, pointer: Pointer, value: object) -> str:
    return edit.applied(text, edit.put(document(text), pointer, value))


def delete(text: str, pointer: Pointer) -> str:
    return edit.applied(text, edit.delete(document(text), pointer))


REPLACED = {
    "plain stays plain": ("version: 1.0.0  # ours\n", ("version",), "1.1.0", "version: 1.1.0  # ours\n"),
    "plain becomes quoted where it has to": ("a: x\n", ("a",), "yes", "a: 'yes'\n"),
    "single quotes": ("a: 'x'\n", ("a",), "it's", "a: 'it''s'\n"),
    "single quotes cannot say everything": ("a: 'x'\n", ("a",), "x\ny", 'a: "x\\ny"\n'),
    "double quotes": ('a: "x"\n', ("a",), "y z", 'a: "y z"\n'),
    "a number": ("a: 1\nb: 2\n", ("a",), 1.5, "a: 1.5\nb: 2\n"),
    "a key without a value": ("a:   # later\nb: 2\n", ("a",), True, "a: true   # later\nb: 2\n"),
    "an empty item": ("- # first\n- 2\n", (0,), 1, "- 1 # first\n- 2\n"),
    "a literal block": ("a: |\n  one\n  two\n\n# about b\nb: 1\n", ("a",), "three", "a: three\n\n# about b\nb: 1\n"),
    "a folded text of several lines": ("a: one\n  two\nb: 1\n", ("a",), 3, "a: 3\nb: 1\n"),
    "a flow list": ("a: [1, 2]  # few\n", ("a",), [3], "a: [3]  # few\n"),
    "an item of a list": ("a: [1, {b: 2}]\n", ("a", 1, "b"), None, "a: [1, {b: null}]\n"),
    "a block list": ("a:\n  - 1\n  - 2\nb: 1\n", ("a",), [3], "a:\n  [3]\nb: 1\n"),
    "in JSON": ('{"a": 1, "b": "x"}', ("b",), "ü\n", '{"a": 1, "b": "ü\\n"}'),
    "the whole": ("a: 1\n", (), {"b": [1, "x y"]}, "{b: [1, x y]}\n"),
    "line ends": ("a: 1\r\nb: 2\r\n", ("a",), 3, "a: 3\r\nb: 2\r\n"),
}


@pytest.mark.parametrize(("text", "pointer", "value", "expected"), REPLACED.values(), ids=REPLACED)
def test_a_value_is_replaced_in_its_own_style(text: str, pointer: Pointer, value: object, expected: str) -> None:
    assert put(text, pointer, value) == expected


INSERTED = {
    "at the end of a block": ("a:\n  b: 1  # one\n  # after\nc: 3\n", ("a", "x"), 2,
                              "a:\n  b: 1  # one\n  x: 2\n  # after\nc: 3\n"),
    "at the end of the text": ("a: 1\n", ("x",), {"k": [1, {"z": "t\nu\n"}]},
                               "a: 1\nx:\n  k:\n    - 1\n    - z: |\n        t\n        u\n"),
    "behind a text without a line end": ("a: 1", ("x",), 2, "a: 1\nx: 2"),
    "behind a block without a line end": ("a: |\n  t", ("x",), 2, "a: |\n  t\nx: 2"),
    "in an item of a list": ("- a: 1\n- b: 2\n", (0, "x"), 2, "- a: 1\n  x: 2\n- b: 2\n"),
    "behind a literal block": ("a: |\n  t\n\nb:\n  c: 1\n", ("x",), 2, "a: |\n  t\n\nb:\n  c: 1\nx: 2\n"),
    "behind a last block": ("a:\n  b: |\n    t\n\nc: 1\n", ("a", "x"), 2,
                            "a:\n  b: |\n    t\n  x: 2\n\nc: 1\n"),
    "behind a block that keeps its lines": ("a:\n  b: |+\n    t\n\nc: 1\n", ("a", "x"), 2,
                                            "a:\n  b: |+\n    t\n\n  x: 2\nc: 1\n"),
    "in flow style": ("a: {b: 1}  # one\n", ("a", "x y"), "t", "a: {b: 1, x y: t}  # one\n"),
    "in flow style over lines": ("{ # all\n  a: 1, # one\n  b: 2\n}\n", ("x",), 3,
                                 "{ # all\n  a: 1, # one\n  b: 2,\n  x: 3\n}\n"),
    "in an empty mapping": ("a: {}\n", ("a", "x"), [1], "a: {x: [1]}\n"),
    "behind a last comma": ("{a: 1,}\n", ("x",), 2, "{a: 1, x: 2,}\n"),
    "in JSON over lines": ('{\n  "a": 1\n}\n', ("x",), {"k": 2}, '{\n  "a": 1,\n  "x": {"k": 2}\n}\n'),
    "in JSON on one line": ('{"a": 1}', ("x",), "é", '{"a": 1, "x": "é"}'),
    "in JSON without blanks": ('{"a":1}', ("x",), 2, '{"a":1,"x":2}'),
    "in JSON with many blanks": ('{"a" : 1 }', ("x",), 2, '{"a" : 1, "x" : 2 }'),
    "in empty JSON": ('{"a": {}}', ("a", "x"), 2, '{"a": {"x": 2}}'),
    "line ends": ("a: 1\r\n", ("x",), {"k": 2}, "a: 1\r\nx:\r\n  k: 2\r\n"),
    "beside what is merged in": ("b: &b {k: 1}\na:\n  <<: *b\n  c: 2\n", ("a", "x"), 3,
                                 "b: &b {k: 1}\na:\n  <<: *b\n  c: 2\n  x: 3\n"),
}


@pytest.mark.parametrize(("text", "pointer", "value", "expected"), INSERTED.values(), ids=INSERTED)
def test_a_key_is_added_as_the_others_are_written(text: str, pointer: Pointer, value: object, expected: str) -> None:
    assert put(text, pointer, value) == expected


DELETED = {
    "a line with its comment": ("a: 1\nb: 2  # two\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
    "a block with its lines": ("a:\n  b: 1\n  c: 2\n# about d\nd: 3\n", ("a",), "# about d\nd: 3\n"),
    "a literal block": ("a: |\n  t\n\nb: 1\n", ("a",), "\nb: 1\n"),
    "after a block that keeps its lines": ("a: |+\n  t\n\nb: |\n  u\n\nc: 1\n", ("b",), "a: |+\n  t\n\nc: 1\n"),
    "the last": ("a: 1\nb: 2\n", ("b",), "a: 1\n"),
    "the first key of an item": ("- a: 1  # one\n  b: 2\n", (0, "a"), "- b: 2\n"),
    "the only key": ("a:\n  b: 1\nc: 2\n", ("a", "b"), "a:\n  {}\nc: 2\n"),
    "the only own key": ("b: &b {k: 1}\na:\n  <<: *b\n  c: 2\n", ("a", "c"), "b: &b {k: 1}\na:\n  <<: *b\n"),
    "the first in flow style": ("{a: 1, b: 2}\n", ("a",), "{b: 2}\n"),
    "the last in flow style": ("{a: 1, b: 2 }\n", ("b",), "{a: 1 }\n"),
    "the only one in flow style": ("a: {b: 1}\n", ("a", "b"), "a: {}\n"),
    "the only one with a comma": ("a: {b: 1, }\n", ("a", "b"), "a: {}\n"),
    "one with a comment before the comma": ("{a: 1 # one\n , b: 2}\n", ("a",), "{b: 2}\n"),
    "a line of JSON": ('{\n  "a": 1,\n  "b": 2\n}\n', ("a",), '{\n  "b": 2\n}\n'),
    "the last line of JSON": ('{\n  "a": 1,\n  "b": 2\n}\n', ("b",), '{\n  "a": 1\n}\n'),
}


@pytest.mark.parametrize(("text", "pointer", "expected"), DELETED.values(), ids=DELETED)
def test_a_key_goes_with_what_belongs_to_it(text: str, pointer: Pointer, expected: str) -> None:
    assert delete(text, pointer) == expected


IMPOSSIBLE = {
    "a value that aliases repeat": ("a: &x 1\nb: *x\n", "replace", ("a",), "repeated by an alias"),
    "inside of what an alias repeats": ("a: &x {c: 1}\nb: *x\n", "replace", ("b", "c"), "repeated by an alias"),
    "a key beside what an alias repeats": ("a: &x {c: 1}\nb: *x\n", "insert", ("b", "d"), "repeated by an alias"),
    "what is merged in": ("a: &x {c: 1}\nb: {<<: *x, d: 1}\n", "delete", ("b", "c"), "repeated by an alias"),
    "what a later alias needs": ("a: &x 1\nb: *x\n", "delete", ("a",), "repeated by an alias"),
    "a key that is there twice": ("a: 1\na: 2\n", "delete", ("a",), "unusual"),
    "an explicit key": ("? a\n: b: 1\n? c\n", "replace", ("c",), "unusual"),
    "nothing at all": ("a: 1\n", "replace", ("b",), "nothing at `b`"),
    "a key that is there": ("a: 1\n", "insert", ("a",), "no new key"),
    "a key of a list": ("a: [1]\n", "insert", ("a", 1), "no new key"),
    "the whole": ("a: 1\n", "delete", (), "no key of a mapping"),
    "an item": ("a: [1]\n", "delete", ("a", 0), "no key of a mapping"),
    "no document": ("a: [\n", "insert", ("b",), "no new key"),
}


@pytest.mark.parametrize(("text", "change", "pointer", "said"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_change_that_would_not_be_alone_is_refused(text: str, change: str, pointer: Pointer, said: str) -> None:
    arguments = (document(text), pointer) if change == "delete" else (document(text), pointer, 7)
    with pytest.raises(edit.EditError, match=said):
        getattr(edit, change)(*arguments)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_is_encoded_as_it_was(encoding: str) -> None:
    raw = "a: 'ü'\n".encode(encoding)
    text, problem = decode(raw)
    assert problem is None
    assert encode(text, raw) == raw
    changed = encode(put(text, ("a",), "ö"), raw)
    assert parse(changed, "a.yaml").data == {"a": "ö"}
    assert changed == "a: 'ö'\n".encode(encoding)


def test_a_document_is_not_changed_by_an_edit_of_it() -> None:
    before = document("a: {b: [1, 2]}\n")
    edit.put(before, ("a", "b", 0), 9)
    edit.delete(before, ("a", "b"))
    assert json.dumps(before.data) == '{"a": {"b": [1, 2]}}'
