"""Filters of a path, `?(@.type === 'array' && !@.maxItems)`: the part of JavaScript that rulesets use, parsed, not run.

An expression becomes nested functions of the place that is tried. Anything beyond is a RuleError that shows where.
"""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from govtool.lint.declared.patterns import matcher
from govtool.lint.declared.place import MISSING, Place, Scope
from govtool.lint.declared.script import METHODS, OPERATORS, below, call, plain, truthy
from govtool.lint.rule import RuleError

Expression: TypeAlias = Callable[[Place, Scope], Any]
"""The value for a place: JSON, MISSING, or a Place below it whose value is meant."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?) | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<kind>@(?:string|number|boolean|scalar|array|null|object|integer)\(\))
    | (?P<special>@(?:property|parentProperty|parent|path|root)\b|@|\$(?![\w$]))
    | (?P<op>===|!==|==|!=|<=|>=|&&|\|\||~=|in\b|[<>!()\[\].,+?:-])
    | (?P<word>[A-Za-z_$][\w$]*(?:-[A-Za-z_]\w*)*) | (?P<regex>/(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*)
    )""",
    re.VERBOSE,
)
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": MISSING}
_DEEPEST = 40
"""Levels of brackets; a person's filter has three."""


def parse_filter(text: str) -> Expression:
    """The expression in a filter; RuleError where it is not one that is understood."""
    parser = _Parser(text)
    found = parser.whole()
    parser.end()
    return found


_ASKED = re.compile(r"""@\.([A-Za-z_]\w*)(?:\.\w+)*(?:\s*===?\s*(?:'[^']*'|"[^"]*"|[1-9]\d*|true))?""")


def needed(text: str) -> frozenset[str]:
    """Properties without which a filter is never true, as far as a glance tells; knowing them saves most work."""
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1]
    if any(mark in inner for mark in ("(", "||", "?")):
        return frozenset()
    asked = (_ASKED.fullmatch(part.strip()) for part in inner.split("&&"))
    return frozenset(found[1] for found in asked if found) - {"length", "constructor", *METHODS}


class _Parser:
    """Reads one expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[tuple[str, str]] = []
        self._next = 0
        self._depth = 0
        offset = 0
        while offset < len(text.rstrip()):
            found = _TOKEN.match(text, offset)
            if found is None or found.lastgroup is None:
                raise RuleError(f"the filter `{text}` is not understood at `{text[offset:].strip()}`")
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            offset = found.end()

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._next] if self._next < len(self._tokens) else ("end", "")

    def _take(self, *texts: str) -> str:
        """The next operator, if it is one of these."""
        kind, text = self._peek()
        if kind == "op" and text in texts:
            self._next += 1
            return text
        return ""

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise self._fault()

    def _fault(self) -> RuleError:
        return RuleError(f"the filter `{self._text}` is not understood at `{self._peek()[1] or 'its end'}`")

    def end(self) -> None:
        """Nothing may follow."""
        if self._peek()[0] != "end":
            raise self._fault()

    def whole(self) -> Expression:
        """`a ? b : c`, or what stands without it."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RuleError(f"the filter `{self._text}` has more than {_DEEPEST} levels")
        found = self._either()
        if self._take("?"):
            found = self._choice(found)
        self._depth -= 1
        return found

    def _choice(self, condition: Expression) -> Expression:
        one = self.whole()
        self._need(":")
        other = self.whole()
        return lambda place, scope: (one if truthy(condition(place, scope)) else other)(place, scope)

    def _either(self) -> Expression:
        """`a || b`; as in JavaScript, the value of the first that is true, else of the last."""
        found = self._both()
        while self._take("||"):
            found = _or(found, self._both())
        return found

    def _both(self) -> Expression:
        found = self._compared(0)
        while self._take("&&"):
            found = _and(found, self._compared(0))
        return found

    def _compared(self, least: int) -> Expression:
        """Operators that bind at least so strongly, those of one strength from left to right."""
        left = self._unary()
        while True:
            kind, text = self._peek()
            strength, compute = OPERATORS.get(text, (-1, None)) if kind == "op" else (-1, None)
            if compute is None or strength < least:
                return left
            self._next += 1
            left = _computed(compute, left, self._compared(strength + 1))

    def _unary(self) -> Expression:
        negations = 0
        while self._take("!"):
            negations += 1
        if negations:
            inner, wanted = self._unary(), negations % 2 == 0
            return lambda place, scope: truthy(inner(place, scope)) is wanted
        if self._take("-"):
            return _computed(OPERATORS["-"][1], lambda _place, _scope: 0, self._unary())
        found = self._primary()
        while True:
            if self._take("."):
                found = self._member(found)
            elif self._take("["):
                found = _below(found, self.whole())
                self._need("]")
            else:
                return found

    def _member(self, subject: Expression) -> Expression:
        kind, name = self._peek()
        if kind != "word" and name != "in":
            raise self._fault()
        self._next += 1
        if not self._take("("):
            return _below(subject, lambda _place, _scope: name)
        if name not in METHODS:
            raise RuleError(f"the filter `{self._text}` calls `{name}()`, which is not one of {', '.join(METHODS)}")
        arguments = self._listed(")")
        return lambda place, scope: call(name, subject(place, scope), [each(place, scope) for each in arguments])

    def _primary(self) -> Expression:
        kind, text = self._peek()
        self._next += 1
        if kind == "op" and text == "(":
            found = self.whole()
            self._need(")")
            return found
        if kind == "op" and text == "[":
            items = self._listed("]")
            return lambda place, scope: [plain(item(place, scope)) for item in items]
        if kind in ("special", "kind"):
            return _SPECIAL[text]
        if kind in ("number", "string", "regex") or (kind == "word" and text in _CONSTANTS):
            value = _constant(kind, text)
            return lambda _place, _scope: value
        self._next -= 1
        raise self._fault()

    def _listed(self, end: str) -> list[Expression]:
        items = []
        while not self._take(end):
            items.append(self.whole())
            if not self._take(","):
                self._need(end)
                break
        return items


