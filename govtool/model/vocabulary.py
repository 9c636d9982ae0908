"""The `x-` properties that say facts of a contract, with the names that others use for the same.

Own names follow what exists (ORD, ODCS, Zalando, Backstage); aliases are read and brought into the same words, so that
policy sees one vocabulary.
"""

from collections.abc import Callable, Mapping
from typing import Any

from govtool.model.facts import NO_FACTS, Facts, Lifecycle
from govtool.model.shape import mapping, sequence, text, texts

_AUDIENCES = {"public": "external-public", "internal": "company-internal", "private": "component-internal"}
_TIERS = {
    "tier-1": "mission-critical", "tier-2": "high", "tier-3": "medium", "tier-4": "low",
    "unit-critical": "high", "unsupported": "low",
}
_STATUSES = {
    "draft": "development", "alpha": "development", "experimental": "development", "proposed": "development",
    "stable": "active", "production": "active", "ga": "active",
    "decommissioned": "sunset", "retired": "sunset", "retirement": "sunset",
}
_MODES = {"COMPATIBLE": "FULL"}


def _word(known: Mapping[str, str]) -> Callable[[Any], str]:
    """A word of a closed set in its spelling here; one that is not known stays, so that a rule can name it."""
    def read(value: Any) -> str:
        word = text(value).strip().lower().replace("_", "-")
        return known.get(word, word)
    return read


def _owner(value: Any) -> str:
    return next(iter(texts(value)), "") if isinstance(value, list) else text(value)


def _mode(value: Any) -> str:
    word = text(value).strip().upper().replace("-", "_")
    return _MODES.get(word, word)


def _lifecycle(value: Any) -> Lifecycle:
    """ORD's `x-lifecycle`, SAP's `x-sap-stateInfo`, or the bare word of a status."""
    status = _word(_STATUSES)
    if not isinstance(value, dict):
        return Lifecycle(status(value))
    return Lifecycle(
        status(value.get("status") or value.get("state")),
        text(value.get("deprecationDate")),
        text(value.get("sunsetDate")) or text(value.get("decommissionedDate")),
        texts(value.get("successors")) or tuple(filter(None, [text(value.get("successorApi"))])),
    )


def _sunset(value: Any) -> Lifecycle:
    return Lifecycle(sunset_on=text(value))


def _sla(value: Any) -> tuple[Mapping[str, Any], ...]:
    """The array itself, or the one inside of an ODCS fragment."""
    properties = value if isinstance(value, list) else sequence(mapping(value).get("slaProperties"))
    return tuple(item for item in properties if isinstance(item, dict))


def _personal(value: Any) -> str:
    return "confidential" if value is True or text(value).lower() == "true" else ""


_VOCABULARY: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("owner", "x-owner", _owner),
    ("audience", "x-audience", _word(_AUDIENCES)),
    ("audience", "x-visibility", _word(_AUDIENCES)),
    ("tier", "x-criticality", _word(_TIERS)),
    ("tier", "x-service-tier", _word(_TIERS)),
    ("tier", "x-serviceTier", _word(_TIERS)),
    ("lifecycle", "x-lifecycle", _lifecycle),
    ("lifecycle", "x-sap-stateInfo", _lifecycle),
    ("lifecycle", "x-stability-level", _lifecycle),
    ("lifecycle", "x-sunset", _sunset),
    ("profile", "x-profile", _word({})),
    ("system", "x-system", text),
    ("domain", "x-domain", text),
    ("system_of_record", "x-system-of-record", text),
    ("canonical_object", "x-canonical-object", text),
    ("canonical_object", "x-sap-odm-entity-name", text),
    ("interface_class", "x-interface-class", _word({})),
    ("compatibility_mode", "x-compatibility-mode", _mode),
    ("content_model", "x-content-model", _word({})),
    ("api_id", "x-api-id", text),
    ("api_id", "x-sap-ord-id", text),
    ("data_classification", "x-data-classification", _word({})),
    ("data_classification", "x-sap-dpp-is-potentially-personal", _personal),
    ("sla", "x-sla", _sla),
    ("resilience", "x-resilience", mapping),
)
"""Field, property, reader; of several properties for one field the first that says something counts.

A lifecycle is put together: one property may say the status and another the date.
"""
FACT_KEYS = frozenset(key for _, key, _ in _VOCABULARY)
"""The properties that say facts; they belong to the governance of a contract, not to its interface."""


def facts_from_info(info: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> Facts:
    """The facts in a document's `info`, and in its root, where SAP writes its extensions.

    Own names count before aliases, `info` before the root.
    """
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for name, key, reader in _VOCABULARY:
        for where, holder in (("info.", info), ("", root or {})):
            if key not in holder or (name in values and name != "lifecycle"):
                continue
            found = reader(holder[key])
            if name in values:
                values[name] = values[name].over(found)
            elif found != getattr(NO_FACTS, name):
                values[name], origin[name] = found, where + key
    return Facts(**values, origin=origin)
