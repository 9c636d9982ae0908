"""A schema as clients register it, and the id that its content has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any, Final
from uuid import UUID

from govtool.registry.refusal import invalid_schema

AVRO: Final = "AVRO"
JSON: Final = "JSON"
PROTOBUF: Final = "PROTOBUF"
TYPES: Final = (JSON, PROTOBUF, AVRO)
"""In the order in which a registry lists them."""
_IDS: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Reference:
    """A version of another subject, by the name that the schema uses for it."""

    name: str
    subject: str
    version: int


@dataclass(frozen=True, slots=True)
class Schema:
    """One content: two that are equal have one id, in whatever subjects they are."""

    kind: str
    text: str
    references: tuple[Reference, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """`metadata` and `ruleSet`, which are kept and given back."""

    @property
    def guid(self) -> UUID:
        """The content as a number, the same everywhere and for ever."""
        said = repr((self.kind, self.text, self.references, sorted(self.more.items())))
        return UUID(bytes=md5(said.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest())

    @property
    def first_id(self) -> int:
        """The id that it has unless another content took it: made of the content, not of the order of arrival.

        So a registry that forgot everything never gives an id that stands in old messages to another schema.
        """
        return self.guid.int % _IDS + 1

    def as_json(self) -> dict[str, Any]:
        """The fields that answers have in common; the type is left out where it is Avro, as older clients expect."""
        references = [{"name": one.name, "subject": one.subject, "version": one.version} for one in self.references]
        return {
            **({"schemaType": self.kind} if self.kind != AVRO else {}),
            **({"references": references} if references else {}), **self.more, "schema": self.text,
        }


def schema_from(data: Mapping[str, Any]) -> Schema:
    """The schema of a request; Refusal for one that cannot be."""
    kind, text = data.get("schemaType") or AVRO, data.get("schema")
    if not isinstance(kind, str) or kind.upper() not in TYPES:
        raise invalid_schema(f"there is no schema type `{kind}`, expected one of {', '.join(TYPES)}")
    if not isinstance(text, str) or not text.strip():
        raise invalid_schema("it is empty, expected the text of one")
    references = data.get("references") or []
    if not isinstance(references, list):
        raise invalid_schema("`references` is no list")
    more = {key: data[key] for key in ("metadata", "ruleSet") if isinstance(data.get(key), dict)}
    return Schema(kind.upper(), text, tuple(map(_reference, references)), more)


def _reference(data: Any) -> Reference:
    found = [data.get(key) for key in ("name", "subject", "version")] if isinstance(data, dict) else []
    match found:
        case [str(name), str(subject), int(version)] if not isinstance(version, bool):
            return Reference(name, subject, version)
        case _:
            raise invalid_schema("a reference needs a `name`, a `subject` and a `version` that is a number")
