"""What a pact file says between whom, and the digest that names its content.

Two files that ask for the same have the same digest: the order of interactions and of keys, the spacing and the
metadata of the tool that wrote them do not count (as the Pact Broker has it).
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from govtool.errors import UserError

_LARGEST = 50_000_000  # bytes


class Between(NamedTuple):
    """The two sides of a pact and the digest of what one asks of the other."""

    consumer: str
    provider: str
    content: str


def between(path: Path) -> Between:
    """Read it off a file; UserError where that is no pact."""
    try:
        size = path.stat().st_size
        pact: Any = json.loads(path.read_bytes()) if size <= _LARGEST else None
    except OSError as error:
        raise UserError(f"cannot read `{path}`: {error.strerror}", "name a pact file") from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"`{path}` is not JSON: {error}", "name a pact file, as a consumer's tests write it") from error
    consumer, provider = (_name(pact, side) for side in ("consumer", "provider"))
    if not consumer or not provider:
        raise UserError(f"`{path}` is no pact", "it needs `consumer.name` and `provider.name`")
    return Between(consumer, provider, content(pact))


def content(pact: dict[str, Any]) -> str:
    """The SHA-256 of what is asked, in hex."""
    asked = {kind: sorted(map(_text, _list(pact.get(kind)))) for kind in ("interactions", "messages")}
    return sha256(_text(asked).encode()).hexdigest()


def _name(pact: Any, side: str) -> str:
    named = pact.get(side) if isinstance(pact, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    return name if isinstance(name, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
