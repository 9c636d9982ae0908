"""Event contracts compared: the examples of the pages are run, and what is no change on the wire breaks nobody."""

import json
import re
from collections.abc import Callable, Iterator
from inspect import cleandoc
from types import ModuleType
from typing import Any

import pytest
from asyncapi_documents import contract, new, old
from test_compare_http_examples import ASSERTION, WORDS, told

from govtool.compare.events.compare import compare_events
from govtool.compare.events.pages import modules, pages, rows
from govtool.compare.modes import named
from govtool.compare.policy import DEFAULT, Policy
from govtool.finding import Bump, Change, Confidence, Verdict
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

BY_FILE = [pytest.param(module, id=module.__name__.rpartition(".")[2]) for module in modules()]
Edit = Callable[[Any], object]


def example_of(module: ModuleType) -> str:
    return cleandoc(module.__doc__ or "").partition("```diff\n")[2].partition("```")[0]


def side(example: str, signs: str) -> Contract:
    lines = [line[1:] for line in example.splitlines() if line[0] in signs]
    text = "\n".join(["info: {title: T, version: 1.0.0}", *lines]) + "\n"
    return read(Bundle(MemoryTree({"api.yaml": text.encode()})), "api.yaml")


def asserted(example: str) -> Iterator[tuple[str, str, Verdict]]:
    for line in example.splitlines():
        if found := ASSERTION.search(line):
            yield line[1:].strip(), found[2], WORDS[found[1]]


@pytest.mark.parametrize("module", BY_FILE)
def test_an_example_changes_as_it_says_and_in_no_other_way(module: ModuleType) -> None:
    example = example_of(module)
    one, two = side(example, " -"), side(example, " +")
    assert {told(change, one, two) for change in compare_events(one, two)} == set(asserted(example))


@pytest.mark.parametrize("module", BY_FILE)
def test_every_page_is_shown_in_an_example(module: ModuleType) -> None:
    headings = set(re.findall(r"^# ([a-z-]+)$", cleandoc(module.__doc__ or ""), re.MULTILINE))
    causes = {"type-changed"} if module.__name__.endswith("cloudevents") else set()
    assert headings | causes == {id_ for _, id_, _ in asserted(example_of(module))}
    assert headings <= set(pages())


def test_every_row_about_a_binding_has_a_page_and_a_reason_where_it_may_break() -> None:
    assert {row.id for row in rows()} <= set(pages())
    assert [row.id for row in rows() if row.verdict is not Verdict.COMPATIBLE and not row.reason] == []


def changes(edit: Edit, policy: Policy = DEFAULT) -> list[Change]:
    """What an edit of the newer document changes."""
    edited = new()
    edit(edited)
    return compare_events(contract(new()), contract(edited), policy)


def verdicts(edit: Edit, policy: Policy = DEFAULT) -> dict[str, Verdict]:
    return {change.id: change.verdict for change in changes(edit, policy)}


def payload(api: Any) -> Any:
    return api["components"]["schemas"]["Created"]


def test_the_same_contract_in_the_words_of_another_major_version_is_no_change() -> None:
    assert compare_events(contract(old()), contract(new())) == []
    assert compare_events(contract(new()), contract(old())) == []


def test_tags_of_the_contract_that_moved_into_its_information_are_no_change() -> None:
    tags = [{"name": "plant"}]
    assert compare_events(contract(old(tags=tags)), contract(new(info={**new()["info"], "tags": tags}))) == []


def test_a_contract_against_itself_is_no_change() -> None:
    assert verdicts(lambda api: api["info"].update(title="Orders")) == {}


def test_a_new_version_number_breaks_nobody() -> None:
    assert verdicts(lambda api: api["info"].update(version="2.0.0")) == {"version-changed": Verdict.COMPATIBLE}


def test_a_default_content_type_that_is_written_out_is_no_change() -> None:
    plain = new()
    del plain["components"]["messages"]["created"]["contentType"]
    by_default = {**plain, "defaultContentType": "application/json"}
    assert compare_events(contract(by_default), contract(new(defaultContentType="application/json"))) == []


