"""The payload files of packages, held against the schemas that they show."""

from collections.abc import Iterator
from dataclasses import replace

from govtool.catalog import examples
from govtool.catalog.discover import within
from govtool.catalog.examples import Payload
from govtool.catalog.manifest import Package
from govtool.catalog.repository import Repository
from govtool.errors import UserError
from govtool.finding import Finding, Location, Related, Severity
from govtool.lint.validity.examples import told
from govtool.lint.validity.judging import Claim, refuted
from govtool.model.contract import Contract, Spot
from govtool.model.read import read
from govtool.source.refs import RefError

VALID, NAMED = "example-file-valid", "example-file-named"
_JUDGED = ("openapi", "jsonschema")


def example_findings(repository: Repository, package: Package) -> Iterator[Finding]:
    """What is wrong with the payloads of a package, and which of them nobody names."""
    for payload in examples.payloads(package):
        yield from (replace(finding, contract=package.identity) for finding in _judged(repository, package, payload))
    for path in examples.unnamed(repository, package):
        yield Finding(NAMED, f"no entry of the manifest names `{path}`, expected one with its schema", Location(path),
                      Severity.INFO, help="add it to `examples` in the manifest, or delete it",
                      contract=package.identity)


def _judged(repository: Repository, package: Package, payload: Payload) -> Iterator[Finding]:
    try:
        document = repository.bundle.document(payload.path)
    except UserError as error:
        yield Finding(VALID, f"{error.message}, expected a payload", payload.file_at, help=error.hint)
        return
    yield from document.problems
    found = _schema(repository, package, payload.schema)
    if found is None:
        yield Finding(VALID, f"`{payload.schema}` leads to no schema of this package, expected one", payload.schema_at,
                      help="write it as `#/components/schemas/Order`, or with its file before the `#`")
    elif document.usable and found[0].format.family in _JUDGED:
        contract, schema = found
        for refutation in refuted(contract, [Claim(Spot(document, (), document.data), schema, about="file")]):
            for cause in refutation.causes:
                hit = told(replace(refutation, causes=(cause,)))
                yield Finding(VALID, hit.message, hit.at, help=hit.help,
                              related=(*hit.related, Related(payload.file_at, "named here")))


def _schema(repository: Repository, package: Package, ref: str) -> tuple[Contract, Spot] | None:
    """The schema that a reference names, in the contract that it is read with; None where there is none."""
    where, _, fragment = ref.partition("#")
    sources = sorted(repository.documents_of(package), key=lambda source: source.family != "openapi")
    for path in [within(package.folder, where)] if where else [source.path for source in sources]:
        try:
            contract = read(repository.bundle, path)
            target = repository.bundle.follow(contract.document, f"#{fragment}")
        except (UserError, RefError):
            continue
        if isinstance(target.value, dict | bool):
            return contract, Spot(target.document, target.pointer, target.value)
    return None
