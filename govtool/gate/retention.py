"""How long the data of a contract is kept: what its topics are configured to, or what its manifest promises."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final, TypeAlias

from govtool.catalog.manifest import Package
from govtool.catalog.repository import Repository
from govtool.model.shape import mapping

Retention: TypeAlias = timedelta | None
"""None for ever, which is also what counts where nobody says it."""

_UNITS: Final = {
    "ms": timedelta(milliseconds=1), "s": timedelta(seconds=1), "min": timedelta(minutes=1), "h": timedelta(hours=1),
    "d": timedelta(days=1), "w": timedelta(weeks=1), "y": timedelta(days=366),
}
_WORDS: Final = {"millisecond": "ms", "second": "s", "minute": "min", "hour": "h", "day": "d", "week": "w", "year": "y"}


def retention(repository: Repository, package: Package) -> Retention:
    """The longest that a Kafka binding of the package says, else what the manifest says in `sla`."""
    said = list(_of_topics(repository, package)) or list(_of_manifest(package))
    known = [each for each in said if each is not None]
    return max(known) if known and len(known) == len(said) else None


def _of_topics(repository: Repository, package: Package) -> Iterator[Retention]:
    """What each channel says; a compacted topic keeps the last message of every key for ever."""
    from govtool.model.asyncapi import events  # only a window asks for it

    for source in repository.documents_of(package):
        contract = repository.contract(source)
        for channel in events(contract).channels if contract.format.family == "asyncapi" else ():
            binding = channel.bindings.get("kafka")
            topic = mapping(binding.value, "topicConfiguration") if binding else {}
            if "compact" in topic.get("cleanup.policy", ()):
                yield None
            elif "retention.ms" in topic:
                yield _length(topic["retention.ms"], "ms")


def _of_manifest(package: Package) -> Iterator[Retention]:
    for row in package.facts.sla:
        if row.get("property") == "retention":
            yield _length(row.get("value"), str(row.get("unit", "")))


def _length(amount: Any, unit: str) -> Retention:
    """So much of a unit, as the Open Data Contract Standard names them; -1 is for ever, and what cannot be read too."""
    word = unit.strip().lower()
    one = _UNITS.get(_WORDS.get(word.removesuffix("s"), word))
    try:
        return one * float(amount) if one and float(amount) >= 0 else None
    except (TypeError, ValueError, OverflowError):
        return None