def test_what_is_sent_must_be_read_by_the_old_version() -> None:
    grown = verdicts(lambda api: payload(api)["properties"]["orderId"].update(type=["string", "null"]))
    assert grown == {"nullable-added": Verdict.BREAKING}
    narrowed = verdicts(lambda api: payload(api)["properties"]["orderId"].update(maxLength=12))
    assert set(narrowed.values()) == {Verdict.COMPATIBLE}


@pytest.mark.parametrize(("mode", "verdict"), [("BACKWARD", Verdict.BREAKING), ("FORWARD", Verdict.COMPATIBLE)])
def test_a_stated_mode_adds_the_other_arrow(mode: str, verdict: Verdict) -> None:
    def narrow(api: Any) -> None:
        payload(api)["properties"]["orderId"].update(maxLength=12)

    assert set(verdicts(narrow, Policy(mode=named(mode))).values()) == {verdict}


def test_a_certain_break_of_a_schema_has_a_witness() -> None:
    found = changes(lambda api: payload(api).update(required=[]))
    assert [(change.id, change.verdict, change.reach) for change in found] == [
        ("property-optional", Verdict.BREAKING, ("send orders.{plant}.created",))]
    assert found[0].witness is not None
    assert "orderId" not in found[0].witness.value


def test_a_variable_of_an_address_may_have_another_name() -> None:
    def rename(api: Any) -> None:
        channel = api["channels"]["created"]
        channel["address"] = "orders.{site}.created"
        channel["parameters"] = {"site": channel["parameters"]["plant"]}

    assert verdicts(rename) == {}


def avro(schema: Any, action: str = "send") -> Contract:
    api = new()
    wrapped = {"schemaFormat": "application/vnd.apache.avro;version=1.9.0", "schema": schema}
    api["channels"]["held"]["messages"]["held"]["payload"] = wrapped
    api["operations"]["onHeld"]["action"] = action
    return contract(api)


def record(*fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "record", "name": "Held", "fields": [{"name": "id", "type": "string"}, *fields]}


@pytest.mark.parametrize(("action", "breaks"), [("send", []), ("receive", ["avro-field-default-missing"])])
def test_an_avro_field_without_a_default_breaks_only_where_old_data_is_read(action: str, breaks: list[str]) -> None:
    one, two = avro(record(), action), avro(record({"name": "level", "type": "int"}), action)
    found = [change for change in compare_events(one, two) if change.verdict is Verdict.BREAKING]
    assert [change.id for change in found] == breaks
    assert all(change.witness and change.confidence is Confidence.CERTAIN for change in found)
    assert all(change.reach == (f"{action} orders.held",) for change in found)


def test_what_no_row_speaks_of_is_told_as_possible() -> None:
    def bind(api: Any) -> None:
        api["channels"]["created"]["bindings"]["kafka"].update({"x": 1, "bindingVersion": "0.5.0"})

    assert verdicts(bind) == {"binding-changed": Verdict.POSSIBLE}


def test_an_avro_schema_that_evolves_well_asks_for_a_minor_version() -> None:
    one, two = avro(record()), avro(record({"name": "level", "type": "int", "default": 0}))
    assert [(change.id, change.verdict, change.bump) for change in compare_events(one, two)] == [
        ("avro-field-added", Verdict.COMPATIBLE, Bump.MINOR)]


def apart(line: Any, far: Any = "int", action: str = "send") -> Contract:
    """The message `held` as a schema file of its own, whose types stand in a file beside it and in one elsewhere."""
    held = record({"name": "line", "type": "acme.Line"}, {"name": "far", "type": "acme.Far"}) | {"namespace": "acme"}
    api = new()
    payload = {"schemaFormat": "application/vnd.apache.avro;version=1.9.0", "schema": {"$ref": "events/Held.avsc"}}
    api["channels"]["held"]["messages"]["held"]["payload"] = payload
    api["operations"]["onHeld"]["action"] = action
    files = {"api.json": api, "events/Held.avsc": held,
             "events/Line.avsc": record() | {"name": "acme.Line", "fields": [{"name": "sku", "type": line}]},
             "other/Far.avsc": record() | {"name": "acme.Far", "fields": [{"name": "n", "type": far}]},
             "other/Line.avsc": record() | {"name": "acme.Line", "fields": []}}
    return read(Bundle(MemoryTree({name: json.dumps(data).encode() for name, data in files.items()})), "api.json")


