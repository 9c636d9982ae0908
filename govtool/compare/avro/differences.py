"""Every difference between two versions of a type that is neither a clash nor a hazard: additions, texts, order."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from govtool.compare.avro.match import PROMOTIONS, names_match
from govtool.finding import Bump, Change, Confidence, Effect, Location, Verdict
from govtool.model.avro.types import NAMED, Field, Type
from govtool.source.problem import cut

DIFFERENCES: Final[Mapping[str, tuple[str, Bump]]] = {
    "avro-field-added": ("A record has a new field.", Bump.MINOR),
    "avro-field-removed": ("A record no longer has a field.", Bump.MINOR),
    "avro-field-renamed": ("A field has another name, and its old one is an alias.", Bump.MINOR),
    "avro-fields-reordered": ("The fields of a record stand in another order; resolution goes by names.", Bump.MINOR),
    "avro-default-added": ("A field has a default now, so that readers can do without it.", Bump.MINOR),
    "avro-default-removed": ("A field no longer has a default, so that readers need it.", Bump.MINOR),
    "avro-default-changed": ("What readers take for a field that is not written is another value.", Bump.PATCH),
    "avro-enum-default-added": ("An enum has a default now for symbols that its readers do not know.", Bump.MINOR),
    "avro-enum-default-changed": ("Readers take another symbol for those that they do not know.", Bump.MINOR),
    "avro-enum-default-removed": ("An enum no longer has a default for symbols that its readers do not know.",
                                  Bump.MINOR),
    "avro-symbol-added": ("An enum has a new symbol.", Bump.MINOR),
    "avro-symbol-removed": ("An enum no longer has a symbol.", Bump.MINOR),
    "avro-symbols-reordered": ("The symbols of an enum stand in another order; resolution goes by names.", Bump.MINOR),
    "avro-type-promoted": ("A type is now one that the old one can be read as (Schema Resolution, promotions).",
                           Bump.MINOR),
    "avro-type-changed": ("A type is another one.", Bump.MINOR),
    "avro-branch-added": ("A union has a new branch.", Bump.MINOR),
    "avro-branch-removed": ("A union no longer has a branch.", Bump.MINOR),
    "avro-branches-reordered": ("The branches of a union stand in another order; data goes by the writer's.",
                                Bump.MINOR),
    "avro-name-changed": ("A record, enum or fixed has another full name.", Bump.MINOR),
    "avro-size-changed": ("A fixed has another size.", Bump.MINOR),
    "avro-alias-added": ("A record, enum, fixed or field can be found by a further name.", Bump.MINOR),
    "avro-alias-removed": ("A record, enum, fixed or field is no longer found by a name.", Bump.MINOR),
    "avro-doc-changed": ("A `doc` says something else.", Bump.PATCH),
    "avro-attribute-changed": ("An attribute that resolution does not look at is another one.", Bump.PATCH),
}
"""What happened, and the version step it needs at least."""
_LOGICAL: Final = frozenset({"logicalType", "precision", "scale"})


def differences(old: Type, new: Type, told: Collection[Change] = ()) -> Iterator[Change]:
    """Each difference once, in the order of the new text; what `told` says at the same place is left out."""
    said: dict[Location, list[str]] = {}
    for change in told:
        for place in (change.where, change.was):
            if place is not None:
                said.setdefault(place, []).append(change.message)
    walk = _Walk(said)
    walk.types(old, new)
    yield from walk.found


@dataclass(slots=True)
class _Walk:
    """One walk through two types at once."""

    told: Mapping[Location, list[str]]
    """What clashes and hazards say at each place, in the new version and in the old one."""
    found: list[Change] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def note(self, id_: str, message: str, at: Location, was: Location, word: str = "") -> None:
        """Note a difference, unless a clash or hazard at one of the places has the word."""
        if any(word in message for place in (at, was) for message in self.told.get(place, ())):
            return
        step = DIFFERENCES[id_][1]
        effect = Effect.NONE if step is Bump.PATCH else Effect.DIFFERENT
        self.found.append(Change(id_, message, at, was, effect, Verdict.COMPATIBLE, Confidence.CERTAIN, step,
                                 "nothing fails in the directions of the mode" if step is Bump.MINOR else ""))

    def types(self, old: Type, new: Type) -> None:
        """Go through two types and everything below them; recursion is taken once."""
        todo = [(old, new)]
        while todo:
            one, two = todo.pop()
            if (id(one), id(two)) not in self.seen:
                self.seen.add((id(one), id(two)))
                todo += reversed(list(self.pair(one, two)))

    def pair(self, old: Type, new: Type) -> Iterator[tuple[Type, Type]]:
        """What two types say of themselves; the pairs of their parts come out."""
        if old.kind != new.kind:
            yield from self.kinds(old, new)
            return
        if new.kind in NAMED:
            self.names(old, new)
        self.attributes(*_said(old, new), new.label, new.at, old.at)
        if new.kind == "record":
            yield from self.fields(old, new)
        elif new.kind == "union":
            yield from self.branches(old, new)
        elif new.kind == "enum":
            self.symbols(old, new)
        elif old.items and new.items:
            yield old.items, new.items

    def kinds(self, old: Type, new: Type) -> Iterator[tuple[Type, Type]]:
        """Two types of different kinds; one that is a branch of the other's union is that branch."""
        union, alone = (new, old) if new.kind == "union" else (old, new)
        if union.kind == "union":
            branch = next((one for one in union.branches if _meant(one, alone)), None)
            self.note("avro-type-changed", f"`{old.label}` is now `{new.label}`", new.at, old.at)
            if branch is not None:
                yield (alone, branch) if union is new else (branch, alone)
            return
        id_ = "avro-type-promoted" if new.kind in PROMOTIONS.get(old.kind, ()) else "avro-type-changed"
        self.note(id_, f"`{old.label}` is now `{new.label}`", new.at, old.at)

    def names(self, old: Type, new: Type) -> None:
        """Name, aliases and size."""
        if old.name != new.name:
            self.note("avro-name-changed", f"`{old.name}` is now called `{new.name}`", new.at, old.at, old.name)
        self.aliases(old.aliases, new.aliases, f"`{new.label}`", new.at, old.at)
        if old.size != new.size:
            words = f"`{new.name}` had {old.size} bytes and has {new.size}"
            self.note("avro-size-changed", words, new.at, old.at, "bytes")
        if old.is_error != new.is_error:
            words = f"`{new.name}` is {'now' if new.is_error else 'no longer'} an error"
            self.note("avro-attribute-changed", words, new.at, old.at, words)

    def aliases(self, old: Collection[str], new: Collection[str], whose: str, at: Location, was: Location) -> None:
        """Further names that are new or gone."""
        for alias in (alias for alias in new if alias not in old):
            self.note("avro-alias-added", f"{whose} has the new alias `{alias}`", at, was, f"alias `{alias}`")
        for alias in (alias for alias in old if alias not in new):
            self.note("avro-alias-removed", f"{whose} no longer has the alias `{alias}`", at, was, f"alias `{alias}`")

    def attributes(
        self, old: Mapping[str, Any], new: Mapping[str, Any], whose: str, at: Location, was: Location
    ) -> None:
        """Texts and attributes of one's own."""
        for key in dict.fromkeys((*new, *old)):
            one, two = _shown(old, key), _shown(new, key)
            if one != two and key == "doc":
                self.note("avro-doc-changed", f"the doc of `{whose}` is another one", at, was, "the doc of")
            elif one != two:
                words = f"`{key}` of `{whose}` is {two or 'gone'}" + (f", it was {one}" if one else "")
                self.note("avro-attribute-changed", words, at, was, f"`{key}` of")

    def fields(self, old: Type, new: Type) -> Iterator[tuple[Type, Type]]:
        """The fields by name, then by an alias of the new one."""
        before = {one.name: one for one in old.fields}
        met: dict[str, Field] = {}
        for now in new.fields:
            one = next((before[name] for name in (now.name, *now.aliases) if name in before and name not in met), None)
            if one is None:
                how = "with a default" if now.has_default else "without a default"
                words = f"the field `{now.name}` of `{new.name}` is new, {how}"
                self.note("avro-field-added", words, Location(new.document, now.pointer), old.at, f"`{now.name}`")
                continue
            met[one.name] = now
            self.field(one, now, Location(old.document, one.pointer), Location(new.document, now.pointer))
            yield one.type, now.type
        for one in old.fields:
            if one.name not in met:
                words = f"the field `{one.name}` of `{new.name}` is gone"
                self.note("avro-field-removed", words, new.at, Location(old.document, one.pointer), f"`{one.name}`")
        order = [met[one.name].name for one in old.fields if one.name in met]
        kept = frozenset(order)
        if order != [now.name for now in new.fields if now.name in kept]:
            words = f"the fields of `{new.name}` stand in another order"
            self.note("avro-fields-reordered", words, new.at, old.at, words)

    def field(self, old: Field, new: Field, was: Location, at: Location) -> None:
        """What a field says beside its type."""
        if old.name != new.name:
            words = f"the field `{old.name}` is now called `{new.name}`"
            self.note("avro-field-renamed", words, at, was, f"`{old.name}`")
        aliases = [alias for alias in new.aliases if alias != old.name]
        self.aliases(old.aliases, aliases, f"the field `{new.name}`", at, was)
        one, two = (_text(each.default) if each.has_default else "" for each in (old, new))
        if one != two:
            how = "changed" if one and two else "added" if two else "removed"
            words = f"the default of the field `{new.name}` is {two or 'gone'}" + (f", it was {one}" if one else "")
            self.note(f"avro-default-{how}", words, at, was, "the default of")
        self.attributes(old.extra, new.extra, new.name, at, was)

    def branches(self, old: Type, new: Type) -> Iterator[tuple[Type, Type]]:
        """The branches of two unions, each by its name or kind."""
        places: dict[str, int] = {}
        for place, one in enumerate(old.branches):
            for key in _keys(one):
                places.setdefault(key, place)
        met: dict[int, None] = {}
        for now in new.branches:
            found = next((places[key] for key in _keys(now) if key in places and places[key] not in met), None)
            if found is None:
                words = f"the union has the new branch `{now.label}`"
                self.note("avro-branch-added", words, now.at, old.at, now.label)
                continue
            met[found] = None
            yield old.branches[found], now
        for place, one in enumerate(old.branches):
            if place not in met:
                words = f"the union no longer has the branch `{one.label}`"
                self.note("avro-branch-removed", words, new.at, one.at, one.label)
        if list(met) != sorted(met):
            words = "the branches of the union stand in another order"
            self.note("avro-branches-reordered", words, new.at, old.at, words)

    def symbols(self, old: Type, new: Type) -> None:
        """The symbols of two enums, and what is taken for an unknown one."""
        before, after = dict.fromkeys(old.symbols), dict.fromkeys(new.symbols)
        for symbol in (one for one in after if one not in before):
            self.note("avro-symbol-added", f"`{new.name}` has the new symbol `{symbol}`", new.at, old.at, f"`{symbol}`")
        for symbol in (one for one in before if one not in after):
            words = f"`{new.name}` no longer has the symbol `{symbol}`"
            self.note("avro-symbol-removed", words, new.at, old.at, f"`{symbol}`")
        if [one for one in before if one in after] != [one for one in after if one in before]:
            words = f"the symbols of `{new.name}` stand in another order"
            self.note("avro-symbols-reordered", words, new.at, old.at, words)
        if old.default != new.default:
            how = "changed" if old.default and new.default else "added" if new.default else "removed"
            words = f"the default of `{new.name}` is `{new.default or 'none'}`, it was `{old.default or 'none'}`"
            self.note(f"avro-enum-default-{how}", words, new.at, old.at, "the default of")


def _meant(one: Type, other: Type) -> bool:
    """Whether two branches are versions of one."""
    return one.kind == other.kind and (not one.name or names_match(one, other) or names_match(other, one))


def _keys(branch: Type) -> Iterator[str]:
    """What the versions of a branch can be known by: its kind, with its name or an alias if it has them."""
    for name in (branch.short, branch.name, *branch.aliases):
        yield f"{branch.kind} {name}"


def _said(old: Type, new: Type) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What two types say of themselves, without a logical type that is another one: that is a hazard."""
    if old.logical == new.logical:
        return old.extra, new.extra
    one, two = ({key: value for key, value in type_.extra.items() if key not in _LOGICAL} for type_ in (old, new))
    return one, two


def _shown(said: Mapping[str, Any], key: str) -> str:
    return _text(said[key]) if key in said else ""


def _text(value: Any) -> str:
    return f"`{cut(json.dumps(value, ensure_ascii=False, sort_keys=True))}`"
