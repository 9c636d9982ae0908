"""Types across files: which document defines a full name; read when somebody asks for it."""

from collections.abc import Iterable, Iterator
from typing import Any

from govtool.model.avro.names import full_name, namespace_of
from govtool.model.avro.read import read_schema
from govtool.model.avro.types import Type
from govtool.source.document import Document

_NAMED = frozenset({"record", "error", "enum", "fixed"})


class Library:
    """The named types of some documents; it is a `Lookup`. The first document that defines a name is taken.

    Files may refer to each other in a circle: a type is known as soon as its definition begins.
    """

    __slots__ = ("_documents", "_types")

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: dict[str, Document] = {}
        self._types: dict[str, Type] = {}
        for document in documents:
            for name in _defined(document.data, ""):
                self._documents.setdefault(name, document)

    def __call__(self, name: str) -> Type | None:
        """The type of a full name; None where no document defines it."""
        document = self._documents.get(name)
        if name not in self._types and document is not None:
            read_schema(document, (), self, self._announce)
        return self._types.get(name)

    def _announce(self, made: Type) -> None:
        self._types.setdefault(made.name, made)


def _defined(raw: Any, namespace: str) -> Iterator[str]:
    """The full names that a schema defines, the inner ones too."""
    if isinstance(raw, list):
        for inner in raw:
            yield from _defined(inner, namespace)
    elif isinstance(raw, dict):
        kind, name, given = raw.get("type"), raw.get("name"), raw.get("namespace")
        if isinstance(kind, str) and kind in _NAMED and isinstance(name, str):
            full = full_name(name, given if isinstance(given, str) else namespace)
            yield full
            namespace = namespace_of(full)
        fields = raw.get("fields")
        for inner in (kind, raw.get("items"), raw.get("values"), *(fields if isinstance(fields, list) else ())):
            if isinstance(inner, list | dict):
                yield from _defined(inner, namespace)
