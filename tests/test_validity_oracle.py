"""Whether a document is valid, asked of govtool and of openapi-spec-validator: they agree, or a table says why not."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_documents import SPECS, contract_of
from validity_documents import VALID, is_invalid, mutants

from govtool.finding import INTERNAL_ERROR, Finding
from govtool.model.contract import Contract
from govtool.model.detect import sniff
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import WorkTree

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import openapi_spec_validator as oracle

JUDGES = {
    "2.0": oracle.OpenAPIV2SpecValidator, "3.0": oracle.OpenAPIV30SpecValidator, "3.1": oracle.OpenAPIV31SpecValidator,
    "3.2": oracle.OpenAPIV32SpecValidator,
}

# What govtool tells and the oracle does not, by rule; its own list of checks is in its file keywords.py.
TOLD_BY_GOVTOOL_ALONE = {
    "server-variables-valid": "the oracle does not read server variables",
    "security-scheme-declared": "the oracle does not read security requirements",
    "security-scope-declared": "the oracle does not read security requirements",
    "link-operation-exists": "the oracle does not read links",
    "encoding-names-property": "the oracle does not read encodings",
    "enum-values-unique": "JSON Schema 2020-12 only says that values should be unique; the oracle is strict up to 3.0",
    "component-name-legal": "the schema of 3.0 takes any name",
}
# Places that the oracle does not look into, beyond the schema of the document.
UNSEEN = ("requestBody", "headers", "callbacks", "webhooks", "securitySchemes", "requestBodies", "pathItems")
LARGEST = 64 * 1024
"""Bytes; the oracle takes seconds for a larger document."""


def verdict(contract: Contract, version: str, base: str = "") -> str:
    """What the oracle says is wrong first; empty for a valid document."""
    judge = JUDGES[version](contract.document.data, base_uri=base)
    try:
        error = next(iter(judge.iter_errors()), None)
    except Exception as crash:  # noqa: BLE001 - the oracle looks up what a broken document does not have
        return f"{type(crash).__name__}: {crash}"
    return "" if error is None else str(error.args[0] if error.args else error) or type(error).__name__


def is_explained(finding: Finding) -> bool:
    return finding.rule in TOLD_BY_GOVTOOL_ALONE or any(part in UNSEEN for part in finding.at.pointer)


def disagreement(contract: Contract, version: str, base: str = "") -> str:
    """Why the two differ; empty where they agree, or the table explains all that one of them says alone."""
    ours, theirs = is_invalid(contract), verdict(contract, version, base)
    assert not [finding for finding in ours if finding.rule == INTERNAL_ERROR]
    if theirs and not ours:
        return f"only the oracle: {theirs[:200]}"
    unexplained = [finding for finding in ours if not theirs and not is_explained(finding)]
    return f"only govtool: {unexplained[0].rule}: {unexplained[0].message}" if unexplained else ""


@pytest.mark.parametrize("version", VALID)
def test_the_documents_to_start_from_are_valid(version: str) -> None:
    contract = contract_of(VALID[version])
    assert (is_invalid(contract), verdict(contract, version)) == ([], "")


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("version", VALID)
def test_one_change_anywhere_makes_both_judges_say_the_same(version: str, part: int) -> None:
    changed = [(what, mutant) for index, (what, mutant) in enumerate(mutants(VALID[version])) if index % 4 == part]
    assert len(changed) > 100
    found = {what: disagreement(contract_of(mutant), version) for what, mutant in changed}
    assert {what: why for what, why in found.items() if why} == {}


def folders() -> list[str]:
    """The folders of real documents, by their path below the specs."""
    return sorted(f"{part}/{place.name}" for part in ("small", "pairs", "domain") if (SPECS / part).is_dir()
                  for place in (SPECS / part).iterdir() if place.is_dir()) or ["missing"]


def documents(folder: Path) -> Iterator[tuple[Contract, Path]]:
    tree = WorkTree(folder)
    for path in sorted(path for path in folder.rglob("*.*") if path.suffix in (".yaml", ".yml", ".json")):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size <= LARGEST and sniff(path.read_bytes(), name) == "openapi":
            yield read(Bundle(tree), name), path


@pytest.mark.parametrize("folder", folders())
def test_both_judges_say_the_same_of_real_documents(folder: str) -> None:
    place = SPECS / folder
    if not place.is_dir():
        pytest.skip("no public documents beside the repository")
    found: dict[str, Any] = {}
    for contract, path in documents(place):
        if contract.document.usable and contract.format.version in JUDGES:
            found[path.name] = disagreement(contract, contract.format.version, path.as_uri())
    assert {name: why for name, why in found.items() if why} == {}
