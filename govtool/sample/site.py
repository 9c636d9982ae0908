"""Places of values: what holds there, which branches may be taken, and the places below; all made when first asked."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from govtool.compare.dialects import Schema
from govtool.compare.exclusive import exclusion
from govtool.compare.scalars import fits
from govtool.compare.values import text_of
from govtool.sample.merge import ALL, Choice, Merged, Rest, assert_into, meets
from govtool.sample.negation import alternatives
from govtool.sample.schemas import Schemas
from govtool.sample.trouble import NotFound

_MOST: Final = 100_000  # schemas that one question may join
_PARTS: Final = 2_000  # schemas that hold at one place
_MANY: Final = 48  # branches of a `oneOf` that are kept apart
_HOPS: Final = 64  # references in a row
_DEEP: Final = 2  # choices and required properties are looked at so deep before a branch counts as possible

Draw = Callable[[Any], Any]
Picked = tuple[tuple[Any, ...], ...]


class Site:
    """One place: the schemas that hold there, of which some choices were made."""

    def __init__(self, sites: "Sites", parts: Sequence[Schema], picked: Picked, name: str) -> None:
        self.parts, self.picked, self.name = parts, picked, name
        self.key = tuple(map(id, parts))
        self.sites = sites
        self.draw: Draw | None = None
        """How a random value is made, once that is worked out."""
        self.names: tuple[str, ...] | None = None
        """Names of properties that are not declared, once they are asked for."""
        self.texts: tuple[str, ...] | None = None
        """The texts that may stand here, once they are asked for."""
        self.least: dict[int, Any] = {}
        """A small value for each number of levels that it may have."""
        self._dead: dict[int, bool] = {}
        self._properties: dict[str, Site] = {}
        self._items: dict[int, Site] = {}

    @cached_property
    def merged(self) -> Merged:
        """What surely holds."""
        return self.sites.merge(self.parts, frozenset(self.picked))

    @cached_property
    def listed(self) -> list[Any]:
        """The values of `enum` and `const`, those that plainly break another keyword left out."""
        merged = self.merged
        barred = {text_of(value) for value in merged.barred}
        return [
            value for value in merged.values or ()
            if type_of(value) in merged.types and text_of(value) not in barred
            and (not isinstance(value, str) or meets(merged, value))
            and (type_of(value) != "number" or merged.numbers.holds(value))
        ]

    @cached_property
    def options(self) -> list["Site"]:
        """This place with the first choice made, one for each branch that is possible; empty where none is left."""
        if not self.merged.choices:
            return []
        choice = self.merged.choices[0]
        picked = (*self.picked, choice.key)
        made = [self.sites.at((*self.parts, option), picked, self.name) for option in choice.options]
        return [site for site in made if not site.is_dead()] or made[:1]

    def is_dead(self, depth: int = _DEEP) -> bool:
        """Whether plainly nothing can stand here; False says nothing."""
        if depth not in self._dead:
            self._dead[depth] = False  # while it is looked at, which ends circles
            self._dead[depth] = self._is_dead(depth)
        return self._dead[depth]

    def _is_dead(self, depth: int) -> bool:
        merged = self.merged
        if merged.is_never or not merged.types or (merged.values is not None and not self.listed):
            return True
        if merged.choices and depth and all(option.is_dead(depth - 1) for option in self._branches()):
            return True
        return merged.types == {"object"} and depth > 0 and any(
            self.property(name).is_dead(depth - 1) for name in merged.required
        )

    def _branches(self) -> Iterator["Site"]:
        choice = self.merged.choices[0]
        for option in choice.options:
            yield self.sites.at((*self.parts, option), (*self.picked, choice.key), self.name)

    def property(self, name: str) -> "Site":
        """The place of a property's value."""
        if name not in self._properties:
            self._properties[name] = self.sites.at(self._parts_of(name), (), name)
        return self._properties[name]

    def _parts_of(self, name: str) -> list[Schema]:
        merged = self.merged
        found = [*merged.properties.get(name, ())]
        found += [schema for pattern, schema in merged.patterned if fits(pattern, name)]
        declared = bool(found)
        for rest in merged.rests:
            if rest.schema is not True and not _declares(rest, name):
                found.append(rest.schema)
                declared = True
        return found if declared or not merged.others else [*found, *merged.others]

    def item(self, index: int) -> "Site":
        """The place of an item; all beyond the longest prefix are one."""
        merged = self.merged
        longest = max((len(prefix) for prefix, _ in merged.lists), default=0)
        at = min(index, longest)
        if at not in self._items:
            found = [prefix[at] if at < len(prefix) else rest for prefix, rest in merged.lists
                     if at < len(prefix) or rest is not None]
            parts: list[Schema] = [part for part in found if part is not None]
            has_rest = any(rest is not None for _, rest in merged.lists)
            if not has_rest and at >= longest:
                parts += merged.more
            self._items[at] = self.sites.at(parts, (), singular(self.name))
        return self._items[at]

    def with_parts(self, *parts: Schema) -> "Site":
        """This place where more holds."""
        return self.sites.at((*self.parts, *parts), self.picked, self.name)

    def is_open(self, name: str) -> bool:
        """Whether a property that no schema declares may be there."""
        return not self.property(name).is_dead(0)


