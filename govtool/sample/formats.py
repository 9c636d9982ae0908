"""Texts of each format: one for examples, and how random ones are drawn (OpenAPI's format registry, RFC 3339)."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

Random = Callable[[], float]
Drawn = Callable[[Random], str]

_DAYS: Final = tuple((date(2024, 1, 1) + timedelta(days=at)).isoformat() for at in range(1_200))
_NAMES: Final = ("ada", "grace", "alan", "edsger", "barbara", "donald", "frances", "ken", "radia", "tim")
_HEX: Final = "0123456789abcdef"


def _pick(items: Any, random: Random) -> Any:
    return items[int(random() * len(items))]


def _day(random: Random) -> str:
    return _DAYS[int(random() * 1_200)]


def _time(random: Random) -> str:
    second = int(random() * 86_400)
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def _http_date(random: Random) -> str:
    return f"{date.fromisoformat(_day(random)):%a, %d %b %Y} {_time(random)} GMT"


def _uuid(random: Random) -> str:
    first, last = int(random() * 2**52), int(random() * 2**48)
    version, variant = f"4{first >> 8 & 0xFFF:03x}", f"{'89ab'[last & 3]}{last >> 4 & 0xFFF:03x}"
    return f"{first >> 20:08x}-{first & 0xFFFF:04x}-{version}-{variant}-{last:012x}"


def _bytes(random: Random) -> str:
    return b64encode(bytes(int(random() * 256) for _ in range(3 + int(random() * 12)))).decode()


def _digits(random: Random, count: int) -> str:
    return "".join(str(int(random() * 10)) for _ in range(count))


FORMATS: Final[dict[str, tuple[str, Drawn]]] = {
    "date-time": ("2025-03-14T09:26:53Z", lambda random: f"{_day(random)}T{_time(random)}Z"),
    "date": ("2025-03-14", _day),
    "time": ("09:26:53Z", lambda random: f"{_time(random)}Z"),
    "date-time-local": ("2025-03-14T09:26:53", lambda random: f"{_day(random)}T{_time(random)}"),
    "time-local": ("09:26:53", _time),
    "duration": ("PT1H30M", lambda random: f"P{int(random() * 30)}DT{1 + int(random() * 23)}H{int(random() * 60)}M"),
    "uuid": ("7c9e6679-7425-40de-944b-e07fc1f90ae7", _uuid),
    "email": ("ada@example.com", lambda random: f"{_pick(_NAMES, random)}{int(random() * 1000)}@example.com"),
    "idn-email": ("ada@example.com", lambda random: f"{_pick(_NAMES, random)}{int(random() * 1000)}@example.com"),
    "uri": ("https://example.com/items/1", lambda random: f"https://example.com/items/{int(random() * 10**6)}"),
    "url": ("https://example.com/items/1", lambda random: f"https://example.com/items/{int(random() * 10**6)}"),
    "iri": ("https://example.com/items/1", lambda random: f"https://example.com/items/{int(random() * 10**6)}"),
    "uri-reference": ("/items/1", lambda random: f"/items/{int(random() * 10**6)}"),
    "iri-reference": ("/items/1", lambda random: f"/items/{int(random() * 10**6)}"),
    "uri-template": ("/items/{id}", lambda random: f"/items/{int(random() * 100)}/{{id}}"),
    "hostname": ("api.example.com", lambda random: f"{_pick(_NAMES, random)}{int(random() * 100)}.example.com"),
    "idn-hostname": ("api.example.com", lambda random: f"{_pick(_NAMES, random)}{int(random() * 100)}.example.com"),
    "ipv4": ("192.0.2.1", lambda random: f"192.0.2.{int(random() * 256)}"),
    "ipv6": ("2001:db8::1", lambda random: f"2001:db8::{1 + int(random() * 65_534):x}"),
    "json-pointer": ("/lines/0", lambda random: f"/lines/{int(random() * 100)}"),
    "relative-json-pointer": ("0/lines", lambda random: f"{int(random() * 5)}/lines"),
    "regex": ("^[A-Z]+$", lambda random: f"^[A-Z]{{{1 + int(random() * 9)}}}$"),
    "byte": ("Z292dG9vbA==", _bytes),
    "base64url": ("Z292dG9vbA", lambda random: _bytes(random).rstrip("=").replace("+", "-").replace("/", "_")),
    "binary": ("binary data", lambda random: f"binary data {int(random() * 1000)}"),
    "password": ("correct-horse-battery", lambda random: f"correct-horse-{_digits(random, 6)}"),
    "char": ("A", lambda random: chr(65 + int(random() * 26))),
    "http-date": ("Fri, 14 Mar 2025 09:26:53 GMT", _http_date),
    "html": ("<p>Text</p>", lambda random: f"<p>Text {int(random() * 100)}</p>"),
    "commonmark": ("Some *text*.", lambda random: f"Some *text* {int(random() * 100)}."),
    "media-range": ("application/json", lambda random: _pick(("application/json", "text/plain", "image/*"), random)),
    "decimal": ("12.50", lambda random: f"{int(random() * 10_000) / 100:.2f}"),
    "int64": ("42", lambda random: str(int(random() * 10**6))),
    "int32": ("42", lambda random: str(int(random() * 10**6))),
    "iso-country": ("DE", lambda random: _pick(("DE", "FR", "US", "JP"), random)),
    "hex": ("1f", lambda random: "".join(_pick(_HEX, random) for _ in range(8))),
}
"""Format → the text of an example, and how others are drawn."""

EDGES: Final[dict[str, tuple[str, ...]]] = {
    "date-time": ("2024-02-29T23:59:59.999Z", "1999-12-31T23:59:59+14:00", "2025-01-01T00:00:00Z"),
    "date": ("2024-02-29", "0001-01-01", "9999-12-31"),
    "time": ("00:00:00Z", "23:59:59.999999Z", "12:00:00+05:30"),
    "duration": ("P1Y2M3DT4H5M6S", "PT0S", "P4W"),
    "uuid": ("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    "email": ("a@b.co", "first.last+tag@sub.example.com"),
    "uri": ("urn:example:a", "https://example.com:8443/a%20b?c=d#e"),
    "uri-reference": ("", "../a?b#c"),
    "hostname": ("a", "xn--bcher-kva.example"),
    "ipv4": ("0.0.0.0", "255.255.255.255"),  # noqa: S104 - data, nothing is bound to it
    "ipv6": ("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    "json-pointer": ("", "/a~1b/~0"),
    "byte": ("", "AA=="),
}
"""Format → valid texts at its edges."""

BROKEN: Final[dict[str, str]] = {
    "date-time": "2024-02-30 25:00", "date": "2024-02-30", "time": "25:61", "duration": "1 hour", "uuid": "not-a-uuid",
    "email": "not an email", "uri": "not a uri", "hostname": "-not a host-", "ipv4": "256.1.1.1", "ipv6": "::g",
    "json-pointer": "no/slash", "regex": "([", "byte": "no base64!", "uri-reference": "a b\\",
    "idn-email": "not an email", "uri-template": "/{",
}
"""Format → a text that is none."""
