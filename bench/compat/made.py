"""Documents made to blow up whoever walks, expands or multiplies them; each takes the one number that changes.

Every document says 3.0.3, so that each peer reads it, except those whose keywords came later.
"""

from collections.abc import Callable
from typing import Any

Json = Any
OLD, NEW = 9, 5
"""The number before and after: what is sent may be longer than what is taken."""


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def text(longest: int) -> Json:
    return {"type": "string", "maxLength": longest}


def record(properties: Json, **keywords: Json) -> Json:
    return {"type": "object", "properties": properties, **keywords}


def call(schema: Json) -> Json:
    content = {"content": {"application/json": {"schema": schema}}}
    answer = {"description": "OK", **content}
    return {"post": {"requestBody": {"required": True, **content}, "responses": {"200": answer}}}


def document(paths: Json, components: Json, version: str = "3.0.3") -> Json:
    info = {"title": "Made", "version": "1.0.0"}
    return {"openapi": version, "info": info, "paths": paths, "components": {"schemas": components}}


def calls(schema: Json, components: Json, count: int = 1, version: str = "3.0.3") -> Json:
    return document({f"/o{at}": call(schema) for at in range(count)}, components, version)


def two_references_a_level(longest: int) -> Json:
    levels = {f"L{at}": record({"a": ref(f"L{at + 1}"), "b": ref(f"L{at + 1}")}) for at in range(20)}
    return calls(ref("L0"), {**levels, "L20": text(longest)})


def two_bases_a_level(longest: int) -> Json:
    levels = {f"L{at}": {"allOf": [ref(f"L{at + 1}"), ref(f"L{at + 1}"), {"type": "object"}]} for at in range(20)}
    return calls(ref("L0"), {**levels, "L20": record({"x": text(longest)})})


def two_schemas(longest: int) -> Json:
    changing = {"type": "string" if longest == OLD else "integer"}
    schemas = {"A": record({"b": ref("B"), "v": changing}), "B": record({"a": ref("A")})}
    return document({"/a": call(ref("A")), "/b": call(ref("B"))}, schemas)


def recursive_choice(longest: int) -> Json:
    changing = 5
    branches = {
        f"B{at}": record(
            {
                "kind": {"type": "string", "enum": [f"k{at}"]},
                "kids": {"type": "array", "items": ref("Any")},
                "v": text(longest if at == changing else OLD),
            },
            required=["kind"],
        )
        for at in range(12)
    }
    return calls(ref("Any"), {**branches, "Any": {"oneOf": [ref(name) for name in branches]}})


def choices_in_choices(longest: int) -> Json:
    def level(depth: int, at: int) -> Json:
        if depth == 0:
            return record({f"p{at}": text(longest if at == 0 else 7)}, required=[f"p{at}"])
        return {"oneOf": [level(depth - 1, at * 4 + branch) for branch in range(4)]}

    return calls(level(5, 0), {})


def choices_multiplied(longest: int) -> Json:
    parts = [
        {"anyOf": [{"required": [f"a{at}"]}, {"required": [f"b{at}"]}, {"properties": {f"c{at}": text(longest)}}]}
        for at in range(18)
    ]
    return calls({"allOf": parts}, {})


def recursive_schemas(count: int) -> Callable[[int], Json]:
    def made(longest: int) -> Json:
        return calls(
            ref("M0"),
            {
                f"M{at}": record(
                    {
                        **{f"r{other}": ref(f"M{(at * 7 + other * 13 + 1) % count}") for other in range(3)},
                        "v": text(longest if at == count // 2 else OLD),
                    }
                )
                for at in range(count)
            },
        )

    return made


def all_to_all(longest: int) -> Json:
    others = {f"r{other}": ref(f"M{other}") for other in range(60)}
    schemas = {f"M{at}": record({**others, "v": text(OLD)}) for at in range(60)}
    return calls(ref("M0"), {**schemas, "M30": record({**others, "v": text(longest)})})


def many_operations(longest: int) -> Json:
    return calls(ref("S"), {"S": record({"v": text(longest)})}, 3_000)


def narrowed_properties(longest: int) -> Json:
    return calls(record({f"p{at}": text(longest) for at in range(400)}), {})


def required_properties(longest: int) -> Json:
    names = [f"p{at}" for at in range(100)]
    return calls(record({name: text(longest) for name in names}, required=names, additionalProperties=False), {})


def refused_together(longest: int) -> Json:
    names = [f"p{at}" for at in range(100)]
    return calls({"not": record({name: text(longest) for name in names}, required=names)}, {})


def needed_together(longest: int) -> Json:
    needed = {f"p{at}": [f"q{at}"] for at in range(30)}
    return calls(record({"v": text(longest)}, dependentRequired=needed), {}, version="3.1.0")


def named_and_patterned(longest: int) -> Json:
    named = {f"p{at}": text(longest) for at in range(80)}
    return calls(record(named, patternProperties={f"^{name}": text(longest) for name in named}), {}, version="3.1.0")


def patterns_together(longest: int) -> Json:
    return calls({"type": "string", "allOf": [{"pattern": f"a.{{{at + longest}}}b"} for at in range(20)]}, {})


def conditions(longest: int) -> Json:
    parts = [
        {
            "if": {"properties": {f"a{at}": {"const": 1}}},
            "then": {"required": [f"b{at}"]},
            "else": {"properties": {f"c{at}": text(longest)}},
        }
        for at in range(16)
    ]
    return calls({"allOf": parts}, {}, version="3.1.0")


def many_changes_in_a_choice(longest: int) -> Json:
    branches = [record({f"p{name}": text(longest + at * name % 3) for name in range(30)}) for at in range(30)]
    return calls({"oneOf": branches}, {})


def long_patterns(longest: int) -> Json:
    pattern = f"^(a|aa|[a-z]{{0,{longest * 10}}}){{1,40}}$"
    return calls({"type": "string", "pattern": pattern, "maxLength": longest * 100}, {})


def deep(longest: int) -> Json:
    schema = text(longest)
    for at in range(100):
        schema = record({"a": schema}) if at % 2 else {"type": "array", "items": schema}
    return calls(schema, {})


def tree(count: int, changed: int) -> Callable[[int], Json]:
    """So many schemas, each with its operation and two below it; the last `changed` of them differ."""

    def made(longest: int) -> Json:
        schemas = {
            f"S{at}": record(
                {
                    "v": text(longest if at >= count - changed else OLD),
                    **{f"r{below}": ref(f"S{below}") for below in (2 * at + 1, 2 * at + 2) if below < count},
                }
            )
            for at in range(count)
        }
        return document({f"/{name}": call(ref(name)) for name in schemas}, schemas)

    return made


MADE: dict[str, Callable[[int], Json]] = {
    made.__name__: made
    for made in (
        two_schemas,
        two_references_a_level,
        two_bases_a_level,
        recursive_choice,
        choices_in_choices,
        choices_multiplied,
        all_to_all,
        many_operations,
        narrowed_properties,
        required_properties,
        refused_together,
        needed_together,
        named_and_patterned,
        patterns_together,
        conditions,
        many_changes_in_a_choice,
        long_patterns,
        deep,
    )
} | {"recursive_schemas_60": recursive_schemas(60), "recursive_schemas_5000": recursive_schemas(5_000)}
