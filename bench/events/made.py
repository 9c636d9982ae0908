"""Histories of a record of forty fields, every version of which readers can tell from the others."""

from typing import Any

FIXED = 26
VARYING = 14
"""Two to the power of this are the versions that there can be."""
MOST = 2**VARYING
_KINDS = ("int", "string", "long", "double")
_OPTIONAL = ["null", "string"]


def _record(varying: list[dict[str, Any]]) -> dict[str, Any]:
    fixed = [{"name": f"field{place}", "type": _KINDS[place % len(_KINDS)]} for place in range(FIXED)]
    return {"type": "record", "name": "acme.Order", "fields": fixed + varying}


def defaults(number: int) -> dict[str, Any]:
    """A version that has the fields of all others; each bit of its number says whether a field has a default."""
    return _record([{"name": f"option{bit}", "type": _OPTIONAL, **({"default": None} if number >> bit & 1 else {})}
                    for bit in range(VARYING)])


def names(number: int) -> dict[str, Any]:
    """A version whose optional fields have one of two names each: what another one wrote is read as the default."""
    return _record([{"name": f"{'old' if number >> bit & 1 else 'new'}{bit}", "type": _OPTIONAL, "default": None}
                    for bit in range(VARYING)])


HISTORIES = {"defaults come and go": defaults, "fields come and go": names}
