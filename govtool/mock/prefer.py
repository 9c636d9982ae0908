"""What a client wishes of the answer: `Prefer: code=404, example=gone` (RFC 7240), or `?__code=404` in the query."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote_plus

from govtool.mock.exchange import Exchange

_WISH = re.compile(r'\s*([A-Za-z_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]+))')
_NAMES = ("code", "example", "dynamic", "seed")


class Wish(NamedTuple):
    """The wishes as Prism understands them; empty for none."""

    code: str = ""
    example: str = ""
    dynamic: bool | None = None
    seed: str = ""


NONE = Wish()


def wish_of(exchange: Exchange) -> Wish:
    """The wishes of a request; what stands in the header counts before the query."""
    header = exchange.request.headers.get(b"prefer")
    if header is None and "__" not in exchange.request.query:
        return NONE
    found = _in_query(exchange.query)
    for name, quoted, token in _WISH.findall(header.decode("latin-1") if header else ""):
        if name.lower() in _NAMES:
            found[name.lower()] = quoted or token
    dynamic = found.get("dynamic", "").lower()
    return Wish(found.get("code", ""), found.get("example", ""), dynamic != "false" if dynamic else None,
                found.get("seed", ""))


def _in_query(query: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: unquote_plus(query[f"__{name}"][0]) for name in _NAMES if f"__{name}" in query}
