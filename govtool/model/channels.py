"""The normalised event contract: channels, what is done on them, and their messages, whatever version says it.

Everything is seen from the application that a document describes. AsyncAPI 2.x says `publish` of what others do to a
channel, so it is read as `receive`, and `subscribe` as `send`. Traits are applied, defaults are written out, servers
and security are resolved; payloads and headers are named by their `Spot` and read there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from govtool.model.contract import Credential, Party, Role, Spot

Action: TypeAlias = Literal["send", "receive"]
Language: TypeAlias = Literal["jsonschema", "avro", "openapi", "protobuf", "raml", ""]

SENT = Role(Party.PROVIDER, Party.CONSUMER)
"""The application writes, and whoever relies on its contract reads."""
RECEIVED = SENT.flipped()


@dataclass(frozen=True, slots=True, eq=False)
class TypedSchema:
    """A schema of a payload or of headers, in the language that its `schemaFormat` names."""

    schema: Spot
    """The schema itself, without the Multi Format Schema Object around it; a JSON Schema may be a `$ref`."""
    format: str
    """As written; empty where the default is meant, which is AsyncAPI's own superset of JSON Schema draft 7."""
    language: Language
    """Empty for a format that is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A runtime expression, such as that of a correlation id: where in a message a value stands."""

    location: str
    """As written: `$message.header#/correlationId`."""
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """An example of a message; either part may be missing."""

    payload: Spot | None
    headers: Spot | None
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """A message with its traits applied."""

    name: str
    """What it is known by: its `name`, else its key in the channel, else (2.x) its `messageId` or its component."""
    key: str
    """Its key in the channel (3.x), or the name of the component that it is; empty where there is none."""
    id: str
    """`messageId`, which 2.4 to 2.6 have."""
    payload: TypedSchema | None
    headers: TypedSchema | None
    content_type: str
    """Lower case; the document's default where the message has none, empty where neither says one."""
    correlation_id: Place | None
    bindings: Mapping[str, Spot]
    """By protocol."""
    tags: tuple[str, ...]
    examples: tuple[Example, ...]
    deprecated: bool
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class ChannelParameter:
    """A variable part of an address."""

    name: str
    values: tuple[str, ...]
    """The values it is limited to; empty where it is not."""
    default: str | None
    location: str
    schema: Spot | None
    """The schema that 2.x has for its values."""
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class EventServer:
    """A broker, or another place that channels are available at."""

    name: str
    protocol: str
    address: str
    """`url` (2.x), or `host` with its `pathname` (3.x), as written."""
    security: tuple[frozenset[Credential], ...]
    bindings: Mapping[str, Spot]
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """A topic, queue, routing key or path, with the messages that go through it."""

    key: str
    """Its key in the document: in 2.x the address itself."""
    address: str | None
    """None where it is not known before runtime (3.x `address: null`, or none)."""
    messages: Mapping[str, Message]
    """By name."""
    parameters: Mapping[str, ChannelParameter]
    servers: tuple[str, ...]
    """The names of those it is available at; empty for all."""
    bindings: Mapping[str, Spot]
    tags: tuple[str, ...]
    spot: Spot

    @property
    def identity(self) -> str:
        """What it is compared by: its address, or its key where there is none."""
        return self.key if self.address is None else self.address


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """What comes back."""

    channel: Channel | None
    address: Place | None
    """Where the request says which address the reply goes to."""
    messages: Mapping[str, Message]
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class ChannelOperation:
    """What the application does on a channel, with its traits applied."""

    action: Action
    key: str
    """Its key in the document (3.x), or its `operationId` (2.x), which may be empty."""
    channel: Channel
    messages: Mapping[str, Message]
    """By name: those of the channel that the operation is about."""
    reply: Reply | None
    security: tuple[frozenset[Credential], ...]
    """Alternatives (any of) of credential sets (all of); empty where the operation asks for nothing of its own."""
    bindings: Mapping[str, Spot]
    tags: tuple[str, ...]
    spot: Spot

    @property
    def identity(self) -> tuple[Action, str]:
        """What it is compared by."""
        return self.action, self.channel.identity

    @property
    def name(self) -> str:
        """As people write it: `send orders.created`."""
        return f"{self.action} {self.channel.identity}"

    @property
    def role(self) -> Role:
        """Who writes the messages and who reads them; a reply has the flipped one."""
        return SENT if self.action == "send" else RECEIVED


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """What an event contract adds; all empty for any other."""

    channels: tuple[Channel, ...] = ()
    """In document order; those that only `components` holds are not in use and left out."""
    operations: tuple[ChannelOperation, ...] = ()
    messages: tuple[Message, ...] = ()
    """Every message once, where it is defined: those of channels, of replies, and of `components`."""
    servers: Mapping[str, EventServer] = field(default_factory=dict)
