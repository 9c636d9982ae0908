"""Compatibility modes as arrows, and the laws that hold between them."""

import json
import random
from dataclasses import replace
from shutil import rmtree

import pytest
from compare_documents import Json, contract
from compare_schemas import COMPONENTS, SCHEMAS, changed, is_grounded
from conftest import Desk
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from release_packages import govtool

from govtool.compare.engine import compare
from govtool.compare.modes import FULL, MODES, NAMES, mode_of, named
from govtool.compare.policy import Policy
from govtool.errors import UserError
from govtool.finding import Change, Confidence, Verdict
from govtool.model.contract import Contract

SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Pair = tuple[Contract, Contract]


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Two versions of a schema contract."""
    schema, components = draw(SCHEMAS), draw(COMPONENTS)
    assume(isinstance(schema, dict) and is_grounded(components))
    order = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - no secret
    new = changed(schema, order)
    assume(isinstance(new, dict))
    return schema_contract(schema, components), schema_contract(new, components)


def schema_contract(schema: Json, definitions: Json = None, mode: str = "") -> Contract:
    text = json.dumps({"$schema": DIALECT, **schema, "$defs": definitions or {}})
    found = contract(text.replace("#/components/schemas/", "#/$defs/").encode(), "order.json")
    return replace(found, facts=replace(found.facts, compatibility_mode=mode))


def judged(pair: Pair, mode: str) -> list[Change]:
    """By values alone: who loses an optional field is a matter of who must notice, not of arrows."""
    return compare(*pair, Policy(mode=named(mode), removed_optional=Verdict.COMPATIBLE))


def proven(pair: Pair, mode: str) -> set[tuple[str, object, object]]:
    return {(change.id, change.where, change.was) for change in judged(pair, mode)
            if change.verdict is Verdict.BREAKING and change.confidence is Confidence.CERTAIN}


def verdict(pair: Pair, mode: str) -> bool | None:
    """Whether a break is proven, or its absence; None where something stays open."""
    found = judged(pair, mode)
    if any(change.verdict is Verdict.BREAKING for change in found):
        return True
    return None if any(change.verdict is Verdict.POSSIBLE for change in found) else False


@SOME
@given(pairs())
def test_backward_is_forward_of_the_versions_exchanged(pair: Pair) -> None:
    there, back = verdict(pair, "BACKWARD"), verdict((pair[1], pair[0]), "FORWARD")
    assert None in (there, back) or there == back


@SOME
@given(pairs())
def test_full_is_backward_and_forward_together(pair: Pair) -> None:
    assert proven(pair, "FULL") == proven(pair, "BACKWARD") | proven(pair, "FORWARD")


@SOME
@given(pairs())
def test_full_does_not_care_which_version_is_the_old_one(pair: Pair) -> None:
    there, back = verdict(pair, "FULL"), verdict((pair[1], pair[0]), "FULL")
    assert None in (there, back) or there == back


@SOME
@given(pairs())
def test_none_reports_what_changed_and_no_break(pair: Pair) -> None:
    found = judged(pair, "NONE")
    assert {change.verdict for change in found} <= {Verdict.COMPATIBLE}
    full = judged(pair, "FULL")
    assert {(change.id, change.where, change.was) for change in found} == {
        (change.id, change.where, change.was) for change in full}


@SOME
@given(pairs(), st.sampled_from(NAMES))
def test_a_version_is_compatible_with_itself_in_every_mode(pair: Pair, mode: str) -> None:
    assert judged((pair[0], pair[0]), mode) == []


NARROWED: tuple[Json, Json] = ({"type": "string", "maxLength": 40}, {"type": "string", "maxLength": 18})


@pytest.mark.parametrize(
    ("mode", "narrowed", "widened"),
    [
        ("BACKWARD", "breaking", "compatible"),
        ("backward-transitive", "breaking", "compatible"),
        ("FORWARD", "compatible", "breaking"),
        ("Forward_Transitive", "compatible", "breaking"),
        ("FULL", "breaking", "breaking"),
        ("", "breaking", "breaking"),
        ("SIDEWAYS", "breaking", "breaking"),
        ("NONE", "compatible", "compatible"),
    ],
)
def test_a_contract_says_which_way_counts(mode: str, narrowed: str, widened: str) -> None:
    old, new = (schema_contract(schema, mode=mode) for schema in NARROWED)
    assert [change.verdict.value for change in compare(old, new)] == [narrowed]
    assert [change.verdict.value for change in compare(new, old)] == [widened]


def test_what_is_asked_for_counts_before_what_the_contract_says() -> None:
    old, new = (schema_contract(schema, mode="BACKWARD") for schema in NARROWED)
    (change,) = compare(old, new, Policy(mode=named("none")))
    assert (change.verdict, change.confidence) == (Verdict.COMPATIBLE, Confidence.POLICY)
    assert change.reason == "the compatibility mode `NONE` promises nothing"
    assert change.witness is None
    assert [change.verdict for change in compare(old, new, Policy(mode=named("forward")))] == [Verdict.COMPATIBLE]


def test_an_unknown_mode_is_named_with_those_that_are_known() -> None:
    assert mode_of("SIDEWAYS") is None
    assert mode_of("") == FULL
    with pytest.raises(UserError) as raised:
        named("SIDEWAYS")
    assert raised.value.message == "there is no compatibility mode `SIDEWAYS`"
    assert all(mode in raised.value.hint for mode in NAMES)
    with pytest.raises(UserError) as raised:
        named("backwards")
    assert raised.value.hint == "did you mean `BACKWARD`?"


def test_each_name_has_its_arrows() -> None:
    assert {name: len(mode.roles) for name in NAMES if (mode := mode_of(name))} == {
        "BACKWARD": 1, "BACKWARD_TRANSITIVE": 1, "FORWARD": 1, "FORWARD_TRANSITIVE": 1, "FULL": 2,
        "FULL_TRANSITIVE": 2, "NONE": 2, "WINDOW": 2,
    }
    assert [name for name in MODES if named(name).is_transitive] == [name for name in MODES if "TRANSITIVE" in name]


def written(desk: Desk, version: str, longest: int, mode: str) -> None:
    desk.write("order/order.json", json.dumps({"$schema": DIALECT, "type": "string", "maxLength": longest}))
    desk.write("order/contract.yaml", f"name: order\nversion: {version}\ncompatibilityMode: {mode}\n")


def released(desk: Desk, mode: str, *releases: tuple[str, int]) -> None:
    """A schema contract with these releases, and a working version that comes after them."""
    desk.write("govtool.toml", "extends = []\njson-schemas = true\n")
    for version, longest in releases:
        written(desk, version, longest, mode)
        assert govtool(desk, "release", "order").code == 0


def breaks(desk: Desk, command: str) -> list[str]:
    found = json.loads(govtool(desk, *command.split(), "--format", "json").out)
    return [finding["message"].partition(" at most ")[2] for finding in found["findings"]
            if finding["rule"] == "max-length-narrowed"]


@pytest.mark.parametrize("command", ["check --only compat", "release order --dry-run"])
def test_a_transitive_contract_names_every_release_of_its_major_version_that_it_breaks(
    desk: Desk, command: str
) -> None:
    mode = "BACKWARD_TRANSITIVE"
    released(desk, "NONE", ("1.0.0", 90), ("2.0.0", 40), ("2.1.0", 40), ("2.2.0", 10), ("2.3.0", 20))
    written(desk, "2.4.0", 20, mode)
    assert breaks(desk, command) == [
        "20 characters, before 40 (since release 2.1.0, release 2.0.0)"]
    written(desk, "2.4.0", 15, mode)
    assert set(breaks(desk, command)) == {
        "15 characters, before 40 (since release 2.1.0, release 2.0.0)",
        "15 characters, before 20 (since release 2.3.0)"}
    written(desk, "3.0.0", 15, mode)
    assert breaks(desk, command) == ["15 characters, before 20"]


@pytest.mark.parametrize("mode", ["BACKWARD", "FORWARD_TRANSITIVE", "NONE"])
def test_other_contracts_are_compared_as_their_mode_says(desk: Desk, mode: str) -> None:
    released(desk, mode, ("1.0.0", 40), ("2.0.0", 10))
    written(desk, "2.1.0", 20, mode)
    assert breaks(desk, "check --only compat") == []


def test_more_releases_never_allow_more(desk: Desk) -> None:
    mode = "BACKWARD_TRANSITIVE"
    released(desk, "NONE", ("1.0.0", 40), ("1.1.0", 30), ("1.2.0", 10))
    written(desk, "1.3.0", 20, mode)
    said = [set(breaks(desk, "check --only compat"))]
    for version in ("1.0.0", "1.1.0"):
        rmtree(desk.root / "order/releases" / version)
        said.append(set(breaks(desk, "check --only compat")))
    assert said[0] > said[1] > said[2] == set()


@pytest.mark.parametrize("word", ["SIDEWAYS", "backwards"])
def test_check_says_that_a_mode_is_unknown(desk: Desk, word: str) -> None:
    desk.write("govtool.toml", "extends = []\njson-schemas = true\n")
    desk.write("order.json", json.dumps({"$schema": DIALECT, "x-compatibility-mode": word, "type": "string"}))
    found = json.loads(govtool(desk, "check", "--only", "compat", "--format", "json").out)
    (finding,) = found["findings"]
    assert finding["rule"] == "compatibility-mode-unknown"
    assert finding["message"] == f"there is no compatibility mode `{word.upper()}`: it counts as `FULL`"
    assert "BACKWARD" in finding["help"]
    desk.write("order.json", json.dumps({"$schema": DIALECT, "x-compatibility-mode": "backward", "type": "string"}))
    assert json.loads(govtool(desk, "check", "--only", "compat", "--format", "json").out)["findings"] == []


@pytest.mark.parametrize(
    ("mode", "verdict"),
    [("backward", "breaking"), ("FORWARD", "compatible"), ("none", "compatible"), ("full-transitive", "breaking"),
     ("", "compatible")],
)
def test_diff_may_ask_for_another_mode(desk: Desk, mode: str, verdict: str) -> None:
    for name, schema in zip(("old", "new"), NARROWED, strict=True):
        desk.write(f"{name}.json", json.dumps({"$schema": DIALECT, "x-compatibility-mode": "FORWARD", **schema}))
    asked = ("--mode", mode) if mode else ()
    found = json.loads(govtool(desk, "diff", "old.json", "new.json", "--format", "json", *asked).out)
    assert [change["verdict"] for change in found["changes"]] == [verdict]


def test_diff_refuses_a_mode_that_is_none(desk: Desk) -> None:
    for name, schema in zip(("old", "new"), NARROWED, strict=True):
        desk.write(f"{name}.json", json.dumps({"$schema": DIALECT, **schema}))
    done = govtool(desk, "diff", "old.json", "new.json", "--mode", "SIDEWAYS")
    assert done.code == 2
    assert "there is no compatibility mode `SIDEWAYS`" in done.err
    assert "BACKWARD_TRANSITIVE" in done.err
