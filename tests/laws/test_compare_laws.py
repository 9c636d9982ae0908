"""Laws of comparison over whole documents: what says the same is the same; what comes one way goes the other way."""

from collections import Counter
from unittest.mock import patch

import pytest
from compare_documents import DOCUMENTS, REWRITINGS, SHARED, Json, changes, contract, extracted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtool.api import load
from govtool.compare.alike import Alike
from govtool.compare.engine import compare
from govtool.compare.flow import flow
from govtool.compare.match import Versions
from govtool.compare.pairs import Request
from govtool.compare.semver import Version, needed, next_version
from govtool.compare.wire import Wire
from govtool.finding import Bump, Change, Confidence, Effect, Verdict
from govtool.model.contract import Role, Spot

SOME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Nobody:
    """Structure alone: schemas are somebody else's."""

    def add(
        self,
        old: Spot,
        new: Spot,
        role: Role,
        operation: str,
        *,
        wire: Wire | None,
        request: Request | None,
    ) -> None:
        pass


def structural(old: Json, new: Json) -> list[Change]:
    return flow(Versions(contract(old), contract(new)), Nobody())


@pytest.mark.parametrize("way", REWRITINGS)
@SOME
@given(DOCUMENTS)
def test_a_document_written_otherwise_is_no_change(way: str, document: Json) -> None:
    other = contract(REWRITINGS[way](document), "api.yaml" if "yaml" in way else "api.json")
    assert compare(contract(document), other) == []
    assert compare(other, contract(document)) == []


@SOME
@given(DOCUMENTS)
def test_the_same_document_in_an_older_version_is_no_change(document: Json) -> None:
    older = {key: value for key, value in document.items() if key != "webhooks"}
    assert changes({**older, "openapi": "3.0.3"}, older) == []
    assert changes(older, {**older, "openapi": "3.0.3"}) == []


def test_a_real_document_written_otherwise_is_no_change() -> None:
    import yaml

    path = SHARED / "specs" / "small" / "museum.yaml"
    if not path.is_file():
        pytest.skip("the shared documents are not there")
    document = yaml.safe_load(path.read_text("utf-8"))
    for way, rewritten in REWRITINGS.items():
        other = contract(rewritten(document), "api.yaml" if "yaml" in way else "api.json")
        assert compare(contract(document), other) == [], way


REVERSED = {
    "added": "removed",
    "removed": "added",
    "required": "optional",
    "optional": "required",
    "narrowed": "widened",
    "widened": "narrowed",
}
OPPOSITE = {Effect.WIDER: Effect.NARROWER, Effect.NARROWER: Effect.WIDER}


def turned(id_: str) -> str:
    stem, _, event = id_.rpartition("-")
    return f"{stem}-{REVERSED.get(event, event)}"


@settings(SOME, max_examples=300)
@given(DOCUMENTS, DOCUMENTS)
def test_what_comes_one_way_goes_the_other_way(old: Json, new: Json) -> None:
    there, back = structural(old, new), structural(new, old)
    assert Counter((change.id, change.effect, change.writer) for change in there) == Counter(
        (turned(change.id), OPPOSITE.get(change.effect, change.effect), change.writer) for change in back
    )


@settings(SOME, max_examples=150)
@given(DOCUMENTS, DOCUMENTS)
def test_every_break_is_shown_or_names_its_policy(old: Json, new: Json) -> None:
    for change in structural(old, new):
        if change.verdict is Verdict.BREAKING:
            assert change.bump is Bump.MAJOR
            assert change.witness is not None if change.confidence is Confidence.CERTAIN else change.reason
        assert change.verdict is not Verdict.POSSIBLE or (change.reason and change.confidence is Confidence.POSSIBLE)
        assert change.reach or change.id == "security-scheme-changed"
        assert change.where is not None


def mixed(old: Json, new: Json, kept: set[int]) -> Json:
    """The new document with some path items and sections of shared parts as they are in the old one."""
    def layer(before: Json, after: Json) -> Json:
        names = list(dict.fromkeys((*before, *after)))
        chosen = {name: before if index in kept and name in before else after for index, name in enumerate(names)}
        return {name: side[name] for name, side in chosen.items() if name in side}

    parts = ("paths", "webhooks", "components")
    return {**new, **{part: layer(old.get(part, {}), new.get(part, {})) for part in parts}}


@settings(SOME, max_examples=300)
@given(DOCUMENTS, DOCUMENTS, st.sets(st.integers(0, 8)), st.booleans())
def test_operations_that_are_written_the_same_are_judged_as_if_both_were_read(
    old: Json, new: Json, kept: set[int], extract: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    before, after = (extracted(old), extracted(new)) if extract else (old, new)
    one, two = contract(before), contract(mixed(before, after, kept))
    told = compare(one, two)
    with patch.object(Alike, "holds", return_value=False):
        assert compare(one, two) == told


@pytest.mark.parametrize("name", ["stripe-few", "stripe-many", "k8s", "petstore"])
def test_on_real_documents_it_makes_no_difference_either(name: str) -> None:
    folder = SHARED / "specs" / "pairs" / name
    if not folder.is_dir():
        pytest.skip("the shared documents are not there")
    old, new = (load(str(folder / f"{version}.json")) for version in ("base", "rev"))
    told = compare(old, new)
    with patch.object(Alike, "holds", return_value=False):
        assert compare(old, new) == told


@settings(SOME, max_examples=40)
@given(DOCUMENTS, DOCUMENTS)
def test_the_same_two_documents_give_the_same_changes(old: Json, new: Json) -> None:
    assert changes(old, new) == changes(old, new)


BUMPS = st.sampled_from([Bump.PATCH, Bump.MINOR, Bump.MAJOR])
VERSIONS = st.builds(
    Version,
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from([(), ("rc",), ("rc", "1"), ("alpha", "beta")]),
)
CHANGES = st.lists(
    st.builds(
        Change,
        st.just("x"),
        st.just("x"),
        st.none(),
        st.none(),
        st.just(Effect.NONE),
        st.sampled_from(Verdict),
        bump=BUMPS,
    ),
    max_size=5,
)


@given(CHANGES, CHANGES)
def test_more_changes_never_need_a_smaller_step(some: list[Change], more: list[Change]) -> None:
    assert needed(some) <= needed([*some, *more])
    assert needed([*some, *more]) == max(needed(some), needed(more))


@given(CHANGES)
def test_possible_changes_alone_never_need_a_major_step(some: list[Change]) -> None:
    assert needed(change for change in some if change.verdict is Verdict.POSSIBLE) < Bump.MAJOR


@given(VERSIONS, BUMPS, BUMPS)
def test_a_larger_step_never_leads_to_a_smaller_version(current: Version, one: Bump, two: Bump) -> None:
    small, large = sorted((one, two))
    assert next_version(current, small) <= next_version(current, large)
    assert next_version(current, small) > current
    assert next_version(current, Bump.NONE) == current


@given(VERSIONS, VERSIONS, BUMPS)
def test_a_later_release_is_never_followed_by_an_earlier_one(one: Version, two: Version, bump: Bump) -> None:
    small, large = sorted((one.release, two.release))
    assert next_version(small, bump) <= next_version(large, bump)
