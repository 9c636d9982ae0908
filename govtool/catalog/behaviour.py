"""`behaviour.yaml`: the states of a contract's resources, and what moves them.

One vocabulary for the stateful mock, for tests of illegal transitions and for the diagrams of the portal. The states of
a resource are those of its schema: the file names the property that shows them, and never lists them a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govtool.model.shape import mapping, sequence, text, texts


@dataclass(frozen=True, slots=True)
class Transition:
    """What moves a resource from one state to another."""

    operation: str
    """An `operationId`; empty where the provider moves it by itself: a machine starts, a posting is done."""
    sources: tuple[str, ...]
    """The states it may start from; empty for the operation that creates the resource. Any other is answered by 409."""
    target: str
    """The state after it; empty where the state stays."""
    emits: tuple[str, ...]
    """The channels on which it is told."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing with an identity and states; its name is that of its schema."""

    name: str
    key: str
    """The property that tells one from another."""
    state: str
    """The property that shows the state."""
    initial: str
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, slots=True)
class Idempotency:
    """How a repeated request is known."""

    header: str
    scope: str
    """Within what a key is told from another: `operation` or `contract`."""


@dataclass(frozen=True, slots=True)
class Paging:
    """How lists are read page by page: two query parameters, and the property that orders the whole."""

    cursor: str
    limit: str
    order_by: str


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a package does beyond the shapes of its messages."""

    resources: Mapping[str, Resource] = field(default_factory=dict)
    idempotency: Idempotency | None = None
    paging: Paging | None = None


NO_BEHAVIOUR = Behaviour()


def read(data: Any) -> Behaviour:
    """The behaviour that a file declares; what has the wrong shape is left out."""
    rows = {name: mapping(row) for name, row in mapping(data, "resources").items()}
    keys, pages = mapping(data, "idempotency"), mapping(data, "paging")
    return Behaviour(
        {name: _resource(name, row) for name, row in rows.items()},
        Idempotency(text(keys.get("header")), text(keys.get("scope")) or "operation") if keys else None,
        Paging(text(pages.get("cursor")), text(pages.get("limit")), text(pages.get("orderBy"))) if pages else None,
    )


def _resource(name: str, row: Mapping[str, Any]) -> Resource:
    steps = tuple(_transition(mapping(step)) for step in sequence(row.get("transitions")))
    return Resource(name, text(row.get("key")), text(row.get("state")), text(row.get("initial")), steps)


def _transition(step: Mapping[str, Any]) -> Transition:
    return Transition(text(step.get("operation")), _one_or_many(step.get("from")), text(step.get("to")),
                      _one_or_many(step.get("emits")))


def _one_or_many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else texts(value)
