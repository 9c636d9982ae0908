"""Where a fact of a contract stands, or should stand, and the values that facts are written in."""

import posixpath
import re
from collections.abc import Iterator
from datetime import date, timedelta

from govtool.finding import Location
from govtool.lint.rule import Repository
from govtool.model.contract import Contract
from govtool.source.document import Document

_MANIFEST = "contract.yaml"
_KEYS = {"tier": "criticality"}
"""The keys of a manifest that are not named like the fact."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DURATION = re.compile(
    r"P(?=.)(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?", re.ASCII
)


def where(contract: Contract, fact: str, *below: str | int) -> Location:
    """Where a fact is written, or a part of it; where it is missing, the place for it: the manifest, else `info`."""
    origin = contract.facts.origin.get(fact, "")
    place, _, key = origin.rpartition(".")
    if place == "info":
        return contract.document.at(("info", key, *below), "key")
    if origin.startswith("x-"):
        return contract.document.at((origin, *below), "key")
    manifest = _manifest(contract)
    if manifest is None:
        return contract.document.at(("info",), "key")
    return manifest.at((_key(fact), *below) if origin == "manifest" else ("name",), "key")


def _key(fact: str) -> str:
    first, *others = _KEYS.get(fact, fact).split("_")
    return first + "".join(map(str.capitalize, others))


def _manifest(contract: Contract) -> Document | None:
    """The manifest that the contract's facts came from, in its folder or one above."""
    if "manifest" not in contract.facts.origin.values():
        return None
    folder = posixpath.dirname(contract.document.path)
    while (found := contract.bundle.documents.get(posixpath.join(folder, _MANIFEST))) is None and folder:
        folder = posixpath.dirname(folder)
    return found


def full_date(text: str) -> date | None:
    """The date that a text is (RFC 3339 `full-date`); None for any other text."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def duration(text: object) -> timedelta | None:
    """The ISO 8601 duration that a text is, in weeks to seconds; None for any other value.

    Years and months are none: they have no fixed length.
    """
    found = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def canonical(repository: Repository) -> Iterator[Contract]:
    """The contracts of our own: what a vendor has written is not judged against them."""
    return (contract for contract in repository.contracts if contract.facts.profile != "imported")


def package(contract: Contract) -> str:
    """The contract without its version: its versions, and the documents of one package, are the same here."""
    return contract.identity.partition("@")[0]
