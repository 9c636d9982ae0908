"""The paths of declared rules: every selector of the dialect, references, circles, and what cannot be run.

What each path means was compared with Spectral 6.16 on this document and others; the expectations stand here as facts.
"""

from typing import Any

import pytest
from declared_rules import ORDERS, contract

from govtool.lint.declared.paths import compile_path
from govtool.lint.declared.place import Scope
from govtool.lint.rule import RuleError


def selected(path: str, document: Any = None, *, resolved: bool = True, **others: Any) -> list[str]:
    scope = Scope(contract(document, **others), resolved)
    found = compile_path(path)(scope)
    return [f"{place.document.name if place.document.name != 'api.yaml' else ''}#{place.location.fragment}"
            + ("~" if place.on == "key" else "") for place in found]


def count(path: str) -> int:
    return len(selected(path))


GET = "#/paths/~1orders/get"
POST = "#/paths/~1orders/post"


@pytest.mark.parametrize(("path", "expected"), [
    ("$", ["#"]),
    ("$.info.title", ["#/info/title"]),
    ("$.info.x-api-id", ["#/info/x-api-id"]),
    ("$['info'][\"title\"]", ["#/info/title"]),
    ("$.info['title','version']", ["#/info/title", "#/info/version"]),
    ("$.info[title, version]", ["#/info/title", "#/info/version"]),
    ("$.info.", ["#/info"]),
    (" $.info ", ["#/info"]),
    ("$.info.nothing", []),
    ("$.info.title.nothing", []),
    ("$.tags.*", ["#/tags/0", "#/tags/1"]),
    ("$.tags[*].name", ["#/tags/0/name", "#/tags/1/name"]),
    ("$.info.title[*]", []),
    ("$.paths[*]~", ["#/paths/~1orders~", "#/paths/~1orders~1{id}~", "#/paths/~1health~"]),
    ("$.paths.*.[get,delete]~", [f"{GET}~", "#/paths/~1orders~1{id}/delete~", "#/paths/~1health/get~"]),
    ("$.paths['/health'].get", ["#/paths/~1health/get"]),
    ("$.paths./health", ["#/paths/~1health"]),
    ("$.paths[*][*].responses[200,201]", [f"{GET}/responses/200", f"{POST}/responses/201"]),
    ("$.paths[*][*].responses.default", [f"{GET}/responses/default"]),
    ("$.servers[0]", ["#/servers/0"]),
    ("$.servers.1", ["#/servers/1"]),
    ("$.servers[-1]", ["#/servers/2"]),
    ("$.servers[7]", []),
    ("$.servers[name]", []),
    ("$.servers[0:2].url", ["#/servers/0/url", "#/servers/1/url"]),
    ("$.servers[::2]", ["#/servers/0", "#/servers/2"]),
    ("$.servers[-1:]", ["#/servers/2"]),
    ("$.info[0:1]", []),
    ("$.servers[(@.length-1)].url", ["#/servers/2/url"]),
    ("$.servers[(@.length)]", []),
    ("$.servers[(@.none)]", []),
    ("$.info['x-api-id','it\\'s']", ["#/info/x-api-id"]),
])
def test_a_selector_leads_to(path: str, expected: list[str]) -> None:
    assert selected(path) == expected


@pytest.mark.parametrize(("path", "expected"), [
    ("$..maximum", [f"{GET}/parameters/0/schema/maximum"]),
    ("$..properties..type", ["#/components/schemas/Order/properties/id/type",
                             "#/components/schemas/Order/properties/created-at/type",
                             "#/components/schemas/Order/properties/n/type",
                             "#/components/schemas/Order/properties/enum/type"]),
    ("$..['maximum','format']", [f"{GET}/parameters/0/schema/maximum",
                                 "#/components/schemas/Order/properties/created-at/format"]),
    ("$.components..", ["#/components", "#/components/schemas", "#/components/schemas/Order",
                        "#/components/schemas/Order/required", "#/components/schemas/Order/properties",
                        "#/components/schemas/Order/properties/id",
                        "#/components/schemas/Order/properties/created-at",
                        "#/components/schemas/Order/properties/n", "#/components/schemas/Order/properties/enum",
                        "#/components/schemas/Order/properties/enum/enum", "#/components/schemas/item",
                        "#/components/schemas/item/type", "#/components/schemas/item/enum"]),
    ("$..maximum^", [f"{GET}/parameters/0/schema"]),
    ("$..maximum^^", [f"{GET}/parameters/0"]),
    ("$..maximum^~", [f"{GET}/parameters/0/schema~"]),
    ("$..maximum^^^[1].name", [f"{GET}/parameters/1/name"]),
    ("$^", []),
    ("$.info.title..*", []),
    ("$.paths[*][?(@[0] && @[0].name === 'X')]~", ["#/paths/~1orders/parameters~"]),
])
def test_descent_and_ascent_lead_to(path: str, expected: list[str]) -> None:
    assert selected(path) == expected


