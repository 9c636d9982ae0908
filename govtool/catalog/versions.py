"""The version of a package: that of its manifest, which every document repeats."""

from collections.abc import Iterator

from govtool.catalog.manifest import Package
from govtool.finding import Finding, Fix
from govtool.model.contract import Contract
from govtool.model.shape import mapping, text
from govtool.source import edit

_PLACE = ("info", "version")


def version_differs(contract: Contract, package: Package) -> Iterator[Finding]:
    """A document whose `info.version` is not the manifest's; one that has none says nothing."""
    expected, said = package.facts.version, text(mapping(contract.document.data, "info").get("version"))
    if expected and said and said != expected:
        yield Finding("document-version-differs", f"the document says version `{said}`, the manifest `{expected}`",
                      contract.document.at(_PLACE), fixes=_fixes(contract, expected), contract=contract.identity,
                      help=f"set both to the version that is to be released: `{expected}`, or a higher one")


def _fixes(contract: Contract, version: str) -> tuple[Fix, ...]:
    document = contract.document
    try:
        change = edit.replace(document, _PLACE, version)
    except edit.EditError:
        return ()
    span = document.lines.span(change.start, change.end)
    return (Fix(f"set it to {version}", ((document.at(_PLACE), span, change.text),)),)
