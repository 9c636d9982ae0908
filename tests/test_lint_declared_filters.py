"""The filters of declared rules: JavaScript's judgement of values, without JavaScript."""

from typing import Any

import pytest
from declared_rules import contract

from govtool.lint.declared.filters import needed, parse_filter
from govtool.lint.declared.place import Scope
from govtool.lint.declared.script import truthy
from govtool.lint.rule import RuleError

VALUES: dict[str, Any] = {
    "text": "Order", "empty": "", "zero": 0, "one": 1, "half": 0.5, "yes": True, "no": False, "nothing": None,
    "list": ["a", 1, None, [1]], "none": [], "map": {"a": {"b": "c"}, "enum": ["x"]}, "blank": {}, "digits": "404",
    "ref": {"$ref": "#/x/map"}, "kind": "string", "in": "query", "x-id": 7,
}


def judged(expression: str, key: str = "map") -> bool:
    scope = Scope(contract({"openapi": "3.0.0", "x": VALUES}))
    here = scope.root().child("x").child(key)
    return truthy(parse_filter(expression)(here, scope))


@pytest.mark.parametrize(("expression", "key", "expected"), [
    # What is true.
    ("@", "text", True), ("@", "empty", False), ("@", "zero", False), ("@", "one", True), ("@", "no", False),
    ("@", "nothing", False), ("@", "none", True), ("@", "blank", True), ("!@", "empty", True), ("!!@", "text", True),
    ("!!!@", "text", False), ("@ === 'Order'", "text", True), ("(@)", "text", True),
    # Properties.
    ("@.a", "map", True), ("@.a.b === 'c'", "map", True), ("@['a']['b'] === \"c\"", "map", True), ("@.z", "map", False),
    ("@.z.y.x", "map", False), ("@.a", "text", False), ("@.a.b", "ref", True), ("@.$ref", "ref", False),
    ("@.x-id === 7", "map", False), ("$.x.x-id === 7", "map", True), ("@root.x.in == 'query'", "map", True),
    ("@[0] === 'a'", "list", True), ("@[9]", "list", False), ("@['0'] === 'a'", "list", False),
    ("@property[0] === 'm'", "map", True), ("@.length === 5", "text", True), ("@.length > 3", "list", True),
    ("@.enum.constructor.name === 'Array'", "map", True), ("@.constructor.name == 'String'", "text", True),
    ("@.a.constructor.name == 'Object'", "map", True), ("@.z.constructor", "map", False),
    ("@property.match && @property.match(/^m/)", "map", True), ("@.split", "map", False),
    ("@.a[@root.x.none]", "map", False), ("['p','q'][1] === 'q'", "map", True), ("['p'][3]", "map", False),
    # Where it stands.
    ("@property === 'map'", "map", True), ("@parentProperty === 'x'", "map", True),
    ("@path === \"$['x']['map']\"", "map", True), ("@parent.openapi === '3.0.0'", "map", True),
    # Comparison.
    ("@ == 1", "one", True), ("@ === 1", "one", True), ("@ == '1'", "one", True), ("@ === '1'", "one", False),
    ("@ == true", "one", True), ("@ === true", "one", False), ("@ == null", "nothing", True),
    ("@.z == null", "map", True), ("@.z === null", "map", False), ("@.z === undefined", "map", True),
    ("@ == undefined", "nothing", True), ("@ == ''", "zero", True), ("@ != 0", "zero", False),
    ("@ !== 0", "zero", False),
    ("@ === @", "map", True), ("@ === []", "none", False), ("@ == 'x'", "one", False), ("@ == 0.5", "half", True),
    ("@ >= 400", "digits", True), ("@ < 500", "digits", True), ("@ < 'a'", "text", True), ("@ > 'a'", "zero", False),
    ("@ <= 0", "nothing", True), ("@ <= 0", "empty", True), ("@ < 1", "map", False), ("@ > 0", "yes", True),
    # Joined.
    ("@.a && @.enum", "map", True), ("@.z || @.a", "map", True), ("@.z || @.y", "map", False),
    ("(@.z || @.a) && @.enum", "map", True), ("@.a && @.z || @.enum", "map", True), ("@.a ? @.z : @.a", "map", False),
    ("@.z ? 0 : 1", "map", True),
    # Sums.
    ("@ + 1 === 2", "one", True), ("@ - 1 === 0", "one", True), ("-1 === @ - 2", "one", True),
    ("@ + '!' === 'Order!'", "text", True), ("@ + 1 === '4041'", "digits", True), ("@.z + 1", "map", False),
    ("1 - @", "text", False), ("@ + true", "one", True), ("'a' + null === 'anull'", "one", True),
    ("'a' + @.z === 'aundefined'", "map", True), ("'a' + false === 'afalse'", "map", True), ("1 + @.z", "map", False),
    # Kinds.
    ("@string()", "text", True), ("@string()", "one", False), ("@number()", "half", True), ("@number()", "yes", False),
    ("@integer()", "one", True), ("@integer()", "half", False), ("@boolean()", "no", True),
    ("@null()", "nothing", True),
    ("@array()", "list", True), ("@object()", "map", True), ("@object()", "text", False), ("@scalar()", "one", True),
    # Sets.
    ("@ in ['query', 'path']", "in", True), ("@ in ['path']", "in", False), ("@ ~= '^que'", "in", True),
    ("@ in 'a query'", "in", True), ("'a' in @", "list", True), ("'z' in @", "map", False),
    # Methods.
    ("@.match(/ORDER/i)", "text", True), ("@.match('Ord')", "text", True), ("@.match(1)", "text", False),
    ("/^O/.test(@)", "text", True), ("@.search(/x/) === -1", "text", True), ("@.search(/O/) === 0", "text", True),
    ("@property.match(/0/)", "text", False), ("@.match(/4/)", "one", False), ("@.match(/1/)", "one", True),
    ("@.match(/t/)", "yes", False), ("@.includes('rde')", "text", True), ("@.includes(1)", "list", True),
    ("@.includes(true)", "list", False), ("@.includes('a')", "map", False), ("@.indexOf('d') === 2", "text", True),
    ("@.indexOf(1) === 1", "list", True), ("@.indexOf('z') === -1", "list", True), ("@.indexOf('z')", "map", False),
    ("@.startsWith('Or')", "text", True), ("@.endsWith('er')", "text", True), ("@.startsWith('x')", "map", False),
    ("@.startsWith()", "text", False), ("@.toLowerCase() === 'order'", "text", True),
    ("@.toUpperCase() === 'ORDER'", "text", True), ("@.trim() === 'Order'", "text", True),
    ("@.toString() === '1'", "one", True), ("@.slice(1) === 'rder'", "text", True),
    ("@.slice(-2) === 'er'", "text", True), ("@.slice('x')", "text", False), ("@.slice(1)", "map", False),
    ("@.substring(0, 2) === 'Or'", "text", True), ("@.substr(1, 2) === 'rd'", "text", True),
    ("@.substr(1) === 'rder'", "text", True), ("@.charAt(0) === 'O'", "text", True),
    ("@.split('d').length === 2", "text", True), ("@.split('').length === 5", "text", True),
    ("@.split(1).length === 1", "text", True), ("@.join('-') === 'a-1-null-1'", "list", False),
    ("@.enum.join() === 'x'", "map", True), ("@.join('-')", "map", False), ("@.hasOwnProperty('a')", "map", True),
    ("@.hasOwnProperty('z')", "map", False), ("@.hasOwnProperty(@.enum)", "map", False),
    ("@.trim(1, 2)", "text", False), ("@.charAt('x')", "text", False),
])
def test_an_expression_is_judged_as_javascript_does(expression: str, key: str, *, expected: bool) -> None:
    assert judged(expression, key) is expected


