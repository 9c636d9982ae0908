"""The rules together: none is forgotten, none crashes, and the shipped contracts keep them until a fault is sown."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from rule_examples import Together, example

from govtool.catalog.repository import Repository
from govtool.config import Config
from govtool.finding import INTERNAL_ERROR, Finding, Severity
from govtool.lint import rulesets
from govtool.lint.engine import lint, lint_repository
from govtool.lint.load import VALIDITY
from govtool.lint.ruleset import RuleSet
from govtool.model.read import read
from govtool.source.document import parse
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree, WorkTree

ROOT = Path(__file__).parents[1]
KNOWN = rulesets.known()
POLICY = rulesets.load(("recommended", "manufacturing"), {}, ROOT)
OF_CHOICE = POLICY.narrowed(ignore=(VALIDITY,))
TOPICS = {
    VALIDITY, "audit", "concurrency", "documentation", "errors", "governance", "idempotency", "identifiers",
    "lifecycle", "naming", "ownership", "paging", "privacy", "recovery", "retry", "security", "semantics", "sla",
    "time", "tracing", "units", "versioning",
}


def test_every_rule_is_in_a_ruleset_or_always_on() -> None:
    # An interface inside a plant has no licence; a public one asks for the rule by its name. The others are taste.
    asked_for = ["asyncapi-version-newest", "info-license", "tag-described", "tags-declared", "tags-sorted"]
    assert [id_ for id_, rule in KNOWN.items() if id_ not in POLICY.base and VALIDITY not in rule.tags] == asked_for


def test_every_rule_has_topics_that_settings_can_name() -> None:
    assert {tag for rule in KNOWN.values() for tag in rule.tags} - TOPICS == set()
    assert [id_ for id_, rule in KNOWN.items() if not rule.tags] == []


def test_the_recommended_rules_fail_nobody() -> None:
    """They are for documents of every origin: only what makes a document no contract is an error."""
    recommended = rulesets.load(("recommended",), {}, ROOT)
    assert [id_ for id_, severity in recommended.base.items() if severity is Severity.ERROR] == []


def test_a_rule_of_governance_is_an_error_in_the_manufacturing_set() -> None:
    """Its weight for the lesser tiers is the matter of tiers.yaml."""
    governance = [id_ for id_, rule in KNOWN.items() if "governance" in rule.tags]
    assert [id_ for id_ in governance if POLICY.base[id_] is not Severity.ERROR] == []


# --- The shipped contracts ---


class Shipped:
    """A copy of the shipped contracts in which a fault can be sown."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "contracts", root / "contracts")

    def sow(self, path: str, edit: Callable[[Any], object]) -> None:
        file = self.root / "contracts" / path
        data = deepcopy(parse(file.read_bytes(), path).data)
        edit(data)
        file.write_text(json.dumps(data), "utf-8")

    def findings(self) -> list[Finding]:
        repository = Repository(WorkTree(self.root), Config())
        contracts = repository.contracts
        return [*(finding for contract in contracts for finding in lint(contract, OF_CHOICE)),
                *lint_repository(Together(contracts), OF_CHOICE)]


@pytest.fixture
def shipped(tmp_path: Path) -> Shipped:
    return Shipped(tmp_path)


def test_the_shipped_contracts_keep_every_rule(shipped: Shipped) -> None:
    """But for the hosts: a sample has none that answers."""
    found = [finding for finding in shipped.findings() if finding.rule != "server-no-placeholder"]
    assert [f"{finding.rule} {finding.at.document} {finding.message}" for finding in found] == []


ORDER, CONFIRMATION = "production-order/v1/openapi.yaml", "production-confirmation/v1/openapi.yaml"
QUALITY, COMMON = "quality/v1/openapi.yaml", "common/v1/openapi.yaml"
MANIFEST = "production-order/v1/contract.yaml"
ORDERS, ONE = "/v1/production-orders", "/v1/production-orders/{workOrderId}"


def release(data: Any) -> Any:
    return data["paths"][ONE + "/release"]["post"]


def without(data: Any, name: str) -> None:
    data["parameters"] = [item for item in data["parameters"] if not item.get("$ref", "").endswith(f"/{name}")]


