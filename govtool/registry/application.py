"""The registry as an ASGI application: requests in, answers and error codes out, as a Confluent registry has them."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

from govtool.registry.refusal import Refusal
from govtool.registry.request import Answer, Request
from govtool.registry.routes import ROUTES, Handler
from govtool.registry.state import Registry
from govtool.serve import Application, Receive, Scope, Send

TYPE: Final = "application/vnd.schemaregistry.v1+json"
_OTHERS: Final = ("application/vnd.schemaregistry+json", "application/json")
_READ: Final = frozenset({TYPE, *_OTHERS, "application/octet-stream", ""})
MOST: Final = 4 * 2**20
"""Bytes of a request."""
_MISSING = Refusal(404, "HTTP 404 Not Found")


def application(registry: Registry, changed: Callable[[Registry], None] | None = None) -> Application:
    """The registry for a server, or for a client in the same process.

    `changed` is called after each change and before its answer; where it raises OSError, the change is taken back.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            kind = _accepted(headers.get("accept", ""))
            found = _answered(registry, scope, headers, await _body(headers, receive), changed)
        except Refusal as refusal:
            kind, found = TYPE, Answer({"error_code": refusal.code, "message": refusal.message}, refusal.status)
        except Exception as error:  # noqa: BLE001 - a bug costs one answer, not the server
            words = f"internal error: {type(error).__name__}: {error}"
            kind, found = TYPE, Answer({"error_code": 500, "message": words}, 500)
        raw = found.raw if found.raw is not None else json.dumps(found.data, ensure_ascii=False, separators=(",", ":"))
        body = raw.encode("utf-8", "surrogatepass")
        told = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), *found.headers]
        await send({"type": "http.response.start", "status": found.status, "headers": told})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    return answer


def _answered(registry: Registry, scope: Scope, headers: Mapping[str, str], body: bytes,
              changed: Callable[[Registry], None] | None) -> Answer:
    raw_path = scope.get("raw_path") or scope["path"].encode("utf-8")
    steps = [unquote(step) for step in raw_path.decode("latin-1").split("?")[0].strip("/").split("/")]
    methods, parts = _route(steps)
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    if method not in methods:
        told = {"error_code": 405, "message": "HTTP 405 Method Not Allowed"}
        return Answer(told, 405, headers=((b"allow", ", ".join(sorted(methods)).encode()),))
    if method in ("POST", "PUT") and headers.get("content-type", "").partition(";")[0].strip().lower() not in _READ:
        raise Refusal(415, "HTTP 415 Unsupported Media Type")
    query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True))
    request = Request(parts, query, body)
    if method == "GET" or changed is None:
        return methods[method](registry, request)
    return _kept(registry, request, methods[method], changed)


def _kept(registry: Registry, request: Request, handler: Handler, changed: Callable[[Registry], None]) -> Answer:
    """A change that is on the disk before it is told."""
    before = registry.snapshot()
    found = handler(registry, request)
    if registry.snapshot() != before:
        try:
            changed(registry)
        except OSError as error:
            registry.restore(before)
            raise Refusal(50001, f"the change cannot be stored: {error.strerror or error}") from error
    return found


def _route(steps: list[str]) -> tuple[Mapping[str, Handler], dict[str, str]]:
    """What can be done at a path, and its parts by name; 404 for a path that is none."""
    for pattern, methods in ROUTES.items():
        wanted = pattern.strip("/").split("/")
        pairs = list(zip(wanted, steps, strict=False)) if len(wanted) == len(steps) else []
        if pairs and all(one.startswith("{") or one == two for one, two in pairs):
            return methods, {one[1:-1]: two for one, two in pairs if one.startswith("{")}
    raise _MISSING


def _accepted(accept: str) -> str:
    """The media type of the answer; 406 where none is wanted that can be given."""
    wanted = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    if wanted & {TYPE, "*/*", "application/*", ""}:
        return TYPE
    found = next((kind for kind in _OTHERS if kind in wanted), None)
    if found is None:
        raise Refusal(406, "HTTP 406 Not Acceptable")
    return found


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    """The body; 413 for one that is too long, however it is sent."""
    told = headers.get("content-length", "0")
    parts: list[bytes] = []
    size = int(told) if told.isdigit() else 0
    more = size <= MOST
    size = 0 if more else size
    while more and size <= MOST:
        message: Mapping[str, Any] = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False)
    if size > MOST:
        raise Refusal(413, f"the request is larger than {MOST} bytes")
    return b"".join(parts)
