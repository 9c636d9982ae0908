"""The three verdicts as changes: each needs what it must show, and nothing can be said without it."""

from dataclasses import dataclass

from govtool.finding import Bump, Change, Confidence, Effect, Location, Verdict, Witness

Places = tuple[Location | None, Location | None]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: the id, the sentence, the places in old and new, and what it does to the set of messages."""

    id: str
    message: str
    places: Places
    effect: Effect
    writer: str = ""
    subject: str = ""

    def breaking(self, witness: Witness) -> Change:
        """Shown by something that worked before and no longer does."""
        return self._change(Verdict.BREAKING, Confidence.CERTAIN, Bump.MAJOR, witness=witness)

    def breaking_by_policy(self, reason: str, witness: Witness | None = None) -> Change:
        """Not decided by the wire alone; the reason names the policy."""
        return self._change(Verdict.BREAKING, Confidence.POLICY, Bump.MAJOR, reason, witness)

    def possible(self, reason: str) -> Change:
        """Neither shown nor excluded."""
        return self._change(Verdict.POSSIBLE, Confidence.POSSIBLE, Bump.MINOR, reason)

    def compatible(self, reason: str = "", bump: Bump | None = None) -> Change:
        """Whoever worked with the old version works with the new one."""
        step = bump if bump is not None else Bump.PATCH if self.effect is Effect.NONE else Bump.MINOR
        return self._change(Verdict.COMPATIBLE, Confidence.CERTAIN, step, reason)

    def _change(
        self, verdict: Verdict, confidence: Confidence, bump: Bump, reason: str = "", witness: Witness | None = None
    ) -> Change:
        was, where = self.places
        return Change(
            self.id,
            self.message,
            where,
            was,
            self.effect,
            verdict,
            confidence,
            bump,
            reason,
            self.writer,
            witness,
            subject=self.subject,
        )