@pytest.mark.parametrize(("expression", "said"), [
    ("@.a b", "at `b`"), ("@.", "at `its end`"), ("@ ===", "at `its end`"), ("(@.a", "at `its end`"),
    ("@[", "at `its end`"),
    ("@.a.1", "at `1`"), ("['a'", "at `its end`"), ("['a' 'b']", "at `'b'`"), ("@ ? 1", "at `its end`"),
    ("#", "at `#`"),
    ("@.a.eval('x')", "calls `eval()`"), ("Math.max(1)", "at `Math`"), ("process", "at `process`"),
    ("/(/.test(@)", "is no regular expression"), ("/a/q.test(@)", "unknown flag `q`"), ("", "at `its end`"),
    ("@.a(1)", "calls `a()`"), ("(" * 50 + "@" + ")" * 50, "more than 40 levels"),
])
def test_what_is_beyond_is_refused_with_the_place(expression: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_filter(expression)
    assert said in str(caught.value)


@pytest.mark.parametrize(("expression", "expected"), [
    ("@.enum", {"enum"}), ("(@ && @.type === 'array' && @.enum.length)", {"type", "enum"}), ("@.a || @.b", set()),
    ("!@.a", set()), ("@.a !== 'x'", set()), ("@.a === undefined", set()), ("@.length && @.match", set()),
    ("@.a && (@.b || @.c)", set()), ("@.a ? 1 : 2", set()), ("@property === 'a' && @.in == \"q\"", {"in"}),
    ("@.maximum === 0", set()), ("@.maximum == 10", {"maximum"}),
])
def test_properties_without_which_a_filter_is_never_true_are_told_at_a_glance(expression: str,
                                                                              expected: set[str]) -> None:
    assert needed(expression) == expected
