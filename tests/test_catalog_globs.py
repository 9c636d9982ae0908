import subprocess
from itertools import product
from pathlib import Path

import pytest
from conftest import ENVIRONMENT
from hypothesis import given
from hypothesis import strategies as st

from govtool.catalog.globs import compiled, matches

SEGMENTS = ("a", "*", "**", "a*", "?", "[ab]")
NAMES = ("a", "b", "ab")
PATHS = ["/".join(parts) for depth in (1, 2, 3) for parts in product(NAMES, repeat=depth)]


def patterns() -> list[str]:
    """Every pattern of up to three segments, with and without a slash at either end."""
    found = []
    for depth in (1, 2, 3):
        for parts in product(SEGMENTS, repeat=depth):
            for first, last in product(("", "/"), repeat=2):
                pattern = first + "/".join(parts) + last
                # Here a last `/*` means the direct entries, as CODEOWNERS has it; git ignores all below an entry too.
                if not (parts[-1] == "*" and not last and "/" in pattern):
                    found.append(pattern)
    return found


def test_patterns_mean_what_git_takes_them_for(tmp_path: Path) -> None:
    tried = patterns()
    for index, pattern in enumerate(tried):
        (tmp_path / str(index)).mkdir()
        (tmp_path / str(index) / ".gitignore").write_text(pattern + "\n", "utf-8")
    asked = "".join(f"{index}/{path}\0" for index in range(len(tried)) for path in PATHS)
    git = {"cwd": tmp_path, "env": {**ENVIRONMENT, "HOME": str(tmp_path)}, "text": True, "capture_output": True}
    subprocess.run(["git", "init", "-q"], check=True, **git)  # type: ignore[call-overload]
    done = subprocess.run(["git", "check-ignore", "--no-index", "-z", "--stdin"], input=asked, check=True, **git)  # type: ignore[call-overload]
    ignored = set(done.stdout.split("\0"))
    assert len(ignored) > 1000
    differing = [
        (pattern, path)
        for index, pattern in enumerate(tried)
        for path in PATHS
        if matches(path, [pattern]) != (f"{index}/{path}" in ignored)
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("docs/*", "docs/a.yaml", True),
        ("docs/*", "docs/deep/a.yaml", False),
        ("/*", "a.yaml", True),
        ("/*", "deep/a.yaml", False),
        ("*", "deep/a.yaml", True),
        ("api", "v1/api/orders.yaml", True),
        ("*.yaml", "v1/api/orders.yaml", True),
        ("[!a].yaml", "b.yaml", True),
        ("[^a].yaml", "a.yaml", False),
        ("[]x].yaml", "].yaml", True),
        ("a[/]b", "a/b", False),
        (r"a\*b", "a*b", True),
        (r"a\*b", "axb", False),
        ("a\\", "a\\", True),
        ("[z-a]", "[z-a]", True),
        ("[z-a]", "b", False),
        ("a.yaml", "abyaml", False),
        ("a\nb", "a\nb", True),
        ("", "a", False),
        ("/", "a", False),
        ("//", "a/b", False),
    ],
)
def test_a_pattern_covers_a_path(pattern: str, path: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert matches(path, [pattern]) is expected


def test_one_of_several_patterns_is_enough() -> None:
    assert matches("b", ["a", "b"])
    assert not matches("b", [])


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 40 + "b", "a" * 4000),
        ("**/a/" * 40 + "b", "a/" * 2000 + "c"),
        ("a*" * 40 + "/**/b", "a" * 4000),
    ],
)
def test_no_pattern_makes_the_search_explode(pattern: str, path: str) -> None:
    """With backtracking these would take longer than the sun has left."""
    assert not matches(path, [pattern])


@given(st.text("ab/*?[]!^-\\.~ \n", max_size=12), st.text("ab/.\n", max_size=12))
def test_any_text_is_a_pattern(pattern: str, path: str) -> None:
    assert compiled(pattern).fullmatch(path) is None or matches(path, [pattern])


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))
def test_a_plain_path_covers_itself_and_what_is_below(parts: list[str]) -> None:
    path = "/".join(parts)
    assert matches(path, ["/" + path])
    assert matches(path + "/below", ["/" + path])
    assert not matches("other/" + path, ["/" + path])
