"""The samplers of a contract's schemas."""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, Final, TypeVar

from govtool.compare.values import text_of
from govtool.finding import Pointer
from govtool.model.contract import Contract, Party, Spot
from govtool.sample.boundaries import edges
from govtool.sample.draw import State, draw_of
from govtool.sample.example import Taste, example
from govtool.sample.negatives import Negative, wrongs
from govtool.sample.schemas import Schemas
from govtool.sample.site import Draw, Site, Sites
from govtool.sample.smallest import clone
from govtool.sample.trouble import NotFound, NoValue, Unsatisfiable
from govtool.sample.validator import validator_of

T = TypeVar("T")
_BY_NAME: Final = frozenset({"required", "dependentRequired", "additionalProperties"})
_CANDIDATES: Final = 5_000
_ERRORS: Final = 100
_TURNS: Final = 6  # branches that are tried first, one after the other
_DRAWS: Final = 60
_AGAIN: Final = 6
_SHARES: Final = (0.8, 0.1, 0.5)  # of optional properties
_SOLVED: Final = 24
_TRIALS: Final = 12
_GOOD: Final = 8  # of these


class Samplers:
    """The samplers of one contract, each made once; nothing is read before a sampler is asked for a value."""

    def __init__(self, contract: Contract) -> None:
        self._schemas = Schemas(contract)
        self._loose, self._strict = (Sites(self._schemas, strict=strict) for strict in (False, True))
        self._made: dict[str, Sampler] = {}

    def of(self, spot: Spot, writer: Party) -> "Sampler":
        """The sampler of a schema as a party writes it: what is `readOnly` is not sent by the consumer."""
        urn = self._schemas.urn(spot, writer)
        if urn not in self._made:
            self._made[urn] = Sampler(self._schemas, self._loose, self._strict, urn)
        return self._made[urn]


def sampler(contract: Contract, spot: Spot, writer: Party) -> "Sampler":
    """The sampler of one schema of a contract; `Samplers` shares what several of them read."""
    return Samplers(contract).of(spot, writer)


