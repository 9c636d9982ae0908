"""What the words of options and settings mean, once for every command."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from govtool.config import Config
from govtool.errors import UserError, suggestion
from govtool.finding import Severity, Verdict

if TYPE_CHECKING:  # what only judges rules compares nothing
    from govtool.compare.policy import Policy


def limits(fail_on: str | None) -> dict[str, Any]:
    """The fields of a `Report` that decide its exit code, from the word of `--fail-on`.

    Only findings count here: a break that the version announces, or that is waived, fails nothing.
    """
    if fail_on in (None, Verdict.BREAKING, Verdict.POSSIBLE):
        return {"fail_on": Severity.ERROR, "fail_on_possible": fail_on == Verdict.POSSIBLE}
    return {"fail_on": None if fail_on == "never" else Severity[str(fail_on).upper()]}


def limit_of_changes(fail_on: str | None) -> Verdict | None:
    """The lightest verdict of a change that fails a `diff`, which asks no version; None where none does."""
    return Verdict(fail_on) if fail_on in (Verdict.BREAKING, Verdict.POSSIBLE) else None


def policy_of(config: Config, today: date, *, literal: bool = False, mode: str = "") -> "Policy":
    """What breaks where the wire alone does not decide: the settings, judged on a day.

    UserError for a policy about a change that does not exist, and for an unknown compatibility mode.
    """
    from govtool.compare.modes import named
    from govtool.compare.policy import Policy

    axes: dict[str, Any] = {name.replace("-", "_"): choice for name, choice in config.policy.items()}
    if "removed_optional" in axes:
        axes["removed_optional"] = Verdict(axes["removed_optional"])
    _known_changes(config, axes.get("changes", {}))
    return Policy(**{**axes, "as_of": today, "literal": literal or axes.get("literal", False),
                     "mode": named(mode) if mode else None})


def _known_changes(config: Config, wishes: Iterable[str]) -> None:
    for key in wishes:
        from govtool.compare.pages import pages  # every page is written out: only for those who need it

        known = pages()
        if key not in known and not (key.endswith("*") and any(id_.startswith(key[:-1]) for id_ in known)):
            hint = suggestion(key.rstrip("*"), known) or "`govtool explain` lists all"
            raise UserError(f"{config.origin_of(f'policy.changes.{key}')}: there is no change `{key}`", hint)


def words(text: str) -> tuple[str, ...]:
    """The words of a comma-separated option."""
    return tuple(word.strip() for word in text.split(",") if word.strip())
