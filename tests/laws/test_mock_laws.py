"""Laws of the mock: what is written as a parameter is read as the same; tests made of a contract find nothing."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from mock_client import Mock, contract, served

from govtool.compare.serialize import serialized

ROOT = Path(__file__).parents[2]
STYLES = [
    (location, style, explode)
    for location, styles in {
        "path": ("simple", "label", "matrix"),
        "header": ("simple",),
        "cookie": ("form",),
        "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    }.items()
    for style in styles
    for explode in (False, True)
]
TYPES = {int: "integer", bool: "boolean", str: "string"}
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
NAMES = st.text("abcXYZ", min_size=1, max_size=4)
SCALARS = st.integers(-(10**9), 10**9) | st.booleans() | ANYTHING
VALUES = SCALARS | st.lists(SCALARS, min_size=1, max_size=4) | st.dictionaries(NAMES, SCALARS, min_size=1, max_size=4)


def schema_of(value: Any) -> dict[str, Any]:
    """A schema that takes just this value, and says the type of each part."""
    if isinstance(value, dict):
        return {"type": "object", "properties": {name: schema_of(item) for name, item in value.items()}, "const": value}
    if isinstance(value, list):
        kinds = sorted({TYPES[type(item)] for item in value})
        return {"type": "array", "items": {"type": kinds[0] if len(kinds) == 1 else kinds}, "const": value}
    return {"type": TYPES[type(value)], "const": value}


def texts(value: Any) -> Iterator[str]:
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item


def is_writable(location: str, style: str, value: Any) -> bool:
    """Whether a style can write a value at all: nothing is escaped in headers and cookies, nor a full stop anywhere.

    Two lists of several types look the same as text.
    """
    if isinstance(value, list) and len({type(item) for item in value}) > 1:
        return False
    if style == "label" and any("." in text for text in texts(value)):
        return False
    if location in ("header", "cookie"):
        return all(re.fullmatch(r"[!#-+\--:<>-\[\]-~]+", text) and "=" not in text for text in texts(value))
    return not (location == "path" and any(text in (".", "..") for text in texts(value)))


@settings(max_examples=300, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from(STYLES), VALUES)
def test_what_is_written_in_a_style_is_read_as_the_same(place: tuple[str, str, bool], value: Any) -> None:
    location, style, explode = place
    assume((style == "deepObject") == (isinstance(value, dict) and style == "deepObject"))
    assume(not (style.endswith("Delimited") and (explode or not isinstance(value, list))))
    assume(not (style == "deepObject" and not explode) and is_writable(location, style, value))
    assume(
        not (location == "cookie" and explode and isinstance(value, dict | list))
    )  # `&` in cookies is nobody's style
    parameter = {
        "name": "param",
        "in": location,
        "required": True,
        "style": style,
        "explode": explode,
        "schema": schema_of(value),
    }
    path = "/x/{param}" if location == "path" else "/x"
    told = contract(
        {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1.0.0"},
            "paths": {path: {"get": {"parameters": [parameter], "responses": {"204": {"description": "d"}}}}},
        }
    )
    written = serialized(told.operations[0].parameters[location, "param"], value)
    mocked = Mock(told)
    if location == "path":
        reply = mocked.ask(f"GET /x/{written}")
    elif location == "query":
        reply = mocked.ask(f"GET /x?{written}")
    else:
        reply = mocked.ask("GET /x", **{"cookie" if location == "cookie" else "param": written})
    assert reply.status == 204, (written, reply.body)


SHIPPED = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.glob("contracts/*/v*/openapi.yaml")
    if "\npaths:" in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.filterwarnings("ignore")
def test_tests_made_of_a_contract_find_nothing_on_its_mock(name: str) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis.config import SchemathesisConfig
    from schemathesis.engine import events, from_schema

    found = []
    with served(name, cwd=ROOT) as (host, port):
        config = SchemathesisConfig.from_dict(
            {
                "base-url": f"http://{host}:{port}",
                "seed": 1,
                "headers": {"Authorization": "Bearer token"},
                "suppress-health-check": ["all"],
                "phases": {phase: {"enabled": False} for phase in ("examples", "fuzzing", "stateful")},
            }
        )
        schema = schemathesis.openapi.from_path(ROOT / name, config=config)
        cases = 0
        for event in from_schema(schema).execute():
            assert not isinstance(event, events.NonFatalError | events.FatalError), event
            if isinstance(event, events.ScenarioFinished):
                cases += len(event.recorder.cases)
                found += [
                    (check.name, check.failure_info.failure.title, event.recorder.cases[case].value.as_curl_command())
                    for case, checks in event.recorder.checks.items()
                    for check in checks
                    if check.failure_info and not is_its_own_fault(check.name, event.recorder.cases[case].value)
                ]
    assert cases > 20
    assert found == []


def is_its_own_fault(check: str, case: Any) -> bool:
    """Whether a request that it calls valid is not: where a pattern and `maxLength` stand together, it sends `0`."""
    trace = case.headers.get("traceparent", "")
    return (
        check == "positive_data_acceptance"
        and trace != ""
        and not re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", trace)
    )
