"""Where facts of a contract come from, and which of several counts."""

import pytest
from catalog_files import repository

from govtool.catalog.facts import as_info, info_key, stated
from govtool.config import Config, PathFacts
from govtool.model.facts import Facts, Lifecycle

DOCUMENT = """\
openapi: 3.1.0
info: {title: T, version: 1.0.0, x-owner: group:document, x-audience: external-partner, x-service-tier: tier-2}
x-sap-stateInfo: {state: Beta}
paths: {}
"""
MANIFEST = "name: orders\nversion: 1.0.0\nowner: group:manifest\ndomain: sales\n"
SETTINGS = Config(
    origin="govtool.toml",
    paths=(
        PathFacts(
            "api/**", {"owner": "group:settings", "systemOfRecord": "erp", "tier": "low", "profile": "imported"}, 7
        ),
        PathFacts("*.yaml", {"systemOfRecord": "mes"}, 11),
        PathFacts("elsewhere/**", {"domain": "nowhere"}, 15),
    ),
)
EVERYTHING = {"api/contract.yaml": MANIFEST, "api/orders.yaml": DOCUMENT, "CODEOWNERS": "* @owners @others\n"}


def facts(*places: str, config: Config = SETTINGS) -> Facts:
    found = repository({path: text for path, text in EVERYTHING.items() if path in places}, config)
    source = next(source for source in found.sources if source.path == "api/orders.yaml")
    return found.contract(source).facts


def test_the_manifest_counts_before_the_document_the_settings_and_codeowners() -> None:
    found = facts(*EVERYTHING)
    assert found == Facts(
        name="orders",
        version="1.0.0",
        owner="group:manifest",
        audience="external-partner",
        tier="high",
        profile="imported",
        lifecycle=Lifecycle("beta"),
        domain="sales",
        system_of_record="mes",
        origin={
            "name": "manifest",
            "version": "manifest",
            "owner": "manifest",
            "domain": "manifest",
            "audience": "info.x-audience",
            "tier": "info.x-service-tier",
            "lifecycle": "x-sap-stateInfo",
            "system_of_record": "govtool.toml:11",
            "profile": "govtool.toml:7",
        },
    )


@pytest.mark.parametrize(
    ("without", "owner", "origin"),
    [
        ((), "group:manifest", "manifest"),
        (("api/contract.yaml",), "group:document", "info.x-owner"),
    ],
)
def test_the_nearest_statement_of_an_owner_counts(without: tuple[str, ...], owner: str, origin: str) -> None:
    found = facts(*(path for path in EVERYTHING if path not in without))
    assert (found.owner, found.origin["owner"]) == (owner, origin)


def test_the_settings_count_before_codeowners() -> None:
    files = {"api/orders.yaml": "openapi: 3.1.0\n", "CODEOWNERS": "* @owners @others\n"}
    found = repository(files, SETTINGS)
    assert found.contracts[0].facts.owner == "group:settings"
    without = repository(files)
    assert (without.contracts[0].facts.owner, without.contracts[0].facts.origin) == (
        "@owners",
        {"owner": "CODEOWNERS:1"},
    )


def test_a_later_pattern_counts_before_an_earlier_one() -> None:
    config = Config(
        origin="govtool.toml", paths=(PathFacts("*", {"owner": "first"}, 1), PathFacts("*", {"owner": "second"}, 2))
    )
    found = repository({}, config).facts_at("api/orders.yaml")
    assert (found.owner, found.origin) == ("second", {"owner": "govtool.toml:2"})


def test_where_nobody_says_anything_nothing_is_known() -> None:
    assert repository({}).facts_at("api/orders.yaml") == Facts()


def test_the_owner_is_the_first_of_codeowners() -> None:
    assert repository({"CODEOWNERS": "* @one @two\n"}).facts_at("a").owner == "@one"


def test_what_has_a_wrong_shape_states_nothing() -> None:
    assert stated(
        {"owner": ["a", {}], "lifecycle": 7.5, "sla": "fast", "resilience": [], "name": []}, "manifest"
    ) == Facts(owner="a", lifecycle=Lifecycle("7.5"), origin={"owner": "manifest", "lifecycle": "manifest"})


def test_keys_of_a_manifest_are_those_of_info() -> None:
    assert info_key("systemOfRecord") == "x-system-of-record"
    assert info_key("tier") == info_key("criticality") == "x-criticality"
    assert as_info({"name": "n", "version": "1", "title": "t", "description": "d", "apiId": "a"}) == {"x-api-id": "a"}
