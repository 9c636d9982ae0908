"""Media types: which one a client takes, and which one a body is in (RFC 9110 sections 8.3.1 and 12.5.1)."""

import re
from collections.abc import Iterable, Mapping

from govtool.model.contract import Media
from govtool.model.media import media_type

PROBLEM = "application/problem+json"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
_QUALITY = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")
_LINES = frozenset({"application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/json-seq"})


def essence(name: str) -> str:
    """A media type without its parameters: `application/json`."""
    return name.partition(";")[0].strip().lower()


def is_json(name: str) -> bool:
    """Whether a body of this type is one JSON text."""
    kind = essence(name)
    return kind in (JSON, "text/json", "*/*", "application/*") or kind.endswith("+json")


def is_lines(name: str) -> bool:
    """Whether a body of this type is a sequence of JSON texts."""
    return essence(name) in _LINES


def is_xml(name: str) -> bool:
    """Whether a body of this type is XML."""
    kind = essence(name)
    return kind in ("application/xml", "text/xml") or kind.endswith("+xml")


def concrete(name: str) -> str:
    """A type that can be sent, for one that is a range."""
    return {"*/*": JSON, "application/*": JSON, "text/*": "text/plain"}.get(name, name.replace("/*", "/octet-stream"))


def body_media(name: str, declared: Mapping[str, Media]) -> Media | None:
    """The declared media type that a `Content-Type` is meant by, the most exact one; None for none."""
    full = media_type(name)
    kind = essence(full)
    for key in (full, kind):
        if key in declared:
            return declared[key]
    same = next((media for key, media in declared.items() if essence(key) == kind), None)
    if same is not None:
        return same
    return declared.get(kind.partition("/")[0] + "/*") or declared.get("*/*")


def accepted(header: str, offered: Iterable[str]) -> str | None:
    """The offered type that a client likes best, of equals the first; None where it takes none of them."""
    wishes = [_wish(part) for part in header.split(",") if part.strip()]
    best, found = 0.0, None
    for name in offered:
        quality = _quality(essence(concrete(name)), wishes) if wishes else 1.0
        if quality > best:
            best, found = quality, name
    return found


def _wish(part: str) -> tuple[str, float]:
    kind, *parameters = (item.strip().lower() for item in part.split(";"))
    quality = next((float(match[1]) for item in parameters if (match := _QUALITY.fullmatch(item))), 1.0)
    return kind, min(quality, 1.0)


def _quality(kind: str, wishes: list[tuple[str, float]]) -> float:
    """By the most specific range that the type lies in."""
    top = kind.partition("/")[0] + "/*"
    by_kind = dict(reversed(wishes))
    for wish in (kind, top, "*/*", "*"):
        if wish in by_kind:
            return by_kind[wish]
    # Who takes JSON takes a type that is JSON too.
    return by_kind.get(JSON, 0.0) if kind.endswith("+json") else 0.0
