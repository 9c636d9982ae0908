"""Walks two contracts side by side: pairs the operations and every part of them, and asks the checks about each pair.

A part that several operations share (a component, a path-level parameter) is asked about once; what is said of it then
holds for all of them.
"""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from govtool.compare import media, statuses
from govtool.compare.alike import Alike
from govtool.compare.checks import told
from govtool.compare.match import Both, Exchange, Lone, Part, Versions
from govtool.compare.pairing import Call, calls, fields
from govtool.compare.pairs import Request
from govtool.compare.requests import curl
from govtool.compare.told import Told
from govtool.compare.values import is_same
from govtool.compare.wire import FORM, Wire
from govtool.finding import Change
from govtool.model.contract import Body, Media, Operation, Parameter, Party, Response, Role, Spot

T = TypeVar("T", bound=Part)
_WRITTEN_AS_TEXT = ("application/x-www-form-urlencoded", "multipart/form-data")


class Schemas(Protocol):
    """Collects the schemas that both versions use at a place."""

    def add(
        self,
        old: Spot,
        new: Spot,
        role: Role,
        operation: str,
        *,
        wire: Wire | None,
        request: Request | None,
    ) -> None:
        """One use of a schema; `request` makes a value of it into a command, where a consumer sends it."""


def flow(versions: Versions, schemas: Schemas) -> list[Change]:
    """Everything structural that changed; the schemas go to `schemas`."""
    walk = _Walk(versions, schemas)
    walk.told.add(told(versions), "")
    todo = calls(versions.old.operations, versions.new.operations)
    while todo:
        todo = [below for call in todo for below in walk.call(call)]
    return walk.told.changes()


class _Walk:
    def __init__(self, versions: Versions, schemas: Schemas) -> None:
        self.told = Told()
        self._versions = versions
        self._schemas = schemas
        self._known: dict[Hashable, list[Change]] = {}
        self._alike = Alike(versions)

    def call(self, call: Call) -> Sequence[Call]:
        """One operation with its parts; what it calls back is left to be done."""
        old, new = call.old, call.new
        if old is None or new is None:
            self._lone_call(call)
            return ()
        exchange = Exchange(self._versions, old, new, old.role, new.name)
        if self._alike.holds(old, new):
            new = old  # a part that is its own partner has not changed; its schemas may have
        else:
            self.told.add(told(Both(old, new, exchange), Operation), exchange.name)
        for one, two in fields(old, new):
            self._field(one, two, exchange)
        self._body(old.request, new.request, exchange)
        answer = exchange.answer()
        for answers in statuses.paired(old.responses, new.responses):
            self._response(answers, answer)
        return calls(old.callbacks, exchange.new.callbacks)

    def _lone_call(self, call: Call) -> None:
        operation = call.new or call.old
        if operation is not None:
            exchange = Exchange(self._versions, operation, operation, operation.role, operation.name)
            lone = Lone(operation, call.old is None, exchange, call.whole, instead=call.instead)
            self.told.add(told(lone, Operation), exchange.name)

    def _field(self, old: Parameter | None, new: Parameter | None, exchange: Exchange) -> None:
        if old is None or new is None:
            self._lone(old, new, exchange, Parameter)
            return
        both = Both(old, new, exchange)
        self._ask(both, Parameter, old.name, new.name)
        one, two = _only(old.content) or old, _only(new.content) or new
        is_text = one is old or two is new
        wire = Wire(new.location, new.style, new.explode, required=old.required or new.required) if is_text else None
        self._schema(one.schema, two.schema, both, wire, partial(_with_parameter, exchange, old))

    def _body(self, old: Body | None, new: Body | None, exchange: Exchange) -> None:
        if old is None or new is None:
            self._lone(old, new, exchange, Body)
            return
        self._ask(Both(old, new, exchange), Body)
        self._content(old.content, new.content, exchange)

    def _response(self, answers: statuses.Answers, exchange: Exchange) -> None:
        old, new, status = answers.old, answers.new, answers.status
        if old is None or new is None:
            self._lone(old, new, exchange, Response, met=answers.met)
            return
        self._ask(Both(old, new, exchange), Response, old.status, new.status, status)
        for name in dict.fromkeys((*old.headers, *new.headers)):
            self._field(old.headers.get(name), new.headers.get(name), exchange)
        self._content(old.content, new.content, exchange)

    def _content(self, old: Mapping[str, Media], new: Mapping[str, Media], exchange: Exchange) -> None:
        for one, two in media.paired(old, new):
            if one is None or two is None:
                self._lone(one, two, exchange, Media, whole=not old or not new)
                continue
            both = Both(one, two, exchange)
            self._ask(both, Media, one.type, two.type)
            wire = Wire(FORM) if two.type in _WRITTEN_AS_TEXT and one.type in _WRITTEN_AS_TEXT else None
            self._schema(one.schema, two.schema, both, wire, partial(_with_body, exchange, one))
            self._schema(one.item_schema, two.item_schema, both)

    def _lone(
        self, old: T | None, new: T | None, exchange: Exchange, kind: type[T], *, whole: bool = False, met: bool = False
    ) -> None:
        """A part of one version; nothing is shared here: whether it matters depends on the operation."""
        part = new if new is not None else old
        if part is not None:
            lone = Lone(part, new is not None, exchange, whole, met)
            self.told.add(told(lone, kind), exchange.name)

    def _ask(self, both: Both[T], kind: type[T], *names: str) -> None:
        """A part of both versions; the answer holds for every operation that uses the same pair under these names."""
        exchange = both.exchange
        if both.old is both.new:
            return
        key = (kind, id(both.old.spot.value), id(both.new.spot.value), exchange.role.writer, exchange.is_answer, names)
        said = self._known.get(key)
        if said is None:
            is_kept = len(set(names)) <= 1 and is_same(both.old.spot.value, both.new.spot.value)
            said = self._known[key] = [] if is_kept else told(both, kind)
        if said:
            self.told.add(said, exchange.name)

    def _schema(
        self,
        old: Spot | None,
        new: Spot | None,
        both: Both[Any],
        wire: Wire | None = None,
        request: Request | None = None,
    ) -> None:
        """A part without a schema takes any value."""
        if old is not None or new is not None:
            exchange = both.exchange
            one, two = old or _anything(both.old.spot), new or _anything(both.new.spot)
            if old is new:
                two = self._alike.counterpart(one)
            asked = request if exchange.role.writer is Party.CONSUMER and not exchange.is_answer else None
            self._schemas.add(one, two, exchange.role, exchange.name, wire=wire, request=asked)


def _with_parameter(exchange: Exchange, parameter: Parameter, value: Any) -> str:
    """The request of an old client with a value of a parameter."""
    return curl(exchange.old, exchange.versions.old.bundle, {(parameter.location, parameter.name): value})


def _with_body(exchange: Exchange, media: Media, value: Any) -> str:
    """The request of an old client with a body."""
    return curl(exchange.old, exchange.versions.old.bundle, media=media, value=value)


def _anything(spot: Spot) -> Spot:
    return Spot(spot.document, spot.pointer, value=True)


def _only(content: Mapping[str, Media]) -> Media | None:
    """The media type of a parameter: it has at most one."""
    return next(iter(content.values()), None)
