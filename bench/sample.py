"""How many values a second, and how many of them are valid: `python bench/sample.py`.

An order of 30 properties by JSON Schema, the same as an Avro record beside fastavro's own generator, and the schemas of
the large documents in `../shared/specs`. Validity is judged by the `jsonschema` package, once, outside of the timing.
"""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

import orjson
from fastavro import parse_schema
from fastavro.utils import generate_many
from jsonschema import Draft202012Validator

from govtool.model.avro.read import read_schema
from govtool.model.avro.text import parse_avro
from govtool.model.contract import Party
from govtool.model.read import read
from govtool.sample import AvroSampler, Sampler, Samplers
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

SPECS = Path(__file__).resolve().parents[1] / ".." / "shared" / "specs"
COUNT = 20_000
JUDGED = 2_000

LINE = {"type": "object", "required": ["material", "quantity"], "properties": {
    "material": {"type": "string"}, "quantity": {"type": "number"}, "unit": {"type": "string"}}}
CUSTOMER = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "name": {"type": "string"},
                                                                 "country": {"type": "string"}}}
PROPERTIES: dict[str, Any] = {
    **{name: {"type": "string"} for name in ("title", "reference", "comment", "plant", "costCentre", "creator", "batch",
                                             "shift")},
    **{name: {"type": "string", "format": form} for name, form in (
        ("orderId", "uuid"), ("email", "email"), ("createdAt", "date-time"), ("dueDate", "date"), ("link", "uri"))},
    "status": {"enum": ["OPEN", "RELEASED", "DONE"]}, "priority": {"type": "integer", "minimum": 1, "maximum": 5},
    "total": {"type": "number", "minimum": 0, "multipleOf": 0.01}, "version": {"type": "integer"},
    "code": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"}, "weight": {"type": "number"},
    "isActive": {"type": "boolean"}, "currency": {"type": "string", "minLength": 3, "maxLength": 3},
    "customer": CUSTOMER, "lines": {"type": "array", "minItems": 1, "items": LINE},
    "tags": {"type": "array", "items": {"type": "string"}},
}
ORDER = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": PROPERTIES,
         "required": list(PROPERTIES)[:14]}
_AVRO = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean"}


def avro(schema: dict[str, Any], name: str) -> Any:
    """The Avro type of a schema of the order."""
    kind = schema.get("type", "string")
    if kind == "object":
        fields = [{"name": key, "type": avro(value, key)} for key, value in schema["properties"].items()]
        return {"type": "record", "name": name, "fields": fields}
    if kind == "array":
        return {"type": "array", "items": avro(schema["items"], f"{name}Item")}
    return _AVRO[kind]


def sampler(data: dict[str, Any]) -> Sampler:
    found = read(Bundle(MemoryTree({"order.json": orjson.dumps(data)})), "order.json")
    return Samplers(found).of(found.schemas[""], Party.PROVIDER)


def rate(make: Callable[[int], Any]) -> float:
    """Values for each second of the processor, after one to warm up."""
    make(0)
    start = process_time()
    for seed in range(COUNT):
        make(seed)
    return COUNT / (process_time() - start)


def large() -> None:
    """The first example of each named schema of a large document, and the share that is valid."""
    path = SPECS / "pairs" / "stripe-few" / "base.json"
    if not path.is_file():
        print("| Stripe's schemas | the document is not there |")
        return
    found = read(Bundle(MemoryTree({path.name: path.read_bytes()})), path.name)
    made, valid, start = Samplers(found), 0, process_time()
    for spot in islice(found.schemas.values(), 200):
        each = made.of(spot, Party.PROVIDER)
        valid += each.is_valid(each.example())
    print(f"| Stripe's first 200 schemas, examples | {200 / (process_time() - start):,.0f} | {valid / 2:.1f} % |")


def main() -> None:
    made, judge = sampler(ORDER), Draft202012Validator(ORDER, format_checker=Draft202012Validator.FORMAT_CHECKER)
    valid = sum(judge.is_valid(made.value(seed)) for seed in range(JUDGED)) / JUDGED
    print("| values | a second | valid |\n|---|---|---|")
    print(f"| an order of 30 properties | {rate(made.value):,.0f} | {valid:.2%} |")
    record = avro(ORDER, "Order")
    events = AvroSampler(read_schema(parse_avro(orjson.dumps(record), "order.avsc")).root)
    print(f"| the same as an Avro record | {rate(events.value):,.0f} | |")
    theirs = generate_many(parse_schema(record), COUNT + 1)
    print(f"| the same by fastavro's generator | {rate(lambda _: next(theirs)):,.0f} | |")
    large()


if __name__ == "__main__":
    main()
