"""One request as the routes see it, and one answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from govtool.registry.refusal import Refusal, invalid_version, no_schema
from govtool.registry.state import LATEST

T = TypeVar("T")
_MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: data as JSON, or a text as it is."""

    data: Any
    status: int = 200
    raw: str | None = None
    headers: tuple[tuple[bytes, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """The variable parts of the path, the query and the body."""

    parts: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes

    @property
    def subject(self) -> str:
        """The subject of the path; the registry itself where there is none."""
        return self.parts.get("subject", "")

    @property
    def version(self) -> int:
        """The version of the path; 42202."""
        text = self.parts["version"]
        if text in ("latest", "-1"):
            return LATEST
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:11]) <= _MOST):
            raise invalid_version(text)
        return int(text)

    @property
    def id(self) -> int:
        """The id of the path; 404 for what is no number."""
        text = self.parts["id"]
        if not (text.isascii() and text.isdigit()):
            raise Refusal(404, "HTTP 404 Not Found")
        if len(text) > len(str(_MOST)):
            raise no_schema(text)
        return int(text)

    def asks(self, name: str) -> bool:
        """Whether a switch of the query is on."""
        return self.query.get(name, "").lower() == "true"

    def page(self, found: Sequence[T]) -> list[T]:
        """The part of a list that `offset` and `limit` ask for; a limit below 1 is none."""
        start, most = max(self._number("offset", 0), 0), self._number("limit", -1)
        return list(found[start : start + most] if most > 0 else found[start:])

    def _number(self, name: str, default: int) -> int:
        try:
            return int(self.query.get(name, default))
        except ValueError:
            raise Refusal(404, "HTTP 404 Not Found") from None  # what a Confluent registry says of such a query

    def json(self) -> dict[str, Any]:
        """The body; 400 for what is no JSON, 422 for what is no object."""
        if not self.body.strip():
            raise Refusal(422, "the body is empty, expected a JSON object")
        try:
            data = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Refusal(400, f"the body is no JSON: {error}") from None
        if not isinstance(data, dict):
            raise Refusal(422, "the body is no JSON object")
        return data
