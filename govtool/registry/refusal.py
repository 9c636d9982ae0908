"""What the registry says no to: the status and error code that a Confluent registry gives, in our own words."""


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """An answer that is no success: `code` is the registry's own, whose first three digits are mostly the status."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(str(self.code)[:3])


def no_subject(subject: str) -> Refusal:
    """40401."""
    return Refusal(40401, f"Subject '{subject}' not found.")


def no_version(number: object) -> Refusal:
    """40402."""
    return Refusal(40402, f"Version {number} not found.")


def no_schema(id_: object = "") -> Refusal:
    """40403."""
    return Refusal(40403, f"Schema {id_} not found" if id_ != "" else "Schema not found")


def invalid_schema(reason: str) -> Refusal:
    """42201."""
    return Refusal(42201, f"Invalid schema: {reason}")


def invalid_version(text: object) -> Refusal:
    """42202."""
    return Refusal(42202, f"'{text}' is no version: expected a number from 1 to 2^31-1, or \"latest\"")


def not_permitted(reason: str) -> Refusal:
    """42205."""
    return Refusal(42205, reason)
