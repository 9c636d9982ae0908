"""What every answer says of the contract's life: `Deprecation` (RFC 9745), `Sunset` and `Link` (RFC 8594, RFC 5829)."""

from datetime import UTC, date, datetime
from email.utils import format_datetime

from govtool.mock.exchange import Headers
from govtool.model.contract import Contract, Operation


def headers(contract: Contract, operation: Operation) -> Headers:
    """The headers of an operation; the dates are those of the contract.

    RFC 9745 has no deprecation without a date: an operation that is `deprecated` in a contract without one says the
    beginning of time, which is in the past, and that is all that is known.
    """
    life = contract.facts.lifecycle
    found = []
    since, until = _moment(life.deprecated_on), _moment(life.sunset_on)
    if since or operation.deprecated or life.status in ("deprecated", "sunset"):
        found.append((b"deprecation", b"@%d" % (int(since.timestamp()) if since else 0)))
    if until:
        found.append((b"sunset", format_datetime(until, usegmt=True).encode("ascii")))
    found += [(b"link", f'<{each}>; rel="successor-version"'.encode("latin-1", "replace"))
              for each in life.successors]
    return tuple(found)


def _moment(text: str) -> datetime | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
