"""The git tag of a release: it names the commit that the released documents were read from."""

from collections.abc import Collection
from pathlib import Path

from govtool.errors import UserError
from govtool.source import git


def ensure(root: Path, name: str, paths: Collection[str]) -> None:
    """UserError where a tag cannot be set: no commit, documents that differ from it, or a tag on another one."""
    if not git.exists(root, "HEAD"):
        raise UserError("there is no commit that a tag could name", "commit the documents, or leave `--tag` out")
    differing = git.run(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", *sorted(paths)) or ""
    if differing:
        path = differing.split("\0")[0][3:]
        raise UserError(f"`{path}` is not as in the last commit, which `--tag` would name", "commit it first")
    if is_set(root, name) and git.resolve(root, f"refs/tags/{name}") != git.resolve(root, "HEAD"):
        raise UserError(f"the tag `{name}` names another commit", f"delete it if it is wrong: `git tag -d {name}`")


def is_set(root: Path, name: str) -> bool:
    """Whether there is a tag of a name."""
    return git.exists(root, f"refs/tags/{name}")


def tag(root: Path, name: str) -> str:
    """Let a tag name the last commit; what was done, for people."""
    if is_set(root, name):
        return f"tag `{name}` is there already"
    if git.run(root, "tag", name, "HEAD") is None:
        raise UserError(f"git refuses the tag `{name}`", "the release itself is made; set the tag by hand")
    return f"tagged `{name}`; `git push origin {name}` publishes it"
