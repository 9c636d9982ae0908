"""What rules ask of contracts: names, schemas, operations, facts, and which components are used."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import Together

from govtool.catalog.repository import Repository
from govtool.config import Config
from govtool.errors import UserError
from govtool.finding import Finding
from govtool.lint import rulesets
from govtool.lint.engine import lint, lint_repository
from govtool.lint.policy.facts import duration, full_date, where
from govtool.lint.policy.names import STYLES, identifies, is_in, restyled, words
from govtool.lint.policy.schemas import keyword, types
from govtool.lint.ruleset import RuleSet
from govtool.model.contract import Contract, Spot
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

KNOWN = rulesets.known()


def contracts(**files: str) -> tuple[Contract, ...]:
    bundle = Bundle(MemoryTree({f"{name}.yaml": text.encode() for name, text in files.items()}))
    return tuple(read(bundle, f"{name}.yaml") for name in files)


def found(id_: str, *judged: Contract) -> list[Finding]:
    alone = RuleSet({id_: KNOWN[id_]}, {id_: KNOWN[id_].severity})
    return [*(finding for contract in judged for finding in lint(contract, alone)),
            *lint_repository(Together(judged), alone)]


# --- Names ---


@pytest.mark.parametrize(("name", "expected"), [
    ("workOrderId", ("work", "order", "id")), ("work-order_id", ("work", "order", "id")),
    ("HTTPServer", ("http", "server")),
    ("orderID", ("order", "id")), ("batch2Lot", ("batch", "2", "lot")), ("", ()), ("__", ()),
])
def test_a_name_has_words(name: str, expected: tuple[str, ...]) -> None:
    assert words(name) == expected


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=4), st.sampled_from(sorted(STYLES)))
def test_a_restyled_name_is_in_the_style_and_has_the_same_words(parts: list[str], style: str) -> None:
    name = restyled(style, "-".join(parts))
    assert is_in(style, name)
    assert "".join(words(name)) == "".join(parts)


def test_a_style_that_is_not_known_is_named_with_what_may_be_meant() -> None:
    with pytest.raises(UserError) as raised:
        is_in("lowerCamel", "orderId")
    assert raised.value.hint == "did you mean `lowerCamelCase`?"


@pytest.mark.parametrize(("name", "expected"), [
    ("id", True), ("workOrderId", True), ("order_id", True), ("batchNumber", True), ("serialNo", True),
    ("number", False), ("pageNumber", False), ("numberOfOrders", False), ("paid", False), ("orderIds", False),
])
def test_a_name_is_that_of_an_identifier(name: str, expected: bool) -> None:  # noqa: FBT001 - the expected answer
    assert identifies(name) is expected


# --- Facts ---


@pytest.mark.parametrize(("text", "expected"), [
    ("PT0S", timedelta(0)), ("PT96H", timedelta(days=4)), ("P4D", timedelta(days=4)), ("P1W", timedelta(weeks=1)),
    ("P1DT2H3M4S", timedelta(days=1, hours=2, minutes=3, seconds=4)),
    ("P", None), ("PT", None), ("P1DT", None), ("P1Y", None), ("P1M", None), ("4h", None), ("", None), (None, None),
    ("P999999999999D", None), ("PT5M\n", None), ("PT٣H", None),
])
def test_a_duration_is_read_or_is_none(text: object, expected: timedelta | None) -> None:
    assert duration(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("2027-06-30", date(2027, 6, 30)), ("20270630", None), ("2027-W26-3", None), ("2027-02-30", None), ("soon", None),
])
def test_a_full_date_is_read_or_is_none(text: str, expected: date | None) -> None:
    assert full_date(text) == expected


OPENAPI = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n"


def place(files: dict[str, str], fact: str, path: str = "order/openapi.yaml") -> tuple[str, str]:
    repository = Repository(MemoryTree({name: text.encode() for name, text in files.items()}), Config())
    contract = next(contract for contract in repository.contracts if contract.document.path == path)
    at = where(contract, fact)
    return at.document, at.fragment


def test_a_fact_of_a_manifest_is_found_there_and_one_that_is_missing_belongs_there() -> None:
    files = {"order/contract.yaml": "name: order\nversion: 1.0.0\ncriticality: high\n", "order/openapi.yaml": OPENAPI}
    assert place(files, "tier") == ("order/contract.yaml", "/criticality")
    assert place(files, "owner") == ("order/contract.yaml", "/name")


def test_a_manifest_is_also_found_above_the_folder_of_the_document() -> None:
    files = {"order/contract.yaml": "name: order\nversion: 1.0.0\nowner: group:a\n", "order/api/openapi.yaml": OPENAPI}
    assert place(files, "owner", "order/api/openapi.yaml") == ("order/contract.yaml", "/owner")


def test_a_fact_of_the_document_is_found_in_info_or_at_the_root() -> None:
    owned = OPENAPI.replace("title: T", "x-owner: a, title: T")
    files = {"order/openapi.yaml": "x-sap-ord-id: a:apiResource:B:v1\n" + owned}
    assert place(files, "owner") == ("order/openapi.yaml", "/info/x-owner")
    assert place(files, "api_id") == ("order/openapi.yaml", "/x-sap-ord-id")
    assert place(files, "tier") == ("order/openapi.yaml", "/info")


# --- Schemas ---

CYCLES = OPENAPI + """
components:
  schemas:
    Loop: {$ref: "#/components/schemas/Loop"}
    Ring: {allOf: [{$ref: "#/components/schemas/Ring"}, {type: string, maxLength: 3}]}
    Choice: {anyOf: [{type: integer}, {type: "null"}, {$ref: "#/components/schemas/Choice"}]}
    Own: {$ref: "#/components/schemas/Ring", pattern: a}
    Anything: true
