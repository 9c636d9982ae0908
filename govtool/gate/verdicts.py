"""What changes mean for a gate: a finding for each break, and one for a version that promises too little."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govtool.compare.modes import NAMES, mode_of
from govtool.compare.semver import Version, needed, next_version
from govtool.errors import suggestion
from govtool.finding import Bump, Change, Finding, Location, Severity, Verdict
from govtool.model.contract import Contract

PAGES = {
    "version-bump-too-small": (
        "The version promises less change than there is.\n\n"
        "A consumer decides by the version whether an upgrade is safe: a breaking change needs a new major version, a "
        "compatible addition a minor one, a change of wording a patch. Before 1.0.0 a breaking change needs a new "
        "minor version (semver.org, section 4).\n\nSet `info.version` (or the manifest's `version`) to at least the "
        "version that the finding names, or undo the change."
    ),
    "version-went-back": (
        "The version is smaller than the one it is compared with.\n\n"
        "Versions only grow: a smaller number hides changes from everyone who already has the larger one. "
        "Set a version above the one that the finding names."
    ),
    "compatibility-mode-unknown": (
        "The compatibility mode of a contract is no name of a mode.\n\n"
        "It says which versions must understand each other (`govtool explain policy.mode`). As long as it cannot be "
        f"read, the contract is held to `FULL`. Write one of {', '.join(f'`{mode}`' for mode in NAMES)}, in upper or "
        "lower case."
    ),
    "compatibility-mode-not-held": (
        "The compatibility mode has changed, and releases of the past do not hold to the new one.\n\n"
        "A mode is a promise about every pair of versions that it names (`govtool explain policy.mode`). Where it is "
        "another one than at the last release, all releases of a major version are compared again: what an older one "
        "wrote may still be there, and who reads by it may still run.\n\nReleases cannot be changed. Keep the mode, "
        "or start a new major version under the new one."
    ),
}


@dataclass(frozen=True, slots=True)
class VersionStep:
    """From which version to which, and what the changes need; versions that are no semantic versions are None."""

    old: Version | None
    new: Version | None
    needed: Bump
    breaks: bool = False
    """Whether one of the changes is breaking."""

    @classmethod
    def between(cls, old: str, new: str, changes: Iterable[Change]) -> "VersionStep":
        """The step between two version texts, which may be empty or free text."""
        each = list(changes)
        breaks = any(change.verdict is Verdict.BREAKING for change in each)
        return cls(Version.parse(old), Version.parse(new), needed(each), breaks)

    @property
    def floor(self) -> Version | None:
        """The smallest version that the changes allow; None where the old version cannot be read."""
        return next_version(self.old, self.needed) if self.old else None

    @property
    def sufficient(self) -> bool:
        """Whether the new version announces the changes, as `2.0.0-rc.1` announces those that need `2.0.0`.

        Without readable versions nothing is announced.
        """
        if self.needed is Bump.NONE:
            return True
        floor, new = self.floor, self.new
        return floor is not None and new is not None and (new if floor.pre else new.release) >= floor


def change_findings(contract: Contract, changes: Sequence[Change], step: VersionStep) -> list[Finding]:
    """A finding for every breaking and every possible change; compatible ones need none."""
    severity = Severity.INFO if step.sufficient else Severity.ERROR
    return [
        change.as_finding(Severity.WARNING, contract.identity) if change.verdict is Verdict.POSSIBLE
        else change.as_finding(severity, contract.identity, _advice(step))
        for change in changes if change.verdict is not Verdict.COMPATIBLE
    ]


def mode_findings(contract: Contract) -> list[Finding]:
    """What is wrong with the mode that a document or the settings say; a manifest is judged by its schema."""
    word, origin = contract.facts.compatibility_mode, contract.facts.origin.get("compatibility_mode", "")
    if origin == "manifest" or mode_of(word) is not None:
        return []
    pointer = tuple(origin.split(".", 1)) if ":" not in origin else ()
    return [Finding("compatibility-mode-unknown", f"there is no compatibility mode `{word}`: it counts as `FULL`",
                    contract.document.at(pointer), Severity.WARNING, contract=contract.identity,
                    help=suggestion(word, NAMES) or f"known modes: {', '.join(NAMES)}")]


def _advice(step: VersionStep) -> str:
    if step.old is None:
        return "take the change back, or publish it as a new major version"
    if step.sufficient:
        return f"announced by the new version: {step.old} → {step.new}"
    kind = "major" if step.old.major else "minor"
    return f"a {kind} version is needed: {step.old} → {step.floor}; or take the change back"


def version_findings(contract: Contract, step: VersionStep, *, strict: bool, at: Location) -> list[Finding]:
    """What is wrong with the version itself; `strict` where releases make it a promise already given.

    A version that does not announce a break is said by the findings of the breaks, each with the version it needs.
    """
    if step.old is None or step.new is None:
        return []
    if step.new < step.old:
        return [Finding("version-went-back", f"version `{step.new}` is below `{step.old}`", at, Severity.ERROR,
                        help=f"set a version above {step.old}", contract=contract.identity)]
    if step.sufficient or step.breaks:
        return []
    announced = "the version is still" if step.new == step.old else "the version is only"
    return [Finding(
        "version-bump-too-small",
        f"{announced} `{step.new}`, expected at least `{step.floor}`",
        at,
        Severity.ERROR if strict else _WEIGHT[step.needed],
        help=f"set it to {step.floor}: the changes since {step.old} need a {step.needed.label} step",
        contract=contract.identity,
    )]


_WEIGHT = {Bump.PATCH: Severity.INFO, Bump.MINOR: Severity.WARNING}
