"""Answers to requests that are wrong: in the operation's own words where it declares them, else RFC 9457."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson

from govtool.mock.exchange import Headers, Request, Response, Violation, made
from govtool.mock.media import PROBLEM, accepted, is_json
from govtool.model.contract import Media
from govtool.model.contract import Response as Declared

Fill = Callable[[Media, Mapping[str, Any]], bytes | None]
"""The declared body of an error with as many of the members as it takes; None where there is none."""
HeadersOf = Callable[[Declared], Headers]


def plain(status: int, detail: str, violations: Sequence[Violation] = (), headers: Headers = ()) -> Response:
    """A problem as RFC 9457 writes it."""
    return made(status, headers, orjson.dumps(members(status, detail, violations)), PROBLEM)


def members(status: int, detail: str, violations: Sequence[Violation] = ()) -> dict[str, Any]:
    """The members of a problem."""
    found: dict[str, Any] = {"type": "about:blank", "title": title(status), "status": status, "detail": detail}
    if violations:
        found["violations"] = [violation.member() for violation in violations]
    return found


def title(status: int) -> str:
    """The phrase of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def declared_for(responses: Mapping[str, Declared], status: int) -> Declared | None:
    """The response that an operation declares for a status (OpenAPI 3.1.1 section 4.8.16)."""
    return responses.get(str(status)) or responses.get(f"{status // 100}XX") or responses.get("default")


class Problems:
    """The error answers of one operation."""

    def __init__(self, responses: Mapping[str, Declared], fill: Fill, headers_of: HeadersOf, always: Headers) -> None:
        self._responses = responses
        self._fill = fill
        self._headers_of = headers_of
        self._always = always

    def answer(
        self, request: Request, status: int, detail: str, violations: Sequence[Violation] = (), headers: Headers = ()
    ) -> Response:
        """The answer of a status: as declared, in a type that the client takes, else a problem."""
        said = members(status, detail, violations)
        response = declared_for(self._responses, status)
        own: Headers = (*self._always, *(self._headers_of(response) if response else ()))
        given = {name for name, _ in headers}
        all_headers: Headers = (*(each for each in own if each[0] not in given), *headers)
        media = _preferred(response, request) if response else None
        body = self._fill(media, said) if media else None
        if media is None or body is None:
            return made(status, all_headers, orjson.dumps(said), PROBLEM)
        return made(status, all_headers, body, media.type)

    def unfit(self) -> int:
        """The status for a request that is readable and breaks the contract: the first of 422, 400 that is declared.

        422 where neither is.
        """
        return 400 if "400" in self._responses and "422" not in self._responses else 422


def _preferred(response: Declared, request: Request) -> Media | None:
    """Of what is declared, what the client takes; an error is told in JSON also to who takes none of it."""
    ordered = sorted(response.content, key=lambda name: (not is_json(name), "problem" not in name))
    found = accepted(request.header(b"accept"), ordered) or next(iter(ordered), None)
    return response.content[found] if found else None
