"""What a dry run registers into: a registry in memory with what the real one has, and what would come to it."""

from collections.abc import Iterable

from govtool.compare.modes import MODES
from govtool.registry.client import Known, Refused
from govtool.registry.refusal import Refusal
from govtool.registry.schema import Schema
from govtool.registry.settings import LEVEL
from govtool.registry.state import Registry


class Twin:
    """Answers what the real one cannot be asked: what comes after versions and levels that it does not have yet."""

    def __init__(self) -> None:
        self._registry = Registry()

    def take(self, subject: str, known: Iterable[Known], level: str) -> None:
        """What the real one has of a subject, and the level that will hold there."""
        for one in known:
            try:
                self._registry.add(subject, self._registry.read(one.schema), None, one.version)
            except Refusal:  # one that only the real registry can read, which is asked in any case
                continue
        self._registry.settings.configs[subject] = {LEVEL: level if level in MODES else "NONE"}

    def register(self, subject: str, schema: Schema) -> tuple[int | None, Refused | None]:
        """The version that a schema would be, or why it would be none."""
        try:
            return self._registry.register(subject, schema).number, None
        except Refusal as refusal:
            return None, Refused(refusal.status, refusal.code, refusal.message)
