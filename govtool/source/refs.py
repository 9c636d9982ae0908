"""Documents joined by `$ref`: loaded when first needed, never copied, and never from outside what is allowed."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from govtool.errors import UserError, suggestion
from govtool.finding import Pointer
from govtool.source.document import Document, parse
from govtool.source.places import child
from govtool.source.problem import Limits
from govtool.source.resource import Resource, Resources, is_url, joined
from govtool.source.tree import NotThere, Tree

_INDEX = re.compile("0|[1-9][0-9]{0,9}")
_COMPARED = 200
"""Names that a misspelt one is compared with; more take too long where many references are broken."""


@dataclass(frozen=True, slots=True)
class RefSettings:
    """Where references may lead."""

    refs: Mapping[str, str] = field(default_factory=dict)
    """URL prefix → file or folder of the tree that holds the same documents, or the id of a contract."""
    folder_of: Callable[[str], str | None] = lambda _: None
    """The folder of a contract by its id, such as `production-order@1`; None where there is none."""


class RefError(ValueError):
    """A reference that cannot be followed: `reason` says why, `hint` the next step."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Where a reference leads."""

    document: Document
    pointer: Pointer
    value: Any


class Bundle:
    """The documents of one tree, joined by their references."""

    def __init__(self, tree: Tree, settings: RefSettings = RefSettings(), limits: Limits = Limits()) -> None:  # noqa: B008 - both are frozen
        self.tree = tree
        self._settings = settings
        self._limits = limits
        self.documents: dict[str, Document] = {}
        self._resources: dict[str, Resources] = {}
        self._real: dict[str, str] = {}
        self._followed: dict[tuple[str, Pointer, str], Target | RefError] = {}
        self._led: dict[str, dict[str, Document]] = {}

    def document(self, path: str) -> Document:
        """The document at a path of the tree; UserError when there is no such file."""
        if path not in self.documents:
            try:
                text = self.tree.read(path)
            except NotThere as error:
                of_tree = f" in {self.tree.label}" if self.tree.label else ""
                raise UserError(f"no file `{path}`{of_tree}", str(error)) from None
            self.documents[path] = parse(text, self.tree.name_of(path), path, self._limits)
        return self.documents[path]

    def resources(self, document: Document) -> Resources:
        """What the document calls itself and its parts."""
        if document.path not in self._resources:
            self._resources[document.path] = Resources(document)
        return self._resources[document.path]

    def follow(self, document: Document, ref: str, pointer: Pointer = ()) -> Target:
        """Where one `$ref` leads, one hop; RefError where it leads nowhere.

        `pointer` tells where the reference stands, which matters in a document whose parts have an `$id`.
        """
        resource = self.resources(document).around(pointer)
        key = (document.path, resource.pointer, ref)
        found = self._followed.get(key)
        if found is None:
            try:
                found = self._follow(document, resource, ref)
            except RefError as error:
                found = error
            self._followed[key] = found
        if isinstance(found, RefError):
            raise found
        return found

    def reached(self, document: Document) -> tuple[Document, ...]:
        """The other documents that references lead to, as far as they were followed, in the order of that."""
        found = {document.path: document}
        for other in (todo := [document]):
            for path, led in self._led.get(other.path, {}).items():
                if path not in found:
                    found[path] = led
                    todo.append(led)
        return tuple(todo[1:])

    def resolve(self, document: Document, pointer: Pointer, value: Any) -> Target:
        """The end of a chain of references, or the value itself; RefError for a chain that bites its tail."""
        if (ref := _reference(value)) is None:
            return Target(document, pointer, value)
        target = self.follow(document, ref, pointer)
        seen = {(document.path, pointer)}
        while (ref := _reference(target.value)) is not None:
            here = (target.document.path, target.pointer)
            if here in seen:
                raise RefError(f"`{ref}` leads back to itself", "let one of the references end in a definition")
            seen.add(here)
            target = self.follow(target.document, ref, target.pointer)
        return target

    def _follow(self, document: Document, resource: Resource, ref: str) -> Target:
        where, _, fragment = ref.partition("#")
        other, inside = self._other(document, resource, where) if where else (document, resource)
        self._led.setdefault(document.path, {})[other.path] = other
        if not other.usable:
            raise RefError(f"`{other.name}` cannot be read", f"mend that file first: {other.refusal}")
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            pointer = _anchored(other, inside, fragment)
        else:
            pointer = _pointed(other, inside, fragment)
        return Target(other, pointer, other.get(pointer))

    def _other(self, document: Document, resource: Resource, where: str) -> tuple[Document, Resource]:
        """The document and the part of it that a reference names before its `#`."""
        try:
            uri = joined(resource.base, where)
        except ValueError:
            raise RefError(f"`{where}` is no URL", "check its spelling") from None
        own = self.resources(document)
        if named := own.named(uri):
            return document, named
        other = self._loaded(self._path(own, uri, where))
        return other, self.resources(other).whole

    def _path(self, own: Resources, uri: str, where: str) -> str:
        """The path in the tree of what a reference names."""
        if not is_url(uri):
            if where.startswith("/"):
                raise RefError(f"`{where}` is an absolute path", "write it relative to the referring file")
            return uri
        if mapped := self._mapped(uri):
            return mapped
        beside = own.beside(uri)
        if beside is None or (is_url(where) and not self._is_there(beside)):
            raise RefError(f"`{uri}` is on the network, which is never asked",
                           "map its prefix to a folder: `[refs]` in govtool.toml")
        return beside

    def _loaded(self, path: str) -> Document:
        """The document at a path, by its own name: symbolic links may lead to it by many."""
        if path not in self._real:
            self._real[path] = self.tree.real(path)
        try:
            return self.document(self._real[path])
        except UserError as error:
            raise RefError(error.message, error.hint) from None

    def _is_there(self, path: str) -> bool:
        try:
            self._loaded(path)
        except RefError:
            return False
        return True

    def _mapped(self, url: str) -> str | None:
        """The path of a URL by the longest of the prefixes that the settings name."""
        for prefix in sorted(self._settings.refs, key=len, reverse=True):
            rest = url[len(prefix) :]
            if url.startswith(prefix) and (not rest or prefix.endswith("/") or rest.startswith("/")):
                place = self._settings.refs[prefix]
                folder = self._settings.folder_of(place) or place
                return posixpath.normpath(posixpath.join(folder, unquote(rest).lstrip("/")))
        return None


