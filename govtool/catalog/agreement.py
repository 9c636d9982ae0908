"""Whether a `behaviour.yaml` agrees with itself and with the documents of its package."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from govtool.catalog.behaviour import Behaviour, Resource, Transition, read
from govtool.catalog.surface import Surface, surface
from govtool.catalog.validate import faults
from govtool.errors import suggestion
from govtool.finding import Finding, On, Pointer
from govtool.model.contract import Contract
from govtool.source.document import Document

RULE = "behaviour-invalid"


def problems(document: Document, contracts: Iterable[Contract]) -> Iterator[Finding]:
    """What is wrong with the file: its shape, names that the contracts do not define, states that nothing enters.

    A kind of name is only judged where a document of the package defines some of that kind.
    """
    found = list(faults(document, "behaviour"))
    yield from found
    if not found:
        yield from _Reading(document, surface(contracts)).problems(read(document.data))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The file, and what the package defines."""

    document: Document
    defined: Surface

    def problems(self, behaviour: Behaviour) -> Iterator[Finding]:
        for resource in behaviour.resources.values():
            yield from self._schema(resource)
            yield from self._unreachable(resource)
            for index, step in enumerate(resource.transitions):
                yield from self._step(step, ("resources", resource.name, "transitions", index))
        yield from self._package(behaviour)

    def _schema(self, resource: Resource) -> Iterator[Finding]:
        """The schema of a resource, its key, its state, and the values of the state."""
        here: Pointer = ("resources", resource.name)
        yield from self._known("there is no schema", resource.name, self.defined.schemas, here, "key")
        properties = self.defined.schemas.get(resource.name)
        if properties is None:
            return
        for key, name in (("key", resource.key), ("state", resource.state)):
            yield from self._known(f"`{resource.name}` has no property", name, properties, (*here, key))
        for pointer, state in _states(resource):
            values = properties.get(resource.state, ())
            where = f"{resource.name}.{resource.state}"
            yield from self._known(f"`{where}` has no value", state, values, (*here, *pointer))

    def _unreachable(self, resource: Resource) -> Iterator[Finding]:
        """States that a transition leaves and nothing enters; and two ways out by the same operation."""
        entered = {resource.initial, *(step.target for step in resource.transitions)}
        left: Counter[tuple[str, str]] = Counter()
        for index, step in enumerate(resource.transitions):
            here: Pointer = ("resources", resource.name, "transitions", index)
            for state in step.sources or ("",):
                left[step.operation, state] += 1
                if state and state not in entered:
                    yield self._finding(f"nothing moves `{resource.name}` to `{state}`", (*here, "from"),
                                        "add the transition that does; without `operation` the provider makes it")
                if step.operation and left[step.operation, state] == 2:  # noqa: PLR2004 - the first repetition is told
                    way = f"from `{state}` twice" if state else "twice without a state before"
                    yield self._finding(f"`{step.operation}` moves `{resource.name}` {way}", here,
                                        "let an operation have one result in each state")

    def _step(self, step: Transition, here: Pointer) -> Iterator[Finding]:
        if step.operation:
            operations = self.defined.operations
            yield from self._known("there is no operation", step.operation, operations, (*here, "operation"))
        for channel in step.emits:
            yield from self._known("there is no channel", channel, self.defined.channels, (*here, "emits"))

    def _package(self, behaviour: Behaviour) -> Iterator[Finding]:
        """What holds for every resource: the header of keys, and the parameters and the order of pages."""
        if (keys := behaviour.idempotency) and keys.header.lower() not in self.defined.headers:
            pointer = ("idempotency", "header")
            yield from self._known("no operation has a header", keys.header, self.defined.headers, pointer)
        if pages := behaviour.paging:
            for name, key in ((pages.cursor, "cursor"), (pages.limit, "limit")):
                pointer = ("paging", key)
                yield from self._known("no operation has a query parameter", name, self.defined.queries, pointer)
            properties = {name for resource in behaviour.resources for name in self.defined.schemas.get(resource, ())}
            yield from self._known("no resource has a property", pages.order_by, properties, ("paging", "orderBy"))

    def _known(
        self, complaint: str, name: str, known: Collection[str], pointer: Pointer, on: On = "value"
    ) -> Iterator[Finding]:
        if known and name not in known:
            yield self._finding(f"{complaint} `{name}`", pointer,
                                suggestion(name, known) or f"known: {', '.join(sorted(known)[:_MOST])}", on)

    def _finding(self, message: str, pointer: Pointer, hint: str, on: On = "value") -> Finding:
        return Finding(RULE, message, self.document.at(pointer, on), help=hint,
                       subject=f"{'/'.join(map(str, pointer[:2]))} {message}")


_MOST = 12
"""Names that are listed where none is alike."""


def _states(resource: Resource) -> Iterator[tuple[Pointer, str]]:
    """Every state that is named, with its place in the resource."""
    yield ("initial",), resource.initial
    for index, step in enumerate(resource.transitions):
        yield from ((("transitions", index, "from"), state) for state in step.sources)
        if step.target:
            yield ("transitions", index, "to"), step.target
