"""Which components of contracts are used, by whatever in their documents refers to them."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from govtool.finding import Pointer
from govtool.model.contract import Contract
from govtool.model.shape import mapping, sequence, texts
from govtool.source.document import Document
from govtool.source.refs import Bundle, RefError

_Place: TypeAlias = tuple[str, Pointer]
"""A document's path and the pointer of a component in it; no path, a section and a name for one that is only named."""
_OLD_SECTIONS = {"definitions": "schemas", "parameters": "parameters", "responses": "responses",
                 "securityDefinitions": "securitySchemes"}
"""Where OpenAPI 2.0 keeps its components → the section of later versions."""


class Uses:
    """The components that something leads to from outside of them, in all documents that are joined with theirs."""

    def __init__(self, contracts: Sequence[Contract]) -> None:
        self._links: dict[_Place, set[_Place]] = {}
        self._subtypes: dict[_Place, set[_Place]] = {}
        self._polymorphic: set[_Place] = set()
        self._judged = {contract.document for contract in contracts if _is_in_use(contract)}
        roots: set[_Place] = set()
        for bundle in {id(contract.bundle): contract.bundle for contract in contracts}.values():
            done: set[Document] = set()
            while todo := [document for document in bundle.documents.values() if document not in done]:
                done.update(todo)  # reading one may load others
                for document in todo:
                    roots |= self._read(bundle, document)
        for parent in _closed(self._polymorphic, self._subtypes):
            self._links.setdefault(parent, set()).update(self._subtypes.get(parent, ()))
        self._used = _closed(roots, self._links)

    def unused(self, contract: Contract) -> Iterator[Pointer]:
        """The components of a contract in use that nothing leads to, in the order of the text."""
        document = contract.document
        for pointer, _, _ in _components(document.data) if document in self._judged else ():
            if (document.path, pointer) not in self._used:
                yield pointer

    def _read(self, bundle: Bundle, document: Document) -> set[_Place]:
        """Notes what the components of a document refer to; what the rest of it refers to are roots.

        The components of a library are roots too: its users may be anywhere.
        """
        inside = {"components", *_OLD_SECTIONS} if document in self._judged else set[str]()
        for pointer, section, value in _components(document.data):
            here = (document.path, pointer)
            self._links[here] = set(_targets(bundle, document, value))
            self._links.setdefault(("", (section, pointer[-1])), set()).add(here)
            for parent in _targets(bundle, document, sequence(mapping(value).get("allOf"))):
                self._subtypes.setdefault(parent, set()).add(here)
            if "discriminator" in mapping(value):
                self._polymorphic.add(here)
        data = document.data
        rest = {key: value for key, value in data.items() if key not in inside} if isinstance(data, dict) else data
        return set(_targets(bundle, document, rest))


def _is_in_use(contract: Contract) -> bool:
    """Whether a contract has operations, or channels; one without is a library."""
    data = mapping(contract.document.data)
    return bool(contract.operations or mapping(data, "channels") or (data.get("asyncapi") and data.get("operations")))


def _closed(start: set[_Place], links: dict[_Place, set[_Place]]) -> set[_Place]:
    """The places of a set and all that links lead to from there."""
    todo, found = list(start), set(start)
    while todo:
        more = links.get(todo.pop(), set()) - found
        found |= more
        todo += more
    return found


def _components(data: Any) -> Iterator[tuple[Pointer, str, Any]]:
    """Every component with its pointer and the section that it is in."""
    for section, entries in mapping(data, "components").items():
        yield from ((("components", section, name), section, value) for name, value in mapping(entries).items())
    if "swagger" in mapping(data):
        for old, section in _OLD_SECTIONS.items():
            yield from (((old, name), section, value) for name, value in mapping(data, old).items())


def _targets(bundle: Bundle, document: Document, value: Any) -> Iterator[_Place]:
    """The components that anything at or below a value refers to."""
    for section, ref in _references(value):
        if section and "/" not in ref and "#" not in ref and not ref.endswith((".json", ".yaml", ".yml")):
            yield "", (section, ref)
            continue
        try:
            target = bundle.follow(document, ref)
        except RefError:
            continue
        length = 2 if target.pointer[:1] and target.pointer[0] in _OLD_SECTIONS else 3
        yield target.document.path, target.pointer[:length]


def _references(value: Any) -> Iterator[tuple[str, str]]:
    """Every reference at or below a value; with the section that it is a name of, if it may be a name."""
    todo = [value]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += value
        elif isinstance(value, dict):
            yield from (("", ref) for ref in texts([value.get("$ref"), value.get("$dynamicRef")]))
            yield from (("schemas", name) for name in texts([*mapping(value.get("mapping")).values(),
                                                             value.get("defaultMapping")]))
            needed = sequence(value.get("security"))
            yield from (("securitySchemes", name) for alternative in needed for name in mapping(alternative))
            todo += value.values()
