"""What lies inside of what in the documents of a contract, by containment and by reference, in both directions.

No grammar is asked: a field is a property of a schema, a field of an Avro record or a parameter, wherever one stands.
So the answer is never too small; what only looks like a field makes it larger at worst.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from govtool.source.document import Document
from govtool.source.refs import Bundle, RefError

Inside = Mapping[int, list[int]]


@dataclass(slots=True)
class Nesting:
    """Every mapping and list that a contract reaches, by `id`; its documents keep them alive."""

    below: dict[int, list[int]] = field(default_factory=dict)
    above: dict[int, list[int]] = field(default_factory=dict)
    fields: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Name → what holds a field of this name, and the field."""

    def named(self, path: str) -> set[int]:
        """The fields of a name, or of a path of names: `components.materialId`."""
        first, *others = path.split(".")
        found = {target for _, target in self.fields.get(first, ())}
        for name in others:
            within = self.reached(found, self.below)
            found = {target for holder, target in self.fields.get(name, ()) if holder in within}
        return found

    def reached(self, starts: Iterable[int], steps: Inside) -> set[int]:
        """The starts, and everything that steps lead to from them."""
        found, todo = set(starts), [*starts]
        while todo:
            new = [step for step in steps.get(todo.pop(), ()) if step not in found]
            found.update(new)
            todo += new
        return found


def nesting(bundle: Bundle, roots: Iterable[Document]) -> Nesting:
    """The nesting of everything that some documents hold or refer to."""
    found = Nesting()
    todo: list[tuple[Document, Any]] = [(document, document.data) for document in roots
                                        if isinstance(document.data, dict | list)]
    seen: set[int] = set()
    while todo:
        owner, value = todo.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        for name, document, child in _children(bundle, owner, value):
            found.below.setdefault(id(value), []).append(id(child))
            found.above.setdefault(id(child), []).append(id(value))
            if name:
                found.fields.setdefault(name, []).append((id(value), id(child)))
            todo.append((document, child))
    return found


def _children(bundle: Bundle, owner: Document, value: Any) -> Iterator[tuple[str, Document, Any]]:
    """What a container holds and refers to, each with its name if it is a field."""
    items: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in items:
        if isinstance(child, dict | list):
            yield _field_name(child), owner, child
            if key == "properties" and isinstance(child, dict):
                yield from ((name, owner, item) for name, item in child.items() if isinstance(item, dict | list))
    ref = value.get("$ref") if isinstance(value, dict) else None
    if isinstance(ref, str):
        try:
            target = bundle.follow(owner, ref)
        except RefError:
            return
        if isinstance(target.value, dict | list):
            yield _field_name(target.value), target.document, target.value


def _field_name(child: Any) -> str:
    """The name of a parameter (it says `in`) or of an Avro field (it has a `type` and is no type itself)."""
    if not isinstance(child, dict) or not isinstance(name := child.get("name"), str):
        return ""
    is_named_type = child.get("type") in ("record", "enum", "fixed", "error")
    return name if "in" in child or ("type" in child and not is_named_type) else ""
