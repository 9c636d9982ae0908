"""Which response an operation gives: by what the client prefers and accepts, and by what it sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from govtool.mock.examples import Told, meant, of_requests
from govtool.mock.exchange import Exchange, Headers, Response, made
from govtool.mock.media import accepted, concrete
from govtool.mock.payload import Broken, Payload, Payloads
from govtool.mock.prefer import Wish, wish_of
from govtool.mock.problem import Problems, declared_for, members, plain
from govtool.model.contract import Contract, Media, Operation
from govtool.model.contract import Response as Declared

_KEPT = 16
"""Responses, and `Accept` headers, that are remembered for one status."""
_NO_BODY = frozenset({204, 205, 304})
_STATUSES = range(200, 600)
_ERRORS = range(400, 600)
_ASKED = "the request asked for this answer"


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    """A status with its declared response, and the answers that were made of it so far."""

    status: int
    headers: Headers
    payloads: Mapping[str, Payload]
    accepts: dict[bytes, str | None] = field(default_factory=dict)
    kept: dict[tuple[str, tuple[str, ...], str, int | None], Response] = field(default_factory=dict)

    def media(self, header: bytes) -> str | None:
        """The media type for an `Accept` header; None where the client takes none of them."""
        if header not in self.accepts:
            if len(self.accepts) >= _KEPT:
                self.accepts.clear()
            self.accepts[header] = accepted(header.decode("latin-1"), self.payloads)
        return self.accepts[header]


class Answers:
    """The answers of one operation to requests that keep the contract."""

    def __init__(self, contract: Contract, operation: Operation, payloads: Payloads, problems: Problems,
                 always: Headers, *, seed: int, dynamic: bool) -> None:
        self._operation = operation
        self._payloads = payloads
        self._problems = problems
        self._always = always
        self._seed = seed
        self._dynamic = dynamic
        self._told: Told = of_requests(contract, operation)
        self._outcomes: dict[int, _Outcome] = {}
        self._usual = usual_status(operation.responses)

    def warm(self) -> None:
        """Make the usual answer ready."""
        if not self._dynamic:
            self._made(self._outcome(self._usual), next(iter(self._outcome(self._usual).payloads), ""), (), "", None)

    def answer(self, exchange: Exchange) -> Response:
        """The response; a problem where the client asks for what is not declared, or the contract has no valid one."""
        wish = wish_of(exchange)
        outcome = self._outcome(self._usual) if not wish.code else self._wished(wish.code)
        request = exchange.request
        if outcome is None:
            return self._problems.answer(request, 404, f"the status `{wish.code}` is not declared for this operation")
        media = ""
        if outcome.payloads:
            media = outcome.media(request.headers.get(b"accept", b"")) or ""
            if not media:
                offered = ", ".join(outcome.payloads)
                return self._problems.answer(request, 406, f"the answer is one of {offered}, none of which is accepted")
            if wish.example and wish.example not in outcome.payloads[media].examples:
                return self._problems.answer(request, 404, f"there is no example `{wish.example}` for this answer")
        names = meant(self._told, exchange) if self._told else ()
        dynamic = (self._dynamic if wish.dynamic is None else wish.dynamic) and not wish.example
        return self._made(outcome, media, names, wish.example, self._seed_of(exchange, wish) if dynamic else None)

    def _wished(self, code: str) -> _Outcome | None:
        if not (code.isascii() and code.isdigit() and int(code) in _STATUSES):
            return None
        return self._outcome(int(code)) if declared_for(self._operation.responses, int(code)) else None

    def _outcome(self, status: int) -> _Outcome:
        if status not in self._outcomes:
            declared = declared_for(self._operation.responses, status)
            content: Mapping[str, Media] = declared.content if declared and status not in _NO_BODY else {}
            payloads = {name: self._payloads.of(media) for name, media in content.items()}
            own = self._payloads.headers(declared) if declared else ()
            self._outcomes[status] = _Outcome(status, (*self._always, *own), payloads)
        return self._outcomes[status]

    def _made(self, outcome: _Outcome, media: str, names: tuple[str, ...], example: str,
              seed: int | None) -> Response:
        key = (media, names, example, seed)
        found = outcome.kept.get(key)
        if found is None:
            if len(outcome.kept) >= _KEPT:
                outcome.kept.clear()
            found = outcome.kept[key] = self._built(outcome, media, names, example, seed)
        return found

    def _built(self, outcome: _Outcome, media: str, names: tuple[str, ...], example: str,
               seed: int | None) -> Response:
        if not media:
            return bodiless(outcome.status, outcome.headers)
        payload = outcome.payloads[media]
        try:
            if example:
                body = payload.example(example)
            elif outcome.status in _ERRORS and not payload.examples:
                body = payload.filled(members(outcome.status, _ASKED)) or payload.fixed(())
            else:
                body = payload.fixed(names) if seed is None else payload.random(seed)
        except Broken as error:
            return plain(500, f"the contract has no answer that keeps it: {error}", error.violations)
        return made(outcome.status, outcome.headers, body, concrete(media))

    def _seed_of(self, exchange: Exchange, wish: Wish) -> int:
        """The same for the same request in every process; headers do not count, as those of tracing always differ."""
        request = exchange.request
        own = sorted((key, repr(value)) for key, value in exchange.parameters.items() if key[0] in ("path", "query"))
        text = f"{wish.seed or self._seed}\0{request.method}\0{request.path}\0{own}"
        return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=7).digest())


def bodiless(status: int, headers: Headers) -> Response:
    """An answer without content; 204 and 304 do not even say that they have none (RFC 9110 section 8.6)."""
    return Response(status, headers, b"") if status in _NO_BODY else made(status, headers)


def usual_status(responses: Mapping[str, Declared]) -> int:
    """The smallest declared success; else what `default` may stand for, a redirection, or the smallest error."""
    exact = sorted(int(name) for name in responses if name.isascii() and name.isdigit() and int(name) in _STATUSES)
    successes = [status for status in exact if status < 300]  # noqa: PLR2004 - where successes end
    if successes:
        return successes[0]
    if "2XX" in responses or "default" in responses:
        return 200
    ranges = [int(name[0]) * 100 for name in responses if name in ("3XX", "4XX", "5XX")]
    return min((*exact, *ranges), default=204)
