"""The examples in the pages of schema changes are run, in a request and in a response; every id has a page."""

import re

import pytest
import yaml
from compare_documents import changes
from compare_schemas import document

from govtool.compare.keyword_pages import pages
from govtool.compare.keywords import SENTENCES
from govtool.compare.pages import pages as all_pages

EXAMPLE = re.compile(r"```diff\n-(.*)\n\+(.*)  # request: (\w+), response: (\w+)\n```")
WORDS = {"compatible": "ok", "possible": "possible", "breaking": "breaking"}
SHOWN = {id_: found.groups() for id_, page in pages().items() if (found := EXAMPLE.search(page))}


def test_nearly_every_change_has_an_example() -> None:
    without = {id_ for id_ in SENTENCES if id_ not in SHOWN}
    assert {id_.rpartition("-")[0] for id_ in without} <= {
        "discriminator",
        "nullable-flag",
        "reference",
        "all-of",  # they need more than one schema, or an older version
        "title",
        "description",
        "deprecated",
        "example",
        "external-docs",
        "extension",  # shown with the structure
    }


@pytest.mark.parametrize("id_", SHOWN)
def test_an_example_is_judged_as_its_page_says(id_: str) -> None:
    old, new, request, response = SHOWN[id_]
    before, after = ({"type": "object", "properties": yaml.safe_load(side)} for side in (old, new))
    for answer, verdict in ((False, request), (True, response)):
        found = changes(document(before, {}, answer=answer), document(after, {}, answer=answer))
        assert {change.id: WORDS[change.verdict] for change in found} == {id_: verdict}


def test_every_page_says_what_happened_in_a_sentence_first() -> None:
    for id_, page in all_pages().items():
        first = page.split("\n\n", 1)[0].strip()
        assert re.fullmatch(r"(?s)[A-Z`].*[.:]", first), id_
