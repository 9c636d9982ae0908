"""The formats as data: what may stand where, in tables that walking, linting, bundling and completion read.

A `Kind` is an object type of a specification. Its fields name the kinds of their values; a new format version is one
more table, and no code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple, TypeAlias

from govtool.model.detect import Format

Shape: TypeAlias = Literal["one", "many", "one or many", "map"]
Ref: TypeAlias = Literal["", "instead", "beside"]


@dataclass(frozen=True, slots=True)
class Child:
    """What a field holds: one object of a kind, a list of them, either, or a map to them."""

    kind: str
    shape: Shape = "one"


@dataclass(frozen=True, slots=True)
class Kind:
    """An object type: its fields that hold further objects, its plain ones, and what its other entries hold."""

    name: str
    fields: Mapping[str, Child] = field(default_factory=dict)
    scalars: frozenset[str] = frozenset()
    """The properties that hold plain values, lists or maps of them, or data of any shape."""
    required: tuple[str, ...] = ()
    """The properties that always have to be there; what depends on a value (`in`, `type`) is not said here."""
    rest: Child | None = None
    """What every other entry holds: the paths of `paths`, the statuses of `responses`."""
    ref: Ref = ""
    """Whether `$ref` may stand instead of the object, beside its fields, or (empty) not at all."""
    extensible: bool = True
    """Whether entries whose name starts with `x-` may be added."""
    free: bool = False
    """Whether any other property may be added: names that people choose, or keywords of other vocabularies."""

    @property
    def properties(self) -> tuple[str, ...]:
        """Every property by name, sorted; what completion offers."""
        reference = ["$ref"] if self.ref else []
        return tuple(sorted({*self.fields, *self.scalars, *reference}))

    def knows(self, name: str) -> bool:
        """Whether a property of this name may stand here."""
        if name in self.fields or name in self.scalars or self.free or self.rest is not None:
            return True
        return (name == "$ref" and self.ref != "") or (self.extensible and name.startswith("x-"))


Kinds: TypeAlias = Mapping[str, Kind]


class Grammar(NamedTuple):
    """The kinds of a format by name, and the name of its root's; both empty for a format without a table."""

    kinds: Kinds
    root: str


def one(kind: str) -> Child:
    """A field with one object."""
    return Child(kind)


def many(kind: str) -> Child:
    """A field with a list of objects."""
    return Child(kind, "many")


def some(kind: str) -> Child:
    """A field with one object or a list of them."""
    return Child(kind, "one or many")


def each(kind: str) -> Child:
    """A field with a map of objects."""
    return Child(kind, "map")


def row(
    name: str, scalars: str = "", required: str = "", *, rest: Child | None = None, ref: Ref = "",
    extensible: bool = True, free: bool = False, **fields: Child,
) -> Kind:
    """A row of a table; fields are named as `_named` says."""
    return Kind(name, _named(fields), frozenset(scalars.split()), tuple(required.split()), rest, ref, extensible, free)


def grown(kind: Kind, scalars: str = "", without: str = "", **fields: Child) -> Kind:
    """A row of an earlier version with further properties, and without some."""
    gone = frozenset(without.split())
    kept = {key: child for key, child in kind.fields.items() if key not in gone}
    return replace(kind, fields={**kept, **_named(fields)}, scalars=(kind.scalars | set(scalars.split())) - gone)


def _named(fields: Mapping[str, Child]) -> dict[str, Child]:
    """The fields' own names: `not_` stands for `not`, `_defs` for `$defs`, which Python cannot write as a name."""
    return {("$" + key[1:] if key.startswith("_") else key.removesuffix("_")): child for key, child in fields.items()}


def table(*kinds: Kind, base: Kinds | None = None) -> Kinds:
    """A table of rows; those of the same name replace the ones of an earlier version."""
    return {**(base or {}), **{kind.name: kind for kind in kinds}}


_TABLES = {
    "openapi": {"2.0": "openapi20", "3.0": "openapi30", "3.1": "openapi31", "3.2": "openapi32"},
    "asyncapi": {**dict.fromkeys(("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6"), "asyncapi2"),
                 **dict.fromkeys(("3.0", "3.1"), "asyncapi30")},
    "jsonschema": {"draft 4": "draft4", "draft 6": "draft6", "draft 7": "draft7", "2019-09": "draft2019_09",
                   "2020-12": "draft2020_12"},
}
_ROOTS = {"openapi": "OpenAPI", "asyncapi": "AsyncAPI", "jsonschema": "Schema"}


@cache
def grammar_of(format_: Format) -> Grammar:
    """The table of a format; a version that is not known is read as the newest of its family."""
    tables = _TABLES.get(format_.family)
    if tables is None:
        return Grammar({}, "")
    module = tables.get(format_.version) or list(tables.values())[-1]
    kinds: Kinds = import_module(f"govtool.model.grammar.{module}").KINDS
    return Grammar(kinds, _ROOTS[format_.family])
