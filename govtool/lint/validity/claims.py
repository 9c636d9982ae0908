"""Where a contract says what a value looks like: every example and default, with the schema that it must meet."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from govtool.finding import Pointer
from govtool.lint.validity.judging import Claim
from govtool.lint.validity.parts import nodes
from govtool.lint.validity.plain import Writer
from govtool.model.contract import Contract, Spot
from govtool.model.grammar import grammar_of
from govtool.model.schema import dialect_of
from govtool.model.shape import mapping, sequence
from govtool.model.walk import Node
from govtool.source.refs import RefError

DEFAULT, EXAMPLE = "default", "example"
_WRITERS: Mapping[str, Writer] = {"RequestBody": "consumer", "Parameter": "consumer", "Response": "provider"}
_FLIPPED: Mapping[Writer, Writer] = {"consumer": "provider", "provider": "consumer", "either": "either"}
_PARAMETER_ONLY = frozenset({"name", "in", "required", "description", "allowEmptyValue", "collectionFormat"})


def claims(contract: Contract) -> Iterator[Claim]:
    """Every example and default that is written in the contract; what lies behind a URL is not fetched."""
    kinds = grammar_of(contract.format).kinds
    for node in nodes(contract):
        reads = _CLAIMS.get(node.kind)
        if reads and (node.ref is None or kinds[node.kind].ref != "instead"):
            yield from reads(contract, node)


def _of_schema(contract: Contract, node: Node) -> Iterator[Claim]:
    value = node.value
    if not ("default" in value or "example" in value or "examples" in value):
        return
    known = grammar_of(dialect_of(contract.format, contract.document.data, value)).kinds["Schema"].scalars
    schema = Spot(node.document, node.pointer, value)
    for key, about in (("default", DEFAULT), ("example", EXAMPLE)):
        if key in value and key in known:
            yield Claim(_spot(node, key), schema, about=about)
    for index, _ in enumerate(sequence(value.get("examples")) if "examples" in known else ()):
        yield Claim(_spot(node, "examples", index), schema, about=EXAMPLE)


def _of_content(contract: Contract, node: Node) -> Iterator[Claim]:
    """The examples of a media type, a parameter or a header."""
    value = node.value
    if "schema" not in value or not ("example" in value or "examples" in value):
        if contract.format.version == "2.0":
            yield from _of_parameter(node)
        return
    schema, writer = _spot(node, "schema"), _writer(node)
    is_text = node.kind == "MediaType" and "json" not in str(node.key) and node.key != "*/*"
    for example in _examples(contract, node):
        # A form that JSON has no words for is written as a text (OpenAPI 3.1.1 section 4.8.14.1).
        if not (is_text and isinstance(example.value, str)):
            yield Claim(example, schema, writer, EXAMPLE)


def _examples(contract: Contract, node: Node) -> Iterator[Spot]:
    if "example" in node.value:
        yield _spot(node, "example")
    for name, item in mapping(node.value, "examples").items():
        pointer = (*node.pointer, "examples", name)
        try:
            found = contract.bundle.resolve(node.document, pointer, item)
        except RefError:
            continue
        key = next((key for key in ("dataValue", "value") if key in mapping(found.value)), None)
        if key is not None:
            yield Spot(found.document, (*found.pointer, key), found.value[key])


def _of_parameter(node: Node) -> Iterator[Claim]:
    """The default of what is its own schema: a parameter, its items, a header of OpenAPI 2.0."""
    if "default" in node.value:
        own = {key: item for key, item in node.value.items() if key not in _PARAMETER_ONLY}
        yield Claim(_spot(node, "default"), Spot(node.document, node.pointer, own), about=DEFAULT)


def _of_response(_: Contract, node: Node) -> Iterator[Claim]:
    """The examples of a response of OpenAPI 2.0, by media type."""
    if "schema" in node.value:
        for name in mapping(node.value, "examples"):
            if "json" in name:
                yield Claim(_spot(node, "examples", name), _spot(node, "schema"), "provider", EXAMPLE)


_CLAIMS: Mapping[str, Callable[[Contract, Node], Iterator[Claim]]] = {
    "Schema": _of_schema, "MediaType": _of_content, "Parameter": _of_content, "Header": _of_content,
    "Items": lambda _, node: _of_parameter(node), "Response": _of_response,
}


def _writer(node: Node) -> Writer:
    """Who writes what stands here; a webhook and a callback are written the other way round."""
    writer: Writer = "either"
    flips = 0
    place: Node | None = node
    while place is not None:
        writer = _WRITERS.get(place.kind, writer) if writer == "either" else writer
        flips += place.kind == "Callback" or place.steps[:1] == ("webhooks",)
        place = place.parent
    return _FLIPPED[writer] if flips % 2 else writer


def _spot(node: Node, *steps: str | int) -> Spot:
    value: Any = node.value
    for step in steps:
        value = value[step]
    pointer: Pointer = (*node.pointer, *steps)
    return Spot(node.document, pointer, value)
