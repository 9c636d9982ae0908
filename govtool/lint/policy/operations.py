"""What an operation is for: whether it changes something, lists something, or acts on one thing."""

from collections.abc import Iterator

from govtool.model.contract import Contract, Operation, Parameter, Response

CRITICAL = frozenset({"mission-critical", "high"})
"""The tiers whose flows must survive a lost message, a slow partner and a repeated call."""

_ASKING = frozenset({"search", "query", "lookup", "validate", "check", "preview", "simulate", "simulation", "count",
                     "calculate", "export", "find"})
"""The last word of a path that only asks, although it is sent by POST."""


def is_critical(contract: Contract) -> bool:
    """Whether the contract's tier asks for the full set of safeguards."""
    return contract.facts.tier in CRITICAL


def served(contract: Contract) -> Iterator[Operation]:
    """The operations that the provider answers; webhooks and callbacks are its own calls."""
    return (operation for operation in contract.operations if operation.kind == "path")


def last_word(operation: Operation) -> str:
    """The last segment of the path, or the custom method behind its colon: `/orders:batch` is `batch`."""
    return operation.path.rstrip("/").rpartition("/")[2].rpartition(":")[2]


def acts(operation: Operation) -> bool:
    """Whether a call changes what is stored, in a way that a repeated call might do twice."""
    return operation.method in ("POST", "PATCH") and last_word(operation).lower() not in _ASKING


def writes(operation: Operation) -> bool:
    """Whether a call changes what is stored."""
    return operation.method in ("PUT", "DELETE") or acts(operation)


def header(operation: Operation, name: str) -> Parameter | None:
    """A request header by its name."""
    return operation.parameters.get(("header", name.lower()))


def successes(operation: Operation) -> Iterator[Response]:
    """The responses that say that the call did what it should."""
    return (response for status, response in operation.responses.items() if status[0] == "2")


def errors(operation: Operation) -> Iterator[Response]:
    """The responses that say that it did not."""
    return (response for status, response in operation.responses.items() if status[0] in "45")
