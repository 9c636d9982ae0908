"""Whether a version may be deployed: every pact between it and what is there already must have been verified.

Only the versions that it will meet count: those in the environment, deployed or released; or the heads of the main
branches, the latest versions, those with a tag. As a consumer it needs each of its providers there, and each version of
them must have verified the pact of this very version. As a provider it must have verified the pact of each version of
its consumers there; a consumer that is not there asks for nothing. One that was never verified is unknown, and unknown
is not yes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from govtool.errors import UserError
from govtool.store.history import Application, History, Pact


class Verdict(StrEnum):
    """The three answers."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the matrix: what two versions said to each other; `success` is None where nobody knows."""

    consumer: str
    consumer_version: str
    provider: str
    provider_version: str | None
    success: bool | None
    reason: str = ""
    """Why it is not yes, in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict and the lines that it rests on."""

    rows: tuple[Row, ...]
    refused: str = ""
    """Why it is no whatever the lines say: there is nothing that could be deployed."""

    @property
    def verdict(self) -> Verdict:
        """Unknown if anything is, else no if anything failed, else yes."""
        if self.refused:
            return Verdict.NO
        found = {row.success for row in self.rows}
        if None in found:
            return Verdict.UNKNOWN
        return Verdict.NO if False in found else Verdict.YES

    def count(self, success: bool | None) -> int:  # noqa: FBT001 - one of the three states of a row
        """How many lines there are of a kind."""
        return sum(row.success is success for row in self.rows)


@dataclass(frozen=True, slots=True)
class Target:
    """What the version will meet: the versions of another application that count, and how to say so."""

    versions: Callable[[Application], list[str]]
    words: str


def in_environment(name: str) -> Target:
    """What is deployed or released there now."""
    return Target(lambda app: app.present(name), f"in `{name}`")


def on_main() -> Target:
    """The head of each main branch, which is what a merge meets."""
    return Target(lambda app: app.branches.get(app.main_branch, [])[-1:], "on its main branch")


def latest() -> Target:
    """The latest version of each application, wherever it is."""
    return Target(lambda app: list(app.versions)[-1:], "known")


def tagged(name: str) -> Target:
    """The latest version with a tag."""
    return Target(lambda app: app.in_order(app.tags.get(name, ()))[-1:], f"tagged `{name}`")


def can_i_deploy(history: History, app: str, version: str, target: Target) -> Answer:
    """Whether one version may go where the target says. UserError for a version that no record names."""
    known = history.applications.get(app)
    if known is None or version not in known.versions:
        seen = ", ".join(list(known.versions)[-3:]) if known else ", ".join(history.applications)
        hint = f"known are: {seen or 'none'}; `govtool record version` adds one"
        raise UserError(f"no version `{version}` of `{app}` is known", hint)
    return _answer(history, app, [version], target)


def can_branch_deploy(history: History, app: str, branch: str, target: Target) -> Answer:
    """Whether what was built on a branch may go there: no result against any of its versions, and some for each pact.

    Less sure than to ask for a version, since the next one built on the branch may be another.
    """
    known = history.application(app)
    versions = known.in_order(known.branches.get(branch, ()))
    refused = "" if versions else f"no version of `{app}` is on a branch `{branch}`"
    return _answer(history, app, versions, target, refused)


def _answer(history: History, app: str, versions: list[str], target: Target, refused: str = "") -> Answer:
    rows = dict.fromkeys(_rows(history, app, versions, target))
    return Answer(tuple(sorted(rows, key=_order)), refused)


def _rows(history: History, app: str, versions: list[str], target: Target) -> Iterator[Row]:
    for version in versions:
        for pact in history.pacts(consumer=app, version=version):
            there = target.versions(history.application(pact.provider))
            yield from _outcomes(history, pact, there, target.words, all_of_them=True)
    for consumer in dict.fromkeys(pact.consumer for pact in history.pacts(provider=app)):
        for other in target.versions(history.application(consumer)):
            for pact in history.pacts(consumer=consumer, version=other, provider=app):
                yield from _outcomes(history, pact, versions, "to deploy", all_of_them=False)


def _outcomes(
    history: History, pact: Pact, providers: list[str], where: str, *, all_of_them: bool
) -> Iterator[Row]:
    """What those versions of the provider said to the pact.

    A version that said nothing counts where all of them are there at once, unless another has refused already; of those
    that could be deployed one is enough.
    """
    results = history.results(pact)
    given = {version: results[version] for version in providers if version in results}
    for version, success in given.items():
        reason = "" if success else f"{_between(pact, version)} was not kept"
        yield Row(pact.consumer, pact.version, pact.provider, version, success, reason)
    silent = [version for version in providers if version not in given]
    if not given or (all_of_them and silent and all(given.values())):
        reason = f"{_between(pact, silent[-1])} was never verified" if silent else f"no `{pact.provider}` is {where}"
        yield Row(pact.consumer, pact.version, pact.provider, None, None, reason)


def _between(pact: Pact, provider_version: str) -> str:
    return f"the pact of `{pact.consumer}` {pact.version} with `{pact.provider}` {provider_version}"


def _order(row: Row) -> tuple[str, str, str, str]:
    return row.consumer, row.consumer_version, row.provider, row.provider_version or ""
