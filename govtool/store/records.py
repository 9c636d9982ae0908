"""What happened, as plain records: the log that everything else is worked out from.

A record says one thing that somebody saw and is never changed. Two logs are merged by putting them together, so a store
can be filled from several places and in any order of arrival; the order in which things happened is theirs (`at`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from govtool.errors import UserError, suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An application and the branch that its releases come from: `main` where none is given."""

    kind: ClassVar[str] = "application"
    app: str
    main_branch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A version of an application, on a branch if it is known."""

    kind: ClassVar[str] = "version"
    app: str
    version: str
    branch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a version of a consumer expects of a provider; `content` is the digest of the pact."""

    kind: ClassVar[str] = "pact"
    consumer: str
    version: str
    provider: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A provider version was held against the content of a pact."""

    kind: ClassVar[str] = "verification"
    consumer: str
    provider: str
    content: str
    provider_version: str
    success: bool
    by: str = "pact"
    """How: `pact` by replaying it, `contract` against the provider's contract alone, `fuzz`, `events`, `resilience`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A version was given a name, as older pact brokers name environments."""

    kind: ClassVar[str] = "tag"
    app: str
    version: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """A version took the place of the one before it in an environment."""

    kind: ClassVar[str] = "deployment"
    app: str
    version: str
    environment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeployed:
    """A version runs in an environment no longer."""

    kind: ClassVar[str] = "undeployment"
    app: str
    version: str
    environment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A version can be installed in an environment, beside those released before it."""

    kind: ClassVar[str] = "release"
    app: str
    version: str
    environment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A released version is supported no longer."""

    kind: ClassVar[str] = "withdrawal"
    app: str
    version: str
    environment: str


Record = Known | Built | Published | Verified | Tagged | Deployed | Undeployed | Released | Withdrawn
KINDS: dict[str, type[Record]] = {
    of.kind: of for of in (Known, Built, Published, Verified, Tagged, Deployed, Undeployed, Released, Withdrawn)
}


def written(record: Record) -> dict[str, Any]:
    """The record as a JSON object, its kind first."""
    return {"kind": record.kind, **asdict(record)}


def named(kind: str) -> type[Record]:
    """The records of a kind; UserError for one that there is not."""
    if kind not in KINDS:
        raise UserError(f"no record of kind `{kind}`", suggestion(kind, KINDS) or f"one of {', '.join(KINDS)}")
    return KINDS[kind]


def read(data: Mapping[str, Any]) -> Record:
    """The record of a JSON object; UserError that names what is wrong with it."""
    kind = str(data.get("kind"))
    of = named(kind)
    known = {field.name: field for field in fields(of)}
    given = {name: value for name, value in data.items() if name != "kind"}
    for name, value in given.items():
        if name not in known:
            raise UserError(f"a `{kind}` has no `{name}`", suggestion(name, known) or f"it has {', '.join(known)}")
        expected, called = (bool, "true or false") if name == "success" else (str, "a text")
        if not isinstance(value, expected):
            raise UserError(f"`{name}` of a `{kind}` is {value!r}", f"write {called}")
    missing = [name for name in known if name not in given and name not in ("main_branch", "branch", "by")]
    if missing:
        raise UserError(f"a `{kind}` needs `{missing[0]}`", f"it has {', '.join(known)}")
    return of(**given)
