"""What contracts are compared with where they have no release, in real repositories and under every CI system."""

from collections.abc import Mapping
from datetime import date

import pytest
from catalog_files import MANIFEST, OPENAPI, PACKAGE, repository
from conftest import Desk

from govtool.catalog.baseline import Base, joined, merge_base, removed_findings
from govtool.catalog.pages import PAGES
from govtool.catalog.repository import Repository
from govtool.config import Config
from govtool.finding import Bump, Severity
from govtool.source import git
from govtool.source.tree import GitTree, WorkTree

TODAY = date(2026, 6, 15)


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """`main` and `release` have gone on since `work` left them; the desk is on `work`, with a commit of its own."""
    desk.write("api.yaml", OPENAPI)
    desk.commit("first")
    desk.git("branch", "release")
    desk.write("a", "1")
    desk.commit("second")
    desk.git("switch", "-q", "-c", "work")
    desk.write("b", "1")
    desk.commit("own")
    for other in ("main", "release"):
        desk.git("switch", "-q", other)
        desk.write(f"on-{other}", "1")
        desk.commit(f"later on {other}")
    desk.git("switch", "-q", "work")
    return desk


def found(desk: Desk, default_branch: str = "", **environ: str) -> Base:
    return merge_base(desk.root, default_branch, environ)


def commit(desk: Desk, ref: str) -> str:
    return desk.git("rev-parse", ref)


def test_a_branch_is_compared_with_where_it_left_the_default_branch(branch: Desk) -> None:
    expected = commit(branch, "work~1")
    assert found(branch) == Base(expected, f"merge base {expected[:7]}")


