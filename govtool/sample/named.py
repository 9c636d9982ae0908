"""What a value is likely to be by its name: `quantity` is 10, `unit` is `KGM`, `orderId` is `ORD-1042`."""

import re
from functools import lru_cache
from typing import Any, Final

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

# By the last words of a name, the longest first; each with others that random values are drawn from.
_TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "email": ("ada@example.com", "grace@example.org", "alan@example.net"),
    "first name": ("Ada", "Grace", "Alan", "Barbara"),
    "given name": ("Ada", "Grace", "Alan", "Barbara"),
    "last name": ("Lovelace", "Hopper", "Turing", "Liskov"),
    "family name": ("Lovelace", "Hopper", "Turing", "Liskov"),
    "full name": ("Ada Lovelace", "Grace Hopper", "Alan Turing"),
    "user name": ("ada", "grace", "alan"),
    "username": ("ada", "grace", "alan"),
    "name": ("Gearbox housing", "Drive shaft", "Bearing 6204", "Control cabinet"),
    "title": ("Monthly report", "Safety notice", "Release note"),
    "description": ("Machined from one piece", "Second shift", "Checked and released"),
    "comment": ("Please handle with care", "Checked by quality"),
    "note": ("Please handle with care", "Checked by quality"),
    "message": ("The order was released", "The machine has stopped"),
    "detail": ("The quantity is larger than what is left", "The order is not released"),
    "reason": ("Material is missing", "Changed by the customer"),
    "phone": ("+49 30 901820", "+33 1 23456789"),
    "phone number": ("+49 30 901820", "+33 1 23456789"),
    "street": ("Hauptstrasse 5", "Station Road 12"),
    "address": ("Hauptstrasse 5, 10115 Berlin", "Station Road 12, Leeds"),
    "city": ("Berlin", "Lyon", "Leeds", "Osaka"),
    "country": ("DE", "FR", "GB", "JP"),
    "country code": ("DE", "FR", "GB", "JP"),
    "postal code": ("10115", "69001", "70173"),
    "zip": ("10115", "69001", "70173"),
    "zip code": ("10115", "69001", "70173"),
    "currency": ("EUR", "USD", "JPY"),
    "currency code": ("EUR", "USD", "JPY"),
    "language": ("en", "de", "fr"),
    "locale": ("en-GB", "de-DE", "fr-FR"),
    "time zone": ("Europe/Berlin", "UTC"),
    "timezone": ("Europe/Berlin", "UTC"),
    "unit": ("KGM", "H87", "MTR", "LTR"),
    "unit code": ("KGM", "H87", "MTR", "LTR"),
    "unit of measure": ("KGM", "H87", "MTR", "LTR"),
    "uom": ("KGM", "H87", "MTR", "LTR"),
    "status": ("ACTIVE", "RELEASED", "DONE"),
    "state": ("ACTIVE", "RELEASED", "DONE"),
    "type": ("STANDARD", "SPECIAL"),
    "kind": ("STANDARD", "SPECIAL"),
    "category": ("MACHINED", "PURCHASED"),
    "plant": ("1010", "1020", "2010"),
    "material": ("MAT-10042", "MAT-10077", "MAT-20013"),
    "batch": ("B2025-0314", "B2025-0315"),
    "version": ("1.2.0", "1.3.0", "2.0.0"),
    "url": ("https://example.com/items/1", "https://example.com/items/2"),
    "uri": ("https://example.com/items/1", "https://example.com/items/2"),
    "href": ("https://example.com/items/1", "https://example.com/items/2"),
    "link": ("https://example.com/items/1", "https://example.com/items/2"),
    "color": ("#1f77b4", "#ff7f0e"),
    "token": ("c2FtcGxlLXRva2Vu", "b3RoZXItdG9rZW4"),
    "cursor": ("b2Zmc2V0OjIw", "b2Zmc2V0OjQw"),
    "code": ("A100", "B200", "C300"),
    "filter": ("status eq 'ACTIVE'",),
    "sort": ("name",),
    "date": ("2025-03-14", "2025-03-15", "2025-04-01"),
    "at": ("2025-03-14T09:26:53Z", "2025-03-15T11:00:00Z"),
    "timestamp": ("2025-03-14T09:26:53Z", "2025-03-15T11:00:00Z"),
    "time": ("2025-03-14T09:26:53Z", "2025-03-15T11:00:00Z"),
    "etag": ('"33a64df5"', '"7c9e6679"'),
}
_NUMBERS: Final[dict[str, Any]] = {
    "quantity": 10, "amount": 19.9, "price": 19.9, "total": 59.7, "count": 3, "limit": 20, "offset": 0, "page": 1,
    "size": 20, "weight": 12.5, "length": 120, "width": 80, "height": 40, "temperature": 21.5, "pressure": 1.2,
    "percent": 42, "percentage": 42, "rate": 0.19, "ratio": 0.5, "age": 42, "year": 2025, "month": 3, "day": 14,
    "hour": 9, "minute": 26, "second": 53, "latitude": 52.52, "longitude": 13.405, "version": 1, "priority": 5,
    "status": 200, "duration": 90, "timestamp": 1741944413, "position": 10, "index": 0, "id": 1042, "number": 1042,
    "speed": 1500, "score": 0.8, "port": 8080,
}
_IDS: Final = frozenset({"id", "number", "no", "key", "ref", "reference", "identifier", "uid"})
_SHORT: Final = 3


@lru_cache(maxsize=4096)
def split(name: str) -> tuple[str, ...]:
    """The words of a name in lower case: `plannedEndDate` → planned, end, date."""
    return tuple(word.lower() for word in _WORD.findall(name))


@lru_cache(maxsize=4096)
def texts(name: str) -> tuple[str, ...]:
    """Texts that a value of this name may have, the likeliest first; always some."""
    parts = split(name)
    for start in range(max(0, len(parts) - _SHORT), len(parts)):
        found = _TEXTS.get(" ".join(parts[start:]))
        if found:
            return found
    if parts and parts[-1] in _IDS:
        stem = "".join(parts[:-1])[:_SHORT].upper() or "ID"
        return tuple(f"{stem}-{1042 + 35 * at}" for at in range(16))
    plain = " ".join(parts) or "text"
    return (plain, *(f"{plain} {at}" for at in range(2, 18)))


def number(name: str) -> Any:
    """The number that a value of this name may have; None where the name says nothing."""
    parts = split(name)
    return next((_NUMBERS[part] for part in reversed(parts) if part in _NUMBERS), None)


def boolean(name: str) -> bool:
    """Whether a flag of this name is likely set: what is deleted, locked or the like is not."""
    return not {"deleted", "deprecated", "disabled", "archived", "locked", "blocked", "error", "test"} & {*split(name)}
