"""Where an event contract says what a value looks like: examples of messages, examples and defaults of schemas."""

from collections.abc import Iterator
from dataclasses import replace

from govtool.lint.rule import Hit
from govtool.lint.validity.claims import EXAMPLE, claims
from govtool.lint.validity.examples import told
from govtool.lint.validity.judging import Claim, refuted
from govtool.model.asyncapi import events
from govtool.model.channels import TypedSchema
from govtool.model.contract import Contract, Spot
from govtool.model.detect import Format

_DIALECT = Format("jsonschema", "draft 7")
"""AsyncAPI's schemas are a superset of draft 7, whose further keywords say nothing about values ("Schema Object")."""


def faults(contract: Contract, about: str) -> Iterator[Hit]:
    """The examples, or the defaults, that do not meet their schemas; each with the first thing that is wrong."""
    asked = [claim for claim in claims(contract) if claim.about == about]
    if about == EXAMPLE:
        asked += _of_messages(contract)
    return (told(found) for found in refuted(replace(contract, format=_DIALECT), asked))


def _of_messages(contract: Contract) -> Iterator[Claim]:
    for message in events(contract).messages:
        for example in message.examples:
            yield from _claim(example.payload, message.payload)
            yield from _claim(example.headers, message.headers)


def _claim(value: Spot | None, schema: TypedSchema | None) -> Iterator[Claim]:
    """What is written in another language than JSON Schema is not judged."""
    if value is not None and schema is not None and schema.language == "jsonschema":
        yield Claim(value, schema.schema, about=EXAMPLE)
