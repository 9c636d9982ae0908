"""Whatever a document holds, the rules about validity answer: with findings, never with a crash."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_documents import SPECS
from validity_documents import RULES, VALID, findings

from govtool.finding import INTERNAL_ERROR, Finding
from govtool.lint.engine import lint
from govtool.model.detect import sniff
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import WorkTree

WORDS = st.sampled_from([
    "type", "properties", "items", "required", "allOf", "$ref", "enum", "default", "example", "examples", "schema",
    "in", "name", "get", "content", "pattern", "additionalProperties", "discriminator", "mapping", "propertyName",
    "nullable", "$schema", "encoding", "security", "parameters", "responses", "links", "operationId", "x-a", "200",
    "application/json", "path", "object", "string", "^[a", "/orders/{orderId}", "#/components/schemas/Order", "0",
])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def crashes(found: list[Finding]) -> list[str]:
    return [finding.message for finding in found if finding.rule == INTERNAL_ERROR]


def replaced(value: Any, steps: list[int], other: Any) -> Any:
    """The value with something else where the steps lead: each names one of the entries."""
    if not steps or not isinstance(value, dict | list) or not value:
        return other
    key = list(value)[steps[0] % len(value)] if isinstance(value, dict) else steps[0] % len(value)
    value[key] = replaced(value[key], steps[1:], other)
    return value


CHANGE = st.tuples(st.lists(st.integers(0, 9), min_size=1, max_size=8), ANYTHING)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(VALID)), st.lists(CHANGE, min_size=1, max_size=3))
def test_anything_anywhere_in_a_document_is_a_finding_or_nothing(version: str, changes: list[Any]) -> None:
    document = deepcopy(VALID[version])
    for steps, other in changes:
        document = replaced(document, steps, other)
    assert crashes(findings(document)) == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["draft-04/schema#", "draft-07/schema#", "draft/2020-12/schema"]),
       st.dictionaries(WORDS, ANYTHING, max_size=5))
def test_anything_in_a_json_schema_is_a_finding_or_nothing(draft: str, schema: dict[str, Any]) -> None:
    assert crashes(findings({**schema, "$schema": f"https://json-schema.org/{draft}"})) == []


@pytest.mark.parametrize("part", ["small", "domain"])
def test_no_rule_crashes_on_real_documents(part: str) -> None:
    folder = SPECS / part
    if not folder.is_dir():
        pytest.skip("no public documents beside the repository")
    tree, judged = WorkTree(folder), 0
    for path in sorted(path for path in folder.rglob("*.*") if path.suffix in (".yaml", ".yml", ".json")):
        name = path.relative_to(folder).as_posix()
        if sniff(path.read_bytes(), name) in ("openapi", "jsonschema"):
            judged += 1
            assert crashes(lint(read(Bundle(tree), name), RULES)) == [], name
    assert judged > 0