class Sampler:
    """Values of one schema, as plain JSON data (`float`, `int`, `str`, `dict` …); every one is the caller's own.

    All raise `Unsatisfiable` or `NotFound` where there is no value to give.
    """

    def __init__(self, schemas: Schemas, loose: Sites, strict: Sites, urn: str) -> None:
        self._schemas, self._loose, self._strict, self._urn = schemas, loose, strict, urn
        self._trouble: NoValue | None = None

    @cached_property
    def validator(self) -> Any:
        """The compiled jsonschema-rs validator of the schema (`is_valid`, `iter_errors`), as the other party reads."""
        return validator_of(self._schemas, self._urn)

    def is_valid(self, value: Any) -> bool:
        """Whether the schema takes a value."""
        try:
            return bool(self.validator.is_valid(value))
        except ValueError:  # deeper than the validator goes, or a number that JSON has not
            return False

    def example(self) -> Any:
        """The value that a reader would like to see; the same each time."""
        return clone(self._example)

    def value(self, seed: int) -> Any:
        """A random value; the same seed gives the same value, in every process."""
        known = self._known  # where there is none at all, it says why
        state = State(random.Random(seed).random)  # noqa: S311 - no secret
        draw, is_valid = self._draw, self.is_valid
        for attempt in range(_AGAIN if draw is not None else 0):
            try:
                found = draw(state)
            except (NoValue, RecursionError):
                break
            if is_valid(found):
                return found
            state = State(state.random, _SHARES[attempt % len(_SHARES)])
        return clone(known[seed % len(known)])

    def boundaries(self) -> Iterator[Any]:
        """Valid values at the edges of what the schema takes, the example first; different ones, and not endless."""
        first = self.example()
        seen = {text_of(first)}
        yield first
        for value in _bounded(edges, next(self._sites())):
            text = text_of(value)
            if text not in seen and self.is_valid(value):
                seen.add(text)
                yield clone(value)

    def negatives(self) -> Iterator[Negative]:
        """Values that the schema refuses, each the example with one thing wrong.

        One for each keyword and place, and one for each property that is missing or must not be there.
        """
        base = self.example()
        told: set[tuple[str, Pointer, bytes]] = set()
        for wrong in _bounded(wrongs, next(self._sites()), base):
            key = wrong.keyword, wrong.at, text_of(wrong.value) if wrong.keyword in _BY_NAME else b""
            if key not in told and not self.is_valid(wrong.value) and self._breaks(wrong):
                told.add(key)
                yield Negative(clone(wrong.value), wrong.keyword, wrong.at)

    def _breaks(self, wrong: Negative) -> bool:
        """Whether the validator refuses it for the keyword and the place that it is said to."""
        return any(
            tuple(error.instance_path) == wrong.at and wrong.keyword in (*error.schema_path,)[-1:]
            for error in _leaves(self.validator.iter_errors(wrong.value))
        )

    def _sites(self) -> Iterator[Site]:
        """The place of the schema: as it is mostly enough, and strictly."""
        for sites in (self._loose, self._strict):
            sites.begin()
            yield sites.at(({"$ref": self._urn},), (), "")

    @cached_property
    def _draw(self) -> Any:
        """How random values are drawn that are mostly valid; None where there is no such way."""
        found: list[tuple[int, int, Draw]] = []
        for site in self._sites():
            try:
                draw = draw_of(site)
                share = sum(1 for _ in islice(self._drawn(site, _TRIALS), _TRIALS))
            except (NoValue, RecursionError):
                continue
            if share >= _GOOD:
                return draw
            found.append((share, -len(found), draw))
        return max(found)[-1] if found and max(found)[0] else None

    @cached_property
    def _example(self) -> Any:
        return self._known[0]

    @cached_property
    def _known(self) -> list[Any]:
        """Some valid values, the example first."""
        if self._trouble is not None:
            raise self._trouble
        try:
            _ = self.validator  # what is behind the schema can be read
            for site in self._sites():
                for values in (self._tasted(site), self._drawn(site, _DRAWS)):
                    found = next(_bounded(lambda values=values: values), None)
                    if found is not None:
                        return [found[0]]
            return self._solved()
        except NoValue as trouble:
            self._trouble = trouble if trouble.where else type(trouble)(trouble.reason, self._schemas.where(self._urn))
        except RecursionError:
            self._trouble = NotFound("its schemas are nested too deeply", self._schemas.where(self._urn))
        raise self._trouble

    def _tasted(self, site: Site) -> Iterator[tuple[Any]]:
        """Examples that are valid: with what the author gives, then without what of it is refused, then otherwise."""
        barred: frozenset[Pointer] = frozenset()
        for hints, lean, turn in ((True, False, 0), *((True, False, 0),) * _AGAIN, (False, False, 0), (False, True, 0),
                                  *((False, lean, turn) for turn in range(1, _TURNS) for lean in (False, True))):
            taste = Taste(hints=hints, barred=barred, lean=lean, turn=turn)
            try:
                found = example(site, taste)
            except Unsatisfiable:
                continue
            if self.is_valid(found):
                yield (found,)
            elif taste.taken:
                barred |= self._refused(found, taste.taken)

    def _refused(self, value: Any, taken: set[Pointer]) -> frozenset[Pointer]:
        """Where an author's example stands that an error is in, or that lies where an error is."""
        places = [tuple(error.instance_path) for error in islice(self.validator.iter_errors(value), _DRAWS)]
        return frozenset(path for path in taken for place in places
                         if path == place[: len(path)] or place == path[: len(place)])

    def _drawn(self, site: Site, count: int) -> Iterator[tuple[Any]]:
        """The valid ones of so many random values."""
        order = random.Random(0)  # noqa: S311 - no secret
        draw = draw_of(site)
        for attempt in range(count):
            try:
                found = draw(State(order.random, _SHARES[attempt % len(_SHARES)]))
            except NoValue:
                continue
            if self.is_valid(found):
                yield (found,)

    def _solved(self) -> list[Any]:
        from govtool.sample.solve import Solver  # seldom needed, and it loads the whole of the algebra

        solver = Solver(self._schemas)
        found = [value for value in solver.values(self._urn, _SOLVED) if self.is_valid(value)]
        if found:
            return found
        where = self._schemas.where(self._urn)
        if solver.is_empty or next(self._sites()).is_dead():
            raise Unsatisfiable("no value meets all of its keywords", where)
        raise NotFound("no value was found in the work that may be spent", where)


def _bounded(candidates: Callable[..., Iterator[T]], *arguments: Any) -> Iterator[T]:
    """Some of the candidates; their end where they become too much work."""
    try:
        yield from islice(candidates(*arguments), _CANDIDATES)
    except (NoValue, RecursionError):
        return


def _leaves(errors: Iterable[Any], depth: int = 6) -> Iterator[Any]:
    """Errors with those of the branches that they are made of, unless one of these takes the value."""
    for error in islice(errors, _ERRORS):
        yield error
        branches = getattr(error.kind, "context", ())
        for branch in branches if depth and all(branches) else ():
            yield from _leaves(branch, depth - 1)
