"""Patterns of rulesets match as in JavaScript, and never take long.

The matches were compared with those of Node 20; where the engine differs, the pattern is refused or the case is named.
"""

import pytest

from govtool.lint.declared.patterns import matcher
from govtool.lint.rule import RuleError


@pytest.mark.parametrize(("pattern", "matching", "other"), [
    ("^[a-z]+$", ["ab"], ["Ab", "ab\n", ""]),
    ("b", ["abc"], ["ac"]),
    ("/HTTP/i", ["xhttp"], ["ftp"]),
    ("/^b$/m", ["a\nb"], ["ab"]),
    ("/a.b/s", ["a\nb"], ["ab"]),
    ("a.b", ["axb"], ["a\nb"]),
    ("/x/giuy", ["X"], ["a"]),
    ("/[/]/", ["a/b"], ["ab"]),
    (r"^\/v\d+", ["/v1"], ["v1", "/v٣"]),
    ("{id}", ["/a/{id}"], ["id"]),
    ("^/([a-z]+|{[a-z]+})*$", ["/", "/a{b}"], ["{"]),
    ("a{,3}", ["a{,3}"], ["aaa"]),
    ("a{2}", ["aa"], ["a"]),
    ("a{1,2}b", ["aab"], ["b"]),
    ("a]", ["a]"], ["a"]),
    ("[^]", ["x", "\n"], [""]),
    ("[]", [], ["", "x"]),
    ("[[]", ["["], ["]"]),
    ("[a-z&&[b]", ["&", "q", "["], ["A"]),
    ("[~&-]", ["~", "-"], ["a"]),
    (r"[\]x]", ["]", "x"], ["\\"]),
    (r"[\d-x]", ["5", "-", "x"], ["e"]),
    (r"[\b]", ["\b"], ["b"]),
    (r"[\w\-.]", ["a", "-", "."], [" "]),
    (r"[\cA]", ["\x01"], ["A"]),
    (r"[\0]", ["\0"], ["0"]),
    (r"[\p{Lu}]", ["Ä"], ["ä"]),
    (r"\_\-\#", ["_-#"], ["\\"]),
    (r"\cA", ["\x01"], ["A"]),
    (r"\0", ["\0"], ["0"]),
    (r"\x41\u0042", ["AB"], ["ab"]),
    (r"\p{L}", ["é"], ["1"]),
    (r"^(?!x)", ["y"], ["x"]),
    (r"(?<=a)b", ["ab"], ["b"]),
    (r"(?<!a)b", ["b"], ["ab"]),
    (r"(a)\1", ["aa"], ["ab"]),
    (r"\bor\b", ["a or b"], ["order"]),
    (r"\Z", ["Z"], ["z"]),
    ("^$", [""], ["a"]),
])
def test_a_pattern_matches_as_in_javascript(pattern: str, matching: list[str], other: list[str]) -> None:
    match = matcher(pattern)
    assert [text for text in matching if not match(text)] == []
    assert [text for text in other if match(text)] == []


@pytest.mark.parametrize(("pattern", "said"), [
    ("(", "is no regular expression"), ("a**", "is no regular expression"), ("[z-a]", "is no regular expression"),
    ("/a/q", "the unknown flag `q`"), (r"\k<n>", "is no regular expression"),
])
def test_what_is_no_pattern_is_said(pattern: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        matcher(pattern)


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(?=a)(a|a)*$", r"^(a+)+\1b$"])
def test_no_text_makes_a_pattern_take_forever(pattern: str) -> None:
    """A backtracking engine would need longer than the universe has; what runs out of steps does not match."""
    assert not matcher(pattern)("a" * 2000 + "!")
