"""The mock as an ASGI application: reads a request, finds its operation, and sends what that answers."""

import asyncio
from collections.abc import Mapping, Sequence
from time import perf_counter

from govtool.errors import suggestion
from govtool.mock.exchange import Exchange, Headers, Request, Response, printable
from govtool.mock.mount import Endpoint, Mounted, mounted
from govtool.mock.plan import Settings
from govtool.mock.problem import plain
from govtool.mock.router import Route
from govtool.mock.styles import entries
from govtool.model.contract import Contract
from govtool.serve import Application, Receive, Scope, Send

_PATIENCE = 30.0
"""Seconds that a client may take for its body."""
_MOST_HEADERS = 64 * 1024
"""Bytes of all headers together."""
_NEAR = 500
"""Paths that one that is not there is compared with."""
_LONGEST = 200
_CLOSE: Headers = ((b"connection", b"close"),)


def application(contracts: Sequence[Contract], settings: Settings = Settings()) -> Application:  # noqa: B008 - frozen
    """The application that answers as the contracts say."""
    return serving(mounted(contracts, settings), settings)


def serving(served: Mounted, settings: Settings) -> Application:
    """The application over what is mounted, whose endpoints count what is asked of them."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        start = perf_counter()
        request = _request(scope)
        headers = request.headers
        refusal = None
        if b"content-length" in headers or b"transfer-encoding" in headers:
            body = await _body(headers, receive, settings.most_body)
            if body is None:
                return  # the client has gone
            if isinstance(body, Response):
                refusal = body
            else:
                request.body = body
        endpoint, exchange, response = (
            _answered(served, request, settings) if refusal is None else (None, None, refusal))
        if b"origin" in headers:
            response = response._replace(headers=(*response.headers, *_CORS))
        if settings.log:
            settings.log(_line(request, response, exchange, perf_counter() - start))
        if endpoint and exchange:
            endpoint.count(exchange, response)
        await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
        body = response.body if request.method != "HEAD" else b""
        await send({"type": "http.response.body", "body": body})

    return app


def _request(scope: Scope) -> Request:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path = raw.decode("latin-1") if b"%" in raw else scope["path"]
    pairs = scope["headers"]
    headers = dict(pairs)
    if len(headers) != len(pairs):  # a header that is repeated is a list (RFC 9110 section 5.3), a cookie by semicolons
        joined: dict[bytes, list[bytes]] = {}
        for name, value in pairs:
            joined.setdefault(name, []).append(value)
        headers = {name: (b"; " if name == b"cookie" else b", ").join(values) for name, values in joined.items()}
    return Request(scope["method"], path, scope["query_string"].decode("latin-1"), headers)


async def _body(headers: Mapping[bytes, bytes], receive: Receive, most: int) -> bytes | Response | None:
    """The whole body; a response where it is too large or too slow, None where the client has gone."""
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > most:
        return _too_large(most)
    message = await receive()
    if not message.get("more_body"):
        body: bytes = message.get("body", b"")
        return None if message["type"] == "http.disconnect" else _too_large(most) if len(body) > most else body
    chunks, size = [message["body"]], len(message["body"])
    try:
        async with asyncio.timeout(_PATIENCE):
            while message.get("more_body"):
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                size += len(message["body"])
                if size > most:
                    return _too_large(most)
                chunks.append(message["body"])
    except TimeoutError:
        return plain(408, f"the body did not come within {_PATIENCE:.0f} seconds", headers=_CLOSE)
    return b"".join(chunks)


def _too_large(most: int) -> Response:
    return plain(413, f"the body is larger than {most} bytes", headers=_CLOSE)


def _answered(
    served: Mounted, request: Request, settings: Settings
) -> tuple[Endpoint | None, Exchange | None, Response]:
    """The response, with what it was made by; a bug ends one request, not the server."""
    try:
        found = served.router.find(request.path)
        if found is None:
            return None, None, plain(404, _nothing_there(served, request.path))
        if sum(map(len, request.headers.values())) > _MOST_HEADERS:
            return None, None, plain(431, f"the headers are larger than {_MOST_HEADERS} bytes")
        route, values = found
        method = "GET" if request.method == "HEAD" and "HEAD" not in route.methods else request.method
        endpoint = route.methods.get(method)
        if endpoint is None or (method == "OPTIONS" and b"access-control-request-method" in request.headers):
            return None, None, _without_operation(route, request)
        exchange = Exchange(request, values, entries(request.query) if request.query else {})
        return endpoint, exchange, endpoint.plan.reply(exchange)
    except Exception as error:  # noqa: BLE001 - contained: the others are answered
        told = f"internal error: {type(error).__name__}: {error}"
        settings.say(f"{request.method} {request.path[:_LONGEST]}: {told}")
        return None, None, plain(500, told)


def _without_operation(route: Route[Endpoint], request: Request) -> Response:
    allowed = route.allowed()
    allow: Headers = ((b"allow", allowed.encode("latin-1", "replace")),)
    if request.method != "OPTIONS":
        wrong = f"{request.method} is not declared for `{route.path}`, expected one of {allowed}"
        return plain(405, wrong, headers=allow)
    if b"origin" not in request.headers:
        return Response(204, allow, b"")
    asked = request.headers.get(b"access-control-request-headers", b"*")
    return Response(204, (*allow, (b"access-control-allow-methods", allow[0][1]),
                          (b"access-control-allow-headers", asked), (b"access-control-max-age", b"600")), b"")


_CORS: Headers = ((b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", b"*"))


def _nothing_there(served: Mounted, path: str) -> str:
    known = [route.path for _, route in zip(range(_NEAR), served.router.routes(), strict=False)]
    other = path[:-1] if path.endswith("/") else path + "/"
    near = f"did you mean `{other}`?" if served.router.find(other) else suggestion(path[:_LONGEST], known)
    return f"no path of the contract is `{path[:_LONGEST]}`" + (f"; {near}" if near else "")


def _line(request: Request, response: Response, exchange: Exchange | None, seconds: float) -> str:
    """One line of the log: `POST /orders 422 1.2 ms  body /priority: …`."""
    told = (*exchange.violations, *exchange.remarks) if exchange else ()
    more = "".join(f"  {each.place} {each.name}: {each.message}" for each in told)
    return printable(f"{request.method} {request.path[:_LONGEST]} {response.status} {seconds * 1000:.1f} ms{more}")


