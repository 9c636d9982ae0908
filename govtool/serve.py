"""Serves an ASGI application on a port: the one place that knows the web server.

The socket is opened here, so that a port in use is said before anything is loaded, port 0 finds a free one, and answers
are not held back: asyncio turns Nagle's algorithm off only for sockets that name TCP as their protocol, and with it
each small answer waits 40 ms.
"""

import signal
import socket
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from govtool.errors import UserError

if TYPE_CHECKING:
    import uvicorn

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
_LARGEST_HEAD = 2**20
"""Bytes. What a client sends at once, up to a quarter of it, counts as a whole."""
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
"""An ASGI 3 application."""

_WAITING = 1024
"""Connections that may wait to be taken."""


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens on the port, where 0 takes a free one: who connects early waits. UserError if in use."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        with ExitStack() as failing:
            failing.callback(taken.close)
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind((host, port))
            taken.listen(_WAITING)
            failing.pop_all()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "choose another with `--port`; 0 takes a free one"
        raise UserError(f"cannot listen on {host}:{port}: {reason}", hint) from error
    return taken


def address(taken: socket.socket) -> str:
    """Where clients find it: `http://127.0.0.1:8080`."""
    host, port = taken.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _protocol() -> Any:
    """The server's HTTP protocol; a client whose headers have no end is sent away, since the parser would keep them."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    class Bounded(HttpToolsProtocol):
        size, in_head = 0, True

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.in_head:
                self.size += len(data)
                if self.size > _LARGEST_HEAD:
                    self.send_400_response("The headers have no end.")

        def on_headers_complete(self) -> None:
            self.size, self.in_head = 0, False
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self.in_head = True
            super().on_message_complete()

    return Bounded


def serve(application: Application, taken: socket.socket) -> None:
    """Answer on the socket until the process is interrupted or told to end; open requests get a second to finish."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _server(application).run(sockets=[taken])
    except KeyboardInterrupt:
        # How a server is ended, from a terminal or by its supervisor: uvicorn has closed everything and says it again.
        return
    finally:
        signal.signal(signal.SIGTERM, before)
        taken.close()


def _server(application: Application) -> "uvicorn.Server":
    import uvicorn

    config = uvicorn.Config(
        application,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        loop="auto" if sys.platform == "win32" else "uvloop",
        http=_protocol(),
        ws="none",
    )
    return uvicorn.Server(config)
