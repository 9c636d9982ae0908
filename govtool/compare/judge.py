"""The independent judge of every witness: the `jsonschema` package over lowered schemas, fetched one by one.

It shares nothing with the algebra: numbers are exact decimals, patterns are ECMA-262 translated for Python, a format
counts only where a checker exists. What it cannot judge raises `Undecided`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from govtool.compare.budget import Budget
from govtool.compare.dialects import Schema
from govtool.compare.lower import UNREAD, Lowered
from govtool.compare.patterns import Undecided
from govtool.compare.refusing import said
from govtool.compare.taking import Taking
from govtool.compare.validator import format_checker, load_quickly, registry_of, validator_class
from govtool.compare.values import text_of
from govtool.finding import Pointer

T = TypeVar("T")
_SAID: Final = 300
_CALL: Final = 10
_TEST: Final = 2
_SIZE: Final = 400  # bytes of a schema that cost as much as a schema object


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value is refused: the schema and the path in it of the keyword that failed."""

    urn: str
    path: Pointer
    message: str
    """In the validator's words; `said` is for people."""
    said: str
    at: Pointer = ()
    """Where in the value."""


class Judge:
    """Accepts or refuses values; schemas are named by URN."""

    def __init__(self, lowered: Lowered, budget: Budget, *, formats: bool) -> None:
        self._lowered, self._budget = lowered, budget
        self._formats = formats
        self._kind: tuple[Any, Any] | None = None
        self._validators: dict[str, Any] = {}
        self._weights: dict[str, int] = {}
        self._tests: Taking | None = None

    def takes(self, urn: str, value: Any) -> bool:
        """As `accepts`, for a value that may be anything: sooner answered, and nothing is proven by it."""
        return _guarded(lambda: self._taking(urn).behind(urn)(value))

    def accepts(self, urn: str, value: Any) -> bool:
        """Whether the schema takes the value; Undecided where nobody can say."""
        return _guarded(lambda: bool(self._validator(urn).is_valid(value)))

    def refusals(self, urn: str, value: Any) -> list[Refusal]:
        """Every keyword that fails, the branches of alternatives included; Undecided where nobody can say."""
        return _guarded(lambda: list(self._leaves(urn, value)))

    def _taking(self, urn: str) -> Taking:
        self._budget.spend(_TEST)
        if self._tests is None:
            self._tests = Taking(self.schema, self._budget.spend, self._validator(urn))
        return self._tests

    def _validator(self, urn: str) -> Any:
        if urn not in self._weights:
            self._weights[urn] = _CALL + len(text_of(self._lowered(urn))) // _SIZE
        self._budget.spend(self._weights[urn])
        if urn not in self._validators:
            kind, registry = self._kind = self._kind or (validator_class(self.schema), registry_of(self.schema))
            checker = format_checker() if self._formats else None
            self._validators[urn] = kind({"$ref": urn}, registry=registry, format_checker=checker)
        return self._validators[urn]

    def _leaves(self, urn: str, value: Any) -> Iterator[Refusal]:
        for error in self._validator(urn).iter_errors(value):
            for leaf in _with_context(error):
                self._budget.spend()
                home, path = getattr(leaf, "spot", (urn, ()))
                yield Refusal(home, path, leaf.message[:_SAID], said(leaf), tuple(leaf.absolute_path))

    def schema(self, urn: str) -> Schema:
        """The lowered schema of a URN; Undecided for one that could not be read."""
        self._budget.spend()
        schema = self._lowered(urn)
        if isinstance(schema, dict) and UNREAD in schema:
            raise Undecided(str(schema[UNREAD]))
        return schema


def _guarded(judge: Callable[[], T]) -> T:
    """Undecided instead of the validator's own trouble: endless recursion, or a keyword of the wrong type."""
    load_quickly()
    from jsonschema.exceptions import UnknownType
    from referencing.exceptions import Unresolvable

    try:
        return judge()
    except RecursionError:
        raise Undecided("the schema refers to itself without end") from None
    except Unresolvable:
        raise Undecided("a schema behind a reference cannot be read, or is too large to be decided") from None
    except (TypeError, AttributeError, ValueError, ArithmeticError, UnknownType) as error:
        raise Undecided(f"the schema cannot be evaluated ({type(error).__name__})") from None


def _with_context(error: Any) -> Iterator[Any]:
    yield error
    for inner in error.context or ():
        yield from _with_context(inner)
