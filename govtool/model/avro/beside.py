"""Types of other files: those beside a schema, then those of the whole tree; read only when a name is missing."""

import posixpath
import re
from collections.abc import Iterator

from govtool.errors import UserError
from govtool.model.avro.library import Library
from govtool.model.avro.types import Type
from govtool.model.contract import Contract
from govtool.source.document import Document

_RELEASE = re.compile("(?:.*/)?releases/[^/]+/")


class Beside:
    """Gives the types that a contract's document only names; it is a `Lookup`.

    A file in the same folder comes first. Frozen copies of releases are left aside, unless the contract is one.
    """

    __slots__ = ("_aside", "_bundle", "_libraries", "_own")

    def __init__(
        self, contract: Contract, aside: frozenset[str] = frozenset(), document: Document | None = None
    ) -> None:
        """`aside` are the paths of files that are not asked: of another version of the same schema.

        `document` is the one that holds the schema, where it is not the contract's own.
        """
        own = (document or contract.document).path
        self._bundle = contract.bundle
        self._own = posixpath.dirname(own)
        self._aside = aside - {own}
        self._libraries: dict[bool, Library] = {}

    def __call__(self, name: str) -> Type | None:
        """The type of a full name; None where no file defines it."""
        return self._library(near=True)(name) or self._library(near=False)(name)

    def _library(self, *, near: bool) -> Library:
        if near not in self._libraries:
            self._libraries[near] = Library(self._documents(near=near))
        return self._libraries[near]

    def _documents(self, *, near: bool) -> Iterator[Document]:
        bundle, own = self._bundle, self._own
        listed = [path for path in bundle.tree.paths() if path.endswith(".avsc") and path not in self._aside]
        beside = [path for path in listed if posixpath.dirname(path) == own]
        for path in beside if near else sorted(listed, key=lambda path: not _release_of(path)):
            if near or _release_of(path) in {"", _release_of(own + "/")}:
                try:
                    yield bundle.document(path)
                except UserError:  # listed, and not to be read
                    continue


def _release_of(path: str) -> str:
    """The folder of the release that a file is of, `orders/releases/1.0.0/`; empty for one that is of none."""
    found = _RELEASE.match(path)
    return found[0] if found else ""
