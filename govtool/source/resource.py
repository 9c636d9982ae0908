"""What a document calls itself and its parts: `$self`, `$id` and `$anchor`, which references can name."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from govtool.finding import Pointer
from govtool.source.document import Document

_URL = re.compile(r"[a-z][a-z0-9+.-]+://|urn:|tag:", re.IGNORECASE)
_WORDS = ("$id", "$anchor", "$dynamicAnchor")
_DATA = ("enum", "const")
_ANCHOR = re.compile(r"#([A-Za-z_][\w.-]*)")
"""An anchor as drafts 6 and 7 write it, in `$id`."""


def is_url(text: str) -> bool:
    """Whether a reference begins with a scheme; what has none is relative."""
    return _URL.match(text) is not None


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """A document, or a schema in it with an `$id` (JSON Schema 2020-12 core, section 8.2.1)."""

    pointer: Pointer
    base: str
    """What references in it are relative to: a URL, or a path in the tree."""
    anchors: dict[str, Pointer] = field(default_factory=dict)


class Resources:
    """The resources of one document; the first is the whole of it."""

    def __init__(self, document: Document) -> None:
        self._path = document.path
        uri = _identity(document.path, _own_name(document.data))
        self.whole = Resource((), uri if _has_host(uri) else document.path)
        self._by_pointer: dict[Pointer, Resource] = {(): self.whole}
        self._by_uri: dict[str, Resource | None] = {uri: self.whole}
        if any(word in document.text for word in _WORDS):
            self._find(document.data)

    @property
    def several(self) -> bool:
        """Whether a part of the document has an identity of its own."""
        return len(self._by_pointer) > 1

    def around(self, pointer: Pointer) -> Resource:
        """The innermost resource that a place belongs to."""
        if not self.several:
            return self.whole
        starts = (pointer[:length] for length in range(len(pointer), -1, -1))
        return next(self._by_pointer[start] for start in starts if start in self._by_pointer)

    def named(self, uri: str) -> Resource | None:
        """The resource of this document that has the identity."""
        return self._by_uri.get(uri)

    def beside(self, url: str) -> str | None:
        """The path of a URL in the tree, taken that files lie there as they do around the document's own URL."""
        own, other = urlsplit(self.whole.base), urlsplit(url)
        if not own.netloc or (own.scheme, own.netloc) != (other.scheme, other.netloc):
            return None
        steps = posixpath.relpath(unquote(other.path) or "/", posixpath.dirname(own.path) or "/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._path), steps))

    def _find(self, data: Any) -> None:
        """Every `$id` and anchor; the first of a name wins."""
        seen: set[int] = set()
        todo: list[tuple[Pointer, Any, Resource]] = [((), data, self.whole)]
        while todo:
            pointer, value, resource = todo.pop()
            if id(value) in seen:
                continue
            seen.add(id(value))
            if isinstance(value, dict):
                resource = self._opened(pointer, value, resource)
                for name in _anchors(value):
                    resource.anchors.setdefault(name, pointer)
            todo += [((*pointer, step), item, resource) for step, item in _children(value)]

    def _opened(self, pointer: Pointer, value: Mapping[str, Any], resource: Resource) -> Resource:
        """The resource that a mapping belongs to: a new one where it has an `$id`."""
        name = value.get("$id")
        uri = _identity(resource.base, name) if pointer and isinstance(name, str) and name[:1] != "#" else ""
        if not uri:
            return resource
        opened = Resource(pointer, uri if _has_host(uri) or not is_url(uri) else resource.base)
        self._by_pointer[pointer] = opened
        # A name that stands twice names nothing: which one is meant cannot be told.
        self._by_uri[uri] = None if uri in self._by_uri else opened
        return opened


def joined(base: str, where: str) -> str:
    """A reference without its fragment, seen from a base: a URL, or a path in the tree.

    Raises ValueError for what no URL can be.
    """
    if is_url(where):
        return urlsplit(where).geturl()
    if is_url(base):
        return urljoin(base, where)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(where)))


def _identity(base: str, name: str) -> str:
    """What an `$id` is, seen from the base around it; empty for what no URL can be."""
    try:
        return joined(base, urldefrag(name)[0]) if name else base
    except ValueError:
        return ""


def _has_host(uri: str) -> bool:
    """Whether references can be relative to it: a URL that is only a name has no folders."""
    return is_url(uri) and urlsplit(uri).netloc != ""


def _own_name(data: Any) -> str:
    """What a document says it is: `$self` (OpenAPI 3.2, section 4.1.1), `$id`, or `id` in draft 4."""
    if not isinstance(data, dict):
        return ""
    is_draft4 = "draft-04/" in str(data.get("$schema"))
    name = data.get("$self" if "openapi" in data else "id" if is_draft4 else "$id")
    return name if isinstance(name, str) else ""


def _anchors(value: Mapping[str, Any]) -> Iterator[str]:
    for word in ("$anchor", "$dynamicAnchor"):
        if isinstance(name := value.get(word), str):
            yield name
    if isinstance(name := value.get("$id"), str) and (found := _ANCHOR.fullmatch(name)):
        yield found[1]


def _children(value: Any) -> Iterator[tuple[str | int, Any]]:
    """The containers in a container, the last first, as they are taken from the end; what is data names nothing."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ((step, item) for step, item in reversed(list(steps)) if isinstance(item, dict | list) and step not in _DATA)
