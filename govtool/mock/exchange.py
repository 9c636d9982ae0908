"""One request on its way to its response, and the records that its steps pass on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]


class Response(NamedTuple):
    """What goes back over the wire; `headers` are whole but for those that depend on the origin of the request."""

    status: int
    headers: Headers
    body: bytes


class Violation(NamedTuple):
    """One thing about a request that the contract does not allow."""

    place: str
    """Where it travelled: `path`, `query`, `header`, `cookie` or `body`."""
    name: str
    """The parameter; for a body the JSON pointer."""
    message: str
    keyword: str
    """What was broken: a keyword of JSON Schema, or `required`, `syntax`, `encoding`, `repeated`, `readOnly`."""

    def member(self) -> dict[str, str]:
        """As it stands in a problem's `violations`."""
        name = {"pointer": self.name} if self.place == "body" else {"name": self.name}
        return {"in": self.place, **name, "message": self.message, "keyword": self.keyword}


@dataclass(slots=True, eq=False)
class Request:
    """A request as it came; header names are lower case, `path` and `query` are not decoded."""

    method: str
    path: str
    query: str
    headers: Mapping[bytes, bytes]
    body: bytes = b""

    def header(self, name: bytes) -> str:
        """The value of a header; empty where it is not there."""
        return self.headers.get(name, b"").decode("latin-1")


@dataclass(slots=True, eq=False)
class Exchange:
    """A request with what its steps have read so far."""

    request: Request
    path_values: tuple[str, ...]
    """What stands in place of the template's names, not decoded."""
    query: Mapping[str, list[str]]
    """The names decoded, the values not."""
    parameters: dict[tuple[str, str], Any] = field(default_factory=dict)
    """The values by location and name, with defaults."""
    body: Any = None
    violations: list[Violation] = field(default_factory=list)
    """What the request is refused for."""
    remarks: list[Violation] = field(default_factory=list)
    """What is wrong, yet no reason to refuse the request."""


Step: TypeAlias = Callable[[Exchange], Response | None]
"""One step of answering: a response ends the way, None hands the request on."""


def printable(text: str) -> str:
    """A text for people, without what would command their terminal."""
    return text if text.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in text)


def made(status: int, headers: Headers, body: bytes = b"", media: str = "") -> Response:
    """A response with its length, and its media type where it has a body of one."""
    own: Headers = ((b"content-type", media.encode("latin-1", "replace")),) if media else ()
    return Response(status, (*own, *headers, (b"content-length", b"%d" % len(body))), body)
