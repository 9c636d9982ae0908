"""The normalised contract: what a document promises, whatever its format version says it in.

Everything is resolved that the specification lets one write in two places: path-level parameters are merged into the
operations, security and servers are the effective ones, defaults of `style` and `explode` are written out, header names
are lower case. Every part keeps the `Spot` it was defined at, so that findings point into the source text. Nothing is
copied or inlined: a schema is named by its `Spot` and read there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from govtool.finding import Location, On, Pointer
from govtool.model.detect import Format
from govtool.model.facts import Facts
from govtool.source.document import Document
from govtool.source.refs import Bundle


class Party(StrEnum):
    """Who is at one end of a data flow: the provider owns the contract, the consumer relies on it."""

    CONSUMER = "consumer"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Role:
    """Who writes and who reads; `kept` data (a replayed topic) is also read by later versions of either side."""

    writer: Party
    reader: Party
    kept: bool = False

    def flipped(self) -> "Role":
        """The answer's role: the reader writes back."""
        return Role(self.reader, self.writer, self.kept)


EMBEDDED = "x-embedded-"
"""How the names of schemas begin that a release of a library holds of other documents: they are not its own."""
REQUEST = Role(Party.CONSUMER, Party.PROVIDER)
RESPONSE = Role(Party.PROVIDER, Party.CONSUMER)


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A value where it is defined, after following `$ref`s."""

    document: Document
    pointer: Pointer
    value: Any

    def at(self, *more: str | int, on: On = "value") -> Location:
        """The location of this value, or of something below it."""
        return self.document.at((*self.pointer, *more), on)


@dataclass(frozen=True, slots=True, eq=False)
class Media:
    """One media type of a body or parameter. `type` is lower case without parameters' spaces: `application/json`."""

    type: str
    schema: Spot | None
    spot: Spot
    encoding: Mapping[str, Any] = field(default_factory=dict)
    item_schema: Spot | None = None
    """OpenAPI 3.2 `itemSchema`: the schema of each item of a sequential media type."""


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A request parameter or a header with every default written out (OpenAPI 3.1 section 4.8.12)."""

    name: str
    """Lower case for headers."""
    location: str
    """`path`, `query`, `querystring`, `header` or `cookie`."""
    required: bool
    style: str
    explode: bool
    allow_reserved: bool
    allow_empty: bool
    schema: Spot | None
    content: Mapping[str, Media]
    deprecated: bool
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A request body."""

    required: bool
    content: Mapping[str, Media]
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """One response of an operation. `status` is `200`, `2XX` (upper case) or `default`."""

    status: str
    headers: Mapping[str, Parameter]
    """Keyed by lower-case name; `Content-Type` is left out, as the specification says."""
    content: Mapping[str, Media]
    links: Mapping[str, Spot]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Credential:
    """One scheme of one alternative, compared by what goes over the wire, not by its name."""

    kind: str
    """`apiKey header x-api-key`, `http bearer`, `oauth2`, `openIdConnect URL`, `mutualTLS`; `unknown NAME`."""
    scopes: frozenset[str]
    name: str = field(compare=False, default="")
    """The document's own name of the scheme."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server with its variables; `url` as written."""

    url: str
    variables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)


class Inside(Protocol):
    """Reads the parts of one operation."""

    def parameters(self) -> Mapping[tuple[str, str], Parameter]:
        """Keyed by (location, name); path and operation level merged."""

    def request(self) -> Body | None:
        """The request body."""

    def responses(self) -> Mapping[str, Response]:
        """By status."""


@dataclass(frozen=True, eq=False)
class Operation:
    """One thing that can be called, by the consumer (a path) or by the provider (a callback or webhook).

    Its parts are read when they are first asked for: a comparison never looks into most operations of a large contract.
    """

    method: str
    """Upper case: `POST`; a method of `additionalOperations` as written."""
    path: str
    """The template as written: `/orders/{orderId}`; for a webhook its name; for a callback its expression."""
    kind: str
    """`path`, `webhook` or `callback`."""
    role: Role
    """The role of the request; responses have `role.flipped()`."""
    id: str
    deprecated: bool
    inside: Inside
    security: tuple[frozenset[Credential], ...]
    """Alternatives (any of) of credential sets (all of); an empty set is anonymous access; no alternative at all
    means that nothing was declared, which is anonymous too."""
    security_declared: bool
    servers: tuple[Server, ...]
    """The effective ones; webhooks and callbacks are called where the caller says, so only their own count."""
    tags: tuple[str, ...]
    callbacks: tuple["Operation", ...]
    spot: Spot
    path_spot: Spot
    parent: str = ""
    """For a callback: the name of the operation that registers it, and the callback's name."""

    @cached_property
    def parameters(self) -> Mapping[tuple[str, str], Parameter]:
        """Keyed by (location, name); path and operation level merged."""
        return self.inside.parameters()

    @cached_property
    def request(self) -> Body | None:
        """The request body."""
        return self.inside.request()

    @cached_property
    def responses(self) -> Mapping[str, Response]:
        """By status."""
        return self.inside.responses()

    @property
    def name(self) -> str:
        """As people write it: `POST /orders`."""
        return f"{self.parent} > {self.method} {self.path}" if self.parent else f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """A contract with everything that govtool may ask of it."""

    identity: str
    """The package name with its major version (`production-order@1`), or the path of the document."""
    format: Format
    document: Document
    bundle: Bundle
    facts: Facts
    title: str
    version: str
    """`info.version`; empty when the format or the document has none."""
    operations: tuple[Operation, ...]
    """Paths and webhooks in document order; callbacks are below their operation."""
    schemas: Mapping[str, Spot]
    """The named schemas: components, definitions, `$defs`; a JSON Schema contract has itself under ``."""
    security_schemes: Mapping[str, Spot]
    servers: tuple[Server, ...]
    """Those of the root; `/` where the document names none (OpenAPI 3.1.1 section 4.8.1). Empty for other formats."""
    tags: tuple[str, ...]
    left_out: int = 0
    """Callbacks beyond the bounds on their depth and number, which were not read."""

    def all_operations(self) -> tuple[Operation, ...]:
        """Operations and, after each, its callbacks, at any depth."""
        return tuple(_with_callbacks(self.operations))


def _with_callbacks(operations: tuple[Operation, ...]) -> list[Operation]:
    found: list[Operation] = []
    for operation in operations:
        found.append(operation)
        found.extend(_with_callbacks(operation.callbacks))
    return found
