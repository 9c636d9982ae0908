"""The page of every change, by id."""

from govtool.compare import checks, keyword_pages


def pages() -> dict[str, str]:
    """What each change is, why it matters, what to do, and an example; Markdown. Some ids are shared."""
    return {**keyword_pages.pages(), **checks.pages()}