@pytest.mark.parametrize(
    "environ",
    [
        {"GITHUB_BASE_REF": "release"},
        {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "release"},
        {"BITBUCKET_PR_DESTINATION_BRANCH": "release"},
        {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/release"},
        {"GITHUB_BASE_REF": "", "BITBUCKET_PR_DESTINATION_BRANCH": "release"},
    ],
    ids=["GitHub", "GitLab", "Bitbucket", "Azure", "an empty variable"],
)
def test_the_ci_names_the_branch_that_the_work_is_for(branch: Desk, environ: Mapping[str, str]) -> None:
    assert found(branch, "main", **environ).commit == commit(branch, "work~2")


def test_gitlab_names_the_commit_itself(branch: Desk) -> None:
    first = commit(branch, "work~2")
    assert found(branch, CI_MERGE_REQUEST_DIFF_BASE_SHA=first) == Base(first, f"merge base {first[:7]}")
    assert found(branch, CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40).commit == commit(branch, "work~1")


def test_the_branch_of_the_remote_counts_before_the_local_one(branch: Desk) -> None:
    clone = Desk(branch.root.parent / "clone")
    branch.git("clone", "-q", str(branch.root), str(clone.root))
    clone.git("branch", "-q", "--track", "main", "origin/main")
    clone.git("config", "commit.gpgsign", "false")
    own = commit(clone, "HEAD")
    assert found(clone, GITHUB_BASE_REF="main").commit == commit(clone, "HEAD~1")
    clone.git("branch", "-q", "-f", "main", own)
    assert found(clone, GITHUB_BASE_REF="main").commit == commit(clone, "HEAD~1")


def test_the_settings_name_the_branch_where_the_ci_does_not(branch: Desk) -> None:
    assert found(branch, "release").commit == commit(branch, "work~2")


def test_a_branch_that_was_named_is_never_replaced_by_another(branch: Desk) -> None:
    base = found(branch, GITHUB_BASE_REF="nowhere")
    assert base.commit == ""
    assert base.hint == "the target branch `nowhere` is not in this clone; `git fetch origin nowhere`"


def test_a_remote_says_its_default_branch(branch: Desk) -> None:
    branch.git("branch", "-q", "-m", "main", "trunk")
    clone = Desk(branch.root.parent / "clone")
    branch.git("clone", "-q", "--branch", "work", str(branch.root), str(clone.root))
    clone.git("remote", "set-head", "origin", "trunk")
    assert found(clone).commit == commit(clone, "HEAD~1")


def test_without_a_default_branch_a_hint_says_what_to_do(branch: Desk) -> None:
    for other in ("main", "release"):
        branch.git("branch", "-q", "-D", other)
    assert found(branch) == Base(
        hint="no default branch was found: give `--against REF`, or set `default-branch` in govtool.toml"
    )


def test_an_old_default_branch_is_known_too(branch: Desk) -> None:
    branch.git("branch", "-q", "-m", "main", "master")
    assert found(branch).commit == commit(branch, "work~1")


def test_on_the_default_branch_what_is_not_committed_is_compared_with_the_last_commit(branch: Desk) -> None:
    branch.git("switch", "-q", "main")
    assert found(branch).commit == commit(branch, "HEAD")


def test_a_detached_head_is_like_a_branch(branch: Desk) -> None:
    branch.git("checkout", "-q", "--detach", "work")
    assert found(branch).commit == commit(branch, "work~1")


def test_a_build_of_a_push_is_compared_with_what_was_there_before(branch: Desk) -> None:
    branch.git("switch", "-q", "main")
    before, first = commit(branch, "HEAD~1"), commit(branch, "HEAD~2")
    assert found(branch, CI="true") == Base(before, f"previous commit {before[:7]}")
    assert found(branch, CI="true", CI_COMMIT_BEFORE_SHA=first) == Base(first, f"previous commit {first[:7]}")
    assert found(branch, CI="true", CI_COMMIT_BEFORE_SHA="0" * 40).commit == before


def test_a_build_with_changes_of_its_own_is_compared_with_the_commit(branch: Desk) -> None:
    branch.git("switch", "-q", "main")
    branch.write("api.yaml", "openapi: 3.1.0\n")
    assert found(branch, CI="true").commit == commit(branch, "HEAD")


def test_a_build_of_the_first_commit_has_nothing_to_compare(desk: Desk) -> None:
    desk.commit()
    assert found(desk, CI="true") == Base(hint="this is the first commit")


def test_a_build_in_a_shallow_clone_gets_a_hint(branch: Desk) -> None:
    clone = Desk(branch.root.parent / "clone")
    branch.git("clone", "-q", "--depth", "1", "--branch", "main", f"file://{branch.root}", str(clone.root))
    assert "fetch-depth: 0" in found(clone, CI="true").hint
    assert "fetch-depth: 0" in found(clone, GITHUB_BASE_REF="release").hint


def test_a_shallow_clone_without_a_common_commit_gets_a_hint(branch: Desk) -> None:
    clone = Desk(branch.root.parent / "clone")
    branch.git(
        "clone",
        "-q",
        "--depth",
        "1",
        "--no-single-branch",
        "--branch",
        "work",
        f"file://{branch.root}",
        str(clone.root),
    )
    base = found(clone, GITHUB_BASE_REF="main")
    assert base.commit == ""
    assert base.hint.startswith("HEAD and `origin/main` have no commit in common; the clone is shallow")


def test_unrelated_histories_have_no_commit_in_common(branch: Desk) -> None:
    branch.git("switch", "-q", "--orphan", "other")
    branch.commit("unrelated")
    assert found(branch).hint == "HEAD and `main` have no commit in common"


def test_a_repository_without_a_commit_has_nothing_to_compare(desk: Desk) -> None:
    desk.git("init", "-q", "-b", "main")
    assert found(desk) == Base(hint="there is no commit yet")


def both(desk: Desk, base: str = "HEAD") -> tuple[Repository, Repository, dict[str, str]]:
    before = Repository(GitTree(desk.root, base), Config())
    return (
        before,
        Repository(WorkTree(desk.root), Config(), desk.root),
        git.renames(desk.root, git.resolve(desk.root, base)),
    )


def old_paths(desk: Desk) -> tuple[dict[str, str], list[str]]:
    pairs = joined(*both(desk))
    return {path: source.path for path, source in pairs.old.items()}, [source.path for source in pairs.removed]


def test_documents_are_joined_by_path_by_rename_and_by_package(desk: Desk) -> None:
    text = OPENAPI.replace("orders", "parcels")
    for name in ("kept", "moved", "gone"):
        desk.write(f"{name}.yaml", text.replace("Orders", name))
    for path, content in PACKAGE.items():
        desk.write(path, content)
    desk.commit()
    desk.git("mv", "moved.yaml", "deep-moved.yaml")
    (desk.root / "gone.yaml").unlink()
    desk.git("rm", "-r", "-q", "contracts")
    # A package that moves and changes so much that git sees no rename.
    desk.write("apis/orders/contract.yaml", MANIFEST)
    desk.write("apis/orders/openapi.yaml", "openapi: 3.1.0\ninfo: {title: New, version: 1.3.0}\npaths: {}\n")
    desk.write("new.yaml", "openapi: 3.1.0\ninfo: {title: Another, version: 0.1.0}\n")
    desk.git("add", "-A")
    old, removed = old_paths(desk)
    assert old["kept.yaml"] == "kept.yaml"
    assert old["deep-moved.yaml"] == "moved.yaml"
    assert old["apis/orders/openapi.yaml"] == "contracts/orders/v1/openapi.yaml"
    assert "new.yaml" not in old
    assert removed == ["contracts/orders/v1/OrderClosed.avsc", "contracts/orders/v1/asyncapi.yaml", "gone.yaml"]


def test_each_old_document_has_one_successor_at_most() -> None:
    before = repository({"a.yaml": OPENAPI})
    after = repository({"b.yaml": OPENAPI, "c.yaml": OPENAPI})
    pairs = joined(before, after, {"b.yaml": "a.yaml", "c.yaml": "a.yaml"})
    assert {path: source.path for path, source in pairs.old.items()} == {"b.yaml": "a.yaml"}
    assert pairs.removed == ()


def test_a_path_on_both_sides_is_no_rename() -> None:
    before, after = repository({"a.yaml": OPENAPI}), repository({"a.yaml": OPENAPI, "b.yaml": OPENAPI})
    pairs = joined(before, after, {"b.yaml": "a.yaml"})
    assert {path: source.path for path, source in pairs.old.items()} == {"a.yaml": "a.yaml"}


def removed(lifecycle: str = "") -> tuple[Severity, str, Bump | None]:
    files = {"contract.yaml": MANIFEST + lifecycle, "api.yaml": OPENAPI}
    before = repository(files)
    [finding] = removed_findings(before, before.sources, TODAY)
    assert (finding.rule, finding.contract, finding.subject) == ("contract-removed", "orders@1", "api.yaml")
    return finding.severity, finding.message, finding.bump


def test_a_deleted_contract_is_a_break_until_its_sunset() -> None:
    wrong = (Severity.ERROR, "the contract `Orders` was deleted, expected it to stay until its sunset", Bump.MAJOR)
    assert removed() == wrong
    assert removed("lifecycle: {status: deprecated, sunsetDate: 2026-06-16}\n") == wrong
    assert removed("lifecycle: {status: deprecated, sunsetDate: 2026-06-15}\n") == (
        Severity.INFO,
        "the contract `Orders` was deleted after its sunset on 2026-06-15",
        None,
    )


def test_a_deleted_contract_without_a_title_is_named_by_its_path() -> None:
    before = repository({"a.avsc": '{"type": "fixed"}'})
    [finding] = removed_findings(before, before.sources, TODAY)
    assert "`a.avsc`" in finding.message


def test_what_the_catalog_reports_has_a_page() -> None:
    assert {
        "contract-removed",
        "contract-name-taken",
        "adapter-contract-unknown",
        "adapter-field-unknown",
        "manifest-invalid",
        "behaviour-invalid",
        "adapters-invalid",
        "waivers-invalid",
    } <= PAGES.keys()
    assert [rule for rule, page in PAGES.items() if not page.endswith(".") or "\n\n" not in page] == []
