"""`govtool diff` over the history of a repository: ranges, changelogs, and as git's own diff. With the real git."""

import json
import subprocess
from datetime import date
from typing import Any

import pytest
from conftest import ENVIRONMENT, Desk, Done

from govtool.gate import changelog
from govtool.gate.diff import Options
from govtool.source.locate import Range, parse_range

ORDERS = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {id: {type: string, maxLength: 40}, note: {type: string}}}
      responses: {"201": {description: Created}}
"""
MACHINES = ORDERS.replace("Orders", "Machines").replace("/orders", "/machines")
OLD = """\
swagger: "2.0"
info:
  title: Retired
  version: "3"
paths:
  /tools:
    delete:
      parameters:
        - name: limit
          in: query
          type: integer
          maximum: 40
      responses:
        "204":
          description: Gone
"""


def report(done: Done) -> dict[str, Any]:
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def told(done: Done) -> list[tuple[str, str]]:
    return sorted((change["id"], change["contract"]) for change in report(done)["changes"])


@pytest.fixture
def history(desk: Desk) -> Desk:
    """v1, a narrowing, a commit without contracts, a move, and at v2 one contract more and one less."""
    desk.write("orders.yaml", ORDERS)
    desk.write("old.yaml", OLD)
    desk.commit("Begin")
    desk.git("tag", "v1")
    desk.replace("orders.yaml", "maxLength: 40", "maxLength: 18")
    desk.commit("Shorten the id")
    desk.write("notes.txt", "words")
    desk.commit("Write notes")
    (desk.root / "api").mkdir()
    desk.git("mv", "orders.yaml", "api/orders.yaml")
    desk.replace("api/orders.yaml", "note: {type: string}", "note: {type: integer}")
    desk.commit("Move and retype")
    desk.git("rm", "-q", "old.yaml")
    desk.write("machines.yaml", MACHINES)
    desk.commit("Machines instead")
    desk.git("tag", "v2")
    return desk


@pytest.mark.parametrize(("text", "expected"), [
    ("v1.0..v1.1", Range("v1.0", "v1.1", from_merge_base=False)),
    ("git:v1.0..v1.1", Range("v1.0", "v1.1", from_merge_base=False)),
    ("main...topic/a", Range("main", "topic/a", from_merge_base=True)),
    ("v1..", Range("v1", "HEAD", from_merge_base=False)),
    ("v1..v2:api/orders.yaml", Range("v1", "v2", from_merge_base=False, path="api/orders.yaml")),
    ("../old.yaml", None), ("a/../b.yaml", None), ("a/../../b.yaml", None), (".../x", None), ("main:a.yaml", None),
    ("orders@1.0.0", None), ("--a..b", None), ("https://x.example/a..b", None), ("", None),
])
def test_a_range_is_told_from_a_path(text: str, expected: Range | None) -> None:
    assert parse_range(text) == expected


def test_a_range_compares_every_contract_of_both_revisions_and_follows_moves(history: Desk) -> None:
    expected = [("contract-added", "machines.yaml"), ("contract-removed", "old.yaml"),
                ("max-length-narrowed", "api/orders.yaml"), ("type-changed", "api/orders.yaml")]
    for text in ("v1..v2", "git:v1..v2", "v1..", "v1...v2"):
        assert told(history.govtool("diff", text, "--format", "json")) == expected
    done = history.govtool("diff", "v1..v2")
    assert "`api/orders.yaml` was `orders.yaml` before" in done.out
    assert "v2:api/orders.yaml:9:" in done.out
    assert "v1:orders.yaml:9:" in done.out


def test_the_order_of_a_range_counts(history: Desk) -> None:
    assert ("contract-removed", "machines.yaml") in told(history.govtool("diff", "v2..v1", "--format", "json"))


@pytest.mark.parametrize("path", ["api/orders.yaml", "orders.yaml", "api", "./api", "api/*.yaml"])
def test_a_range_may_name_a_file_or_folder_of_either_revision(history: Desk, path: str) -> None:
    assert told(history.govtool("diff", f"v1..v2:{path}", "--format", "json")) == [
        ("max-length-narrowed", "api/orders.yaml"), ("type-changed", "api/orders.yaml")]


def test_three_dots_leave_out_what_the_other_side_did(history: Desk) -> None:
    history.git("checkout", "-q", "-b", "topic", "v1")
    history.replace("old.yaml", "maximum: 40", "maximum: 50")
    history.commit("On the topic")
    assert told(history.govtool("diff", "main...topic", "--format", "json")) == [("maximum-widened", "old.yaml")]
    assert len(told(history.govtool("diff", "main..topic", "--format", "json"))) > 1


@pytest.mark.parametrize(("arguments", "message", "hint"), [
    (("v1..nowhere",), "no git revision `nowhere`", "git log"),
    (("nowhere..v1",), "no git revision `nowhere`", "git log"),
    (("v1..v2", "orders.yaml"), "`v1..v2` names both versions, and `orders.yaml` a third", "`v1..v2:orders.yaml`"),
    (("v1..v2:nothing",), "no contract in `nothing` of `v1` or `v2`", "takes files"),
    (("--git-range", "v1..nowhere"), "no git revision `nowhere`", "git log"),
    (("--git-range", "v1"), "`v1` is no range of revisions", "write A..B"),
    (("--git-range", "v1..v2", "a", "b"), "2 references, where one is the most", "--git-range A..B PATH"),
    (("--git-range", "v1..v2", "--path", "/nothing"), "no operation has a path like `/nothing`", "the paths are"),
    (("--git-range", "v1..v2", "--map-prefix", "/a=/b"), "`--map-prefix` says what moved", "govtool diff A..B"),
    (("--git-driver", "a", "b"), "`--git-driver` is for git", "git config diff.govtool.command"),
])
def test_what_cannot_be_compared_is_said_with_the_next_step(
    history: Desk, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    done = history.govtool("diff", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert hint in done.err


def test_a_range_needs_a_repository(desk: Desk) -> None:
    for arguments in (("v1..v2",), ("--git-range", "v1..v2")):
        done = desk.govtool("diff", *arguments)
        assert done.code == 2
        assert "`v1..v2` is a range of git revisions, and this is no git repository" in done.err


def test_histories_without_a_common_commit_have_no_merge_base(history: Desk) -> None:
    history.git("checkout", "-q", "--orphan", "other")
    history.commit("Alone")
    done = history.govtool("diff", "v1...other")
    assert done.code == 2
    assert "`v1` and `other` have no commit in common" in done.err
    assert "`v1..other`" in done.err


def test_a_changelog_tells_each_commit_newest_first(history: Desk) -> None:
    found = report(history.govtool("diff", "--git-range", "v1..v2", "--format", "json"))
    assert [(change["commit"]["subject"], change["id"], change["contract"]) for change in found["changes"]] == [
        ("Machines instead", "contract-removed", "old.yaml"),
        ("Machines instead", "contract-added", "machines.yaml"),
        ("Move and retype", "type-changed", "api/orders.yaml"),
        ("Shorten the id", "max-length-narrowed", "orders.yaml"),
    ]
    commit = found["changes"][-1]["commit"]
    assert commit["id"] == history.git("rev-parse", "v2~3")
    assert commit["author"] == "A. Designer"
    assert commit["date"] == history.git("show", "-s", "--format=%as", "v2~3")
    assert found["notes"][0] == "3 commits between `v1` and `v2` that touch a YAML, JSON or Avro file, merges aside"


def test_a_changelog_in_markdown_text_and_html_has_a_section_for_each_commit(history: Desk) -> None:
    name = history.git("rev-parse", "--short=7", "v2~1")
    day = history.git("show", "-s", "--format=%as", "v2~1")
    title = f"{name} {day} Move and retype · api/orders.yaml"
    assert f"\n#### {title}\n" in history.govtool("diff", "--git-range", "v1..v2", "--format", "markdown").out
    assert f"\n{title}\n" in history.govtool("diff", "--git-range", "v1..v2").out
    assert f"<h2>{title}</h2>" in history.govtool("diff", "--git-range", "v1..v2", "--format", "html").out


def test_a_changelog_of_one_file_follows_it_through_its_move(history: Desk) -> None:
    done = history.govtool("diff", "--git-range", "v1..v2", "api/orders.yaml", "--format", "json")
    assert [change["id"] for change in report(done)["changes"]] == ["type-changed", "max-length-narrowed"]


def test_a_changelog_tells_what_a_shared_file_changed(desk: Desk) -> None:
    desk.write("api.yaml", ORDERS.replace("{type: string, maxLength: 40}", "{$ref: parts/id.yaml}"))
    desk.write("parts/id.yaml", "type: string\nmaxLength: 40\n")
    desk.commit("Begin")
    desk.write("parts/id.yaml", "type: string\nmaxLength: 18\n")
    desk.commit("Shorten the part")
    done = desk.govtool("diff", "--git-range", "HEAD~1..HEAD", "--format", "json")
    assert [(change["id"], change["contract"]) for change in report(done)["changes"]] == [
        ("max-length-narrowed", "api.yaml")]


def test_a_changelog_that_is_cut_says_so(history: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changelog, "_MOST", 1)
    monkeypatch.chdir(history.root)
    found = changelog.changelog("v1..v2", Options(None, None, frozenset(), literal=False, today=date(2026, 1, 1),
                                                         fail_on=None))
    assert found.notes[0].startswith("the newest 1 commit of 3 between `v1` and `v2`")
    assert {change.id for change in found.changes} == {"contract-added", "contract-removed"}


def test_a_changelog_of_a_shallow_clone_takes_no_commit_for_the_first_of_all(history: Desk) -> None:
    history.git("branch", "early", "v2~2")
    history.git("clone", "-q", "--depth", "2", "--no-single-branch", f"file://{history.root}", "clone")
    found = report(history.govtool("diff", "--git-range", "origin/early..origin/main", "--format", "json", cwd="clone"))
    assert {change["commit"]["subject"] for change in found["changes"]} == {"Machines instead"}
    cut = history.git("rev-parse", "--short=7", "v2~1")
    assert f"the clone is shallow: what {cut} changed is not known; `git fetch --unshallow` brings more history" in (
        found["notes"])


def test_a_changelog_without_commits_is_empty(history: Desk) -> None:
    done = history.govtool("diff", "--git-range", "v2..v2")
    assert done.out == ("0 commits between `v2` and `v2` that touch a YAML, JSON or Avro file, merges aside\n"
                        "no changes\n")


# --- as git's external diff ---


@pytest.fixture
def driven(history: Desk) -> Desk:
    history.git("config", "diff.govtool.command", "govtool diff --git-driver")
    history.write(".gitattributes", "*.yaml diff=govtool\n*.bin diff=govtool\n")
    return history


def test_git_diff_speaks_of_contracts(driven: Desk) -> None:
    driven.replace("api/orders.yaml", "maxLength: 18", "maxLength: 9")
    for folder in (".", "api"):
        out = driven.git("-C", folder, "diff")
        assert out.startswith("diff --govtool a/api/orders.yaml b/api/orders.yaml\n")
        assert "breaking[max-length-narrowed]: `id` accepts at most 9 characters, before 18" in out
        assert "--> api/orders.yaml:9:" in out


def test_git_diff_of_two_revisions_follows_renames_and_tells_new_and_deleted_contracts(driven: Desk) -> None:
    out = driven.git("diff", "v1", "v2")
    assert "diff --govtool a/orders.yaml b/api/orders.yaml\n" in out
    assert "max-length-narrowed" in out
    assert "contract-added" in out
    assert "contract-removed" in out
    assert "type-changed" in driven.git("log", "-p", "--ext-diff", "-1", "v2~1")


def test_git_takes_the_driver_from_the_environment_too(history: Desk) -> None:
    history.replace("api/orders.yaml", "maxLength: 18", "maxLength: 9")
    history.write("notes.txt", "other words\n")
    done = subprocess.run(["git", "diff"], cwd=history.root, check=True, capture_output=True, text=True,
                          env={**ENVIRONMENT, "GIT_EXTERNAL_DIFF": "govtool diff --git-driver"})
    assert "max-length-narrowed" in done.stdout
    assert "+++ b/notes.txt\n" in done.stdout


def test_git_diff_of_other_files_is_the_usual_one(driven: Desk) -> None:
    driven.write("values.yaml", "a: 1\nb: 2")
    driven.write("data.bin", b"\0\1")
    driven.commit("Other files")
    driven.write("values.yaml", "a: 1\nb: 3\n")
    driven.write("data.bin", b"\0\2")
    driven.write("broken.yaml", "openapi: 3.1.0\n  x: [")
    driven.git("add", "-N", "broken.yaml")
    assert driven.git("diff", "values.yaml").splitlines() == [
        "diff --govtool a/values.yaml b/values.yaml", "--- a/values.yaml", "+++ b/values.yaml", "@@ -1,2 +1,2 @@",
        " a: 1", "-b: 2", "\\ No newline at end of file", "+b: 3"]
    assert "Binary files a/data.bin and b/data.bin differ" in driven.git("diff", "data.bin")
    broken = driven.git("diff", "broken.yaml")
    assert "--- /dev/null\n+++ b/broken.yaml\n" in broken
    assert "+  x: [" in broken


def test_git_diff_reads_what_a_contract_refers_to(driven: Desk) -> None:
    driven.write("api/orders.yaml", ORDERS.replace("{type: string, maxLength: 40}", "{$ref: ../parts/id.yaml}"))
    driven.write("parts/id.yaml", "type: string\nmaxLength: 18\n")
    driven.commit("Parts")
    driven.replace("api/orders.yaml", "note: {type: string}", "note: {type: boolean}")
    out = driven.git("diff", "api")
    assert "type-changed" in out
    assert "1 change: 1 breaking" in out


def test_a_file_in_conflict_is_named(driven: Desk) -> None:
    driven.git("checkout", "-q", "-b", "topic", "v2")
    driven.replace("machines.yaml", "maxLength: 40", "maxLength: 50")
    driven.commit("Fifty")
    driven.git("checkout", "-q", "main")
    driven.replace("machines.yaml", "maxLength: 40", "maxLength: 60")
    driven.commit("Sixty")
    with pytest.raises(subprocess.CalledProcessError):
        driven.git("merge", "-q", "topic")
    assert "* Unmerged path machines.yaml" in driven.git("diff", "--cached")


def test_a_wrong_setting_does_not_stop_git(driven: Desk) -> None:
    driven.replace("api/orders.yaml", "maxLength: 18", "maxLength: 9")
    driven.write("govtool.toml", "nonsense = 1\n")
    done = subprocess.run(["git", "diff", "api"], cwd=driven.root, env=ENVIRONMENT, check=True, capture_output=True,
                          text=True)
    out = done.stdout
    assert "govtool: " in done.stderr
    assert "nonsense" in done.stderr
    assert "+            schema: {type: object, properties: {id: {type: string, maxLength: 9}" in out
