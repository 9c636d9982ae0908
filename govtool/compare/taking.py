"""Whether a schema takes a value, yes or no: what the judge is asked of every candidate before it looks for reasons.

Each schema becomes functions once, the cheap ones first, and the first that fails ends it. Keywords that say much
about one value are written out here; all others are asked of the judge's own validator.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from govtool.compare.dialects import Schema
from govtool.compare.languages import matches
from govtool.compare.lower import UNSENT
from govtool.compare.validator import TEXT, is_number, is_whole, same_texts

Test = Callable[[Any], bool]
_CHEAP: Final = {"type": 0, "const": 1, "enum": 1, "required": 2}
_DEAR: Final = {"properties": 4, "items": 4, "allOf": 5, "$ref": 5, "anyOf": 6, "oneOf": 7, "not": 7, TEXT: 8}
_USUAL: Final = 3
_TYPES: Final[Mapping[str, Test]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": is_whole,
    "number": is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


class Taking:
    """The tests of one judge's schemas.

    `follow` gives the schema of a URN; `spend` is told of every further step to one. `validator` is one of the
    judge's class, for the keywords that are not written out.
    """

    def __init__(self, follow: Callable[[str], Schema], spend: Callable[[], None], validator: Any) -> None:
        self._follow, self._spend, self._validator = follow, spend, validator
        self._behind: dict[str, Test] = {}
        self._made: dict[int, tuple[Schema, Test]] = {}
        self._keywords: Mapping[str, Callable[[Any, dict[str, Any]], Test]] = {
            "$ref": lambda urn, _: self.behind(urn),
            "type": lambda names, _: _type(names),
            "enum": self._enum,
            "const": lambda value, _: self._enum([value], _),
            "required": lambda names, _: _required(names),
            "properties": self._properties,
            "additionalProperties": self._additional,
            "items": self._items,
            "allOf": lambda schemas, _: _all(map(self.of, schemas)),
            "anyOf": lambda schemas, _: _any(map(self.of, schemas)),
            "oneOf": lambda schemas, _: _one(map(self.of, schemas)),
            "not": lambda schema, _: _not(self.of(schema)),
            "if": self._condition,
            TEXT: lambda schema, _: _text(self.of(schema)),
        }

    def behind(self, urn: str) -> Test:
        """The test of a URN's schema; it is looked up only when a value comes there, which cuts cycles."""
        known, spend = self._behind, self._spend

        def test(value: Any) -> bool:
            if urn in known:
                spend()
            else:
                known[urn] = self.of(self._follow(urn))
            return known[urn](value)

        return test

    def of(self, schema: Schema) -> Test:
        """The test of a schema."""
        known = self._made.get(id(schema))
        if known is None or known[0] is not schema:  # a schema that is kept here keeps its identity
            known = self._made[id(schema)] = schema, self._test(schema)
        return known[1]

    def _test(self, schema: Schema) -> Test:
        if isinstance(schema, bool):
            return lambda _: schema
        tests = []
        for keyword in sorted(schema, key=_cost):
            if keyword in self._keywords:
                tests.append(self._keywords[keyword](schema[keyword], schema))
            elif keyword in self._validator.VALIDATORS:
                tests.append(self._other(keyword, schema))
        return tests[0] if len(tests) == 1 else _all(tests)

    def _other(self, keyword: str, schema: dict[str, Any]) -> Test:
        """What the validator says of any other keyword."""
        check, validator = self._validator.VALIDATORS[keyword], self._validator.evolve(schema=schema)
        wanted = schema[keyword]
        return lambda value: next(iter(check(validator, wanted, value, schema) or ()), None) is None

    def _enum(self, wanted: list[Any], _: dict[str, Any]) -> Test:
        texts = frozenset(item for item in wanted if isinstance(item, str))
        check, validator = self._validator.VALIDATORS["enum"], self._validator
        return lambda value: (
            value in texts if isinstance(value, str) else next(check(validator, wanted, value, {}), None) is None
        )

    def _properties(self, declared: Mapping[str, Schema], owner: dict[str, Any]) -> Test:
        of, known = self.of, dict[str, Test]()
        read = {name: schema for name, schema in declared.items() if name not in owner.get(UNSENT, ())}

        def test(value: Any) -> bool:
            if isinstance(value, dict):
                for name, item in value.items():
                    if name in read:
                        if name not in known:
                            known[name] = of(read[name])
                        if not known[name](item):
                            return False
            return True

        return test

    def _additional(self, schema: Schema, owner: dict[str, Any]) -> Test:
        patterns, declared = list(owner.get("patternProperties", ())), owner.get("properties", {})
        inner = self.of(schema)

        def test(value: Any) -> bool:
            if isinstance(value, dict):
                for name, item in value.items():
                    if name in declared or any(matches(wanted, name) for wanted in patterns):
                        continue
                    if not inner(item):
                        return False
            return True

        return test

    def _items(self, schema: Schema, owner: dict[str, Any]) -> Test:
        first, inner = len(owner.get("prefixItems", ())), self.of(schema)
        return lambda value: not isinstance(value, list) or all(map(inner, value[first:]))

    def _condition(self, schema: Schema, owner: dict[str, Any]) -> Test:
        test, then, other = (self.of(part) for part in (schema, owner.get("then", True), owner.get("else", True)))
        return lambda value: then(value) if test(value) else other(value)


def _cost(keyword: str) -> int:
    return _CHEAP.get(keyword, _DEAR.get(keyword, _USUAL))


def _type(wanted: str | list[str]) -> Test:
    tests = [_TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
    return tests[0] if len(tests) == 1 else _any(tests)


def _required(names: list[str]) -> Test:
    return lambda value: not isinstance(value, dict) or all(name in value for name in names)


def _all(tests: Iterable[Test]) -> Test:
    every = tuple(tests)

    def test(value: Any) -> bool:
        for one in every:  # noqa: SIM110 - a generator for each value takes twice the time
            if not one(value):
                return False
        return True

    return test


def _any(tests: Iterable[Test]) -> Test:
    every = tuple(tests)

    def test(value: Any) -> bool:
        for one in every:  # noqa: SIM110 - as above
            if one(value):
                return True
        return False

    return test


def _one(tests: Iterable[Test]) -> Test:
    every = tuple(tests)

    def test(value: Any) -> bool:
        taken = False
        for one in every:
            if one(value):
                if taken:
                    return False
                taken = True
        return taken

    return test


def _not(inner: Test) -> Test:
    return lambda value: not inner(value)


def _text(inner: Test) -> Test:
    return lambda value: any(map(inner, same_texts(value)))
