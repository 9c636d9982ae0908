"""The scales that results are weighed on: severity, confidence, and the step of a version."""

from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How much a finding matters; the order is the order of weight."""

    HINT = 1
    INFO = 2
    WARNING = 3
    ERROR = 4

    @property
    def label(self) -> str:
        """The word that people and reports use."""
        return self.name.lower()


class Confidence(StrEnum):
    """How a finding is known."""

    CERTAIN = "certain"
    """A fact of the text, or proven by a witness."""
    POLICY = "policy"
    """The wire alone does not decide it; a documented policy does."""
    POSSIBLE = "possible"
    """Neither shown nor excluded; the finding says why."""


class Bump(IntEnum):
    """A step of a semantic version; the order is the order of size."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def label(self) -> str:
        """The word that people and reports use."""
        return self.name.lower()