def _constant(kind: str, text: str) -> Any:
    if kind == "number":
        return float(text) if "." in text else int(text)
    if kind == "string":
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return matcher(text) if kind == "regex" else _CONSTANTS[text]


def _or(left: Expression, right: Expression) -> Expression:
    return lambda place, scope: found if truthy(found := left(place, scope)) else right(place, scope)


def _and(left: Expression, right: Expression) -> Expression:
    return lambda place, scope: right(place, scope) if truthy(found := left(place, scope)) else found


def _computed(compute: Callable[[Any, Any], Any], left: Expression, right: Expression) -> Expression:
    return lambda place, scope: compute(plain(left(place, scope)), plain(right(place, scope)))


def _below(subject: Expression, key: Expression) -> Expression:
    return lambda place, scope: below(subject(place, scope), plain(key(place, scope)), scope)


def _path(place: Place) -> str:
    """As JSONPath writes it: `$['paths']['/orders']`."""
    keys: list[str] = []
    step: Place | None = place
    while step is not None and step.key is not None:
        keys.append(f"[{step.key}]" if isinstance(step.key, int) else f"['{step.key}']")
        step = step.parent
    return "$" + "".join(reversed(keys))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(judge: Callable[[Any], bool]) -> Expression:
    return lambda place, scope: judge(scope.seen(place).value)


_SPECIAL: dict[str, Expression] = {
    "@": lambda place, scope: scope.seen(place),
    "$": lambda _place, scope: scope.root(),
    "@root": lambda _place, scope: scope.root(),
    "@property": lambda place, _scope: place.key,
    # As Spectral has it: the object that the parent stands in, which has the parent under `@parentProperty`.
    "@parent": lambda place, _scope: (place.parent and place.parent.parent) or MISSING,
    "@parentProperty": lambda place, _scope: place.parent.key if place.parent else MISSING,
    "@path": lambda place, _scope: _path(place),
    "@string()": _kind(lambda value: isinstance(value, str)),
    "@number()": _kind(_is_number),
    "@integer()": _kind(lambda value: _is_number(value) and value == int(value)),
    "@boolean()": _kind(lambda value: isinstance(value, bool)),
    "@null()": _kind(lambda value: value is None),
    "@array()": _kind(lambda value: isinstance(value, list)),
    "@object()": _kind(lambda value: isinstance(value, dict | list)),
    "@scalar()": _kind(lambda value: not isinstance(value, dict | list)),
}
