"""The mode `WINDOW`: of several releases only those count that left data behind or that somebody still reads by."""

import json
from typing import Any

import pytest
from avro_schemas import field, record
from conftest import Desk
from release_packages import govtool

from govtool.gate.retention import _length  # the units of a standard, which no command shows

pytest.importorskip("fastavro", reason="fastavro is not installed")

# A reader of 1.2.0 has no default for `b`; one of 1.0.0 wants `c`.
ONE = record(field("a", "string"), field("c", "string"), name="Order")
TWO = record(field("a", "string"), field("c", "string", default=""), field("b", "string", default=""),
             name="Order")
THREE = record(field("a", "string"), field("b", "string", default=""), name="Order")
FOUR = record(field("a", "string"), field("b", "string"), name="Order")
RELEASES = (("1.0.0", "2026-01-01", ONE), ("1.1.0", "2026-02-01", TWO), ("1.2.0", "2026-03-01", THREE))
MISSING = "avro-field-default-missing"
DAY = 86_400_000


def events(topic: Any) -> Any:
    return {
        "asyncapi": "3.0.0", "info": {"title": "Orders", "version": "1.0.0"},
        "channels": {"orders": {"address": "orders", "bindings": {"kafka": {"topicConfiguration": topic}}}},
    }


def manifest(version: str, mode: str, retention: str = "") -> str:
    return f"name: orders\nversion: {version}\ncompatibilityMode: {mode}\n" + (
        f"sla:\n  - {{property: retention, {retention}}}\n" if retention else "")


def repository(desk: Desk, mode: str = "WINDOW", topic: Any = None, retention: str = "") -> None:
    """Three releases, a month apart, and a version that reads no data without `b` any more."""
    desk.write("govtool.toml", "extends = []\n")
    for version, day, schema in RELEASES:
        desk.write("orders/contract.yaml", manifest(version, "NONE", retention))
        desk.write("orders/order.avsc", json.dumps(schema))
        done = govtool(desk, "release", "orders", "--as-of", day)
        assert done.code == 0, done.out
    if topic is not None:
        desk.write("orders/asyncapi.json", json.dumps(events(topic)))
    desk.write("orders/contract.yaml", manifest("1.3.0", mode, retention))
    desk.write("orders/order.avsc", json.dumps(FOUR))


def consumed(desk: Desk, *uses: Any) -> None:
    desk.write("adapters.yaml", json.dumps({"systems": {"desk": {"consumes": list(uses)}}}))


def told(desk: Desk, day: str, *more: str) -> dict[str, list[str]]:
    """The releases that each finding about a field names."""
    done = govtool(desk, "check", "--only", "compat", "--as-of", day, "--format", "json", *more)
    assert done.err == ""
    found: dict[str, list[str]] = {}
    for one in json.loads(done.out)["findings"]:
        if one["rule"] == MISSING:
            message, _, since = one["message"].partition(" (since ")
            found[message] = since.rstrip(")").replace("release ", "").split(", ")
    return found


B = "the field `b` is not written, and the reader has no default for it"
C = "the field `c` is not written, and the reader has no default for it"


@pytest.mark.parametrize(("days", "day", "expected"), [
    (7, "2026-03-02", {}),
    (29, "2026-03-02", {B: ["1.0.0"]}),
    (29, "2026-03-03", {}),
    (60, "2026-03-02", {B: ["1.0.0"]}),
    (60, "2026-04-02", {B: ["1.0.0"]}),
    (60, "2026-04-03", {}),
    (-1, "2036-01-01", {B: ["1.0.0"]}),
])
def test_data_is_read_as_long_as_the_topic_keeps_it(desk: Desk, days: int, day: str, expected: Any) -> None:
    repository(desk, topic={"retention.ms": days * DAY if days > 0 else days})
    assert told(desk, day) == expected


def test_the_manifest_says_how_long_where_no_topic_does(desk: Desk) -> None:
    repository(desk, retention="value: 60, unit: d")
    assert (told(desk, "2026-04-02"), told(desk, "2026-04-03")) == ({B: ["1.0.0"]}, {})
    desk.write("orders/asyncapi.json", json.dumps(events({"retention.ms": 365 * DAY})))
    assert told(desk, "2026-04-03") == {B: ["1.0.0"]}


@pytest.mark.parametrize("topic", [{}, {"cleanup.policy": ["compact"], "retention.ms": DAY}, {"retention.ms": "long"}])
def test_what_is_not_known_to_be_gone_counts(desk: Desk, topic: Any) -> None:
    repository(desk, topic=topic)
    assert told(desk, "2036-01-01") == {B: ["1.0.0"]}


