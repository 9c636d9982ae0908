"""Payloads in files: those that a manifest names, with the schema that each shows, and those that nobody names."""

from collections.abc import Iterator
from dataclasses import dataclass

from govtool.catalog.discover import within
from govtool.catalog.manifest import Package
from govtool.catalog.repository import Repository
from govtool.finding import Location
from govtool.model.shape import mapping, sequence, text

FOLDER = "examples"

PAGES = {
    "example-file-valid": (
        "A payload that the manifest names is there, and meets its schema.\n\n"
        "Partners build their first messages from these files, and mocks answer with them; one that the schema refuses "
        "teaches a wrong message. The `examples` of a `contract.yaml` name each file with its schema, as "
        "`{file: examples/order.json, schema: '#/components/schemas/Order'}`; a reference without a file is looked for "
        "in the documents of the package.\n\nCorrect the payload, or the name that leads nowhere."
    ),
    "example-file-named": (
        "Every file among the examples of a package is named in its manifest.\n\n"
        "A payload that no entry names is held against nothing, and goes stale in silence. Add it to the `examples` of "
        "`contract.yaml` with its schema, or delete it."
    ),
}


@dataclass(frozen=True, slots=True)
class Payload:
    """An entry of a manifest's `examples`."""

    path: str
    """The file in the tree."""
    schema: str
    """The reference as it is written."""
    file_at: Location
    schema_at: Location


def payloads(package: Package) -> Iterator[Payload]:
    """The entries of a manifest that say both file and schema."""
    manifest = package.manifest
    for index, item in enumerate(sequence(mapping(manifest.data).get(FOLDER))):
        file, schema = text(mapping(item).get("file")), text(mapping(item).get("schema"))
        if file and schema:
            at = (FOLDER, index)
            places = manifest.at((*at, "file")), manifest.at((*at, "schema"))
            yield Payload(within(package.folder, file), schema, *places)


def unnamed(repository: Repository, package: Package) -> list[str]:
    """The files in the package's folder of examples that no entry names."""
    named = {payload.path for payload in payloads(package)}
    return [path for path in repository.below(within(package.folder, FOLDER) + "/") if path not in named]
