"""`release`: the whole gate for one contract, then its documents frozen under their version, all or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from govtool.catalog.baseline import removed_findings
from govtool.catalog.bundle import bundled, record
from govtool.catalog.discover import RELEASE, RELEASES, Source, within
from govtool.catalog.manifest import Package
from govtool.catalog.named import named
from govtool.catalog.references import references
from govtool.catalog.releases import Frozen, digest, inside, releases_of
from govtool.catalog.repository import Repository
from govtool.compare.semver import needed, next_version
from govtool.compare.validator import load_quickly
from govtool.errors import UserError
from govtool.finding import Bump, Change, Finding, Report, Severity
from govtool.gate import tags
from govtool.gate.baselines import released
from govtool.gate.check import PARTS, Gate
from govtool.gate.check import Options as Checked
from govtool.gate.desk import Desk
from govtool.model.shape import mapping
from govtool.model.version import Version
from govtool.source.refs import Target
from govtool.source.write import Taken, create_folder

_SAY_SO = ("version-bump-too-small", "version-went-back")


@dataclass(frozen=True, slots=True)
class Options:
    """What is released, and how far it goes."""

    contract: str
    dry_run: bool
    tag: bool
    today: date
    fail_on: str | None
    show_waived: bool


def release(options: Options) -> Report:
    """What stands against the release; where nothing does, it is made, and the notes of the report say so."""
    desk = Desk.at(Path.cwd())
    gate = Gate(desk, Checked((options.contract,), "", frozenset(PARTS), changed=False, staged=False,
                              today=options.today, fail_on=_limit(options, desk), show_waived=options.show_waived))
    work = _Release(gate, package_of(gate.repository, options.contract, desk.start), options)
    return work.report()


def package_of(repository: Repository, name: str, start: Path) -> Package:
    """The package that is named, by its name, its folder or one of its documents; UserError for none."""
    found = named(repository, name, start)
    if found.package is None:
        raise UserError(f"`{found.identity}` has no manifest, which says its name and version",
                        "`govtool new contract NAME --from FILE` makes one")
    return found.package


def _limit(options: Options, desk: Desk) -> str:
    """An error always stops a release."""
    wished = options.fail_on or desk.config.fail_on
    return "error" if wished == "never" else wished


class _Release:
    """One run: the gate first, then what is to be frozen."""

    def __init__(self, gate: Gate, package: Package, options: Options) -> None:
        self.gate = gate
        self.repository = gate.repository
        self.package = package
        self.options = options
        self.label = package.facts.version
        self.name = f"{package.name}@{self.label}"
        self.releases = [one for one in releases_of(self.repository, package) if one.version]
        self.last = self.releases[-1] if self.releases else None
        self.changes: list[Change] = []
        """Those since the last release."""

    def report(self) -> Report:
        """The report, after the release was made or refused."""
        version = Version.parse(self.label)
        if version is None:
            raise UserError(f"`{self.package.manifest.name}` has no semantic version", "set `version`, such as 1.0.0")
        self.judge()
        dropped = list(self.dropped(version))
        load_quickly()  # for the second opinion
        content = bundled(self.repository, self.package)
        self.gate.findings += [*dropped, *content.findings]
        bump = Bump.MAJOR if dropped else needed(self.changes)
        self.gate.findings += self.misnumbered(version, bump, content.files)
        found = self.gate.report("release")
        refused = found.failed or found.crashed
        outcome = ["refused: nothing was written"] if refused else self.outcome(bump, content.files)
        return replace(found, notes=(self.compared(bump), *outcome, *found.notes))

    def judge(self) -> None:
        """Everything that `check` says of the package, against its releases."""
        gate, repository = self.gate, self.repository
        for source in repository.documents_of(self.package):
            gate.take(source, repository.contract(source), released(repository, source))
        if not gate.contracts:
            raise UserError(f"`{self.package.identity}` has no document that could be released", "add one")
        recent = {result.baseline for result in gate.results}
        self.changes = [change for change in gate.changes if change.against in recent]
        gate.conclude(None)
        gate.findings += [each for each in repository.problems if each.contract == self.package.identity]

    def dropped(self, version: Version) -> Iterator[Finding]:
        """The contracts that the last release has and this one would not; a new major version may leave them out."""
        last = self.last
        if last is None or last.version is None or version.major > last.version.major:
            return
        still = {inside(source) for source in self.repository.documents_of(self.package)}
        gone = [Source(within(last.folder, name), "", self.package.folder) for name in last.files if name not in still]
        contracts = [source for source in gone if self.repository.contract(source).format.family]
        yield from removed_findings(self.repository, contracts, self.options.today)

    def misnumbered(self, version: Version, bump: Bump, files: Mapping[str, bytes]) -> Iterator[Finding]:
        """A version that is taken, or below the last one, where the changes themselves have not said so yet."""
        last = self.last
        if last is None or last.version is None or version > last.version or self.is_frozen(files):
            return
        if any(finding.rule in _SAY_SO or _is_unannounced(finding) for finding in self.gate.findings):
            return
        floor = next_version(last.version, max(bump, Bump.PATCH))
        taken = next((one for one in self.releases if one.label == self.label), None)
        rule, words = "version-went-back", f"version `{self.label}` is not above `{last.label}`, the last release"
        if taken is not None:
            differing = ", ".join(f"`{name}`" for name in _differing(taken, files))
            rule, words = "version-already-released", f"`{self.name}` is released already, with another {differing}"
        yield Finding(rule, words, self.package.manifest.at(("version",)), contract=self.package.identity,
                      help=f"set `version` to {floor} or higher, in the documents too")

    def is_frozen(self, files: Mapping[str, bytes]) -> bool:
        """Whether exactly this is released under this version."""
        return any(one.label == self.label and not _differing(one, files) for one in self.releases)

    def compared(self, bump: Bump) -> str:
        """What the release follows, and how far it is from there."""
        if self.last is None:
            return f"{self.package.identity}: the first release"
        count = len(self.changes)
        changes = f"{count} change{'' if count == 1 else 's'}"
        need = f", which need a {bump.label} version" if bump else ""
        return f"{self.package.identity}: {changes} since release {self.last.label}{need}"

    def outcome(self, bump: Bump, files: Mapping[str, bytes]) -> Iterator[str]:
        """What was done, line by line, while it is done."""
        root = self.repository.root or self.gate.desk.start
        if self.options.tag:
            tags.ensure(root, self.name, self.sources())
        folder = within(self.package.folder, RELEASES, self.label)
        if self.is_frozen(files):
            yield f"nothing to release: `{self.name}` has this content already"
        elif self.options.dry_run:
            yield f"would release `{self.name}`: {len(files)} files in {folder}"
        else:
            text = record(self.package, files, self.last.label if self.last else None, today=self.options.today,
                          bump=bump, changes=self.changes)
            try:
                create_folder(root, root / folder, {**files, RELEASE: text})
            except Taken:
                raise UserError(f"`{self.name}` was released by another run meanwhile",
                                "run it again; where it says the same, git ignores the folder") from None
            yield f"released `{self.name}`: {len(files)} files in {folder}"
        if self.options.tag and not self.options.dry_run:
            yield tags.tag(root, self.name)

    def sources(self) -> set[str]:
        """Every file that the release is made of."""
        targets = (reference.target for contract in self.gate.contracts for reference in references(contract))
        embedded = {target.document.path for target in targets if isinstance(target, Target)}
        return {self.package.manifest.path, *(contract.document.path for contract in self.gate.contracts), *embedded}


def _is_unannounced(finding: Finding) -> bool:
    """A break that names the version it needs."""
    return finding.bump is Bump.MAJOR and finding.severity is Severity.ERROR


def _differing(taken: Frozen, files: Mapping[str, bytes]) -> list[str]:
    """The files that a release has otherwise, or not at all."""
    known = mapping(taken.data, "files")
    return sorted(name for name in {*known, *files} if name not in files or known.get(name) != digest(files[name]))
