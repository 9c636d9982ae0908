"""A connection to a schema registry: asks, with patience and within limits, and gives JSON or a `UserError`.

What the answers mean is in `client.py`. Redirects are not followed: they would carry the credentials to another host.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic, sleep
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit, urlunsplit

from govtool.errors import UserError

if TYPE_CHECKING:
    import httpx

AUTH = "GOVTOOL_REGISTRY_AUTH"
"""The environment variable with the credentials: `user:password`, an API key as `key:secret`, or `Bearer TOKEN`."""
_CONTENT = "application/vnd.schemaregistry.v1+json"
_TIMEOUT = 10.0
_LONGEST = 60.0
"""Seconds for one answer, however slowly it comes."""
_LARGEST = 32 * 1024 * 1024
_TRIES = 3
_PAUSE = 0.5
_LONGEST_PAUSE = 5.0
_PASSING = frozenset({429, 500, 502, 503, 504})
"""Statuses that another try may not meet; nothing that is asked here does harm when it is asked twice."""
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, and what came with it."""

    status: int
    data: Any

    @property
    def code(self) -> int:
        """The registry's own error code; 0 where there is none."""
        code = self.data.get("error_code") if isinstance(self.data, dict) else None
        return code if isinstance(code, int) else 0

    @property
    def message(self) -> str:
        """What a registry says of a refusal, on one line and not longer than a line or two."""
        said = self.data.get("message") if isinstance(self.data, dict) else None
        text = " ".join(said.split()) if isinstance(said, str) else ""
        return text[:_SHOWN] + ("…" if len(text) > _SHOWN else "") or f"status {self.status}"


class Connection:
    """Asks one registry. Needs the extra `govtool[events]`."""

    def __init__(self, url: str, credentials: str = "") -> None:
        """`credentials` as in `AUTH`; UserError for a URL or credentials that cannot be meant."""
        self.url = _checked(url)
        self._client = _client({"Accept": f"{_CONTENT}, application/json", "User-Agent": "govtool",
                                **_authorization(credentials)})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """The answer, unless it shows that the registry cannot be used: then a UserError that says why.

        What passes is tried again, at most twice.
        """
        answer = self._tried(method, path, body)
        if answer.status in {401, 403}:
            raise UserError(f"the registry at {self.url} refuses these credentials: {answer.message}",
                            f"set {AUTH} to `user:password`, an API key as `key:secret`, or `Bearer TOKEN`, of a user "
                            "who may do this")
        if answer.status >= 500:  # noqa: PLR2004 - server errors
            raise UserError(f"the registry at {self.url} fails: {answer.message} (status {answer.status})",
                            "it was asked three times; look into its log")
        return answer

    def _tried(self, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        for attempt in range(1, _TRIES + 1):
            answer, pause = self._once(method, path, body, last=attempt == _TRIES)
            if answer is not None and (answer.status not in _PASSING or attempt == _TRIES):
                return answer
            sleep(min(pause or _PAUSE * attempt, _LONGEST_PAUSE))
        raise AssertionError("the last try gives an answer or raises")

    def _once(
        self, method: str, path: str, body: Mapping[str, Any] | None, *, last: bool
    ) -> tuple[Answer | None, float]:
        """An answer and how long it asks to wait; no answer where the network failed, unless this was the last try."""
        import httpx

        content = None if body is None else json.dumps(body).encode()
        headers = {} if content is None else {"Content-Type": _CONTENT}
        try:
            with self._client.stream(method, self.url + path, content=content, headers=headers) as response:
                return self._read(response), _seconds(response.headers.get("retry-after", ""))
        except httpx.InvalidURL as error:
            raise UserError(f"`{self.url}` is no URL of a registry: {error}") from error
        except httpx.HTTPError as error:
            if not last:
                return None, 0.0
            raise UserError(f"no registry answers at {self.url}: {str(error) or type(error).__name__}",
                            "is it running, and is this its address?") from error

    def _read(self, response: "httpx.Response") -> Answer:
        """The answer, within its limits."""
        if response.is_redirect:
            to = urlsplit(str(response.headers.get("location", "")))
            raise UserError(f"the registry at {self.url} sends us on to {to.scheme}://{to.hostname}{to.path}",
                            "give the address it really has: no redirect is followed, for the credentials' sake")
        started, content = monotonic(), bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > _LARGEST or monotonic() - started > _LONGEST:
                raise UserError(f"the answer of the registry at {self.url} does not end", "is this its address?")
        try:
            return Answer(response.status_code, json.loads(content))
        except (ValueError, RecursionError):
            if response.status_code < 300:  # noqa: PLR2004 - success, which has a meaning only as JSON
                raise UserError(f"what answers at {self.url} is no schema registry: no JSON",
                                "the address ends where `/subjects` begins") from None
            return Answer(response.status_code, None)


def _client(headers: Mapping[str, str]) -> "httpx.Client":
    try:
        import httpx
    except ImportError:
        raise UserError("a registry is asked with the client httpx", "pip install 'govtool[events]'") from None
    return httpx.Client(headers=dict(headers), timeout=_TIMEOUT, follow_redirects=False)


def _checked(url: str) -> str:
    """The URL without a slash at its end, and without anything that must not be shown."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
        parts = urlsplit("")
    if parts.username is not None or parts.password is not None:
        raise UserError("the URL of the registry holds credentials, which others can see", f"set {AUTH} instead")
    if not known or parts.query or parts.fragment:
        raise UserError(f"`{url}` is no URL of a registry", "such as https://registry.example.com:8081")
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def _authorization(credentials: str) -> dict[str, str]:
    """The header for some credentials; they are never shown, not even where they are wrong."""
    credentials = credentials.strip()
    if not credentials:
        return {}
    if not credentials.isprintable():
        raise UserError(f"{AUTH} holds characters that no header can carry", "was it cut from a file with line ends?")
    if credentials.lower().startswith(("bearer ", "basic ")) and credentials.isascii():
        return {"Authorization": credentials}
    if ":" not in credentials:
        raise UserError(f"{AUTH} holds no credentials that could be meant",
                        "write `user:password`, an API key as `key:secret`, or `Bearer TOKEN`")
    return {"Authorization": f"Basic {base64.b64encode(credentials.encode()).decode()}"}


def _seconds(text: str) -> float:
    """What `Retry-After` asks for; 0 where it names a date or nothing."""
    return float(text) if text.isdecimal() else 0.0
