"""Values for every schema at hand: those of the public JSON Schema suites, and those of real documents.

`pytest -s tests/suites/test_sample_suites.py` prints the shares. `GOVTOOL_WHOLE_SUITES=1` takes every document;
otherwise a part of them, always the same.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from compare_documents import SHARED, Json, contract
from jsonschema import Draft7Validator, Draft202012Validator

from govtool.model.contract import Contract, Party, Spot
from govtool.model.read import read
from govtool.sample import NotFound, NoValue, Sampler, Samplers, Unsatisfiable
from govtool.source.refs import Bundle
from govtool.source.tree import WorkTree

WHOLE = bool(os.environ.get("GOVTOOL_WHOLE_SUITES"))
SUITES, SPECS = SHARED / "suites", SHARED / "specs"
DIALECTS = {
    "draft7": ("http://json-schema.org/draft-07/schema#", Draft7Validator),
    "draft2020-12": ("https://json-schema.org/draft/2020-12/schema", Draft202012Validator),
}
PLAIN: list[Json] = [
    None, True, False, 0, 1, -1, 2, 5, 0.5, 1.5, 99, 1e10, "", "a", "foo", "bar", "quux", "2024-01-31", "not a date",
    [], {}, [1], ["a"], [1, 2, 3], [1, 1], [[]], [{}], [None], {"foo": 1}, {"foo": "bar"}, {"bar": 2}, {"quux": 1},
    {"foo": 1, "bar": 2}, {"bar": "b", "foo": "a"}, {"foo": {}}, {"foo": {"bar": 1}}, {"foo": []},
    {"a": 1, "b": 2, "c": 3},
]
"""Values that show that a schema can be met."""
# Both validators check these formats and do not agree on them; classes of Unicode the one for Python cannot read.
CONTESTED = ("uri-template", "regex", "\\\\p")
# References to what is not there, and patterns that are no regular expressions: nobody can say what is valid.
UNREACHED = ("cannot be read", "no schema", 'is not a "regex"')
_STEP = 1 if WHOLE else 7


def listed(name: str) -> Iterator[tuple[str, str, Json]]:
    path = SUITES / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("the shared suites are not there")
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        for side in ("old", "new", "schema1", "schema2"):
            if side in case:
                yield f"{case['id']} {side}", case.get("draft", "draft2020-12"), case[side]


def schemas() -> Iterator[tuple[str, str, Json]]:
    seen = set()
    for name in ("jsonschema-suite-pairs", "jsonschema-containment", "jsonschema-probes"):
        for case, draft, schema in listed(name):
            key = json.dumps([draft, schema], sort_keys=True)
            if key not in seen and draft in DIALECTS and not any(word in key for word in CONTESTED):
                seen.add(key)
                yield case, draft, schema


def sampler(draft: str, schema: Json) -> Sampler:
    uri = DIALECTS[draft][0]
    data = {"$schema": uri, **schema} if isinstance(schema, dict) else {"$schema": uri, "allOf": [schema]}
    found = contract(data, "s.json")
    return Samplers(found).of(found.schemas[""], Party.PROVIDER)


def test_every_schema_of_the_suites_that_can_be_met_has_valid_values() -> None:
    """The share is asserted over what the independent validator takes a plain value for; what fails is printed."""
    found: Counter[str] = Counter()
    wrong, missed = [], []
    for case, draft, schema in schemas():
        judge: Any = DIALECTS[draft][1](schema, format_checker=DIALECTS[draft][1].FORMAT_CHECKER)
        try:
            can_be_met = any(judge.is_valid(value) for value in PLAIN)
        except Exception:  # noqa: BLE001 - it asks the network, or has none of the schema: no oracle, no case
            found["no oracle"] += 1
            continue
        try:
            made = sampler(draft, schema)
            values = [made.example(), *(made.value(seed) for seed in range(5)), *islice(made.boundaries(), 20)]
        except NoValue as trouble:
            found[f"none, {'can' if can_be_met else 'cannot'} be met"] += 1
            missed += [(case, type(trouble).__name__, trouble.reason)] if can_be_met else []
            continue
        found["valid"] += 1
        wrong += [(case, value) for value in values if not judge.is_valid(value)]
    share = found["valid"] / (found["valid"] + len(missed))
    print(f"\n{dict(found)}; valid where one can be met: {share:.2%}", *missed, sep="\n  ")  # noqa: T201 - for `-s`
    assert wrong == []
    assert [case for case, kind, _ in missed if kind == Unsatisfiable.__name__] == []
    assert share >= 0.985


def documents() -> list[Path]:
    paths = sorted(path for path in SPECS.rglob("*") if path.suffix in {".json", ".yaml", ".yml"}
                   and "manifest" not in path.name and "pairs" not in path.parts)
    return paths[::_STEP]


def spots(found: Contract) -> Iterator[Spot]:
    yield from found.schemas.values()
    for operation in found.all_operations():
        yield from (each.schema for each in operation.parameters.values() if each.schema)
        contents = [operation.request.content] if operation.request else []
        contents += [response.content for response in operation.responses.values()]
        yield from (media.schema for content in contents for media in content.values() if media.schema)
    if found.format.family == "asyncapi":
        named = found.document.get(("components", "schemas")) if "schemas" in _components(found) else {}
        yield from (Spot(found.document, ("components", "schemas", name), value) for name, value in named.items())


def _components(found: Contract) -> dict[str, Any]:
    data = found.document.data
    components = data.get("components") if isinstance(data, dict) else None
    return components if isinstance(components, dict) else {}


def test_the_schemas_of_real_documents_have_valid_values() -> None:
    """All but those that no value meets and those that nobody can read; what fails is printed."""
    if not SPECS.is_dir():
        pytest.skip("the shared documents are not there")
    counts: Counter[str] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    for path in documents():
        found = read(Bundle(WorkTree(path.parent)), path.name)
        if not found.document.usable or found.format.family not in ("openapi", "asyncapi", "jsonschema"):
            continue
        made = Samplers(found)
        for spot in islice(spots(found), None if WHOLE else 60):
            each = made.of(spot, Party.PROVIDER)
            try:
                assert each.is_valid(each.example())
                assert each.is_valid(each.value(len(path.name)))
                counts["valid"] += 1
            except Unsatisfiable:
                counts["nothing meets it"] += 1
            except NotFound as trouble:
                reached = not any(word in trouble.reason for word in UNREACHED)
                counts["not found" if reached else "cannot be read"] += 1
                failed[path.name, trouble.reason] += reached
    share = counts["valid"] / (counts["valid"] + counts["not found"])
    print(f"\n{dict(counts)}; share {share:.3%}", *(item for item in failed.items() if item[1]), sep="\n  ")  # noqa: T201 - as above
    assert share >= 0.995
