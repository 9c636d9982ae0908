"""A new version against a history: modes, the window of what is alive, and that every failing version is told."""

import pytest
from avro_schemas import Json, field, record, type_of

from govtool.compare.avro.modes import Window, check_all, check_history, registry_refuses
from govtool.compare.avro.registry import PROFILES
from govtool.compare.avro.resolve import Memory
from govtool.compare.modes import NAMES, WINDOW, CompatibilityMode, named

ONE = record(field("a", "string"))
TWO = record(field("a", "string"), field("b", "string", default="x"))
THREE = record(field("a", "string"), field("b", "string"))


def failing(
    new: Json, history: list[Json], mode: CompatibilityMode, window: Window | None = None
) -> list[tuple[int, str]]:
    told = check_history(type_of(new), [type_of(old) for old in history], mode, window)
    return [(one.version, one.arrow) for one in told if one.resolution.clashes]


@pytest.mark.parametrize(("mode", "expected"), [
    (named("NONE"), []),
    (named("BACKWARD"), []),
    (named("BACKWARD_TRANSITIVE"), [(0, "backward"), (1, "backward")]),
    (named("FORWARD"), []),
    (named("FORWARD_TRANSITIVE"), []),
    (named("FULL"), []),
    (named("FULL_TRANSITIVE"), [(0, "backward"), (1, "backward")]),
])
def test_a_mode_chooses_versions_and_directions(mode: CompatibilityMode, expected: list[tuple[int, str]]) -> None:
    history = [ONE, ONE | {"doc": "again"}, TWO]
    assert failing(THREE, history, mode) == expected
    refused = registry_refuses(type_of(THREE), [type_of(old) for old in history], mode, PROFILES["confluent"])
    assert list(refused) == [version for version, _ in expected]


def test_old_readers_of_what_is_new_are_asked_forward() -> None:
    assert failing(ONE, [THREE, TWO], named("FORWARD")) == []
    assert failing(ONE, [THREE, TWO], named("FORWARD_TRANSITIVE")) == [(0, "forward")]
    assert failing(ONE, [THREE], named("FULL")) == [(0, "forward")]


def test_a_window_asks_only_for_what_is_alive() -> None:
    history = [ONE, TWO, ONE]
    assert failing(THREE, history, WINDOW, Window(retained={1})) == []
    assert failing(THREE, history, WINDOW, Window(retained={0, 1})) == [(0, "backward")]
    assert failing(ONE, [THREE, TWO], WINDOW, Window(read={0, 1})) == [(0, "forward")]
    assert failing(THREE, history, WINDOW) == []


def test_a_first_version_has_nothing_to_be_compared_with() -> None:
    assert [failing(ONE, [], mode) for mode in map(named, NAMES)] == [[]] * len(NAMES)


def test_versions_that_readers_cannot_tell_apart_are_looked_at_once() -> None:
    memory = Memory()
    new = type_of(TWO)
    check_history(new, [type_of(ONE)], named("BACKWARD_TRANSITIVE"), memory=memory)
    known = set(memory.clean["writer"])
    history = [type_of(ONE | {"doc": str(number)}) for number in range(5)]
    assert check_history(new, history, named("BACKWARD_TRANSITIVE"), memory=memory) == ()
    assert memory.clean["writer"] == known
    assert not memory.found


def test_places_of_a_failing_version_are_its_own() -> None:
    memory = Memory()
    new = type_of(THREE)
    moved = {"fields": ONE["fields"], "name": "R", "type": "record"}
    first = check_history(new, [type_of([moved])], named("BACKWARD"), memory=memory)
    again = check_history(new, [type_of(ONE)], named("BACKWARD"), memory=memory)
    assert first[0].resolution.clashes[0].writer.pointer == (0,)
    assert again[0].resolution.clashes[0].writer.pointer == ()


def test_a_change_of_mode_asks_every_version_again() -> None:
    history = [type_of(one) for one in (ONE, TWO, THREE, ONE)]
    assert check_all(history, named("BACKWARD")) == {}
    told = check_all(history, named("BACKWARD_TRANSITIVE"))
    assert {version: [one.version for one in found] for version, found in told.items()} == {2: [0]}
