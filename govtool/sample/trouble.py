"""Why there is no value of a schema."""


class NoValue(Exception):  # noqa: N818 - the fact, not an error of ours
    """There is no value to give; `reason` says why, `where` names the schema."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where


class Unsatisfiable(NoValue):
    """The schema takes no value at all."""


class NotFound(NoValue):
    """No value was found in the work that may be spent; there may be one."""
