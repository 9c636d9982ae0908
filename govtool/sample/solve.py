"""Values by the algebra of schemas, for what no simpler way reaches: slow, bounded in work, and not trusted either."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from govtool.compare.algebra import ATOMS, Algebra, atom, canonical
from govtool.compare.budget import Budget, Spent
from govtool.compare.build import Builder
from govtool.compare.dialects import Schema
from govtool.compare.forms import Form, TooLarge, Unread
from govtool.compare.values import shown
from govtool.sample.schemas import Schemas, references
from govtool.sample.smallest import is_large
from govtool.sample.trouble import NotFound

_WORK: Final = 20_000  # schema objects looked at
_NESTED: Final = 16
_DEPTHS: Final = (3, 1, 0)
_LIMIT: Final = 400
_FEW: Final = 3
_LARGEST: Final = 1_000  # values in a value that stands in others


class Solver:
    """Candidates for values of one schema."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._algebra = Algebra(formats=True)
        self._budget = Budget(_WORK)
        self._values: dict[str, list[Any]] = {}
        self._depth = 0
        self.is_empty = False
        """Whether a schema that was asked for surely takes nothing."""

    def values(self, urn: str, count: int) -> Iterator[Any]:
        """Candidates, those with nothing undeclared first; none where the work is done."""
        for closed in (True, False):
            try:
                yield from map(shown, self._made(urn, count, closed=closed))
            except (Spent, NotFound):
                return

    def _made(self, urn: str, count: int, *, closed: bool) -> list[Any]:
        for most in _DEPTHS:
            names: dict[str, int] = {}
            try:
                schema = self._form(self._child(names, most), closed=closed).of(urn)
            except TooLarge:
                continue
            except Unread:
                return []
            if self._algebra.is_complex(schema):
                continue
            form = self._algebra.canonical(schema)
            if form is None:
                continue
            self.is_empty |= not closed and self._depth == 0 and isinstance(form.view(), canonical.FalseView)
            few = partial(self._numbered, list(names))
            return Builder(few, self._budget.spend, lean=self._depth > 0).values(form, count)
        return []

    def _form(self, child: Callable[[str, bool], Schema], *, closed: bool) -> Form:
        return Form(self._schemas.read, child, closed, limit=_LIMIT, spend=self._budget.spend)

    def _numbered(self, urns: list[str], number: int) -> list[Any]:
        return self._few(urns[number])

    def _child(self, names: dict[str, int], most: int) -> Any:
        stack: list[str] = []
        inner: list[Form] = []

        def child(urn: str, positive: bool) -> Schema:  # noqa: FBT001 - as Form.child
            schema = self._schemas.read(urn)
            if (len(stack) >= most and any(references(schema))) or urn in stack:
                if urn not in names and len(names) >= ATOMS:
                    raise TooLarge
                return atom(names.setdefault(urn, len(names)))
            stack.append(urn)
            try:
                inner[:] = inner or [self._form(child, closed=False)]
                return inner[0].of(urn, positive=positive)
            finally:
                stack.pop()

        return child

    def _few(self, urn: str) -> list[Any]:
        """A few values of what an atom stands for; none while they are being built, which cuts cycles."""
        if urn not in self._values and self._depth < _NESTED:
            self._values[urn] = []
            self._depth += 1
            try:
                made = self._made(urn, _FEW, closed=True)
                self._values[urn] = [value for value in made if not is_large(value, _LARGEST)]
            finally:
                self._depth -= 1
        return self._values.get(urn, [])
