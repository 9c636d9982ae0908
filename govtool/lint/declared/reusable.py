"""The function `unreferencedReusableObject`: named parts that nothing refers to."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from govtool.finding import Pointer
from govtool.lint.declared.place import Place, Scope
from govtool.lint.declared.words import name_of
from govtool.lint.reach import references
from govtool.source.document import Document
from govtool.source.refs import RefError, Target, to_pointer


def unreferenced(options: Mapping[str, Any]) -> Callable[[Place, Scope], Iterator[tuple[Place, str]]]:
    """Made for the section that holds the parts, such as `#/components/schemas`."""
    section = options["reusableObjectsLocation"]

    def judge(place: Place, scope: Scope) -> Iterator[tuple[Place, str]]:
        document = scope.contract.document
        try:
            base = to_pointer(document.data, section.removeprefix("#"))
        except RefError:
            return
        used = _used(scope)
        for child in place.children():
            if (document.path, *base, child.key) not in used and not _is_variant(child, scope):
                part = Place(child.document, child.value, child.key, child.parent, on="key")
                yield part, f"{name_of(child)} is not used, expected something to refer to it"

    return judge


def _is_variant(place: Place, scope: Scope) -> bool:
    """Whether a schema may be sent in place of one with a `discriminator`, on which it builds by `allOf`."""
    bases = place.child("allOf").children()
    return any(isinstance(base.value, dict) and "discriminator" in base.value for base in map(scope.seen, bases))


def _used(scope: Scope) -> set[tuple[Any, ...]]:
    """The places that references lead to, and those around them, as document and pointer."""
    contract = scope.contract
    found: set[tuple[Any, ...]] = set()
    todo: list[Document] = [contract.document]
    known = {contract.document.path}
    for document in todo:
        for ref in dict.fromkeys(references(document.data)):
            try:
                target = contract.bundle.follow(document, ref)
            except RefError:
                continue
            found |= _around(target)
            if target.document.path not in known:
                known.add(target.document.path)
                todo.append(target.document)
    return found


def _around(target: Target) -> set[tuple[Any, ...]]:
    pointer: Pointer = target.pointer
    return {(target.document.path, *pointer[:length]) for length in range(1, len(pointer) + 1)}
