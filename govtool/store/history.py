"""The state that a log of records leads to: who has which version where, and what was verified.

A verification is of a pact's content, not of the version that published it: a consumer that publishes the same pact
again is verified already. Of several results for one content and one provider version the last one counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from govtool.store.records import (
    Built,
    Deployed,
    Known,
    Published,
    Record,
    Released,
    Tagged,
    Undeployed,
    Verified,
    Withdrawn,
)


@dataclass(frozen=True, slots=True)
class Pact:
    """What one version of a consumer expects of a provider."""

    consumer: str
    version: str
    provider: str
    content: str


@dataclass(slots=True)
class Application:
    """What is known of one application; versions are in the order in which they were first seen."""

    main_branch: str = "main"
    versions: dict[str, None] = field(default_factory=dict)
    branches: dict[str, list[str]] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)
    deployed: dict[str, list[str]] = field(default_factory=dict)
    """By environment."""
    released: dict[str, list[str]] = field(default_factory=dict)

    def present(self, environment: str) -> list[str]:
        """The versions that are in an environment, deployed or released, in the order in which they came up."""
        there = {*self.deployed.get(environment, ()), *self.released.get(environment, ())}
        return self.in_order(there)

    def in_order(self, versions: Iterable[str]) -> list[str]:
        """The oldest first."""
        wanted = set(versions)
        return [version for version in self.versions if version in wanted]


class History:
    """Applications, pacts and verifications, as they stand after all records."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.applications: dict[str, Application] = {}
        self._pacts: dict[tuple[str, str, str], Pact] = {}
        self._results: dict[tuple[str, str, str], dict[str, bool]] = {}
        self._kept: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
        self._first_on: dict[tuple[str, str], int] = {}
        self._step = 0
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Take in what happened next."""
        self._step += 1
        match record:
            case Known():
                app = self.application(record.app)
                app.main_branch = record.main_branch or app.main_branch
            case Published():
                self._seen(record.consumer, record.version)
                self.application(record.provider)
                key = (record.consumer, record.version, record.provider)
                # A pact that is published again counts as the latest.
                self._pacts.pop(key, None)
                self._pacts[key] = Pact(record.consumer, record.version, record.provider, record.content)
            case Verified():
                self._seen(record.provider, record.provider_version)
                content = (record.consumer, record.provider, record.content)
                results = self._results.setdefault(content, {})
                results.pop(record.provider_version, None)
                results[record.provider_version] = record.success
                if record.success:
                    self._kept.setdefault(content, []).append((record.provider_version, self._step))
            case _:
                self._place(record)

    def _place(self, record: Built | Tagged | Deployed | Undeployed | Released | Withdrawn) -> None:
        app = self._seen(record.app, record.version)
        match record:
            case Built(branch=branch) if branch:
                self._first_on.setdefault((record.app, branch), self._step)
                _move_to_end(app.branches.setdefault(branch, []), record.version)
            case Tagged():
                _move_to_end(app.tags.setdefault(record.tag, []), record.version)
            case Deployed():
                app.deployed[record.environment] = [record.version]
            case Undeployed():
                _drop(app.deployed.get(record.environment, []), record.version)
            case Released():
                _move_to_end(app.released.setdefault(record.environment, []), record.version)
            case Withdrawn():
                _drop(app.released.get(record.environment, []), record.version)

    def _seen(self, name: str, version: str) -> Application:
        app = self.application(name)
        app.versions.setdefault(version)
        return app

    def application(self, name: str) -> Application:
        """What is known of it; empty for one that no record names."""
        return self.applications.setdefault(name, Application())

    def pacts(self, *, consumer: str = "", version: str = "", provider: str = "") -> Iterator[Pact]:
        """Those of a consumer, of one of its versions, with a provider; the latest published last."""
        for pact in self._pacts.values():
            if (
                consumer in ("", pact.consumer)
                and version in ("", pact.version)
                and provider in ("", pact.provider)
            ):
                yield pact

    def results(self, pact: Pact) -> dict[str, bool]:
        """What came out for the content of a pact, by provider version; the latest result last."""
        return self._results.get((pact.consumer, pact.provider, pact.content), {})

    def was_kept(self, pact: Pact, branch: str = "") -> bool:
        """Whether the provider ever kept it, whatever came out later: on that branch, or before the branch began."""
        kept = self._kept.get((pact.consumer, pact.provider, pact.content), [])
        on_branch = self.application(pact.provider).branches.get(branch, ())
        began = self._first_on.get((pact.provider, branch), self._step + 1)
        return any(not branch or version in on_branch or step < began for version, step in kept)


def _move_to_end(versions: list[str], version: str) -> None:
    _drop(versions, version)
    versions.append(version)


def _drop(versions: list[str], version: str) -> None:
    if version in versions:
        versions.remove(version)
