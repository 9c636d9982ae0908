"""Whether a value meets a schema, and what is wrong with one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from govtool.finding import Pointer
from govtool.mock.exchange import Violation
from govtool.model.contract import Party, Spot
from govtool.model.faults import causes
from govtool.model.wording import message
from govtool.sample import NoValue, Sampler, Samplers

_MOST = 20
"""Violations that one answer tells."""
_UNDECIDED = frozenset({"BacktrackLimitExceeded", "RegexEngineFailure"})


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """The validator of one schema, and the sampler of its values."""

    accepts: Callable[[Any], bool]
    """ValueError for what nests too deeply to be judged."""
    sampler: Sampler

    def refuses(self, value: Any) -> bool:
        """Whether the value does not meet the schema; one that cannot be judged is refused too."""
        try:
            return not self.accepts(value)
        except ValueError:
            return True

    def violations(self, value: Any, place: str, name: str = "", above: Pointer = ()) -> list[Violation]:
        """What is wrong with a value; in a body it stands at a pointer."""
        try:
            errors = list(islice(self.sampler.validator.iter_errors(value), _MOST))
        except ValueError as error:
            return [Violation(place, name, f"it cannot be judged: {error}", "depth")]
        decided = [error for error in errors if type(error.kind).__name__ not in _UNDECIDED]
        return [Violation(place, name or pointer_text((*above, *cause.pointer)),
                          message(cause).replace("the document", f"`{name}`" if name else "the body"), cause.keyword)
                for cause in causes(decided, value)]


def pointer_text(steps: Pointer) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def check_of(samplers: Samplers, schema: Spot | None, writer: Party) -> Check | None:
    """The check of a schema as a party writes it; None where there is none, or none that can be judged by."""
    if schema is None or schema.value is True or schema.value == {}:
        return None
    sampler = samplers.of(schema, writer)
    try:
        return Check(sampler.validator.is_valid, sampler)
    except NoValue:
        return None
