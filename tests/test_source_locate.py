"""How people name inputs."""

import pytest
from conftest import Desk

from govtool.errors import UserError
from govtool.source.locate import Reference, parse_reference


@pytest.mark.parametrize(("text", "reference"), [
    ("-", Reference("stdin")),
    ("api.yaml", Reference("path", "api.yaml")),
    ("no/such/file.yaml", Reference("path", "no/such/file.yaml")),
    ("contracts/*.yaml", Reference("glob", "contracts/*.yaml")),
    ("v?.yaml", Reference("glob", "v?.yaml")),
    ("main:api.yaml", Reference("revision", "api.yaml", "main")),
    ("HEAD~1:", Reference("revision", "", "HEAD~1")),
    ("git:main", Reference("revision", "", "main")),
    ("git:feature/x:y", Reference("revision", "", "feature/x:y")),
    ("orders@1.4.0", Reference("release", revision="1.4.0", name="orders")),
    ("production-order@2", Reference("release", revision="2", name="production-order")),
    ("https://example.com/api.yaml", Reference("url", "https://example.com/api.yaml")),
    ("C:api.yaml", Reference("path", "C:api.yaml")),
    (":api.yaml", Reference("path", ":api.yaml")),
    ("a\0b", Reference("path", "a\0b")),
    ("x" * 5000, Reference("path", "x" * 5000)),
])
def test_a_text_names_one_kind_of_input(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


def test_a_file_of_exactly_that_name_wins(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.root)
    for name in ("main:api.yaml", "orders@1.0.0", "[x].yaml"):
        desk.write(name, "x: 1\n")
        assert parse_reference(name) == Reference("path", name)


def test_nothing_names_nothing() -> None:
    with pytest.raises(UserError, match="an empty reference"):
        parse_reference("")