def schemas(data: Any) -> Any:
    return data["components"]["schemas"]


SOWN: dict[str, tuple[str, Callable[[Any], object]]] = {
    "owner-present": (MANIFEST, lambda data: data.update(owner="Bob")),
    "criticality-known": (MANIFEST, lambda data: data.pop("criticality")),
    "interface-class-known": (MANIFEST, lambda data: data.pop("interfaceClass")),
    "audience-known": (MANIFEST, lambda data: data.update(audience="everyone")),
    "api-id-present": (MANIFEST, lambda data: data.pop("apiId")),
    "api-id-unique": (MANIFEST, lambda data: data.update(apiId="urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c01")),
    "system-of-record-present": (MANIFEST, lambda data: data.pop("systemOfRecord")),
    "system-of-record-single": (MANIFEST, lambda data: data.update(canonicalObject="ProductionConfirmation")),
    "telemetry-not-critical": (MANIFEST, lambda data: data.update(interfaceClass="telemetry")),
    "lifecycle-status-known": (MANIFEST, lambda data: data.pop("lifecycle")),
    "lifecycle-end-announced": (MANIFEST, lambda data: data.update(lifecycle={"status": "deprecated"})),
    "lifecycle-sunset-window": (MANIFEST, lambda data: data.update(lifecycle={
        "status": "deprecated", "deprecationDate": "2026-01-01", "sunsetDate": "2026-02-01"})),
    "sla-present": (MANIFEST, lambda data: data["sla"].pop()),
    "sla-floor": (MANIFEST, lambda data: data["sla"][0].update(value=95)),
    "retry-policy": (MANIFEST, lambda data: data["resilience"].pop("retry")),
    "idempotency-retention": (MANIFEST, lambda data: data["resilience"].update(idempotency={"retention": "PT24H"})),
    "exception-routing": (MANIFEST, lambda data: data["resilience"].pop("exceptionRouting")),
    "recovery-plan": (MANIFEST, lambda data: data["resilience"]["recovery"].update(rto="P1D")),
    "version-semantic": (ORDER, lambda data: data["info"].update(version="v1")),
    "version-major-in-path": (ORDER, lambda data: data["info"].update(version="2.0.0")),
    "server-failover": (ORDER, lambda data: data["servers"].pop()),
    "idempotency-key-required": (ORDER, lambda data: without(release(data), "IdempotencyKey")),
    "idempotency-responses": (ORDER, lambda data: release(data)["responses"].pop("422")),
    "overload-responses": (ORDER, lambda data: release(data)["responses"].pop("503")),
    "traceparent-accepted": (ORDER, lambda data: without(release(data), "Traceparent")),
    "correlation-id-accepted": (ORDER, lambda data: without(release(data), "CorrelationId")),
    "correlation-id-echoed": (ORDER, lambda data: release(data)["responses"]["200"].pop("headers")),
    "operation-secured": (ORDER, lambda data: release(data).update(security=[])),
    "security-scoped": (ORDER, lambda data: release(data).update(security=[{"plantOAuth": ["order.read"]}])),
    "operation-sunset-dated": (ORDER, lambda data: release(data).update(deprecated=True)),
    "operation-deprecation-announced": (ORDER, lambda data: release(data).update(deprecated=True)),
    "list-paginated": (ORDER, lambda data: without(data["paths"][ORDERS]["get"], "Cursor")),
    "write-conditional": (ORDER, lambda data: without(data["paths"][ONE]["patch"], "IfMatch")),
    "etag-returned": (ORDER, lambda data: data["paths"][ONE]["get"]["responses"]["200"].pop("headers")),
    "change-reasoned": (ORDER, lambda data: schemas(data)["ProductionOrderChange"].pop("required")),
    "delete-absent": (ORDER, lambda data: data["paths"][ORDERS].update(delete=deepcopy(data["paths"][ORDERS]["post"]))),
    "posting-reversible": (QUALITY, lambda data: data["paths"].pop("/v1/quality-holds/{holdId}/release")),
    "batch-multi-status": (CONFIRMATION, lambda data: data["paths"]["/v1/production-confirmation-batches"]["post"][
        "responses"].pop("207")),
    "identifier-text": (COMMON, lambda data: schemas(data).update(WorkOrderId={"type": "integer"})),
    "identifier-bounded": (COMMON, lambda data: schemas(data)["BatchId"].pop("pattern")),
    "quantity-unit": (ORDER, lambda data: schemas(data)["ProductionOrder"]["properties"].update(
        plannedQuantity={"type": "integer"})),
    "quantity-exact": (COMMON, lambda data: schemas(data)["Quantity"]["properties"].update(value={"type": "number"})),
    "unit-code": (COMMON, lambda data: schemas(data).update(UnitCode={"type": "string"})),
    "time-named-typed": (COMMON, lambda data: schemas(data)["Instant"].pop("format")),
    "date-time-offset": (COMMON, lambda data: schemas(data)["ShiftId"].update(examples=["2026-04-17T22:00"])),
    "operator-classified": (COMMON, lambda data: schemas(data)["OperatorId"].pop("x-data-classification")),
    "problem-json": (COMMON, lambda data: data["components"]["responses"]["NotFound"].pop("content")),
    "problem-members": (COMMON, lambda data: schemas(data)["Problem"]["properties"].pop("retryable")),
    "problem-code-stable": (COMMON, lambda data: schemas(data)["Problem"]["properties"]["code"].pop("pattern")),
    "retry-after-header": (COMMON, lambda data: data["components"]["responses"]["TooManyRequests"]["headers"].pop(
        "Retry-After")),
    "idempotency-key-format": (COMMON, lambda data: data["components"]["parameters"]["IdempotencyKey"].update(
        schema={"type": "string"})),
    "error-no-internals": (COMMON, lambda data: schemas(data)["Problem"]["properties"].update(
        stackTrace={"type": "string"})),
    "vendor-name-absent": (ORDER, lambda data: schemas(data)["OrderOperation"]["properties"].update(
        VORNR={"type": "string"})),
    "boolean-typed": (ORDER, lambda data: schemas(data)["OrderComponent"]["properties"].update(
        backflush={"type": "string", "enum": ["X", ""]})),
    "property-type-consistent": (QUALITY, lambda data: schemas(data)["DefectCode"]["properties"].update(
        plannedStart={"type": "integer"})),
    "operation-id-unique-across": (QUALITY, lambda data: data["paths"]["/v1/quality-holds"]["get"].update(
        operationId="listProductionOrders")),
}


