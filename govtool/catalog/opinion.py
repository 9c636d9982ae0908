"""What openapi-spec-validator says of a document: a second opinion before it is frozen for ever."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from govtool.finding import Finding, Severity
from govtool.model.contract import Contract

_VALIDATORS = {"2.0": "OpenAPIV2SpecValidator", "3.0": "OpenAPIV30SpecValidator", "3.1": "OpenAPIV31SpecValidator",
               "3.2": "OpenAPIV32SpecValidator"}
_MOST = 10
"""Findings; more of them say nothing new."""
_LONGEST = 160
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


def second_opinion(contract: Contract, data: Any) -> Iterator[Finding]:
    """The faults that it finds in the bundled data of a contract; nothing for other formats than OpenAPI."""
    name = _VALIDATORS.get(contract.format.version) if contract.format.family == "openapi" else None
    if name is None:
        return
    import openapi_spec_validator

    found = False
    try:
        for fault in islice(getattr(openapi_spec_validator, name)(_on_its_own(data)).iter_errors(), _MOST):
            found = True
            yield _as_finding(contract, fault)
    except Exception as error:  # noqa: BLE001 - it is not ours: it crashes on lists that contain themselves, for one
        if not found:  # after a fault it takes for granted what it has just refused
            words = f"openapi-spec-validator has no opinion: it crashed ({type(error).__name__})"
            yield Finding("second-opinion", words, contract.document.at(), Severity.INFO, contract=contract.identity,
                          help="nothing is to be done: the document was judged by govtool's own rules", subject="crash")


def _as_finding(contract: Contract, fault: Any) -> Finding:
    said, *_ = str(fault.message).splitlines()
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    return Finding("second-opinion", f"openapi-spec-validator refuses this: {said}",
                   contract.document.at(tuple(fault.absolute_path)), contract=contract.identity,
                   help="mend it; or waive `second-opinion` with the reason why that validator is wrong")


def _on_its_own(value: Any) -> Any:
    """The data without anything that would make the validator read a file or ask the network.

    A bundle refers to itself only; what still looks like another reference is an example, or belongs to an extension.
    """
    if isinstance(value, list):
        return [_on_its_own(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _on_its_own(item) for key, item in value.items() if not _leads_out(key, item)}


def _leads_out(key: str, value: Any) -> bool:
    return isinstance(value, str) and (key == "$id" or (key in _REFERENCES and not value.startswith("#")))
