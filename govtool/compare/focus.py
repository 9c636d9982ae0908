"""A schema made to lead to one place in it."""

from govtool.compare.dialects import Schema
from govtool.finding import Pointer
from govtool.model.shape import mapping, sequence


class NoWay(Exception):  # noqa: N818 - the fact, not an error of ours
    """A place that no value can be led to."""


def focused(schema: Schema, path: Pointer, leaf: Schema, *, lean: bool) -> Schema:
    """The schema made to lead to `path`, with `leaf` there; what is optional on the way is required.

    A lean one leaves out what may be left out, which elsewhere may be required: it is smaller, and tried first.
    """
    if not path:
        return leaf
    if not isinstance(schema, dict):
        raise NoWay
    key, rest = path[0], path[1:]
    inner = schema.get(str(key))
    match key:
        case "$ref":
            return schema
        case "allOf" if isinstance(inner, list):
            return {
                **schema,
                key: [
                    focused(item, rest[1:], leaf, lean=lean) if at == rest[0] else item for at, item in enumerate(inner)
                ],
            }
        case "anyOf" | "oneOf" if isinstance(inner, list) and isinstance(rest[0], int):
            return {**schema, key: [focused(inner[rest[0]], rest[1:], leaf, lean=lean)]}
        case "properties" if isinstance(inner, dict):
            return _with_property(schema, str(rest[0]), leaf, lean=lean)
        case "additionalProperties" | "unevaluatedProperties":
            name = next(name for name in ("other", "x-other", "other1") if name not in schema.get("properties", {}))
            return _with_property(schema, name, leaf, lean=lean)
        case "items" | "unevaluatedItems":
            least = max(int(schema.get("minItems", 0)), 1 + len(schema.get("prefixItems", ())))
            return {**schema, key: leaf, "minItems": least}
        case "contains":
            return {**schema, key: leaf}
        case "propertyNames" if isinstance(leaf, dict) and isinstance(leaf.get("const"), str):
            names = [name for name in schema.get("required", ()) if name != leaf["const"]]
            return {**schema, "required": [*names, leaf["const"]]}
        case "prefixItems" if isinstance(inner, list) and isinstance(rest[0], int):
            items = [leaf if at == rest[0] else item for at, item in enumerate(inner)]
            return {**schema, key: items, "minItems": max(int(schema.get("minItems", 0)), rest[0] + 1)}
    raise NoWay


def _with_property(schema: dict[str, object], name: str, leaf: Schema, *, lean: bool) -> Schema:
    declared, needed = mapping(schema.get("properties")), sequence(schema.get("required"))
    if lean and "minProperties" not in schema:
        declared = {key: item for key, item in declared.items() if key in needed}
    return {
        **schema,
        "properties": {**declared, name: leaf},
        "required": [*(other for other in needed if other != name), name],
    }
