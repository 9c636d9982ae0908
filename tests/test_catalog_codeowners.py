import pytest
from catalog_files import repository
from hypothesis import given
from hypothesis import strategies as st

from govtool.catalog.codeowners import Owners, load, parse
from govtool.source.tree import MemoryTree

GITHUB = """\
# everyone
*           @acme/all
/api/       @acme/api  @acme/second   # both
/api/free/
*.md        docs@acme.example.com
api/my\\ file.yaml  @acme/blank
"""
GITLAB = """\
* @root
[Contracts] @contracts
/contracts/
/contracts/orders/ @orders
^[Reviews][2] @reviewers
/contracts/
"""


@pytest.mark.parametrize(
    ("path", "owners", "line"),
    [
        ("README", "@acme/all", 2),
        ("api/orders.yaml", "@acme/api @acme/second", 3),
        ("api/free/orders.yaml", "", 0),
        ("deep/README.md", "docs@acme.example.com", 5),
        ("api/README.md", "docs@acme.example.com", 5),
        ("api/my file.yaml", "@acme/blank", 6),
    ],
)
def test_the_last_pattern_that_matches_names_the_owners(path: str, owners: str, line: int) -> None:
    assert parse(GITHUB).of(path) == (owners, f"CODEOWNERS:{line}" if line else "")


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("README", "@root"),
        ("contracts/stock/a.yaml", "@root @contracts @reviewers"),
        ("contracts/orders/a.yaml", "@root @orders @reviewers"),
    ],
)
def test_each_section_has_its_own_owners(path: str, owners: str) -> None:
    assert parse(GITLAB).of(path)[0] == owners


@pytest.mark.parametrize("place", [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"])
def test_the_file_is_found_where_code_hosts_look_for_it(place: str) -> None:
    found = repository({place: "\n* @us\n", "a.yaml": "openapi: 3.1.0\n"})
    assert found.facts_at("a.yaml").owner == "@us"
    assert found.facts_at("a.yaml").origin == {"owner": f"{place}:2"}


def test_the_first_place_is_the_one() -> None:
    tree = MemoryTree({"CODEOWNERS": b"* @second\n", ".github/CODEOWNERS": b"* @first\n"})
    assert load(tree).of("a")[0] == "@first"


def test_nobody_owns_anything_without_a_file() -> None:
    assert load(MemoryTree({})) == Owners()
    assert Owners().of("a") == ("", "")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_file(content: bytes) -> None:
    owners, origin = load(MemoryTree({"CODEOWNERS": content})).of("api/orders.yaml")
    assert bool(owners) == bool(origin)
