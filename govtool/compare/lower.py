"""One version's schemas by URN, read as JSON Schema 2020-12, one instance location at a time and only on demand.

A URN is `urn:TAG:NUMBER:VIEW`. A view says which party writes the data (`c`onsumer or `p`rovider), because what is
`readOnly` is never sent in a request and what is `writeOnly` never in a response.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from govtool.compare.dialects import Dialect, Schema, dialect_of
from govtool.compare.lowering import GUARD, MALFORMED, UNREAD, UNSENT, Lowered, Node, lowered
from govtool.finding import Location, Pointer
from govtool.source.document import Document
from govtool.source.refs import Bundle

_WORDS: Final = re.compile("[A-Za-z_]+")
_LOOKED: Final = 1 << 18  # characters
__all__ = ["GUARD", "MALFORMED", "UNREAD", "UNSENT", "Lowered", "Node", "Side"]


class Side:
    """The schemas of one version of a contract."""

    def __init__(self, tag: str, bundle: Bundle, dialect: Dialect) -> None:
        self.tag = tag
        self._bundle = bundle
        self._dialect = dialect
        self._numbers: dict[tuple[str, Pointer], int] = {}
        self._nodes: list[Node] = []
        self._targets: dict[tuple[str, Pointer, str], int | None] = {}
        self._missing: dict[tuple[str, str], int] = {}
        self._lowered: dict[str, Schema] = {}
        self._dialects: dict[str, Dialect] = {}

    def number(self, document: Document, pointer: Pointer, value: Any) -> int:
        """The number of a schema; the same place has the same number."""
        key = (document.path, pointer)
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self._nodes)
            self._nodes.append(Node(document, pointer, value, self._dialect_at(document, value)))
        return known

    def urn(self, number: int, view: str) -> str:
        """The name of a schema as seen in a view."""
        return f"urn:{self.tag}:{number}:{view}"

    def node(self, urn: str) -> Node:
        """Where the schema of a URN is written."""
        return self._nodes[int(urn.split(":")[2])]

    def target(self, document: Document, pointer: Pointer, ref: str) -> int | None:
        """The number of what a `$ref` at a place leads to; None when it leads nowhere."""
        key = (document.path, self._bundle.resources(document).around(pointer).pointer, ref)
        if key not in self._targets:
            try:
                found = self._bundle.follow(document, ref, pointer)
            except (ValueError, LookupError):
                self._targets[key] = None
            else:
                self._targets[key] = self.number(found.document, found.pointer, found.value)
        return self._targets[key]

    def reference(self, document: Document, pointer: Pointer, ref: str) -> int:
        """As `target`; a number that stands for nothing readable where the reference leads nowhere."""
        found = self.target(document, pointer, ref)
        if found is not None:
            return found
        key = (document.path, ref)
        if key not in self._missing:
            self._missing[key] = len(self._nodes)
            where, _, fragment = ref.partition("#")
            why = f"`{where or fragment or ref}` cannot be read"
            self._nodes.append(Node(document, pointer, ref, self._dialect, why))
        return self._missing[key]

    def mentions(self, word: str) -> bool:
        """Whether a word stands in any of the documents."""
        return any(word in document.text for document in self._bundle.documents.values())

    def words(self) -> int:
        """How many different words the documents use, as far as they are looked through."""
        found: set[str] = set()
        left = _LOOKED
        for document in self._bundle.documents.values():
            found.update(_WORDS.findall(document.text[: max(0, left)]))
            left -= len(document.text)
        return len(found)

    def title(self, urn: str) -> tuple[str, ...]:
        """What the schema of a URN is called where it is defined, for telling which is which."""
        node = self.node(urn)
        steps = str(node.value).split("/") if node.missing else node.pointer or node.document.path.split("/")
        return tuple(str(part) for part in steps[-2:])

    def is_referred_to(self, urn: str, keyword: str) -> bool:
        """Whether a keyword of a schema only holds definitions: known references lead into it."""
        node = self.node(urn)
        home, depth = (*node.pointer, keyword), len(node.pointer) + 1
        return any(path == node.document.path and pointer[:depth] == home for path, pointer in self._numbers)

    def inside(self, urn: str, path: Pointer) -> str:
        """The URN of an in-place subschema, by its path in the lowered schema."""
        node = self.node(urn)
        pointer, value = _source_path(node.value, path)
        return self.urn(self.number(node.document, (*node.pointer, *pointer), value), urn.rsplit(":", 1)[1])

    def place(self, urn: str, path: Pointer = ()) -> Location:
        """The location of a lowered path in the source, or of the nearest place that is there."""
        node = self.node(urn)
        return node.document.at((*node.pointer, *_source_path(node.value, path)[0]))

    def lowered(self, urn: str) -> Schema:
        """The schema of a URN in 2020-12; other instance locations are URNs again."""
        known = self._lowered.get(urn)
        if known is None:
            known = self._lowered[urn] = lowered(self, self.node(urn), urn.rsplit(":", 1)[1])
        return known

    def _dialect_at(self, document: Document, value: Any) -> Dialect:
        named = value.get("$schema") if isinstance(value, dict) else None
        if isinstance(named, str):
            return dialect_of(named) or self._dialect
        if document.path not in self._dialects:
            root = document.data.get("$schema") if isinstance(document.data, dict) else None
            self._dialects[document.path] = (dialect_of(root) if isinstance(root, str) else None) or self._dialect
        return self._dialects[document.path]


# Where 2020-12 says something under another name than the source does.
_SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    "prefixItems": ("items",),
    "items": ("additionalItems",),
    "dependentRequired": ("dependencies",),
    "dependentSchemas": ("dependencies",),
    "exclusiveMinimum": ("minimum",),
    "exclusiveMaximum": ("maximum",),
    "type": ("nullable", "x-nullable"),
    "enum": ("const",),
}


def _source_path(raw: Any, path: Pointer) -> tuple[Pointer, Any]:
    """The longest part of a lowered path that the source has, and the value there."""
    done: list[str | int] = []
    for part in path:
        if isinstance(raw, dict):
            names = (str(part), *_SOURCES.get(str(part), ()))
            is_rest = part == "items" and isinstance(raw.get("items"), list)
            found = next((name for name in (names[1:] if is_rest else names) if name in raw), None)
            if found is None:
                break
            done.append(found)
            raw = raw[found]
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            done.append(part)
            raw = raw[part]
        else:
            break
    return tuple(done), raw