class Sites:
    """The places of one contract; the same schemas at two places are one.

    Strict ones keep all but one branch of a `oneOf` from matching, which can take long and is seldom needed.
    """

    def __init__(self, schemas: Schemas, *, strict: bool) -> None:
        self.schemas, self._strict = schemas, strict
        self._made: dict[tuple[Any, ...], Site] = {}
        self._parts: dict[tuple[Any, ...], tuple[Schema, ...]] = {}
        self._left = _MOST
        self._kept: dict[int, Schema] = {}
        """Schemas are known by their identity here, so they stay."""

    def begin(self) -> None:
        """A question begins: it may join so many schemas."""
        self._left = _MOST

    def _spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise NotFound("the schemas are too large to be solved")

    def at(self, parts: Sequence[Schema], picked: Picked, name: str) -> Site:
        """The place where some schemas hold."""
        plain = [self._behind(part) for part in parts if part is not True and part != {}]
        key = (tuple(map(id, plain)), picked, name)
        if key not in self._made:
            self._spend(1 + len(plain))
            if len(plain) > _PARTS:
                raise NotFound("too many schemas hold at one place")
            self._made[key] = Site(self, plain, picked, name)
        return self._made[key]

    def _behind(self, part: Schema) -> Schema:
        """What a mere reference leads to, so that all references to one schema are the same."""
        hops = 0
        while isinstance(part, dict) and list(part) == ["$ref"]:
            part = self.schemas.read(part["$ref"])
            hops += 1
            if hops > _HOPS:
                raise NotFound("references lead back to themselves")
        self._kept[id(part)] = part
        return part

    def merge(self, parts: Sequence[Schema], picked: frozenset[tuple[Any, ...]]) -> Merged:
        """What surely holds where some schemas do, and the choices that are not made."""
        out = Merged()
        seen: set[int] = set()
        todo = list(reversed(parts))
        while todo:
            part = todo.pop()
            if isinstance(part, bool):
                out.is_never |= not part
                continue
            if id(part) in seen:
                continue
            seen.add(id(part))
            if len(seen) > _PARTS:
                raise NotFound("too many schemas hold at one place")
            assert_into(out, part)
            inner = [*part.get("allOf", ())]
            if "$ref" in part:
                inner.insert(0, self.schemas.read(part["$ref"]))
            todo.extend(reversed(inner))
            out.choices.extend(choice for choice in self._choices(part) if choice.key not in picked)
        self._spend(len(seen))
        return out

    def _choices(self, part: dict[str, Any]) -> Iterator[Choice]:
        if "anyOf" in part:
            yield Choice((id(part), "anyOf"), tuple(part["anyOf"]))
        if "oneOf" in part:
            key = (id(part), "oneOf")
            yield Choice(key, self.derived(key, lambda: self._one_of(part["oneOf"])))
        if "not" in part:
            key = (id(part), "not")
            yield Choice(key, self.derived(key, lambda: self._not(part["not"])))
        if "if" in part and ("then" in part or "else" in part):
            key = (id(part), "if")
            yield Choice(key, self.derived(key, lambda: _conditions(part)))
        for name, schema in part.get("dependentSchemas", {}).items():
            with_name = (id(part), "dependentSchemas", name)
            yield Choice(with_name, self.derived(with_name, lambda name=name, schema=schema: (  # type: ignore[misc]
                {"allOf": [{"type": "object", "required": [name]}, schema]},
                {"properties": {name: False}},
            )))

    def _not(self, schema: Schema) -> tuple[Schema, ...]:
        return tuple(alternatives(schema, self.schemas.read)) or (False,)

    def _one_of(self, branches: Sequence[Schema]) -> tuple[Schema, ...]:
        """The branches, each with what keeps the others from matching, where that is not plain."""
        beside = exclusion(branches, self.schemas.read)
        if beside is not None:
            return tuple(branches) if beside is True else tuple({"allOf": [beside, branch]} for branch in branches)
        if not self._strict or len(branches) > _MANY:
            return tuple(branches)
        return tuple(
            {"allOf": [branch, *({"not": other} for index, other in enumerate(branches) if index != at)]}
            for at, branch in enumerate(branches)
        )

    def derived(self, key: tuple[Any, ...], make: Callable[[], tuple[Schema, ...]]) -> tuple[Schema, ...]:
        """Schemas made of one that is written; the same key gives the same ones."""
        if key not in self._parts:
            self._parts[key] = make()
        return self._parts[key]


def _conditions(part: dict[str, Any]) -> tuple[Schema, ...]:
    return (
        {"allOf": [part["if"], part.get("then", True)]},
        {"allOf": [{"not": part["if"]}, part.get("else", True)]},
    )


def _declares(rest: Rest, name: str) -> bool:
    return name in rest.names or any(fits(pattern, name) for pattern in rest.patterns)


def type_of(value: Any) -> str:
    """The JSON type of a value; all numbers are one."""
    if value is None:
        return "null"
    kinds = ((bool, "boolean"), (str, "string"), (list, "array"), (dict, "object"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "number")


def implied(merged: Merged) -> list[str]:
    """The types that a value is to have: those that keywords speak of, where none is named."""
    types = merged.types
    if types == ALL:
        types = frozenset(merged.told) or types
    order = ("object", "array", "string", "number", "boolean", "null")
    return [name for name in order if name in types]


def singular(name: str) -> str:
    """The name of an item of a list: `lines` → `line`."""
    if name.endswith("ies") and len(name) > len("ties"):
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name
