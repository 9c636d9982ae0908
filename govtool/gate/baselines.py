"""What each contract of a run is compared with; said once, and the same for every contract."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from govtool.catalog.baseline import Base, Counterparts, joined, merge_base, removed_findings
from govtool.catalog.discover import Source
from govtool.catalog.releases import inside, releases_with
from govtool.catalog.repository import Repository
from govtool.compare.modes import CompatibilityMode
from govtool.finding import Finding
from govtool.gate.desk import Desk
from govtool.model.contract import Contract
from govtool.source import git
from govtool.source.locate import Reference, parse_reference
from govtool.source.tree import GitTree


@dataclass(frozen=True, slots=True)
class Pairing:
    """A contract and the version it is compared with; `old` is None where there is nothing."""

    old: Contract | None
    label: str
    release: str = ""
    """The version of a release: a promise that was given."""
    mode: CompatibilityMode | None = None
    """The compatibility mode, where it is not the contract's own."""

    @property
    def version(self) -> str:
        """The old version; empty where none is said."""
        return self.release or (self.old.facts.version or self.old.version if self.old else "")


def released(repository: Repository, source: Source) -> Pairing:
    """The last release that has a document."""
    return next(releases(repository, source), Pairing(None, ""))


def releases(repository: Repository, source: Source) -> Iterator[Pairing]:
    """Every release that has a document, the last first."""
    for one in releases_with(repository, source):
        yield Pairing(one.contract, f"release {one.version}", one.version)


class Baselines:
    """The order: `--against`, the last release, the merge base, nothing."""

    def __init__(self, desk: Desk, repository: Repository, against: str) -> None:
        self._desk = desk
        self._repository = repository
        self._root = git.repo_root(desk.start)
        self._against = against

    @cached_property
    def base(self) -> Base:
        """The revision that contracts are compared with where nothing nearer is there."""
        if self.released:
            return Base(hint=f"nothing here is in `{self._against}`")
        if self._root is None:
            return Base(hint="this is no git repository")
        if not self._against:
            return merge_base(self._root, self._repository.config.default_branch)
        return Base(git.resolve(self._root, self._revision), self._revision)

    @cached_property
    def released(self) -> Mapping[str, Contract]:
        """The documents of the release that `--against` names, by their path in it; empty where it names none.

        A tag may look the same: it is meant where no package has the name.
        """
        name = self._reference.name if self._reference.how == "release" else ""
        is_package = any(package.name == name for package in self._repository.packages.values())
        return self._desk.named(self._against) if is_package else {}

    @cached_property
    def single(self) -> Contract | None:
        """The one document that `--against` names, if it names no revision and no release."""
        if not self._against or self.released or (self._root is not None and git.exists(self._root, self._revision)):
            return None
        if self._reference.how == "path" and not (self._desk.start / self._against).exists():
            return None
        return self._desk.the_one(self._against)

    @cached_property
    def before(self) -> Repository | None:
        """The repository as it was at the base."""
        if self.single is not None or self.released or not self.base.commit or self._root is None:
            return None
        label = self.base.commit[:7] if self.base.label.startswith("merge base") else self.base.label
        return Repository(GitTree(self._root, self.base.commit, label), self._repository.config)

    def of(self, source: Source) -> Pairing:
        """What a contract is compared with."""
        if self.single is not None:
            return Pairing(self.single, self._against)
        if self.released:
            package = self._repository.packages.get(source.package)
            old = self.released.get(inside(source)) if package and package.name == self._reference.name else None
            return Pairing(old, self._against if old else "")
        release = Pairing(None, "") if self._against else released(self._repository, source)
        if release.old is not None:
            return release
        if self.before is None:
            return Pairing(None, "")
        earlier = self.joined.old.get(source.path)
        return Pairing(self.before.contract(earlier), self.base.label) if earlier else Pairing(None, "")

    @cached_property
    def joined(self) -> Counterparts:
        """Every document with what it was at the base."""
        if self.before is None or self._root is None:
            return Counterparts({}, ())
        return joined(self.before, self._repository, git.renames(self._root, self.base.commit))

    def removed(self, today: date) -> list[Finding]:
        """A finding for each contract that stood at the base and stands nowhere any more."""
        return removed_findings(self.before, self.joined.removed, today) if self.before else []

    @cached_property
    def _reference(self) -> Reference:
        return parse_reference(self._against) if self._against else Reference("path")

    @property
    def _revision(self) -> str:
        return self._against.removeprefix("git:")
