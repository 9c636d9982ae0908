"""The files of a release: documents that stand alone and say what the manifest says, and the record of it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govtool import __version__
from govtool.catalog.embed import embedded
from govtool.catalog.facts import as_info
from govtool.catalog.manifest import Package
from govtool.catalog.opinion import second_opinion
from govtool.catalog.releases import digest, inside
from govtool.catalog.repository import Repository
from govtool.finding import Bump, Change, Finding, Location
from govtool.model.contract import Contract
from govtool.model.shape import mapping
from govtool.model.vocabulary import FACT_KEYS
from govtool.source.emit import json_text, yaml_text


@dataclass(frozen=True, slots=True)
class Bundled:
    """What would be frozen, by path inside of the release, and what stands against it."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def bundled(repository: Repository, package: Package) -> Bundled:
    """The documents of a package as a release has them: the same input gives the same bytes.

    Avro schemas are copied as they are: registries compare them by their text, and documents beside them refer to them.
    """
    sources = repository.documents_of(package)
    schemas = frozenset(source.path for source in sources if source.family == "avro")
    facts = {key: value for key, value in as_info(mapping(package.manifest.data)).items() if key in FACT_KEYS}
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    for source in sources:
        if source.path in schemas:
            files[inside(source)] = repository.tree.read(source.path)
            continue
        contract = repository.contract(source)
        if not isinstance(contract.document.data, dict):
            continue  # it cannot be read, and its own findings say so
        data, found = embedded(contract, schemas)
        if isinstance(data.get("info"), dict):
            data["info"].update(facts)
        findings += [*found, *second_opinion(contract, data)]
        files[inside(source)] = _text(contract, data).encode("utf-8")
    return Bundled(files, tuple(findings))


def _text(contract: Contract, data: Any) -> str:
    return json_text(data) if contract.document.syntax == "json" else yaml_text(data)


def record(
    package: Package, files: Mapping[str, bytes], previous: str | None, *,
    today: date, bump: Bump, changes: Sequence[Change],
) -> bytes:
    """The text of `release.json`: what was released when, what changed since which version, the digest of each file."""
    return json_text({
        "contract": package.name,
        "version": package.facts.version,
        "previous": previous,
        "date": today.isoformat(),
        "change": bump.label,
        "engine": f"govtool {__version__}",
        **({"compatibilityMode": mode} if (mode := package.facts.compatibility_mode) else {}),
        "files": {name: digest(files[name]) for name in sorted(files)},
        "changes": [_row(package, change) for change in changes],
    }).encode("utf-8")


def _row(package: Package, change: Change) -> dict[str, Any]:
    """A change without what is empty; places are seen from the package."""
    row = {
        "id": change.id, "verdict": change.verdict.value, "bump": change.bump.label, "message": change.message,
        "at": _place(package, change.where), "was": _place(package, change.was), "reach": list(change.reach),
        "reason": change.reason,
    }
    return {key: value for key, value in row.items() if value}


def _place(package: Package, at: Location | None) -> str:
    return f"{at.document.removeprefix(package.folder + '/')}#{at.fragment}" if at else ""


