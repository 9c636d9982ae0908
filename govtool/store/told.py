"""An answer as rows of a table, as a sentence and as data."""

from dataclasses import asdict
from typing import Any, Final

from govtool.store.deploy import Answer

_WORDS: Final = {True: "yes", False: "no", None: "unknown"}


def data(answer: Answer) -> dict[str, Any]:
    """For machines: the verdict, how many lines there are of each kind, and the matrix."""
    counts = {"success": answer.count(True), "failed": answer.count(False), "unknown": answer.count(None)}
    refused = {"refused": answer.refused} if answer.refused else {}
    return {"verdict": answer.verdict, **refused, "summary": counts, "matrix": [asdict(row) for row in answer.rows]}


def table(answer: Answer) -> list[tuple[str, ...]]:
    """The matrix with its head; empty where no pact matters."""
    rows = [(row.consumer, row.consumer_version, row.provider, row.provider_version or "-", _WORDS[row.success])
            for row in answer.rows]
    return [("consumer", "version", "provider", "version", "verified"), *rows] if rows else []


def sentence(answer: Answer) -> str:
    """The verdict with its reasons."""
    reasons = [answer.refused] if answer.refused else [row.reason for row in answer.rows if row.reason]
    usual = "every pact was verified" if answer.rows else "no pact stands in between"
    return f"{answer.verdict}: {'; '.join(reasons) or usual}"
