"""Documents made to blow up whoever walks, expands or multiplies them; as a program it compares one and prints."""

import sys
from collections.abc import Callable
from typing import Any

from compare_documents import api, changes

Json = Any


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def calls(schema: Json, components: Json, count: int = 1) -> Json:
    content = {"content": {"application/json": {"schema": schema}}}
    call = {
        "post": {"requestBody": {"required": True, **content}, "responses": {"200": {"description": "OK", **content}}}
    }
    return api(paths={f"/o{at}": call for at in range(count)}, components={"schemas": components})


def text(longest: int) -> Json:
    return {"type": "string", "maxLength": longest}


def two_references_a_level(longest: int) -> Json:
    levels = {
        f"L{at}": {"type": "object", "properties": {"a": ref(f"L{at + 1}"), "b": ref(f"L{at + 1}")}} for at in range(20)
    }
    return calls(ref("L0"), {**levels, "L20": text(longest)})


def two_bases_a_level(longest: int) -> Json:
    levels = {f"L{at}": {"allOf": [ref(f"L{at + 1}"), ref(f"L{at + 1}"), {"type": "object"}]} for at in range(20)}
    return calls(ref("L0"), {**levels, "L20": {"type": "object", "properties": {"x": text(longest)}}})


def recursive_choice(longest: int) -> Json:
    branches = {
        f"B{at}": {
            "type": "object",
            "properties": {
                "kind": {"const": f"k{at}"},
                "kids": {"type": "array", "items": ref("Any")},
                "v": text(longest if at == 5 else 9),
            },
            "required": ["kind"],
        }
        for at in range(12)
    }
    return calls(ref("Any"), {**branches, "Any": {"oneOf": [ref(name) for name in branches]}})


def choices_in_choices(longest: int) -> Json:
    def level(depth: int, at: int) -> Json:
        if depth == 0:
            return {"type": "object", "properties": {f"p{at}": text(longest if at == 0 else 7)}, "required": [f"p{at}"]}
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
                f"M{at}": {
                    "type": "object",
                    "properties": {
                        **{f"r{other}": ref(f"M{(at * 7 + other * 13 + 1) % count}") for other in range(3)},
                        "v": text(longest if at == count // 2 else 9),
                    },
                }
                for at in range(count)
            },
        )

    return made


def all_to_all(longest: int) -> Json:
    others = {f"r{other}": ref(f"M{other}") for other in range(60)}
    return calls(
        ref("M0"),
        {
            f"M{at}": {"type": "object", "properties": {**others, "v": text(longest if at == 30 else 9)}}
            for at in range(60)
        },
    )


def many_operations(longest: int) -> Json:
    return calls(ref("S"), {"S": {"type": "object", "properties": {"v": text(longest)}}}, 3_000)


def conditions(longest: int) -> Json:
    parts = [
        {
            "if": {"properties": {f"a{at}": {"const": 1}}},
            "then": {"required": [f"b{at}"]},
            "else": {"properties": {f"c{at}": text(longest)}},
        }
        for at in range(16)
    ]
    return calls({"allOf": parts}, {})


def many_changes_in_a_choice(longest: int) -> Json:
    branches = [
        {"type": "object", "properties": {f"p{name}": text(longest + at * name % 3) for name in range(30)}}
        for at in range(30)
    ]
    return calls({"oneOf": branches}, {})


def long_patterns(longest: int) -> Json:
    return calls(
        {"type": "string", "pattern": f"^(a|aa|[a-z]{{0,{longest * 10}}}){{1,40}}$", "maxLength": longest * 100}, {}
    )


def deep(longest: int) -> Json:
    schema = text(longest)
    for at in range(100):
        schema = {"type": "object", "properties": {"a": schema}} if at % 2 else {"type": "array", "items": schema}
    return calls(schema, {})


MADE: dict[str, Callable[[int], Json]] = {
    made.__name__: made
    for made in (
        two_references_a_level,
        two_bases_a_level,
        recursive_choice,
        choices_in_choices,
        choices_multiplied,
        all_to_all,
        many_operations,
        conditions,
        many_changes_in_a_choice,
        long_patterns,
        deep,
    )
} | {"recursive_schemas_60": recursive_schemas(60), "recursive_schemas_5000": recursive_schemas(5_000)}


if __name__ == "__main__":
    for change in changes(MADE[sys.argv[1]](9), MADE[sys.argv[1]](5)):
        sys.stdout.write(f"{change}\n")
