"""What the old contract says where something changed: policies judge by it, for it is what consumers were told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from govtool.finding import Bump, Change, Confidence, Location, Verdict
from govtool.model.contract import Contract
from govtool.model.shape import mapping


@dataclass(frozen=True, slots=True)
class Before:
    """The old contract, to look things up in."""

    contract: Contract

    def at(self, place: Location | None) -> Mapping[str, Any]:
        """The mapping at a place; empty where there is none."""
        documents = self.contract.bundle.documents.values()
        document = next((one for one in documents if place is not None and one.name == place.document), None)
        try:
            return mapping(document.get(place.pointer)) if document is not None and place is not None else {}
        except LookupError:
            return {}


def excused(change: Change, reason: str) -> Change:
    """The change as one that a policy allows; what adds or removes something still needs a minor version."""
    return replace(change, verdict=Verdict.COMPATIBLE, confidence=Confidence.POLICY, bump=Bump.MINOR, reason=reason,
                   witness=None)