@pytest.mark.parametrize(("line", "far", "place"), [
    ("int", "int", "events/Line.avsc"), ("string", "string", "other/Far.avsc")])
def test_types_of_a_payload_may_stand_in_other_files(line: str, far: str, place: str) -> None:
    found = compare_events(apart("string"), apart(line, far))
    assert [(change.id, change.verdict, change.where and change.where.document, change.reach) for change in found] == [
        ("avro-type-mismatch", Verdict.BREAKING, place, ("send orders.held",))]
    assert found[0].witness is not None
    assert compare_events(apart("string"), apart("string")) == []


def test_a_type_that_two_messages_name_changes_once_and_reaches_both() -> None:
    def twice(kind: str) -> Contract:
        api = apart(kind)
        data = json.loads(api.document.text)
        data["channels"]["more"] = {**data["channels"]["held"], "address": "orders.more"}
        data["operations"]["onMore"] = {"action": "receive", "channel": {"$ref": "#/channels/more"}}
        tree = MemoryTree({**{path: api.bundle.tree.read(path) for path in api.bundle.tree.paths()},
                           "api.json": json.dumps(data).encode()})
        return read(Bundle(tree), "api.json")

    found = compare_events(twice("int"), twice("string"))
    assert sorted((change.message, change.reach) for change in found) == [
        ("`int` is written, and the reader expects `string`", ("receive orders.more",)),
        ("`string` is written, and the reader expects `int`", ("send orders.held",))]
    assert [(change.id, change.reach) for change in compare_events(twice("int"), twice("long"))] == [
        ("avro-type-mismatch", ("send orders.held",))]


def test_a_change_of_a_channel_reaches_its_operations() -> None:
    found = changes(lambda api: api["channels"]["created"]["bindings"]["kafka"].update(partitions=24))
    assert [(change.id, change.reach) for change in found] == [
        ("kafka-partitions-changed", ("send orders.{plant}.created",))]


def test_a_message_without_a_name_may_have_another_key() -> None:
    def rename(api: Any) -> None:
        del api["components"]["messages"]["created"]["name"]
        api["channels"]["created"]["messages"] = {"made": {"$ref": "#/components/messages/created"}}

    plain = new()
    del plain["components"]["messages"]["created"]["name"]
    edited = new()
    rename(edited)
    found = compare_events(contract(plain), contract(edited))
    assert [(change.id, change.verdict) for change in found] == [("message-renamed", Verdict.COMPATIBLE)]


def answering(**payload_of_answer: Any) -> Contract:
    """The application receives `orders.held` and answers."""
    api = new()
    api["channels"]["answers"] = {"address": "orders.answers", "messages": {"answer": {"payload": payload_of_answer}}}
    api["operations"]["onHeld"]["reply"] = {"channel": {"$ref": "#/channels/answers"}}
    return contract(api)


def test_an_answer_to_what_is_received_is_read_by_the_others() -> None:
    one, two = answering(type="string", maxLength=5), answering(type="string", maxLength=9)
    wider, narrower = compare_events(one, two), compare_events(two, one)
    assert [(change.verdict, change.reach) for change in wider] == [(Verdict.BREAKING, ("receive orders.held",))]
    assert [change.verdict for change in narrower] == [Verdict.COMPATIBLE]


def test_headers_are_compared_like_payloads() -> None:
    def drop(api: Any) -> None:
        api["components"]["schemas"]["Headers"]["required"] = ["correlationId"]

    asked, plain = new(), new()
    drop(asked)
    verdict = {change.id: change.verdict for change in compare_events(contract(asked), contract(plain))}
    assert verdict == {"property-optional": Verdict.BREAKING}
    assert verdicts(drop) == {"property-required": Verdict.COMPATIBLE}


def test_a_channel_that_no_operation_speaks_of_may_be_written_by_either_side() -> None:
    def lone(limit: int) -> Contract:
        message = {"payload": {"type": "string", "maxLength": limit}}
        return contract(new(channels={"lone": {"address": "lone", "messages": {"m": message}}}, operations={}))

    for one, two in ((5, 9), (9, 5)):
        assert [change.verdict for change in compare_events(lone(one), lone(two))] == [Verdict.BREAKING]