"""


@pytest.mark.parametrize(("name", "expected"), [
    ("Loop", set()), ("Ring", {"string"}), ("Choice", {"integer"}), ("Own", {"string"}), ("Anything", set()),
])
def test_the_types_of_a_schema_are_those_of_all_its_parts(name: str, expected: set[str]) -> None:
    contract, = contracts(api=CYCLES)
    assert types(contract.bundle, contract.schemas[name]) == expected


def test_a_keyword_is_found_beside_a_reference_and_behind_it() -> None:
    contract, = contracts(api=CYCLES)
    own: Spot = contract.schemas["Own"]
    assert keyword(contract.bundle, own, "pattern") == "a"
    assert keyword(contract.bundle, own, "maxLength") == 3
    assert keyword(contract.bundle, own, "minLength") is None


# --- Uses ---

GET = """
paths:
  /orders:
    get:
      responses:
        "200": {description: Yes., content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
"""
HEAD = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}"


def unused(*judged: Contract) -> list[str]:
    return [str(finding.at.pointer[-1]) for finding in found("component-used", *judged)]


def test_subtypes_of_a_used_schema_with_a_discriminator_are_used_at_any_depth() -> None:
    api = HEAD + GET + """
components:
  schemas:
    Order: {discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Rework: {allOf: [{$ref: "#/components/schemas/Order"}]}
    UrgentRework: {allOf: [{$ref: "#/components/schemas/Rework"}]}
    Draft: {allOf: [{$ref: "#/components/schemas/Note"}]}
    Note: {type: string}
"""
    assert unused(*contracts(api=api)) == ["Draft", "Note"]


def test_schemas_that_a_mapping_names_are_used() -> None:
    api = HEAD + GET + """
components:
  schemas:
    Order: {discriminator: {propertyName: kind, mapping: {a: First, b: "#/components/schemas/Second"}}}
    First: {type: object}
    Second: {type: object}
    Third: {type: object}
"""
    assert unused(*contracts(api=api)) == ["Third"]


def test_uses_by_a_fragment_that_leads_back_count() -> None:
    api = HEAD + GET + 'components:\n  schemas:\n    Order: {$ref: "parts.yaml#/Order"}\n    Id: {type: string}\n'
    parts = 'Order: {properties: {id: {$ref: "api.yaml#/components/schemas/Id"}}}\n'
    bundle = Bundle(MemoryTree({"api.yaml": api.encode(), "parts.yaml": parts.encode()}))
    contract = read(bundle, "api.yaml")
    assert unused(contract) == []


def test_uses_by_another_contract_count_and_a_library_is_not_judged() -> None:
    api = HEAD + GET + "components:\n  schemas:\n    Order: {type: object}\n    Id: {type: string}\n"
    other = HEAD + '\npaths: {}\ncomponents:\n  schemas:\n    Mine: {$ref: "api.yaml#/components/schemas/Id"}\n'
    assert unused(*contracts(api=api)) == ["Id"]
    assert unused(*contracts(api=api, other=other)) == []


def test_components_of_openapi_2_are_judged_by_their_old_sections() -> None:
    api = """
swagger: "2.0"
info: {title: T, version: 1.0.0}
paths:
  /orders:
    get:
      security: [{key: []}]
      responses: {"200": {description: Yes., schema: {$ref: "#/definitions/Order"}}}
definitions: {Order: {type: object}, Draft: {type: object}}
securityDefinitions: {key: {type: apiKey, in: header, name: X}, other: {type: basic}}
parameters: {Site: {name: site, in: query, type: string}}
"""
    assert unused(*contracts(api=api)) == ["Draft", "Site", "other"]


# --- OpenAPI 2.0 ---

OLD = """
swagger: "2.0"
info: {title: T, version: 1.0.0}
host: api.example.com
schemes: [https, http]
paths:
  /orders:
    get:
      parameters: [{name: order, in: body, schema: {type: object}}]
      responses: {"204": {description: No., schema: {type: object}}}
    post:
      parameters: [{name: orderId, in: query, type: integer}, {name: list, in: query, type: array}]
      responses: {"200": {description: Yes.}}
"""


@pytest.mark.parametrize(("rule", "pointer"), [
    ("server-https", "/schemes/1"), ("server-no-placeholder", "/host"),
    ("request-no-body", "/paths/~1orders/get/parameters"),
    ("response-empty", "/paths/~1orders/get/responses/204/schema"),
    ("identifier-text", "/paths/~1orders/post/parameters/0"),
    ("array-items-described", "/paths/~1orders/post/parameters/1"),
])
def test_rules_read_openapi_2_too(rule: str, pointer: str) -> None:
    assert [finding.at.fragment for finding in found(rule, *contracts(api=OLD))] == [pointer]


# --- Single rules, where their page does not show it ---


def test_more_trailing_slashes_than_one_would_read_are_a_habit_that_is_told_once() -> None:
    paths = "".join(f"  /thing{number}/: {{}}\n" for number in range(30))
    findings = found("path-no-trailing-slash", *contracts(api=f"{HEAD}\npaths:\n{paths}"))
    assert [(finding.at.fragment, finding.message[:8]) for finding in findings] == [("/paths", "30 paths")]


def test_an_answer_that_several_operations_share_is_told_once() -> None:
    shared = '{"400": {$ref: "#/components/responses/Wrong"}, "404": {$ref: "#/components/responses/Wrong"}}'
    api = (f"{HEAD}\npaths:\n  /a: {{get: {{responses: {shared}}}}}\n  /b: {{get: {{responses: {shared}}}}}\n"
           "components: {responses: {Wrong: {description: Wrong.}}}\n")
    for rule in ("problem-json", "correlation-id-echoed"):
        finding, = found(rule, *contracts(api=api))
        assert finding.at.fragment == "/components/responses/Wrong"
        assert finding.reach == ("GET /a", "GET /b")


def test_a_contract_below_1_0_is_on_its_way_to_v1() -> None:
    for path, count in (("/v1/orders", 0), ("/v0/orders", 0), ("/v2/orders", 1), ("/orders", 1)):
        api = f"openapi: 3.1.0\ninfo: {{title: T, version: 0.4.0}}\npaths:\n  {path}: {{get: {{responses: {{}}}}}}\n"
        assert len(found("version-major-in-path", *contracts(api=api))) == count


def test_versions_of_one_package_share_their_ids() -> None:
    files = {f"v{major}/{name}": text for major in (1, 2) for name, text in {
        "contract.yaml": f"name: order\nversion: {major}.0.0\napiId: urn:uuid:6f1d7f0e-5a52-4a8e-9a53-0f5f5d0f7c12\n",
        "openapi.yaml": HEAD + "\npaths:\n  /orders: {get: {operationId: listOrders, responses: {}}}\n",
    }.items()}
    repository = Repository(MemoryTree({name: text.encode() for name, text in files.items()}), Config())
    assert len(repository.contracts) == 2
    assert found("api-id-unique", *repository.contracts) == []
    assert found("operation-id-unique-across", *repository.contracts) == []


def test_the_style_of_names_is_an_option() -> None:
    contract, = contracts(api=OPENAPI + "components: {schemas: {A: {properties: {order_id: {}, orderId: {}}}}}\n")
    rule = KNOWN["property-camel-case"]
    snake = RuleSet({rule.id: rule}, {rule.id: rule.severity}, options={rule.id: {"style": "snake_case"}})
    assert [finding.at.pointer[-1] for finding in lint(contract, snake)] == ["orderId"]
