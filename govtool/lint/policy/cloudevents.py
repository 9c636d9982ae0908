"""CloudEvents in event contracts: which messages are some, in which mode, with which attributes (version 1.0)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from govtool.lint.policy.messages import PREFIX, Carried, Member, Part, carried, told
from govtool.model.asyncapi import events
from govtool.model.contract import Contract

REQUIRED: Final = ("id", "source", "specversion", "type")
DATA: Final = frozenset({"data", "data_base64"})
"""What stands beside the attributes in the structured mode."""
_ENOUGH = 3
"""Of the required attributes: a payload with so many of them is meant as an envelope."""
_MEDIA = "application/cloudevents+"


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """A message as an event of CloudEvents; one in both modes at once has two envelopes."""

    one: Carried
    mode: Literal["binary", "structured"]
    attributes: Mapping[str, Member]
    """By the name of the attribute: the header `ce_id` is `id`."""
    is_whole: bool

    @property
    def subject(self) -> str:
        """What a finding about it is known by."""
        return self.one.message.name


@lru_cache(maxsize=8)
def envelopes(contract: Contract) -> tuple[Envelope, ...]:
    """The envelopes of every message of a contract."""
    return tuple(envelope for message in events(contract).messages for envelope in _of(carried(contract, message)))


def _of(one: Carried) -> Iterator[Envelope]:
    prefixed = {_attribute(name): member for name, member in one.headers.members.items() if PREFIX.match(name)}
    if not prefixed.keys().isdisjoint(REQUIRED):
        yield Envelope(one, "binary", prefixed, one.headers.is_whole)
    if is_envelope(one.payload) or (one.message.content_type.startswith(_MEDIA) and one.message.payload):
        attributes = {name: member for name, member in one.payload.members.items() if name not in DATA}
        yield Envelope(one, "structured", attributes, one.payload.is_whole)


def others(contract: Contract) -> Iterator[Carried]:
    """The messages that tell what happened and are no CloudEvents, which have rules of their own."""
    known = {id(envelope.one.message.spot.value) for envelope in envelopes(contract)}
    return (one for one in told(contract) if id(one.message.spot.value) not in known)


def is_envelope(payload: Part) -> bool:
    """Whether a payload is meant as an envelope, by what it declares."""
    return "specversion" in payload.members and sum(name in payload.members for name in REQUIRED) >= _ENOUGH


def _attribute(header: str) -> str:
    """The attribute of a header; with `ce-` it is one of HTTP, where upper case means nothing."""
    name = PREFIX.sub("", header, 1)
    return name.lower() if header[2:3] == "-" else name
