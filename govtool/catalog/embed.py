"""One document that needs no other: what its references lead to is embedded where its format keeps shared parts."""

import posixpath
import re
from collections.abc import Collection
from typing import Any, TypeAlias
from urllib.parse import quote

from govtool.catalog.references import Reference, Section, references
from govtool.finding import Finding, Location, Pointer
from govtool.model.contract import EMBEDDED, Contract
from govtool.model.schema import dialect_of
from govtool.model.shape import mapping, text
from govtool.source.refs import RefError, Target

_SHARED = ("$defs", "definitions")
"""The keywords of a schema that only hold what references lead to: such parts are embedded by themselves."""
_SCHEMAS = ("schemas", *_SHARED)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_Place: TypeAlias = tuple[str, Pointer]
_Need: TypeAlias = tuple[Reference, Target]


def embedded(contract: Contract, kept: Collection[str] = ()) -> tuple[dict[str, Any], list[Finding]]:
    """The data of a contract's document with everything in it that it refers to, and what could not be embedded.

    Of the documents in `kept`, by path, nothing is embedded: they stay beside it, and references lead there. Parts keep
    their names where these are free, and the same contract always gives the same data.
    """
    work = _Embedding(contract, kept)
    return work.data(), work.problems


class _Embedding:
    """What every reference becomes, decided before anything is copied. Objects are told apart by identity."""

    def __init__(self, contract: Contract, kept: Collection[str]) -> None:
        self.contract = contract
        self.root = contract.document
        self.kept = kept
        self.problems: list[Finding] = []
        self.texts: dict[tuple[int, str], str] = {}
        """Holder and key → the reference that is to stand there."""
        self.inlined: dict[int, Target] = {}
        """Holder → what is to stand in its place."""
        self.homes: dict[_Place, Pointer] = {}
        """Part of another document → its place in this one."""
        self.added: list[tuple[Pointer, Target]] = []
        """The homes that are new, in order."""
        self.open: list[_Place] = []
        """The parts that are being inlined, the outermost first."""
        self._settle([need for reference in references(contract) if (need := self._need(reference))])

    def data(self) -> dict[str, Any]:
        """The whole document."""
        data: dict[str, Any] = self.copied(self.root.data)
        for home, target in self.added:
            place = data
            for key in home[:-1]:
                place = place.setdefault(str(key), {})
            place[str(home[-1])] = self.part(target, home)
        return data

    def _need(self, reference: Reference) -> _Need | None:
        """The reference, if something has to be embedded for it; any other has its text now."""
        target, key = reference.target, (id(reference.holder), reference.key)
        if isinstance(target, RefError):
            if reference.key in ("$ref", "$dynamicRef"):
                self.problems.append(_problem(self.contract, reference.at, target.reason, target.hint))
            return None
        if target.document is self.root:
            if reference.owner is not self.root or not (reference.text.startswith("#") or reference.is_name):
                self.texts[key] = _fragment(target.pointer)
            return None
        if target.document.path in self.kept:
            way = posixpath.relpath(target.document.path, posixpath.dirname(self.root.path) or ".")
            self.texts[key] = way + (_fragment(target.pointer) if target.pointer else "")
            return None
        return reference, target

    def _settle(self, needs: list[_Need]) -> None:
        """Give every part its home, then every reference its text."""
        for reference, target in needs:
            if self._is_alias(reference) and _place(target) not in self.homes:
                self.homes[_place(target)] = reference.pointer
                self.inlined[id(reference.holder)] = target
        places = {_place(target) for reference, target in needs if reference.section}
        for reference, target in needs:
            place = _place(target)
            if reference.section and place not in self.homes and _container(place, places) is None:
                self.homes[place] = self._free(reference.section, target)
                self.added.append((self.homes[place], target))
        for reference, target in needs:
            if not reference.section:
                self.inlined[id(reference.holder)] = target
            elif id(reference.holder) not in self.inlined:
                home = self._home(_place(target), places)
                keeps_its_name = reference.is_name and home == (*reference.section, reference.text)
                self.texts[id(reference.holder), reference.key] = reference.text if keeps_its_name else _fragment(home)

    def _is_alias(self, reference: Reference) -> bool:
        """Whether a shared part of the document itself is nothing but the reference: then its place can be taken."""
        return (reference.owner is self.root and reference.pointer[:-1] == reference.section
                and list(reference.holder) == ["$ref"])

    def _free(self, section: Section, target: Target) -> Pointer:
        """A place with a name that nothing has: the part's own, if need be with a number."""
        own = str(target.pointer[-1]) if target.pointer else posixpath.basename(target.document.path).partition(".")[0]
        # In a library every name is an offer: what is not its own must not look like one.
        is_library = not self.contract.operations and self.contract.format.family != "asyncapi"
        name = (EMBEDDED if is_library else "") + (_NOT_IN_NAMES.sub("_", own).strip("_") or "part")
        taken = {*mapping(self.root.data, *map(str, section)),
                 *(home[-1] for home in self.homes.values() if home[:-1] == section)}
        free, number = name, 2
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        return (*section, free)

    def _home(self, place: _Place, places: Collection[_Place]) -> Pointer:
        """Where a part is: at its own place, or inside of a larger part."""
        container = None if place in self.homes else _container(place, places)
        if container is None:
            return self.homes[place]
        return (*self._home(container, places), *place[1][len(container[1]) :])

    def copied(self, value: Any) -> Any:
        """A value with every reference in it as it is to be."""
        if isinstance(value, list):
            return [self.copied(item) for item in value]
        if not isinstance(value, dict):
            return value
        if target := self.inlined.get(id(value)):
            return self._inline(value, target)
        return {key: self.texts.get((id(value), key)) or self.copied(item) for key, item in value.items()}

    def _inline(self, holder: dict[str, Any], target: Target) -> Any:
        """What a reference leads to, in its place; fields beside the reference win, as in a path item."""
        place = _place(target)
        if place in self.open:
            hint = f"{self.contract.format.label} has no place for such shared parts: write it into the document"
            at = target.document.at(target.pointer)
            self.problems.append(_problem(self.contract, at, "it contains itself", hint))
            return {}
        self.open.append(place)
        found = self.part(target, self.homes.get(place, ()))
        self.open.pop()
        others = {key: self.copied(item) for key, item in holder.items() if key != "$ref"}
        return {**found, **others} if isinstance(found, dict) else found

    def part(self, target: Target, home: Pointer) -> Any:
        """An embedded part; of a schema, without what made it a document of its own."""
        value = self.copied(target.value)
        if not isinstance(value, dict) or home[-2:-1] not in [(name,) for name in _SCHEMAS]:
            return value
        own = text(value.get("$schema")) or text(mapping(target.document.data).get("$schema"))
        format_, data = self.contract.format, self.root.data
        named = {"$schema": own} if dialect_of(format_, data, {"$schema": own}) != dialect_of(format_, data, {}) else {}
        return named | {key: item for key, item in value.items() if key not in ("$id", "$schema", *_SHARED)}


def _place(target: Target) -> _Place:
    return target.document.path, target.pointer


def _container(place: _Place, places: Collection[_Place]) -> _Place | None:
    """The smallest part that a place lies in; the shared parts of a schema are not embedded with it."""
    path, pointer = place
    outer = ((path, pointer[:length]) for length in reversed(range(len(pointer))) if pointer[length] not in _SHARED)
    return next((each for each in outer if each in places), None)


def _fragment(pointer: Pointer) -> str:
    return "#" + quote(Location("", pointer).fragment, safe="/~!$&'()*+,;=:@")


def _problem(contract: Contract, at: Location, reason: str, hint: str) -> Finding:
    return Finding("release-not-self-contained", f"this cannot be embedded: {reason}", at, help=hint,
                   contract=contract.identity)
