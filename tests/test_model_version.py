"""Semantic versions (semver.org 2.0.0)."""

from itertools import pairwise

import pytest

from govtool.model.version import Version

# The order that section 11 spells out.
ORDERED = (
    "0.0.1", "0.9.0", "1.0.0-0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
    "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "2.0.0", "2.1.0", "2.1.1", "10.0.0",
)


def version(text: str) -> Version:
    found = Version.parse(text)
    assert found is not None
    return found


def test_versions_are_ordered_by_precedence() -> None:
    for low, high in pairwise(map(version, ORDERED)):
        assert low < high
        assert high >= low
        assert low != high


@pytest.mark.parametrize("text", [*ORDERED, "1.2.3+build.01", "1.2.3-rc.1+sha-5", "1.0.0-x-y-z.--", "1.0.0-0A"])
def test_a_version_is_written_as_it_was_read(text: str) -> None:
    assert str(version(text)) == text


@pytest.mark.parametrize("text", [
    "", "1", "1.2", "v1.2.3", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+", "1.2.3 ", "1.2.3\n",
    "\u0661.\u0662.\u0663", "1.2.3-é", "9" * 300 + ".0.0",
])
def test_any_other_text_is_no_version(text: str) -> None:
    assert Version.parse(text) is None


def test_build_metadata_does_not_count() -> None:
    assert version("1.2.3+a") == version("1.2.3+b")
    assert hash(version("1.2.3+a")) == hash(version("1.2.3"))
    assert version("1.2.3") != "1.2.3"


def test_a_pre_release_leads_to_its_release() -> None:
    assert version("2.0.0-rc.1+x").release == version("2.0.0")
    assert version("2.0.0").release == version("2.0.0")
    assert str(version("2.0.0-rc.1+x").release) == "2.0.0"
