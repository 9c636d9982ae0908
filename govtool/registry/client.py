"""What can be asked of a Confluent-compatible registry, and what its answers mean.

Registries differ in what they leave out: an interface that one does not have is taken for one that says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from govtool.errors import UserError
from govtool.registry.connection import Answer, Connection
from govtool.registry.refusal import Refusal
from govtool.registry.schema import Schema, schema_from

_T = TypeVar("_T")
_OK = 200
_NOT_FOUND = 404
_NO_SUCH_METHOD = 405
_CONFLICT = 409
_UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Known:
    """A version that the registry has."""

    subject: str
    version: int
    id: int
    schema: Schema


@dataclass(frozen=True, slots=True)
class Refused:
    """A schema that the registry does not take."""

    status: int
    code: int
    reason: str

    @property
    def is_incompatible(self) -> bool:
        """Whether it is a good schema that does not go with the versions before."""
        return self.status == _CONFLICT


class Client:
    """A schema registry. Every call may raise the UserError of `Connection.ask`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.url = connection.url

    def global_level(self) -> str:
        """The compatibility level of subjects that have none of their own; UserError where this is no registry."""
        answer = self._connection.ask("GET", "/config")
        if answer.status != _OK:
            raise self._strange("GET /config", answer)
        return self._level(answer)

    def level(self, subject: str) -> str:
        """The compatibility level of the subject itself; empty where it has none."""
        answer = self._connection.ask("GET", f"/config/{_path(subject)}")
        return "" if answer.status == _NOT_FOUND else self._level(answer)

    def _level(self, answer: Answer) -> str:
        for key in ("compatibilityLevel", "compatibility"):
            if answer.status == _OK and isinstance(answer.data, dict) and isinstance(answer.data.get(key), str):
                return str(answer.data[key])
        raise self._strange("the question for a compatibility level", answer)

    def set_level(self, subject: str, level: str) -> Refused | None:
        """Give a subject a level; what it says where it does not take it."""
        answer = self._connection.ask("PUT", f"/config/{_path(subject)}", {"compatibility": level})
        return None if answer.status == _OK else _refused(answer)

    def mode(self, subject: str) -> str:
        """`READWRITE`, `READONLY` … as it holds for a subject; empty for a registry that knows no modes."""
        answer = self._connection.ask("GET", f"/mode/{_path(subject)}?defaultToGlobal=true")
        if answer.status == _NOT_FOUND:
            answer = self._connection.ask("GET", "/mode")
        if answer.status in {_NOT_FOUND, _NO_SUCH_METHOD}:
            return ""
        return self._field(answer, "mode", str, "the question for the mode")

    def versions(self, subject: str) -> tuple[int, ...]:
        """The numbers of its versions, in order; none where there is no such subject."""
        answer = self._connection.ask("GET", f"/subjects/{_path(subject)}/versions")
        if answer.status == _NOT_FOUND and answer.data is not None:
            return ()
        data = answer.data
        if answer.status != _OK or not isinstance(data, list) or not all(isinstance(one, int) for one in data):
            raise self._strange("the question for versions", answer)
        return tuple(sorted(data))

    def version(self, subject: str, number: int) -> Known:
        """One version."""
        return self._known(self._connection.ask("GET", f"/subjects/{_path(subject)}/versions/{number}"))

    def find(self, subject: str, schema: Schema) -> Known | None:
        """The version with this content; None where the subject does not have it."""
        answer = self._connection.ask("POST", f"/subjects/{_path(subject)}", _body(schema))
        # A schema that the registry cannot even read (422) is none that it has; registering it says why.
        return None if answer.status in {_NOT_FOUND, _UNPROCESSABLE} else self._known(answer)

    def objections(self, subject: str, schema: Schema) -> tuple[str, ...] | None:
        """What the registry has against the schema as the next version; empty where nothing, None for no answer."""
        answer = self._connection.ask(
            "POST", f"/compatibility/subjects/{_path(subject)}/versions?verbose=true", _body(schema))
        if answer.status in {_NOT_FOUND, _NO_SUCH_METHOD}:
            return None
        if answer.status == _UNPROCESSABLE:
            return (answer.message,)
        if self._field(answer, "is_compatible", bool, "the question for compatibility"):
            return ()
        said = answer.data.get("messages")
        reasons = tuple(str(one) for one in said) if isinstance(said, list) else ()
        return reasons or ("it is incompatible with an earlier version",)

    def register(self, subject: str, schema: Schema) -> int | Refused:
        """Make it the next version, unless the subject has it: its id."""
        answer = self._connection.ask("POST", f"/subjects/{_path(subject)}/versions", _body(schema))
        if answer.status != _OK:
            return _refused(answer)
        return self._field(answer, "id", int, "the registration")

    def _known(self, answer: Answer) -> Known:
        question = "the question for a schema"
        try:
            schema = schema_from(answer.data) if answer.status == _OK and isinstance(answer.data, dict) else None
        except Refusal:
            schema = None
        if schema is None:
            raise self._strange(question, answer)
        return Known(self._field(answer, "subject", str, question), self._field(answer, "version", int, question),
                     self._field(answer, "id", int, question), schema)

    def _field(self, answer: Answer, key: str, kind: type[_T], question: str) -> _T:
        value = answer.data.get(key) if answer.status == _OK and isinstance(answer.data, dict) else None
        if not isinstance(value, kind):
            raise self._strange(question, answer)
        return value

    def _strange(self, question: str, answer: Answer) -> UserError:
        return UserError(f"what answers at {self.url} is no schema registry: to {question} it says {answer.message}",
                         "the address ends where `/subjects` begins; for Apicurio that is `/apis/ccompat/v7`")


def _body(schema: Schema) -> Mapping[str, Any]:
    return schema.as_json()


def _refused(answer: Answer) -> Refused:
    return Refused(answer.status, answer.code, answer.message)


def _path(subject: str) -> str:
    """A subject as one segment of a path."""
    return quote(subject, safe="")
