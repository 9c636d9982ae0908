"""An existing document becomes a package: copied with what it refers to, beside a manifest of what is known of it."""

import posixpath
from typing import Any

from govtool.catalog.discover import MANIFEST, within
from govtool.catalog.new import FIRST_VERSION, Scaffold, owner_of, package_folder
from govtool.catalog.references import references
from govtool.catalog.repository import Repository
from govtool.errors import UserError
from govtool.model.contract import Contract
from govtool.model.version import Version
from govtool.source import emit
from govtool.source.refs import Target


def adopted(repository: Repository, name: str, contract: Contract) -> Scaffold:
    """The package of a document, byte for byte; UserError for what cannot be read, or refers to files elsewhere."""
    document = contract.document
    if not document.usable or not contract.format.family:
        raise UserError(f"`{document.name}` is no contract", "name an OpenAPI, AsyncAPI, Avro or JSON Schema document")
    version = Version.parse(contract.version)
    folder = package_folder(repository, name, str(version.major if version else 1))
    files = {within(folder, MANIFEST): emit.yaml_text(_manifest(repository, name, contract, version)).encode()}
    for path in sorted(_files(contract)):
        inside = posixpath.relpath(path, posixpath.dirname(document.path) or ".")
        if inside.startswith("../"):
            raise UserError(f"`{document.name}` refers to `{path}`, which lies outside of its folder",
                            "move both below one folder and adopt that document, or make the other a contract too")
        files[within(folder, inside)] = contract.bundle.tree.read(path)
    moved = "" if contract.bundle.tree.label else f"`git rm {document.path}`: the contract now lives in {folder}; then "
    return Scaffold(files, f"{moved}`govtool check {folder}`")


def _manifest(repository: Repository, name: str, contract: Contract, version: Version | None) -> dict[str, Any]:
    """What the document does not say of itself, and what a package needs."""
    known = {
        "name": name,
        "version": str(version) if version else FIRST_VERSION,
        "title": contract.title,
        "owner": contract.facts.owner or owner_of(repository, contract.document.path),
        "criticality": contract.facts.tier,
    }
    return {key: value for key, value in known.items() if value}


def _files(contract: Contract) -> set[str]:
    """The document and every file that it, or one of those, refers to by a relative reference.

    What a URL names is found by the settings, wherever the document lies.
    """
    found = {contract.document.path}
    for reference in references(contract):
        if isinstance(reference.target, Target) and reference.owner.path in found and "://" not in reference.text:
            found.add(reference.target.document.path)
    return found
