"""The security schemes that requirements name."""

from collections.abc import Mapping
from typing import Any

from govtool.model.contract import Contract
from govtool.model.shape import mapping
from govtool.model.walk import Node
from govtool.source.refs import RefError


def scheme(contract: Contract, requirement: Node, name: str) -> Mapping[str, Any] | None:
    """The scheme of a name in a requirement, empty where it cannot be read; None where none is declared.

    The names are those of the contract's document, or of the one in which the requirement stands. Since OpenAPI 3.2 one
    may also be a reference (section 4.30).
    """
    own = mapping(requirement.document.data, "components", "securitySchemes")
    if name in contract.security_schemes:
        spot = contract.security_schemes[name]
        return _resolved(contract, spot.document, spot.pointer, spot.value)
    if name in own:
        return _resolved(contract, requirement.document, ("components", "securitySchemes", name), own[name])
    if contract.format.version != "3.2":
        return None
    try:
        return mapping(contract.bundle.follow(requirement.document, name, requirement.pointer).value)
    except RefError:
        return None


def _resolved(contract: Contract, document: Any, pointer: Any, value: Any) -> Mapping[str, Any]:
    try:
        return mapping(contract.bundle.resolve(document, pointer, value).value)
    except RefError:
        return {}


def scopes(scheme: Mapping[str, Any]) -> set[str] | None:
    """The scopes that an OAuth 2 scheme offers; None for a scheme whose scopes are declared elsewhere or nowhere."""
    if scheme.get("type") != "oauth2":
        return None
    flows = scheme.get("flows")
    holders = flows.values() if isinstance(flows, dict) else [scheme]
    return {name for holder in holders for name in mapping(holder, "scopes")}
