"""Responses by specificity: `200` before `2XX` before `default` (OpenAPI 3.1.1 section 4.8.16)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govtool.model.contract import Response

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Answers:
    """What both versions answer under one status; None where a version does not declare it."""

    status: str
    old: Response | None
    new: Response | None
    met: bool = False
    """For a status that one version declares: the other one answers it under a wider or a narrower name."""


def is_success(status: str) -> bool:
    """Whether a client goes on with what it wanted."""
    return status.startswith("2")


def paired(old: Mapping[str, Response], new: Mapping[str, Response]) -> Iterator[Answers]:
    """Every pair of responses that may stand for the same status, each once, and every status that one version names.

    `default` stands for errors. Where it is all that a version declares it also stands for success, yet a client that
    waits for a success by name is not served by it: such a status is gone, whatever `default` says.
    """
    seen: set[tuple[int, int]] = set()
    met: set[int] = set()
    for status in sorted(dict.fromkeys((*old, *new)), key=_specific_first):
        one, two = _governing(old, status), _governing(new, status)
        if one is not None and two is not None:
            met |= {id(one), id(two)}
            if (id(one), id(two)) not in seen:
                seen.add((id(one), id(two)))
                yield Answers(status, one, two)
        if status not in new and one is not None:
            lost = is_success(status) and two is not None and two.status == DEFAULT
            yield Answers(status, one, None, met=id(one) in met and not lost)
        if status not in old and two is not None:
            yield Answers(status, None, two, met=id(two) in met)


def _specific_first(status: str) -> tuple[int, str]:
    return (2 if status == DEFAULT else 1 if status.endswith("XX") else 0, status)


def _governing(responses: Mapping[str, Response], status: str) -> Response | None:
    """The response that stands for a status."""
    found = responses.get(status) or responses.get(f"{status[:1]}XX")
    if found is not None or (is_success(status) and any(map(is_success, responses))):
        return found
    return responses.get(DEFAULT)
