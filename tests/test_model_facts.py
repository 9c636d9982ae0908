from typing import Any

import pytest

from govtool.model.facts import NO_FACTS, Facts, Lifecycle
from govtool.model.vocabulary import facts_from_info


@pytest.mark.parametrize(("info", "field", "value"), [
    ({"x-owner": "group:mes"}, "owner", "group:mes"),
    ({"x-owner": [7, "group:mes", "group:erp"]}, "owner", "group:mes"),
    ({"x-audience": "Company-Internal"}, "audience", "company-internal"),
    ({"x-visibility": "public"}, "audience", "external-public"),
    ({"x-audience": "external-partner", "x-visibility": "public"}, "audience", "external-partner"),
    ({"x-criticality": "MISSION_CRITICAL"}, "tier", "mission-critical"),
    ({"x-criticality": "unit-critical"}, "tier", "high"),
    ({"x-service-tier": "tier-3"}, "tier", "medium"),
    ({"x-serviceTier": "tier-4"}, "tier", "low"),
    ({"x-criticality": "dire"}, "tier", "dire"),
    ({"x-profile": "Imported"}, "profile", "imported"),
    ({"x-lifecycle": {"status": "active"}}, "lifecycle", Lifecycle("active")),
    ({"x-lifecycle": "draft"}, "lifecycle", Lifecycle("development")),
    ({"x-lifecycle": {"status": "deprecated", "deprecationDate": "2026-01-01", "sunsetDate": "2027-01-01",
                      "successors": ["orders@2", 7]}}, "lifecycle",
     Lifecycle("deprecated", "2026-01-01", "2027-01-01", ("orders@2",))),
    ({"x-sap-stateInfo": {"state": "Decommissioned", "deprecationDate": "2020-01-01",
                          "decommissionedDate": "2021-01-01",
                          "successorApi": "API_2"}}, "lifecycle",
     Lifecycle("sunset", "2020-01-01", "2021-01-01", ("API_2",))),
    ({"x-stability-level": "beta", "x-sunset": "2027-01-01"}, "lifecycle", Lifecycle("beta", sunset_on="2027-01-01")),
    ({"x-lifecycle": {"status": "active"}, "x-stability-level": "alpha"}, "lifecycle", Lifecycle("active")),
    ({"x-system": "mes"}, "system", "mes"),
    ({"x-domain": "production"}, "domain", "production"),
    ({"x-system-of-record": "erp"}, "system_of_record", "erp"),
    ({"x-canonical-object": "ProductionOrder"}, "canonical_object", "ProductionOrder"),
    ({"x-sap-odm-entity-name": "Workforce"}, "canonical_object", "Workforce"),
    ({"x-interface-class": "Operational_Event"}, "interface_class", "operational-event"),
    ({"x-compatibility-mode": "backward-transitive"}, "compatibility_mode", "BACKWARD_TRANSITIVE"),
    ({"x-compatibility-mode": "compatible"}, "compatibility_mode", "FULL"),
    ({"x-api-id": "7f3c"}, "api_id", "7f3c"),
    ({"x-sap-ord-id": "sap.s4:apiResource:Orders:v1"}, "api_id", "sap.s4:apiResource:Orders:v1"),
    ({"x-data-classification": "Restricted"}, "data_classification", "restricted"),
    ({"x-sap-dpp-is-potentially-personal": True}, "data_classification", "confidential"),
    ({"x-sap-dpp-is-potentially-personal": "true"}, "data_classification", "confidential"),
    ({"x-sla": [{"property": "latency", "value": 4}, 7]}, "sla", ({"property": "latency", "value": 4},)),
    ({"x-sla": {"slaProperties": [{"property": "availability"}]}}, "sla", ({"property": "availability"},)),
    ({"x-resilience": {"retry": {"attempts": 3}}}, "resilience", {"retry": {"attempts": 3}}),
])
def test_a_fact_is_read_under_every_name_it_has(info: dict[str, Any], field: str, value: Any) -> None:
    facts = facts_from_info(info)
    assert getattr(facts, field) == value
    assert list(facts.origin) == [field]


@pytest.mark.parametrize("key", ["x-owner", "x-audience", "x-lifecycle", "x-sunset", "x-sla", "x-resilience",
                                 "x-api-id",
                                 "x-compatibility-mode", "x-sap-dpp-is-potentially-personal"])
@pytest.mark.parametrize("value", [None, [], {}, "", False, [None], {"status": []}])
def test_a_fact_of_a_wrong_shape_is_not_given(key: str, value: Any) -> None:
    facts = facts_from_info({key: value})
    assert facts == (NO_FACTS if value != {"status": []} or key != "x-resilience" else facts)


def test_facts_may_stand_in_the_root_too() -> None:
    facts = facts_from_info({"x-api-id": "own"}, {"x-api-id": "root", "x-sap-stateInfo": {"state": "active"}})
    assert (facts.api_id, facts.lifecycle.status) == ("own", "active")
    assert facts.origin == {"api_id": "info.x-api-id", "lifecycle": "x-sap-stateInfo"}


def test_facts_fill_the_gaps_of_others() -> None:
    own = Facts(owner="a", lifecycle=Lifecycle("beta"), origin={"owner": "manifest", "lifecycle": "manifest"})
    other = Facts(owner="b", tier="high", lifecycle=Lifecycle("active"), origin={"tier": "info.x-criticality"})
    found = own.over(other)
    assert (found.owner, found.tier, found.lifecycle.status) == ("a", "high", "beta")
    assert found.origin == {"owner": "manifest", "lifecycle": "manifest", "tier": "info.x-criticality"}
    assert NO_FACTS.over(own) == own
    assert own.over(NO_FACTS) == own