@pytest.mark.parametrize("rule", SOWN)
def test_a_fault_that_is_sown_in_the_shipped_contracts_is_found(rule: str, shipped: Shipped) -> None:
    shipped.sow(*SOWN[rule])
    assert rule in {finding.rule for finding in shipped.findings()}


# --- Documents of any shape ---

ODD: tuple[Any, ...] = (None, True, 0, 2.5, "", "odd", [], [None], [["odd"]], {}, {"odd": 1}, {"$ref": "#/nowhere"})


def pointers(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield above
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from pointers(child, (*above, key))


def replaced(data: Any, pointer: tuple[Any, ...], odd: Any) -> Any:
    if not pointer:
        return odd
    whole = deepcopy(data)
    place = whole
    for key in pointer[:-1]:
        place = place[key]
    place[pointer[-1]] = odd
    return whole


@pytest.mark.parametrize("id_", sorted(KNOWN))
def test_no_rule_crashes_on_an_oddly_shaped_document(id_: str) -> None:
    """Each place of its example holds each time something else that does not belong there."""
    rule, choice = KNOWN[id_], random.Random(id_)  # noqa: S311 - the same odd documents in every run
    alone = RuleSet({id_: rule}, {id_: rule.severity})
    for text in example(rule, "Bad").files.values():
        data = parse(text, "api.yaml").data
        for pointer in pointers(data):
            for odd in choice.sample(ODD, 3):
                bundle = Bundle(MemoryTree({"api.json": json.dumps(replaced(data, pointer, odd)).encode()}))
                contract = read(bundle, "api.json")
                found = [*lint(contract, alone), *lint_repository(Together((contract,)), alone)]
                assert [finding.message for finding in found if finding.rule == INTERNAL_ERROR] == [], (pointer, odd)