@pytest.mark.parametrize(("use", "expected"), [
    ("orders@1", {C: ["1.0.0"]}),
    ({"contract": "orders@1"}, {C: ["1.0.0"]}),
    ({"contract": "orders@1", "version": "1.0.0"}, {C: ["1.0.0"]}),
    ({"contract": "orders@1", "version": "1.1.0"}, {}),
])
def test_a_declared_consumer_reads_by_its_release(desk: Desk, use: Any, expected: Any) -> None:
    repository(desk, topic={"retention.ms": DAY})
    consumed(desk, use)
    assert told(desk, "2026-12-01") == expected


def test_the_mode_may_be_asked_for_and_every_failing_release_is_named(desk: Desk) -> None:
    repository(desk, mode="BACKWARD", topic={"retention.ms": DAY})
    assert told(desk, "2026-12-01") == {}
    assert told(desk, "2026-12-01", "--mode", "window") == {}
    consumed(desk, "orders@1")
    assert told(desk, "2026-12-01", "--mode", "window") == {C: ["1.0.0"]}
    assert told(desk, "2026-12-01", "--mode", "BACKWARD_TRANSITIVE") == {B: ["1.0.0"]}
    assert told(desk, "2026-12-01", "--mode", "FULL_TRANSITIVE") == {B: ["1.0.0"], C: ["1.0.0"]}
    refused = govtool(desk, "check", "--mode", "WINDO")
    assert (refused.code, "did you mean `WINDOW`?" in refused.err) == (2, True)


def held(desk: Desk, *more: str) -> list[str]:
    done = govtool(desk, "check", "--only", "compat", "--as-of", "2026-03-02", "--format", "json", *more)
    return [one["message"] for one in json.loads(done.out)["findings"] if one["rule"] == "compatibility-mode-not-held"]


def test_another_mode_is_asked_of_the_whole_history(desk: Desk) -> None:
    repository(desk, mode="NONE")
    assert held(desk) == []
    desk.write("orders/contract.yaml", manifest("1.3.0", "FORWARD"))
    assert held(desk) == []
    desk.write("orders/contract.yaml", manifest("1.3.0", "FORWARD_TRANSITIVE"))
    assert held(desk) == [
        f"`order.avsc` of 1.2.0 does not hold to `FORWARD_TRANSITIVE` with 1.0.0 (`{MISSING}`)"]
    desk.write("orders/contract.yaml", manifest("1.3.0", "WINDOW"))
    assert held(desk) == []
    consumed(desk, "orders@1")
    assert held(desk) == [f"`order.avsc` of 1.2.0 does not hold to `WINDOW` with 1.0.0 (`{MISSING}`)"]
    shown = govtool(desk, "explain", "compatibility-mode-not-held").out
    assert "start a new major version" in " ".join(shown.split())


def test_a_release_remembers_its_mode_and_does_not_ask_again(desk: Desk) -> None:
    repository(desk, mode="FORWARD_TRANSITIVE")
    desk.write("orders/order.avsc", json.dumps(ONE))
    assert len(held(desk)) == 1
    assert govtool(desk, "release", "orders", "--as-of", "2026-03-02").code == 0
    last = json.loads((desk.root / "orders/releases/1.3.0/release.json").read_text("utf-8"))
    assert last["compatibilityMode"] == "FORWARD_TRANSITIVE"
    assert held(desk) == []


def test_a_message_that_is_only_retained_is_not_held_to_readers_of_then(desk: Desk) -> None:
    """The operation's own arrow is left out: nobody reads new data by a release of which only data is left."""
    desk.write("govtool.toml", "extends = []\n")
    payload = {"schemaFormat": "application/vnd.apache.avro;version=1.9.0", "schema": ONE}
    api = events({"retention.ms": 365 * DAY})
    api["channels"]["orders"]["messages"] = {"order": {"payload": payload}}
    api["operations"] = {"send": {"action": "send", "channel": {"$ref": "#/channels/orders"}}}
    for version, day, schema in (*RELEASES, ("1.3.0", "", THREE)):
        payload["schema"] = schema
        api["info"]["version"] = version
        desk.write("orders/asyncapi.json", json.dumps(api))
        desk.write("orders/contract.yaml", manifest(version, "NONE" if day else "WINDOW"))
        if day:
            assert govtool(desk, "release", "orders", "--as-of", day).code == 0
    assert told(desk, "2026-04-01") == {}
    consumed(desk, "orders@1")
    assert told(desk, "2026-04-01") == {C: ["1.0.0"]}


@pytest.mark.parametrize(("amount", "unit", "days"), [
    (2, "d", 2), (48, "hours", 2), ("1", "Week", 7), (DAY, "ms", 1), (-1, "ms", None), (3, "", None),
    (3, "moons", None), (None, "d", None), (1e300, "d", None)])
def test_a_figure_has_the_unit_of_the_standard(amount: Any, unit: str, days: int | None) -> None:
    found = _length(amount, unit)
    assert (found.days if found else None) == days
