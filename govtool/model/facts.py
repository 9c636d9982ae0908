"""The facts of a contract: who owns it, how critical it is, where it stands in its life.

One record, whether the facts come from a manifest, from `info.x-*`, from path globs of the configuration or from
CODEOWNERS; `origin` remembers where each was found. The vocabulary follows ORD (release status), ODCS
(`slaProperties`), Backstage (owner, system) and the Zalando guideline (audience, API id).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Where a contract stands; dates are ISO 8601 full dates as written, empty when not given."""

    status: str = ""
    """`development`, `beta`, `active`, `deprecated` or `sunset`."""
    deprecated_on: str = ""
    sunset_on: str = ""
    successors: tuple[str, ...] = ()

    def over(self, other: "Lifecycle") -> "Lifecycle":
        """This lifecycle, and where it is empty the other."""
        return Lifecycle(self.status or other.status, self.deprecated_on or other.deprecated_on,
                         self.sunset_on or other.sunset_on, self.successors or other.successors)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a contract beyond its text of the interface; every field may be empty."""

    name: str = ""
    version: str = ""
    owner: str = ""
    audience: str = ""
    tier: str = ""
    """`mission-critical`, `high`, `medium` or `low`."""
    profile: str = ""
    """`canonical` (our own contract) or `imported` (a vendor's document, held to fewer rules)."""
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    system: str = ""
    domain: str = ""
    system_of_record: str = ""
    canonical_object: str = ""
    interface_class: str = ""
    """`master`, `transactional`, `operational-event` or `telemetry`."""
    compatibility_mode: str = ""
    content_model: str = ""
    """`closed` (what nothing says: writers send only what they declare) or `open` (objects may hold anything else)."""
    api_id: str = ""
    data_classification: str = ""
    sla: tuple[Mapping[str, Any], ...] = ()
    """The array of ODCS `slaProperties`, as written."""
    resilience: Mapping[str, Any] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    """Field name → where it was found: `manifest`, `info.x-owner`, `govtool.toml:12`, `CODEOWNERS:3`."""

    def over(self, others: "Facts") -> "Facts":
        """These facts, and where they are empty the others'; `origin` follows each field."""
        values, origin = {}, {}
        for name in (entry.name for entry in fields(self) if entry.name != "origin"):
            source = self if getattr(self, name) != getattr(NO_FACTS, name) else others
            values[name] = getattr(source, name)
            if name in source.origin:
                origin[name] = source.origin[name]
        return Facts(**values, origin=origin)


NO_FACTS = Facts()
