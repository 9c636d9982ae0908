"""The types of Avro as they stand in a schema; a type that is named twice is one object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from govtool.finding import Finding, Location, Pointer
from govtool.source.problem import cut

Primitive: TypeAlias = Literal["null", "boolean", "int", "long", "float", "double", "bytes", "string"]
Kind: TypeAlias = Primitive | Literal["record", "enum", "fixed", "array", "map", "union", "unknown"]

PRIMITIVES: frozenset[str] = frozenset({"null", "boolean", "int", "long", "float", "double", "bytes", "string"})
NAMED: frozenset[str] = frozenset({"record", "enum", "fixed"})
ABSENT: Any = object()
"""The default of a field that has none, as `null` is one."""


@dataclass(slots=True, eq=False)
class Type:
    """One type, where it is defined; `unknown` stands for what could not be read.

    Types refer to each other in circles, so that the reader fills them step by step; nothing changes them later but
    what is worked out once, when it is asked for: fingerprints and tables (the last members).
    """

    kind: Kind
    document: str = ""
    pointer: Pointer = ()
    name: str = ""
    """The full name of a record, enum or fixed, or the one that a missing type was asked for by."""
    aliases: tuple[str, ...] = ()
    """Full names."""
    aliases_written: tuple[str, ...] = ()
    """As the text has them, which is all that some registries look at."""
    fields: list["Field"] = field(default_factory=list)
    symbols: tuple[str, ...] = ()
    default: str | None = None
    """The symbol that a reader takes for one it does not know."""
    size: int = 0
    items: "Type | None" = None
    """Of an array, or the values of a map."""
    branches: list["Type"] = field(default_factory=list)
    logical: str = ""
    """The logical type that is in force, with its numbers: `decimal(10,2)`; empty where it does not fit its type."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else the definition says: `doc`, `logicalType`, `precision`, attributes of one's own."""
    is_error: bool = False
    wire: str = ""
    doc: str = ""
    wire_text: tuple[str, tuple["Type", ...]] | None = None
    wires: dict[str, str] | None = None
    by_name: dict[str, "Field"] | None = None
    by_alias: dict[str, str] = field(default_factory=dict)
    by_key: dict[str, list[int]] | None = None

    @property
    def at(self) -> Location:
        """Where it is defined."""
        return Location(self.document, self.pointer)

    @property
    def short(self) -> str:
        """Its name without namespace."""
        return self.name.rpartition(".")[2]

    @property
    def label(self) -> str:
        """As people name it: `record com.acme.Order`, `union of null, int`."""
        if self.kind == "union":
            return "union of " + cut(", ".join(branch.name or branch.kind for branch in self.branches))
        if self.kind in {"array", "map"} and self.items:
            return f"{self.kind} of {self.items.name or self.items.kind}"
        return f"{self.kind} {self.name}".rstrip()

    @property
    def children(self) -> list["Type"]:
        """The types it is made of, in their order."""
        if self.kind == "record":
            return [inner.type for inner in self.fields]
        return [self.items] if self.items else self.branches


@dataclass(slots=True, eq=False)
class Field:
    """One field of a record."""

    name: str
    type: Type
    pointer: Pointer = ()
    aliases: tuple[str, ...] = ()
    default: Any = ABSENT
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_default(self) -> bool:
        """Whether a reader can do without it."""
        return self.default is not ABSENT


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema that was read: its type, the types it names, and all that is wrong with it."""

    root: Type
    names: Mapping[str, Type]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a protocol: its parameters are a record, its errors a union."""

    name: str
    at: Location
    request: Type
    response: Type
    errors: Type | None
    one_way: bool


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol that was read (`.avpr`)."""

    name: str
    types: tuple[Type, ...]
    messages: tuple[Message, ...]
    findings: tuple[Finding, ...] = ()
