"""The page of every change, by id."""

from govtool.compare import checks, keyword_pages
from govtool.compare.avro import pages as avro_pages
from govtool.compare.events import pages as event_pages


def pages() -> dict[str, str]:
    """What each change is, why it matters, what to do, and an example; Markdown. Some ids are shared."""
    return {**keyword_pages.pages(), **checks.pages(), **avro_pages.pages(), **event_pages.pages()}
