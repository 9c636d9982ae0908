"""`publish`: the schemas of the repository into a registry, so that a second run has nothing to do.

Nothing is taken back or overwritten: a registry only gets versions that it lacks, after those that it has, and the
compatibility level that the contract promises. What cannot be done is a finding; what was done is told in any case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govtool.errors import UserError
from govtool.finding import Finding
from govtool.registry import publish_findings as told
from govtool.registry.client import Client, Known, Refused
from govtool.registry.publish_plan import History, Wanted
from govtool.registry.publish_twin import Twin

_WRITABLE = frozenset({"", "READWRITE"})


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one schema, or of the level of a subject."""

    subject: str
    contract: str
    releases: tuple[str, ...]
    """Those that have this schema, the oldest first; empty for the level."""
    outcome: str
    """`registered`, `unchanged`, `would register`, `refused`, `left out`; for a level `set`, `would set`, `refused`."""
    version: int | None = None
    id: int | None = None
    level: str = ""
    was: str = ""
    """The level before; in brackets where it was that of all subjects."""


@dataclass
class Published:
    """What one run did, in order, and what it found; `stopped` is why it ended early."""

    registry: str
    dry_run: bool
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stopped: UserError | KeyboardInterrupt | None = None

    @property
    def changed(self) -> int:
        """How many versions and levels were written, or would be."""
        return sum(row.outcome in {"registered", "would register", "set", "would set"} for row in self.rows)


def publish(client: Client, histories: Iterable[History], *, dry_run: bool) -> Published:
    """Bring the registry up to date.

    What ends the run, an error or an interruption, is `stopped`, beside all that was done by then.
    """
    run = _Run(client, Published(client.url, dry_run))
    try:
        run.level_of_all = client.global_level()
        for history in histories:
            run.take(history)
    except (UserError, KeyboardInterrupt) as stopped:
        run.done.stopped = stopped
    return run.done


class _Run:
    """One run, with what is known of the registry by now."""

    def __init__(self, client: Client, done: Published) -> None:
        self.client = client
        self.done = done
        self.level_of_all = ""
        self.twin = Twin()

    def take(self, history: History) -> None:
        """One subject."""
        existing = self.client.versions(history.subject)
        known = self._known(history) if existing else {}
        missing = len(known) < len(history.versions)
        level = self.client.level(history.subject) if history.level or (missing and self.done.dry_run) else ""
        needs_level = bool(history.level) and level != history.level
        if (missing or needs_level) and not self._is_writable(history):
            return
        if missing and self.done.dry_run:
            there = (self.client.version(history.subject, one) for one in existing)
            self.twin.take(history.subject, there, history.level or level or self.level_of_all)
        if needs_level and not self._set_level(history, level):
            return
        # The registry judges by the level and versions that it has now: where others would be there, it is not asked.
        self._versions(history, known, may_ask=bool(existing) and not needs_level)
        self._drift(history, known, existing)

    def _known(self, history: History) -> dict[int, Known]:
        """The versions of ours that the registry has, by their place in the history."""
        found = {place: self.client.find(history.subject, wanted.schema)
                 for place, wanted in enumerate(history.versions)}
        return {place: known for place, known in found.items() if known is not None}

    def _is_writable(self, history: History) -> bool:
        mode = self.client.mode(history.subject)
        if mode in _WRITABLE:
            return True
        self._tell(told.not_writable(history, mode))
        self.done.rows += [Row(history.subject, history.contract, one.releases, "refused") for one in history.versions]
        return False

    def _set_level(self, history: History, level: str) -> bool:
        refused = None if self.done.dry_run else self.client.set_level(history.subject, history.level)
        outcome = "would set" if self.done.dry_run else "refused" if refused else "set"
        was = level or f"({self.level_of_all})"
        self.done.rows.append(Row(history.subject, history.contract, (), outcome, level=history.level, was=was))
        if refused:
            self._tell(told.level_refused(history, refused))
        return refused is None

    def _versions(self, history: History, known: dict[int, Known], *, may_ask: bool) -> None:
        last, stopped = max(known, default=-1), False
        for place, wanted in enumerate(history.versions):
            if place in known:
                row = self._row(history, wanted, "unchanged", known[place].version, known[place].id)
            elif place < last:
                # It would become the latest there, and clients would begin to write by an old schema.
                self._tell(told.older(history, wanted, history.versions[last]))
                row = self._row(history, wanted, "left out")
            elif stopped:
                row = self._row(history, wanted, "left out")
            else:
                row = self._would_write(history, wanted, may_ask) if self.done.dry_run else self._write(history, wanted)
                stopped, may_ask = row.outcome == "refused", False
            self.done.rows.append(row)

    def _write(self, history: History, wanted: Wanted) -> Row:
        answer = self.client.register(history.subject, wanted.schema)
        if isinstance(answer, Refused):
            self._tell(told.refused(history, wanted, answer))
            return self._row(history, wanted, "refused")
        try:
            found = self.client.find(history.subject, wanted.schema)
        except (UserError, KeyboardInterrupt):
            self.done.rows.append(self._row(history, wanted, "registered", None, answer))
            raise
        return self._row(history, wanted, "registered", found.version if found else None, answer)

    def _would_write(self, history: History, wanted: Wanted, may_ask: bool) -> Row:  # noqa: FBT001 - handed on
        """What registering would do: by our own judgement, and by that of the registry where it can be asked."""
        number, refused = self.twin.register(history.subject, wanted.schema)
        if not refused and may_ask:
            refused = told.objected(self.client.objections(history.subject, wanted.schema))
        if refused:
            self._tell(told.refused(history, wanted, refused))
            return self._row(history, wanted, "refused")
        return self._row(history, wanted, "would register", number)

    def _drift(self, history: History, known: dict[int, Known], existing: Sequence[int]) -> None:
        """What the registry has otherwise than the repository, and keeps."""
        strange = sorted(set(existing) - {one.version for one in known.values()})
        last = len(history.versions) - 1
        if strange:
            self._tell(told.unknown_versions(history, strange))
        elif last in known and known[last].version != max(existing):
            latest = next(place for place, one in known.items() if one.version == max(existing))
            self._tell(told.other_order(history, history.versions[latest]))

    def _row(self, history: History, wanted: Wanted, outcome: str, version: int | None = None, id_: int | None = None
             ) -> Row:
        return Row(history.subject, history.contract, wanted.releases, outcome, version, id_)

    def _tell(self, finding: Finding) -> None:
        self.done.findings.append(finding)
