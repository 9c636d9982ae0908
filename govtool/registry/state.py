"""What a registry knows: subjects with their versions, and schemas by id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from govtool.compare.avro.modes import arrows_of
from govtool.registry.language import Parsed, Referred, differences, parse
from govtool.registry.refusal import Refusal, invalid_schema, no_schema, no_subject, no_version, not_permitted
from govtool.registry.schema import Reference, Schema
from govtool.registry.settings import Settings

LATEST: Final = -1
_MOST_VERSIONS: Final = 2**31 - 1
_RESERVED: Final = frozenset({"__GLOBAL", "__EMPTY"})


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a subject; a deleted one keeps its number, and messages that were written by it are still read."""

    subject: str
    number: int
    id: int
    deleted: bool = False


Snapshot: TypeAlias = tuple[dict[int, Schema], dict[str, dict[int, Version]], dict[str, dict[str, Any] | None],
                            dict[str, str]]
"""Schemas, versions, settings and modes."""


class Registry:
    """Subjects, versions, schemas and settings. Every question that has no answer is a Refusal."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.schemas: dict[int, Schema] = {}
        self.subjects: dict[str, dict[int, Version]] = {}
        self._ids: dict[Schema, int] = {}
        self._parsed: dict[tuple[int, bool], Parsed] = {}

    # What is there.

    def names(self, *, deleted: bool = False) -> list[str]:
        """The subjects that have a version, in order."""
        return sorted(name for name in self.subjects if self._of(name, deleted=deleted))

    def versions(self, subject: str, *, deleted: bool = False) -> list[Version]:
        """The versions of a subject, the oldest first; 40401."""
        found = self._of(subject, deleted=deleted)
        if not found:
            raise no_subject(subject)
        return found

    def version(self, subject: str, number: int, *, deleted: bool = False) -> Version:
        """One version, or the latest; 40401, 40402."""
        found = self.versions(subject, deleted=deleted)
        if number == LATEST:
            return found[-1]
        one = self.subjects[subject].get(number)
        if one is None or (one.deleted and not deleted):
            raise no_version(number)
        return one

    def schema(self, id_: int) -> Schema:
        """The schema of an id, as long as a version has it, be it a deleted one; 40403."""
        if id_ not in self.schemas:
            raise no_schema(id_)
        return self.schemas[id_]

    def uses(self, id_: int, *, deleted: bool = False) -> list[Version]:
        """The versions that have a schema; 40403."""
        self.schema(id_)
        return [one for name in sorted(self.subjects) for one in self._of(name, deleted=deleted) if one.id == id_]

    def everything(self, *, deleted: bool = False) -> list[Version]:
        """All versions of all subjects."""
        return [one for name in sorted(self.subjects) for one in self._of(name, deleted=deleted)]

    def referring(self, subject: str, number: int, *, deleted: bool = False) -> list[Version]:
        """The versions that refer to one."""
        return [one for one in self.everything(deleted=deleted)
                if any((reference.subject, reference.version) == (subject, number)
                       for reference in self.schemas[one.id].references)]

    def lookup(self, subject: str, schema: Schema, *, deleted: bool = False, normalized: bool = False) -> Version:
        """The version of a subject that has this content; 42201, 40401, 40403."""
        parsed = self.read(schema, normalized=normalized or self.settings.normalizes(subject))
        found = self._find(subject, parsed.schema, deleted=deleted, normalized=normalized)
        if found is None:
            self.versions(subject, deleted=deleted)
            raise no_schema()
        return found

    def compared(self, subject: str, schema: Schema, number: int | None = None, *, normalized: bool = False
                 ) -> list[str]:
        """Why a schema is not compatible with a version, or with the subject; empty where it is. 42201, 40402."""
        versions = self._of(subject)
        if number is not None and number != LATEST:
            one = self.subjects.get(subject, {}).get(number)
            if one is None or one.deleted:
                raise no_version(number)
            versions = [one]
        parsed = self.read(schema, normalized=normalized or self.settings.normalizes(subject))
        return self._differences(parsed, versions[-1:] if number == LATEST else versions, subject)

    # What changes.

    def register(self, subject: str, schema: Schema, *, id_: int | None = None, number: int | None = None,
                 normalized: bool = False) -> Version:
        """The version that has this content, a new one if need be; 42201, 42205, 42208, 409."""
        if not subject or subject in _RESERVED or not subject.isprintable():
            raise Refusal(42208, f"'{subject}' can be no subject")
        normalized = normalized or self.settings.normalizes(subject)
        parsed = self.read(schema, normalized=normalized)
        found = self._find(subject, parsed.schema, normalized=normalized)
        if found and id_ in (None, found.id) and number in (None, found.number):
            return found
        is_import = self.settings.may_register(subject, with_id=id_ is not None)
        following = self.following(subject)
        if not is_import:
            if number not in (None, following):
                raise invalid_schema(f"its version is {number}, expected {following}")
            if told := self._differences(parsed, self._of(subject), subject):
                raise Refusal(409, f'Schema being registered is incompatible with an earlier schema for subject '
                                   f'"{subject}", details: [{"; ".join(told)}]')
        return self.add(subject, parsed, id_, number or following)

    def offer(self, subject: str, schema: Schema) -> None:
        """A version for what the repository says, if the subject never had it; its own gate judges it. 42201, 42205."""
        parsed = self.read(schema)
        if self._find(subject, parsed.schema, deleted=True) is None:
            self.add(subject, parsed, None, self.following(subject))

    def add(self, subject: str, parsed: Parsed, id_: int | None, number: int) -> Version:
        """A version without any question but whether the id is free (42205)."""
        id_ = self._id(parsed.schema) if id_ is None else id_
        if self.schemas.get(id_, parsed.schema) != parsed.schema:
            raise not_permitted(f"Overwrite new schema with id {id_} is not permitted.")
        self.keep(id_, parsed.schema)
        added = Version(subject, number, id_)
        versions = {**self.subjects.get(subject, {}), number: added}
        self.subjects[subject] = dict(sorted(versions.items()))
        return added

    def keep(self, id_: int, schema: Schema) -> None:
        """A schema under its id."""
        self.schemas[id_] = schema
        self._ids.setdefault(schema, id_)

    def following(self, subject: str) -> int:
        """The number of the next version; that of a deleted one is not given again."""
        return max(self.subjects.get(subject, {}), default=0) + 1

    def delete(self, subject: str, *, permanent: bool = False) -> list[int]:
        """The numbers of the versions that are deleted; 40401, 40404, 40405, 42205, 42206."""
        every = self.versions(subject, deleted=True)
        self.settings.may_change(subject)
        alive = self._of(subject)
        if permanent and alive:
            raise Refusal(40405, f"Subject '{subject}' was not deleted first, expected so before it goes for ever")
        if not permanent and not alive:
            raise Refusal(40404, f"Subject '{subject}' is deleted already: `permanent=true` deletes it for ever")
        for one in every if permanent else alive:
            self._is_free(one, permanent=permanent)
        self._remove(every if permanent else alive, permanent=permanent)
        self.settings.forget(subject)
        return [one.number for one in (every if permanent else alive)]

    def delete_version(self, subject: str, number: int, *, permanent: bool = False) -> int:
        """The number of the version that is deleted; 40401, 40402, 40406, 40407, 42205, 42206."""
        one = self.version(subject, number, deleted=permanent or number != LATEST)
        self.settings.may_change(subject)
        if one.deleted and not permanent:
            raise Refusal(40406, f"Subject '{subject}' Version {one.number} is deleted already: `permanent=true` "
                                 "deletes it for ever")
        if permanent and not one.deleted:
            raise Refusal(40407, f"Subject '{subject}' Version {one.number} was not deleted first, expected so before "
                                 "it goes for ever")
        self._is_free(one, permanent=permanent)
        self._remove([one], permanent=permanent)
        if not self._of(subject):
            self.settings.forget(subject)
        return one.number

    # How.

    def read(self, schema: Schema, *, normalized: bool = False) -> Parsed:
        """A schema as it is kept, with what it refers to; 42201."""
        return parse(schema, self.referred(schema), normalized=normalized)

    def referred(self, schema: Schema) -> Referred:
        """All schemas that one rests on, the innermost first; 42201 where one is not there."""
        found: dict[Reference, Schema] = {}

        def reach(references: Sequence[Reference], above: frozenset[Reference]) -> None:
            for reference in references:
                if reference in found or reference in above:
                    continue
                try:
                    one = self.version(reference.subject, reference.version, deleted=True)
                except Refusal as error:
                    raise invalid_schema(f"`{reference.name}` refers to subject `{reference.subject}` and version "
                                         f"{reference.version}, which is not there") from error
                reach(self.schemas[one.id].references, above | {reference})
                found[reference] = self.schemas[one.id]

        reach(schema.references, frozenset())
        return [(reference.name, other) for reference, other in found.items()]

    def snapshot(self) -> Snapshot:
        """What there is, for a comparison or a way back."""
        versions = {name: dict(found) for name, found in self.subjects.items()}
        return dict(self.schemas), versions, dict(self.settings.configs), dict(self.settings.modes)

    def restore(self, before: Snapshot) -> None:
        """Take back what came since."""
        self.schemas, self.subjects, self.settings.configs, self.settings.modes = before
        self._forget_unknown()

    def _of(self, subject: str, *, deleted: bool = False) -> list[Version]:
        return [one for one in self.subjects.get(subject, {}).values() if deleted or not one.deleted]

    def _find(self, subject: str, schema: Schema, *, deleted: bool = False, normalized: bool = False) -> Version | None:
        id_ = self._ids.get(schema)
        every = self._of(subject, deleted=deleted)[::-1]
        same = (one for one in every if one.id == id_ or (normalized and self._is_alike(one.id, schema)))
        return next(same, None)

    def _is_alike(self, id_: int, schema: Schema) -> bool:
        return self.schemas[id_].kind == schema.kind and self._of_id(id_, normalized=True).schema == schema

    def _of_id(self, id_: int, *, normalized: bool = False) -> Parsed:
        key = (id_, normalized)
        if key not in self._parsed:
            self._parsed[key] = self.read(self.schemas[id_], normalized=normalized)
        return self._parsed[key]

    def _id(self, schema: Schema) -> int:
        if schema in self._ids:
            return self._ids[schema]
        id_ = schema.first_id
        while id_ in self.schemas:
            id_ = id_ % _MOST_VERSIONS + 1
        return id_

    def _differences(self, new: Parsed, versions: Sequence[Version], subject: str) -> list[str]:
        level = self.settings.level(subject)
        told: list[str] = []
        for one in versions if level.is_transitive else versions[-1:]:
            for arrow in arrows_of(level) if level.promises else ():
                said = differences(new, self._of_id(one.id), arrow)
                told += (f"version {one.number}, {arrow}: {words}" for words in said)
        return told

    def _is_free(self, one: Version, *, permanent: bool) -> None:
        if self.referring(one.subject, one.number, deleted=permanent):
            raise Refusal(42206, f"One or more references exist to version {one.number} of subject '{one.subject}'")

    def _remove(self, versions: Sequence[Version], *, permanent: bool) -> None:
        for one in versions:
            of_subject = self.subjects[one.subject]
            if permanent:
                of_subject.pop(one.number)
            else:
                of_subject[one.number] = replace(one, deleted=True)
        self.subjects = {name: found for name, found in self.subjects.items() if found}
        if permanent:
            used = {one.id for one in self.everything(deleted=True)}
            self.schemas = {id_: schema for id_, schema in self.schemas.items() if id_ in used}
            self._forget_unknown()

    def _forget_unknown(self) -> None:
        """Let what was worked out of schemas go with them."""
        self._ids = {schema: id_ for schema, id_ in self._ids.items() if self.schemas.get(id_) == schema}
        self._parsed = {key: parsed for key, parsed in self._parsed.items() if key[0] in self._ids.values()}
