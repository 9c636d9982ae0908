"""Every path of the interface, with what each method does there."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from govtool import __version__
from govtool.registry import settings_routes
from govtool.registry.refusal import Refusal, invalid_schema
from govtool.registry.request import Answer, Request
from govtool.registry.schema import AVRO, TYPES, Schema, schema_from
from govtool.registry.state import LATEST, Registry, Version

Handler: TypeAlias = Callable[[Registry, Request], Answer]


def _subjects(registry: Registry, request: Request) -> Answer:
    prefix = request.query.get("subjectPrefix", "").removeprefix(":*:")
    names = registry.names(deleted=request.asks("deleted") or request.asks("deletedOnly"))
    if request.asks("deletedOnly"):
        alive = set(registry.names())
        names = [name for name in names if name not in alive]
    return Answer(request.page([name for name in names if name.startswith(prefix)]))


def _lookup(registry: Registry, request: Request) -> Answer:
    schema = schema_from(request.json())
    found = registry.lookup(_subject(registry, request), schema, deleted=request.asks("deleted"),
                            normalized=request.asks("normalize"))
    return Answer(_version(registry, found))


def _delete_subject(registry: Registry, request: Request) -> Answer:
    return Answer(registry.delete(request.subject, permanent=request.asks("permanent")))


def _versions(registry: Registry, request: Request) -> Answer:
    only = request.asks("deletedOnly")
    found = registry.versions(_subject(registry, request), deleted=request.asks("deleted") or only)
    return Answer(request.page([one.number for one in found if one.deleted or not only]))


def _one_version(registry: Registry, request: Request) -> Answer:
    return Answer(_version(registry, _named(registry, request)))


def _text_of_version(registry: Registry, request: Request) -> Answer:
    return Answer(None, raw=registry.schema(_named(registry, request).id).text)


def _register(registry: Registry, request: Request) -> Answer:
    data = request.json()
    id_, number = _whole(data, "id"), _whole(data, "version")
    found = registry.register(_subject(registry, request), schema_from(data), id_=id_, number=number,
                              normalized=request.asks("normalize"))
    return Answer({"id": found.id, "version": found.number, "guid": str(registry.schema(found.id).guid)})


def _delete_version(registry: Registry, request: Request) -> Answer:
    number = request.version
    return Answer(registry.delete_version(request.subject, number, permanent=request.asks("permanent")))


def _referenced_by(registry: Registry, request: Request) -> Answer:
    one = _named(registry, request)
    return Answer(request.page(sorted({other.id for other in registry.referring(one.subject, one.number)})))


def _by_id(registry: Registry, request: Request) -> Answer:
    schema = registry.schema(request.id)
    told = {**schema.as_json(), "schema": _formatted(registry, request, schema), "guid": str(schema.guid)}
    if request.asks("fetchMaxId"):
        told["maxId"] = max(registry.schemas)
    return Answer(told)


def _text_by_id(registry: Registry, request: Request) -> Answer:
    return Answer(None, raw=_formatted(registry, request, registry.schema(request.id)))


def _by_guid(registry: Registry, request: Request) -> Answer:
    for id_, schema in registry.schemas.items():
        if str(schema.guid) == request.parts["guid"].lower():
            return Answer({**schema.as_json(), "id": id_, "guid": str(schema.guid)})
    raise Refusal(40403, f"Schema {request.parts['guid']} not found")


def _subjects_of_id(registry: Registry, request: Request) -> Answer:
    return Answer(request.page(list(dict.fromkeys(one.subject for one in _uses(registry, request)))))


def _versions_of_id(registry: Registry, request: Request) -> Answer:
    uses = [{"subject": one.subject, "version": one.number} for one in _uses(registry, request)]
    return Answer(request.page(uses))


def _schemas(registry: Registry, request: Request) -> Answer:
    prefix = request.query.get("subjectPrefix", "").removeprefix(":*:")
    found = [one for one in registry.everything(deleted=request.asks("deleted")) if one.subject.startswith(prefix)]
    if request.asks("latestOnly"):
        found = list({one.subject: one for one in found}.values())
    return Answer([_version(registry, one) for one in request.page(found)])


def _types(_: Registry, __: Request) -> Answer:
    return Answer(list(TYPES))


def _compatible_with_one(registry: Registry, request: Request) -> Answer:
    return _compatible(registry, request, request.version)


def _compatible_with_all(registry: Registry, request: Request) -> Answer:
    return _compatible(registry, request, None)


def _compatible(registry: Registry, request: Request, number: int | None) -> Answer:
    told = registry.compared(_subject(registry, request), schema_from(request.json()), number,
                             normalized=request.asks("normalize"))
    return Answer({"is_compatible": not told, **({"messages": told} if request.asks("verbose") else {})})


def _contexts(_: Registry, request: Request) -> Answer:
    return Answer(request.page(["."]))


def _cluster(_: Registry, __: Request) -> Answer:
    return Answer({"id": "", "scope": {"path": [], "clusters": {"schema-registry-cluster": "govtool"}}})


def _program(_: Registry, __: Request) -> Answer:
    return Answer({"version": __version__, "commitId": ""})


def _nothing(_: Registry, __: Request) -> Answer:
    return Answer({})


def _subject(registry: Registry, request: Request) -> str:
    return registry.settings.aliased(request.subject)


def _named(registry: Registry, request: Request) -> Version:
    number = request.version
    return registry.version(_subject(registry, request), number, deleted=request.asks("deleted") and number != LATEST)


def _version(registry: Registry, one: Version) -> dict[str, Any]:
    schema = registry.schema(one.id)
    return {"subject": one.subject, "version": one.number, "id": one.id, "guid": str(schema.guid), **schema.as_json(),
            **({"deleted": True} if one.deleted else {})}


def _formatted(registry: Registry, request: Request, schema: Schema) -> str:
    """The text; with `format=resolved` an Avro schema with the types that it refers to in it."""
    if request.query.get("format") == "resolved" and schema.kind == AVRO:
        from govtool.registry.avro_text import written

        return written(registry.read(schema).model)
    return schema.text


def _uses(registry: Registry, request: Request) -> list[Version]:
    wanted = request.query.get("subject")
    found = registry.uses(request.id, deleted=request.asks("deleted"))
    return [one for one in found if wanted in (None, "", one.subject)]


def _whole(data: Mapping[str, Any], name: str) -> int | None:
    """A number that a request may give; below 1 it is as if it were not there."""
    found = data.get(name)
    if found is None or (isinstance(found, int) and found <= 0):
        return None
    if not isinstance(found, int) or isinstance(found, bool) or found >= 2**31:
        raise invalid_schema(f"its `{name}` is no number from 1 to 2^31-1")
    return found


ROUTES: Final[Mapping[str, Mapping[str, Handler]]] = {
    "/": {"GET": _nothing},
    "/subjects": {"GET": _subjects},
    "/subjects/{subject}": {"POST": _lookup, "DELETE": _delete_subject},
    "/subjects/{subject}/versions": {"GET": _versions, "POST": _register},
    "/subjects/{subject}/versions/{version}": {"GET": _one_version, "DELETE": _delete_version},
    "/subjects/{subject}/versions/{version}/schema": {"GET": _text_of_version},
    "/subjects/{subject}/versions/{version}/referencedby": {"GET": _referenced_by},
    "/schemas": {"GET": _schemas},
    "/schemas/types": {"GET": _types},
    "/schemas/ids/{id}": {"GET": _by_id},
    "/schemas/ids/{id}/schema": {"GET": _text_by_id},
    "/schemas/ids/{id}/subjects": {"GET": _subjects_of_id},
    "/schemas/ids/{id}/versions": {"GET": _versions_of_id},
    "/schemas/guids/{guid}": {"GET": _by_guid},
    "/compatibility/subjects/{subject}/versions": {"POST": _compatible_with_all},
    "/compatibility/subjects/{subject}/versions/{version}": {"POST": _compatible_with_one},
    "/config": settings_routes.CONFIG,
    "/config/{subject}": settings_routes.CONFIG,
    "/mode": settings_routes.MODE,
    "/mode/{subject}": settings_routes.MODE,
    "/contexts": {"GET": _contexts},
    "/v1/metadata/id": {"GET": _cluster},
    "/v1/metadata/version": {"GET": _program},
}