def test_everything_is_every_entry_and_item_at_any_depth() -> None:
    def entries(value: Any) -> int:
        items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return sum(1 + entries(item) for item in items)

    assert count("$..*") == count("$..[*]") == entries(ORDERS)


REFERRING = {
    "openapi": "3.0.3",
    "paths": {
        "/a": {"get": {"responses": {"200": {"$ref": "#/components/responses/Ok"},
                                     "400": {"$ref": "#/components/responses/Ok"}}}},
        "/b": {"$ref": "shared.json#/item"},
    },
    "components": {
        "responses": {"Ok": {"description": "ok",
                             "content": {"application/json": {"schema": {"$ref": "#/components/schemas/T"}}}}},
        "schemas": {"T": {"title": "T", "properties": {"self": {"$ref": "#/components/schemas/T"},
                                                       "lost": {"$ref": "#/nowhere"}}}},
    },
}
SHARED = {"item": {"get": {"summary": "s"}}}


def test_a_reference_is_seen_as_what_it_leads_to_where_that_is_defined() -> None:
    found = selected("$.paths[*][*].responses[*].description", REFERRING, shared_json=SHARED)
    assert found == ["#/components/responses/Ok/description"]
    assert selected("$.paths[*].get.summary", REFERRING, shared_json=SHARED) == ["shared.json#/item/get/summary"]
    assert selected("$.paths[*]", REFERRING, shared_json=SHARED) == ["#/paths/~1a", "shared.json#/item"]


def test_the_keys_of_references_are_their_own() -> None:
    assert selected("$.paths[*][*].responses[*]~", REFERRING) == ["#/paths/~1a/get/responses/200~",
                                                                  "#/paths/~1a/get/responses/400~"]


def test_references_can_be_seen_as_they_are_written() -> None:
    found = selected("$..$ref", REFERRING, resolved=False)
    assert found == ["#/paths/~1a/get/responses/200/$ref", "#/paths/~1a/get/responses/400/$ref", "#/paths/~1b/$ref",
                     "#/components/responses/Ok/content/application~1json/schema/$ref",
                     "#/components/schemas/T/properties/self/$ref", "#/components/schemas/T/properties/lost/$ref"]
    assert selected("$..$ref", REFERRING, shared_json=SHARED) == ["#/components/schemas/T/properties/lost/$ref"]


def test_a_circle_is_walked_once() -> None:
    assert selected("$..title", REFERRING) == ["#/components/schemas/T/title"]
    assert selected("$.components.schemas.T.properties.self.properties.self.title", REFERRING) == \
        ["#/components/schemas/T/title"]


