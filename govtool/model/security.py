"""Security as sets of credentials: what a caller must send, whatever the document calls it."""

from collections.abc import Iterator, Mapping
from typing import Any

from govtool.model.contract import Credential, Spot
from govtool.model.reach import Reach
from govtool.model.shape import sequence, text, texts


class Security:
    """Reads requirements against the security schemes of a document."""

    def __init__(self, reach: Reach, schemes: Mapping[str, Spot]) -> None:
        self._reach = reach
        self._schemes = schemes
        self._read: dict[int, tuple[frozenset[Credential], ...]] = {}

    def alternatives(self, declared: Any) -> tuple[frozenset[Credential], ...]:
        """Any of these sets lets a caller in; all credentials of the set are needed (OpenAPI 3.1.1 section 4.8.30)."""
        known = id(declared)
        if known not in self._read:
            self._read[known] = tuple(frozenset(self._credentials(requirement))
                                      for requirement in sequence(declared) if isinstance(requirement, dict))
        return self._read[known]

    def _credentials(self, requirement: Mapping[str, Any]) -> Iterator[Credential]:
        for name, scopes in requirement.items():
            scheme = self._scheme(name)
            kind = _kind(scheme.value) if scheme else ""
            yield Credential(kind or f"unknown {name}", frozenset(texts(scopes)), name)

    def _scheme(self, name: str) -> Spot | None:
        """A scheme by its name, or since OpenAPI 3.2 by a reference to it (section 4.30)."""
        root = self._reach.root
        named = self._schemes.get(name) or Spot(root.document, root.pointer, {"$ref": name})
        return self._reach.resolved(named) if name in self._schemes or "/" in name or "#" in name else None


def _kind(scheme: Mapping[str, Any]) -> str:
    """What goes over the wire."""
    kind = text(scheme.get("type"))
    if kind == "apiKey":
        name, place = text(scheme.get("name")), text(scheme.get("in"))
        return f"apiKey {place} {name.lower() if place == 'header' else name}"
    if kind == "http":
        return f"http {text(scheme.get('scheme')).lower()}"
    if kind == "basic":
        return "http basic"
    if kind == "openIdConnect":
        return f"openIdConnect {text(scheme.get('openIdConnectUrl'))}"
    return kind
