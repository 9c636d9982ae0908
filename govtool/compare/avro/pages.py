"""The page of each change of an Avro schema: what happened, what it does to whom, and the next act."""

from typing import Final

from govtool.compare.avro.clash import CLASHES, HAZARDS
from govtool.compare.avro.differences import DIFFERENCES
from govtool.finding import Bump

_CLASH: Final = (
    "An error for whoever reads such data. It is reported as breaking with a datum that the writer really wrote and "
    "the reader refused, or because single runtimes refuse it; else as possible. What schema registries say stands "
    "beside it, for they ask in their own way. The compatibility mode says which version reads what."
)
_HAZARD: Final = (
    "No error: registries accept it and readers do not notice. It is possible, as it depends on what the data means; "
    "breaking where nearly all data is read as other data, with a datum that shows it."
)
_REST: Final = (
    "By itself it is compatible: in the directions of the compatibility mode nothing fails and nothing is read as "
    "something else. Where something does, that is told in its place."
)
_DIRECTED: Final = "Every reader and writer of the schema is asked in the directions of its mode; see `mode`."
_OTHERS: Final = {
    "avro-rewritten": "A schema is written otherwise and says the same, or only what it refers to has changed.\n\n"
                      "Nothing that readers could tell by this text; registries that compare texts see a new version.",
    "avro-type-removed": "A protocol no longer has a type or message.\n\nBreaking by policy: who uses it finds it no "
                         "longer.\n\nWhat to do: keep it, or publish a new major version.",
    "avro-type-added": "A protocol has a new type or message.\n\nIt is compatible and needs a minor version.",
}


def pages() -> dict[str, str]:
    """Every page, by id, in Markdown."""
    found = {id_: f"{kind.means}\n\n{_CLASH}\n\nWhat to do: {kind.step}.\n" for id_, kind in CLASHES.items()}
    found |= {id_: f"{kind.means}\n\n{_HAZARD}\n\nWhat to do: {kind.step}.\n" for id_, kind in HAZARDS.items()}
    found |= {id_: f"{means}\n\n{_patch(step)}\n" for id_, (means, step) in DIFFERENCES.items()}
    return found | {id_: f"{text}\n" for id_, text in _OTHERS.items()}


def _patch(step: Bump) -> str:
    return f"{_REST} It needs a {step.label} version.\n\n{_DIRECTED}"