@pytest.mark.parametrize(("path", "expected"), [
    # The schema is the value of `schema`, of `self` and of `T`; only one of them is asked for.
    ("$..[?(@property === 'T' && @.title)]", ["#/components/schemas/T"]),
    ("$..[?(@property === 'self' && @.title)]", ["#/components/schemas/T"]),
    ("$..[?(@property === 'schema' && @.title)]", ["#/components/schemas/T"]),
    ("$..[?(@parentProperty === '400' && @property === 'description')]", ["#/components/responses/Ok/description"]),
    ("$..[?(@parentProperty === '200' && @property === 'description')]", ["#/components/responses/Ok/description"]),
    ("$..[?(@parentProperty === 'Ok' && @property === 'description')]", ["#/components/responses/Ok/description"]),
    ("$..[?(@path === \"$['paths']['/a']['get']['responses']['400']['description']\")]",
     ["#/components/responses/Ok/description"]),
    ("$..[?(@path.match(/400.*schema.*title/))]", ["#/components/schemas/T/title"]),
    ("$..[?(@path.match(/self.*self/))]", []),
    ("$..[?(@parent && @parent.title && @property === 'self')]", ["#/components/schemas/T"]),
])
def test_each_way_to_a_shared_definition_counts_where_a_filter_asks_for_it(path: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(selected(path, REFERRING))) == expected


def test_rules_that_begin_alike_walk_there_once() -> None:
    scope = Scope(contract())
    compile_path("$.paths[*][*].responses")(scope)
    known = set(scope.passed)
    compile_path("$.paths[*][*].tags")(scope)
    assert set(scope.passed) - known == {"once $.paths[*][*].tags"}


@pytest.mark.parametrize(("path", "expected"), [
    ("$.paths[?@.get]", ["#/paths/~1orders", "#/paths/~1health"]),
    ("$.servers[?length(@.url) > 8]", ["#/servers/1"]),
    ("$.servers[?match(@.url, 'h.*')].url", ["#/servers/0/url", "#/servers/1/url"]),
    ("$.servers[?search(@.url, '/v[0-9]')]", ["#/servers/1"]),
    ("$.servers[?search(@.none, 'x')]", []),
    ("$.paths[?count(@.*) > 2]", ["#/paths/~1orders"]),
])
def test_the_standard_is_understood_where_rulesets_have_no_words(path: str, expected: list[str]) -> None:
    """RFC 9535."""
    assert selected(path) == expected


@pytest.mark.parametrize(("path", "said"), [
    ("info", "does not start with `$`"),
    ("$info", "is not understood at `info`"),
    ("$.a b", "is not understood at ` b`"),
    ("$.paths[*", "has a `[` that is not closed"),
    ("$.paths['a]", "has a `[` that is not closed"),
    ("$.paths[]", "has empty brackets"),
    ("$.paths['a'b]", "is not understood at `['a'b]`"),
    ("$.paths[?(@.x]", "is not understood at `its end`"),
    ("$.paths[?(Object.keys(@))]", "is not understood at `Object`"),
    ("$.paths[?(@.x.concat('a'))]", "calls `concat()`"),
    ("$...a", "is not understood at `.a`"),
    ("$.a..~b", "is not understood at `~b`"),
])
def test_what_is_no_path_is_said_with_the_place(path: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        list(compile_path(path)(Scope(contract())))
    assert said in str(caught.value)


def test_a_path_of_the_standard_that_fails_in_a_document_says_so() -> None:
    deep: Any = 1
    for _ in range(200):
        deep = {"a": deep}
    with pytest.raises(RuleError, match="cannot be run here"):
        list(compile_path("$..[?length(@.x) > 2]")(Scope(contract({"openapi": "3.0.0", "x": deep}))))


def mesh(size: int) -> dict[str, Any]:
    """Schemas each of which refers to every one: the ways through them are without number."""
    names = [f"S{index}" for index in range(size)]
    return {"openapi": "3.0.0", "components": {"schemas": {
        name: {"properties": {other: {"$ref": f"#/components/schemas/{other}"} for other in names}} for name in names}}}


@pytest.mark.parametrize("path", ["$..[?(@path === 'x')]", "$.components.schemas.*.*.*.*.*.*.*.*.*.*^^^"])
def test_ways_without_number_end_with_a_word(path: str) -> None:
    with pytest.raises(RuleError, match="takes too many steps in this document"):
        list(compile_path(path)(Scope(contract(mesh(40)))))


@pytest.mark.parametrize("path", ["$..zzz", "$..[?(@parentProperty === 'x')]", "$..*.*.*.*.*.*.zzz"])
def test_ways_that_need_not_be_told_apart_end_by_themselves(path: str) -> None:
    assert list(compile_path(path)(Scope(contract(mesh(40))))) == []