def _reference(value: Any) -> str | None:
    """Where a value refers to, if it is a reference."""
    ref = value.get("$ref") if isinstance(value, dict) else None
    return ref if isinstance(ref, str) else None


def _anchored(document: Document, resource: Resource, name: str) -> Pointer:
    if name not in resource.anchors:
        raise RefError(f"`{document.name}` has no `$anchor: {name}`", "a pointer starts with `#/`")
    return resource.anchors[name]


def _pointed(document: Document, resource: Resource, fragment: str) -> Pointer:
    """Where a JSON pointer leads: from the resource, or from the whole document, which is what many mean."""
    try:
        return (*resource.pointer, *to_pointer(document.get(resource.pointer), fragment))
    except RefError:
        if not resource.pointer:
            raise
        return to_pointer(document.data, fragment)


def to_pointer(data: Any, fragment: str) -> Pointer:
    """A JSON pointer (RFC 6901) against the data it is for; RefError where it leads nowhere."""
    parts: list[str | int] = []
    steps = fragment.split("/")
    for raw in steps[1:]:
        part = raw.replace("~1", "/").replace("~0", "~")
        step = int(part) if isinstance(data, list) and _INDEX.fullmatch(part) else part
        try:
            data = child(data, step)
        except LookupError:
            near = suggestion(part, data) if isinstance(data, dict) and len(data) <= _COMPARED else ""
            raise RefError(f"nothing at `#{'/'.join(steps[: len(parts) + 2])}`", near or "check the pointer") from None
        parts.append(step)
    return tuple(parts)
