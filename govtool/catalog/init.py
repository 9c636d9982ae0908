"""What makes a repository ready for the gate: settings, the pre-commit entry, and waivers for what stands today."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from govtool import __version__
from govtool.catalog.append import appended, item_lines
from govtool.catalog.discover import within
from govtool.catalog.repository import Repository
from govtool.catalog.waivers import ABOUT_WAIVERS
from govtool.data import folder as data_folder
from govtool.errors import UserError
from govtool.finding import INTERNAL_ERROR, Finding
from govtool.model.shape import mapping, sequence, text
from govtool.source import emit
from govtool.source.document import Document

HOOKS = ".pre-commit-config.yaml"
WAIVERS = "waivers.yaml"
_HOME = "https://github.com/govtool/govtool"


def settings() -> str:
    """A `govtool.toml` that changes nothing: every setting with its default, in comments."""
    return (data_folder("templates") / "init" / "govtool.toml").read_text("utf-8")


def hooks(document: Document | None) -> str | None:
    """The pre-commit settings with our hooks; None where they have them. UserError for a file that cannot be read."""
    entry = {"repo": _HOME, "rev": f"v{__version__}", "hooks": [{"id": "govtool-lint"}, {"id": "govtool-check"}]}
    if document is None:
        return emit.yaml_text({"repos": [entry]})
    _readable(document)
    there = {text(mapping(hook).get("id")) for repo in sequence(document.data.get("repos"))
             for hook in sequence(mapping(repo).get("hooks"))}
    return None if there & {"govtool-check", "govtool-lint"} else appended(document, ("repos",), [entry])


def baseline(findings: Iterable[Finding], today: date, most_days: int) -> list[dict[str, Any]]:
    """A waiver for each finding that no other one covers, by fingerprint, so that it survives edits and new lines.

    It ends when the settings say that waivers must end.
    """
    until = {"until": (today + timedelta(most_days)).isoformat()} if most_days else {}
    rows = {
        (finding.rule, finding.fingerprint): {
            "rule": finding.rule, "fingerprint": finding.fingerprint,
            **({"contract": finding.contract} if finding.contract else {}),
            "reason": f"baseline of {today.isoformat()}", **until,
        }
        for finding in findings if finding.waived is None and finding.rule not in ABOUT_WAIVERS | {INTERNAL_ERROR}
    }
    return [rows[key] for key in sorted(rows)]


def waivers(document: Document | None, entries: list[dict[str, Any]]) -> str | None:
    """The waivers with the entries that are not there yet; None where all are."""
    if document is not None:
        _readable(document)
        there = sequence(document.data.get("waivers"))
        entries = [entry for entry in entries if entry not in there]
    if not entries:
        return None
    if document is not None:
        return appended(document, ("waivers",), entries)
    return _HEAD + "\n".join(["waivers:", *item_lines(entries, "  ")]) + "\n"


_HEAD = "# Findings that were accepted. Each needs a reason; `until` and `approved-by` make it a decision.\n"


def place_of(repository: Repository, name: str) -> str:
    """The path of a file beside the settings, from the root of the repository."""
    return within(repository.config.folder or ".", name)


def _readable(document: Document) -> None:
    if not isinstance(document.data, dict):
        raise UserError(f"`{document.name}` is no mapping of keys", "mend it first, then run `govtool init` again")
