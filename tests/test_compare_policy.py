"""Policies beyond the examples of their pages: what they never hide, and how a wrong one is told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from compare_documents import DOCUMENTS, Json, api, changes, contract, operation, said
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.compare.engine import compare
from govtool.compare.policy import Policy
from govtool.config import load
from govtool.errors import UserError
from govtool.finding import Bump, Confidence, Verdict
from govtool.gate.limits import policy_of
from govtool.gate.pages import pages
from govtool.model.facts import Facts, Lifecycle

B, P, C = "breaking", "possible", "compatible"
LEVEL = "x-stability-level"
NEEDED = [{"name": "site", "in": "query", "required": True, "schema": {"type": "string"}}]


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.sampled_from([B, P, C, "off"]))
def test_an_override_hides_no_break(old: Json, new: Json, wish: str) -> None:
    plain, wished = changes(old, new), changes(old, new, Policy(changes={"*": wish}))
    kept = [change for change in plain if wish != "off" or change.verdict is not Verdict.COMPATIBLE]
    assert {(change.id, change.where, change.was) for change in wished} == {
        (change.id, change.where, change.was) for change in kept}
    verdict = Verdict.COMPATIBLE if wish == "off" else Verdict(wish)
    assert {change.verdict for change in wished} <= {verdict}
    before = {(change.id, change.where, change.was, change.message): change for change in plain}
    for change in wished:
        was = before[change.id, change.where, change.was, change.message]
        if was.verdict is not verdict:
            assert "policy `changes.*`" in change.reason
            assert change.confidence is not Confidence.CERTAIN
            assert change.witness is None
            proven = was.verdict is Verdict.BREAKING and was.confidence is Confidence.CERTAIN
            assert ("proven to be breaking" in change.reason) == proven


def test_the_nearest_key_of_an_override_counts() -> None:
    old, new = operation(operationId="one"), operation(operationId="two")
    wishes = {"*": B, "operation-*": C, "operation-id-changed": P}
    assert said(old, new, Policy(changes=wishes)) == {"operation-id-changed": P}
    assert said(old, new, Policy(changes={"*": B, "operation-*": P, "oper*": B})) == {"operation-id-changed": P}
    assert said(old, new, Policy(changes={"operation": B, "tags-*": B})) == {"operation-id-changed": C}


def test_an_override_that_makes_something_breaking_asks_for_a_major_version() -> None:
    (change,) = changes(operation(), operation(summary="List"), Policy(changes={"summary-added": B}))
    assert (change.bump, change.reason) == (Bump.MAJOR, "policy `changes.summary-added`")


def test_a_place_that_promises_nothing_may_break_whatever_kind_of_change_it_is() -> None:
    old, new = operation(operationId="one", **{LEVEL: "alpha"}), operation(operationId="two", **{LEVEL: "alpha"})
    assert said(old, new, Policy(changes={"operation-id-changed": B})) == {"operation-id-changed": C}


def shared(level: str) -> Json:
    """Two operations that answer with the same schema; the second one has a level."""
    answer = {"200": {"description": "OK", "content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Order"}}}}}
    return api(
        paths={"/orders": {"get": {"responses": answer}}, "/next": {"get": {"responses": answer, LEVEL: level}}},
        components={"schemas": {"Order": {"type": "string", "maxLength": 10}}},
    )


def widened(document: Json) -> Json:
    return {**document, "components": {"schemas": {"Order": {"type": "string", "maxLength": 20}}}}


def test_a_break_that_reaches_a_stable_operation_too_stays_one() -> None:
    old = shared("alpha")
    assert said(old, widened(old)) == {"max-length-widened": B}
    old["paths"]["/orders"]["get"][LEVEL] = "draft"
    (change,) = changes(old, widened(old))
    assert (change.verdict, change.confidence, change.bump) == (Verdict.COMPATIBLE, Confidence.POLICY, Bump.MINOR)
    assert change.reason == "what it reaches was alpha before, which promises nothing (policy `stable-from`)"


def test_the_old_level_counts() -> None:
    old, new = operation(**{LEVEL: "alpha"}), operation(parameters=NEEDED, **{LEVEL: "stable"})
    assert said(old, new) == {"stability-raised": C, "parameter-added": C}
    assert said(operation(), operation(parameters=NEEDED, **{LEVEL: "alpha"})) == {
        "stability-lowered": B, "parameter-added": B}
    assert said(operation(**{LEVEL: "alpha"}), api()) == {"path-removed": C}


def test_a_level_is_found_on_the_path_and_under_another_name_of_a_parameter() -> None:
    old, new = operation(path="/orders/{id}"), operation(path="/orders/{orderId}", parameters=NEEDED)
    assert said(old, new)["parameter-added"] == B
    for document in (old, new):
        for item in document["paths"].values():
            item[LEVEL] = "experimental"
    assert said(old, new)["parameter-added"] == C


@pytest.mark.parametrize("word", ["alpha", "Alpha", "draft", "experimental", "development"])
def test_words_for_alpha(word: str) -> None:
    assert said(operation(**{LEVEL: word}), operation(parameters=NEEDED, **{LEVEL: word})) == {"parameter-added": C}


def test_a_word_that_is_no_level_promises_as_much_as_none() -> None:
    assert said(operation(**{LEVEL: "soon"}), operation(parameters=NEEDED, **{LEVEL: "7"})) == {"parameter-added": B}


@pytest.mark.parametrize(("status", "verdict"), [("development", C), ("beta", B), ("active", B), ("", B)])
def test_a_contract_in_development_promises_nothing(status: str, verdict: str) -> None:
    old = replace(contract(operation()), facts=Facts(lifecycle=Lifecycle(status=status)))
    (change,) = compare(old, contract(operation(parameters=NEEDED)))
    assert change.verdict == verdict
    if verdict == C:
        assert change.reason == "the contract was alpha before, which promises nothing (policy `stable-from`)"
    stable = replace(contract(operation(**{LEVEL: "stable"})), facts=old.facts)
    (change,) = compare(stable, contract(operation(parameters=NEEDED, **{LEVEL: "stable"})))
    assert change.verdict is Verdict.BREAKING


def noted(model: str, **properties: Json) -> Json:
    """A request that is an object with these properties, of a contract that is open or closed."""
    schema = {"type": "object", "properties": {"id": {"type": "string"}, **properties}}
    document = operation("post", requestBody={"content": {"application/json": {"schema": schema}}})
    return {**document, "info": {**document["info"], "x-content-model": model}}


@pytest.mark.parametrize(("model", "verdict"), [("open", B), ("Open", B), ("closed", C), ("", C)])
def test_a_contract_says_whether_its_world_is_open(model: str, verdict: str) -> None:
    assert said(noted(model), noted(model, note={"type": "string"})) == {"property-added": verdict}


def callback(**parts: Json) -> Json:
    answer = {"responses": {"200": {"description": "OK"}}}
    return operation(callbacks={"held": {"{$request.body#/url}": {"post": {**answer, **parts}}}}, **{LEVEL: "alpha"})


def test_a_callback_has_the_level_of_its_operation() -> None:
    body = {"content": {"application/json": {"schema": {"type": "string"}}}}
    lost = callback(requestBody=body), callback()
    assert set(said(*lost).values()) == {C}
    assert B in said(*lost, Policy(stable_from="alpha")).values()


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            '[policy.changes]\noperation-id-changd = "breaking"\n',
            "govtool.toml:2: there is no change `operation-id-changd`",
            "did you mean `operation-id-changed`?",
        ),
        ('[policy.changes]\n"zebra-*" = "off"\n', "govtool.toml:2: there is no change `zebra-*`", "`govtool explain`"),
        (
            '[policy.changes]\ntags-changed = "break"\n',
            "2: `policy.changes.tags-changed` is `break`, expected one of breaking, possible, compatible, off",
            "did you mean `breaking`?",
        ),
        ('[policy]\nchanges = "off"\n', "govtool.toml:2: `policy.changes` is not a table", "`[policy.changes]`"),
        ("[policy]\nchanges = {tags-changed = 1}\n", "2: `policy.changes.tags-changed` is `1`, expected", "choose"),
        (
            '[policy]\nstable-from = "alfa"\n',
            "govtool.toml:2: `policy.stable-from` is `alfa`, expected one of alpha, beta, stable",
            "did you mean `alpha`?",
        ),
        ('[policy]\nchange = "off"\n', "govtool.toml:2: there is no policy `change`", "did you mean `changes`?"),
    ],
)
def test_a_wrong_policy_is_named_with_its_place(tmp_path: Path, text: str, message: str, hint: str) -> None:
    (tmp_path / "govtool.toml").write_text(text, "utf-8")
    with pytest.raises(UserError) as raised:
        policy_of(load(tmp_path), date(2024, 1, 1))
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_every_policy_can_be_explained() -> None:
    known = pages()
    assert {name for name, page in known.items() if page.kind == "policy"} >= {
        "policy", "policy.changes", "policy.clients", "policy.removed-optional", "policy.stable-from"}
    assert known["policy.stable-from"].title.startswith("From which stability level on")
