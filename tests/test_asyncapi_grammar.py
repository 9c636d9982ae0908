"""The tables of AsyncAPI against the official schemas: every property that these know, and no other."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from govtool.lint.validity.event_shape import VERSIONS, judge_of
from govtool.model.detect import Format
from govtool.model.grammar import grammar_of

NAMES = {
    "Info": ("info",), "Contact": ("contact",), "License": ("license",), "Server": ("server",),
    "ServerVariable": ("serverVariable",), "Channel": ("channel", "channelItem"), "Operation": ("operation",),
    "OperationTrait": ("operationTrait",), "OperationReply": ("operationReply",),
    "OperationReplyAddress": ("operationReplyAddress",), "Parameter": ("parameter",),
    "Message": ("message", "messageObject"), "MessageTrait": ("messageTrait",),
    "MessageExample": ("messageExampleObject",), "CorrelationId": ("correlationId",), "Tag": ("tag",),
    "ExternalDocs": ("externalDocs",), "Components": ("components",), "OAuthFlow": ("oauth2Flow",),
}
"""Kind → the names of its definition in the official schemas."""
OLD = [version for version in VERSIONS if version.startswith("2.")]
NEW = [version for version in VERSIONS if version.startswith("3.")]


def definitions(version: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = judge_of(version).schema["definitions"]
    return found


def known(schema: Any) -> Iterator[str]:
    """The properties that a definition names, in its alternatives too."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for word in ("allOf", "oneOf", "anyOf"):
            for part in schema.get(word, ()):
                yield from known(part)


def official(versions: list[str], kind: str) -> set[str]:
    return {name for version in versions for definition in NAMES[kind] if definition in definitions(version)
            for name in known(definitions(version)[definition])} - {"$ref"}


DEFINED = [(versions, kind) for versions in (OLD, NEW) for kind in sorted(NAMES) if official(versions, kind)]


@pytest.mark.parametrize(("versions", "kind"), DEFINED, ids=lambda value: value if isinstance(value, str) else value[0])
def test_a_table_knows_the_properties_that_the_official_schemas_know(versions: list[str], kind: str) -> None:
    row = grammar_of(Format("asyncapi", versions[-1])).kinds[kind]
    assert set(row.properties) - {"$ref"} == official(versions, kind)


def test_most_kinds_have_a_definition_to_be_held_against() -> None:
    assert len(DEFINED) >= 2 * len(NAMES) - 4


@pytest.mark.parametrize("version", VERSIONS)
def test_the_root_is_the_official_one(version: str) -> None:
    kinds, root = grammar_of(Format("asyncapi", version))
    expected = set(judge_of(version).schema["properties"])
    assert set(kinds[root].properties) >= expected
    assert set(kinds[root].required) <= expected


@pytest.mark.parametrize("version", VERSIONS)
def test_every_kind_that_a_table_names_is_in_it(version: str) -> None:
    kinds, _ = grammar_of(Format("asyncapi", version))
    named = {child.kind for row in kinds.values() for child in (*row.fields.values(), row.rest) if child}
    assert named <= set(kinds)
