"""A real corpus whose references point at a hub: 20,000 of them, and their targets lie in the same repository."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from govtool.source.refs import Bundle, RefError, RefSettings
from govtool.source.tree import WorkTree

AAS = Path(__file__).parents[2] / ".." / "shared" / "specs" / "domain" / "aas"
HUB = "https://api.swaggerhub.com/domains/Plattform_i40"
PARTS = ("Part1-MetaModel-Schemas", "Part2-API-Schemas")

if not AAS.is_dir():
    pytest.skip("the shared documents are not there", allow_module_level=True)


def references(value: Any) -> Iterator[str]:
    todo = [value]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo += value.values()
            if isinstance(ref := value.get("$ref"), str):
                yield ref
        elif isinstance(value, list):
            todo += value


def followed(refs: Mapping[str, str]) -> tuple[int, Counter[str]]:
    """How many references lead somewhere, and why the others do not."""
    bundle = Bundle(WorkTree(AAS), RefSettings(refs))
    good, bad = 0, Counter[str]()
    for path in sorted(AAS.rglob("*.yaml")):
        document = bundle.document(path.relative_to(AAS).as_posix())
        for ref in references(document.data):
            try:
                bundle.follow(document, ref)
                good += 1
            except RefError as error:
                bad[error.reason] += 1
    return good, bad


def test_without_a_map_every_url_is_on_the_network() -> None:
    good, bad = followed({})
    assert good > 1000
    assert bad.total() > 10_000
    assert all("is on the network, which is never asked" in reason for reason in bad)


def test_with_a_map_all_is_found_but_what_is_not_there() -> None:
    there = {f"{HUB}/{part}/{version.name.upper()}": f"{version.name}/{part}/openapi.yaml"
             for version in AAS.iterdir() for part in PARTS if (version / part / "openapi.yaml").is_file()}
    good, bad = followed(there)
    assert good > 20_000
    assert bad == {
        # Two versions whose folder is not among these.
        f"`{HUB}/Part1-MetaModel-Schemas/V3.0.1` is on the network, which is never asked": 224,
        f"`{HUB}/Part1-MetaModel-Schemas/V3.0.3` is on the network, which is never asked": 134,
        # The corpus' own mistakes.
        "nothing at `#/components/schemas/BaseOperationResult`": 6,
        "nothing at `#/components/schemas/GetSubmodelElementsMetadataResult`": 4,
    }
