"""Any bytes in the files that people write are findings with a place, never a crash."""

from datetime import date

import pytest
from catalog_files import PACKAGE, repository
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.catalog import ignores
from govtool.catalog.graph import dot, graph, mermaid, plain
from govtool.catalog.pages import PAGES
from govtool.catalog.repository import Repository
from govtool.catalog.table import rows
from govtool.catalog.waivers import apply
from govtool.source.problem import PROBLEMS

FILES = [
    "contracts/orders/v1/contract.yaml",
    "contracts/orders/v1/behaviour.yaml",
    "adapters.yaml",
    "waivers.yaml",
    "CODEOWNERS",
]
WORDS = [
    "name",
    "version",
    "owner",
    "lifecycle",
    "status",
    "sla",
    "resources",
    "transitions",
    "from",
    "to",
    "operation",
    "emits",
    "systems",
    "provides",
    "consumes",
    "fields",
    "contract",
    "environments",
    "waivers",
    "rule",
    "reason",
    "until",
    "path",
    "pointer",
    "operations",
    "fingerprint",
    "Order",
    "orders@1",
    "OPEN",
    "2026-01-01",
    "[",
    "*",
    "idempotency",
    "paging",
]
PLAIN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(WORDS),
        st.text(max_size=5),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)),
    max_leaves=12,
)


def use_everything(found: Repository) -> None:
    """Everything that the catalog does with a repository."""
    for problem in found.problems:
        assert problem.rule in PAGES or problem.rule in PROBLEMS, problem
        assert problem.at.document in FILES
        assert found.bundle.document(problem.at.document).excerpt(problem.at).span.line >= 1
    assert len(found.contracts) == len(found.sources)
    assert rows(found)
    drawn = graph(found)
    assert "\n".join([*mermaid(drawn), *dot(drawn), str(plain(drawn))])
    judged = apply((), found.waivers, date(2026, 6, 15), most_days=90)
    assert all(finding.at.document == "waivers.yaml" for finding in judged)


@pytest.mark.parametrize("path", FILES)
@given(
    content=st.one_of(st.binary(max_size=120), st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
)
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_findings(path: str, content: bytes) -> None:
    use_everything(repository({**PACKAGE, path: content}))


@pytest.mark.parametrize("path", FILES[:-1])
@given(data=PLAIN)
@settings(deadline=None, max_examples=120)
def test_any_data_is_findings(path: str, data: object) -> None:
    from govtool.source.emit import yaml_text

    use_everything(repository({**PACKAGE, path: yaml_text(data)}))


@given(st.text(max_size=200))
def test_any_text_is_an_ignore_file(text: str) -> None:
    found = ignores.read(text, "file")
    assert all(1 <= number <= len(text.splitlines()) for number, _ in found.left_out)
