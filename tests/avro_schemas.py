"""Avro schemas for the tests: read from plain data, drawn at random, and changed as people change them."""

import copy
import random
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import orjson

from govtool.compare.avro.written import number
from govtool.model.avro.canonical import expanded
from govtool.model.avro.read import read_schema
from govtool.model.avro.text import parse_avro
from govtool.model.avro.types import Schema, Type

Json = Any
PRIMITIVES = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"]
LOGICAL: list[Json] = [
    {"type": "long", "logicalType": "timestamp-millis"}, {"type": "long", "logicalType": "timestamp-micros"},
    {"type": "int", "logicalType": "date"}, {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2},
    {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 3}, {"type": "string", "logicalType": "uuid"},
    {"type": "int", "logicalType": "time-millis"}, {"type": "long", "logicalType": "time-micros"},
    {"type": "long", "logicalType": "local-timestamp-millis"}, {"type": "string", "logicalType": "own"},
]
DEFAULTS = {"null": None, "boolean": True, "int": 1, "long": 2, "float": 1.5, "double": 2.5, "bytes": "b",
            "string": "s"}


def schema(data: Json, name: str = "order.avsc") -> Schema:
    """The schema of a text or of plain data; `int` is the name of a type, not a text."""
    is_text = isinstance(data, str | bytes) and data not in PRIMITIVES
    return read_schema(parse_avro(data if is_text else orjson.dumps(data), name))


def type_of(data: Json) -> Type:
    return schema(data).root


def record(*fields: Json, name: str = "R", **more: Json) -> Json:
    return {"type": "record", "name": name, "fields": list(fields), **more}


def field(name: str, type_: Json, **more: Json) -> Json:
    return {"name": name, "type": type_, **more}


_KINDS = ["primitive"] * 3 + ["record"] * 2 + ["enum", "fixed", "array", "map", "union", "logical", "known"]


def dice_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret is drawn


class Drawn:
    """A schema drawn at random; every type has a name of its own, and may be named again once it is defined."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.open: list[str] = []
        self.closed: list[str] = []
        self.count = 0
        self.spaces = dice.choice([[""], ["a.", "b.c."]])
        """Not both: inside of a namespace, what has none cannot be named."""

    def named(self, stem: str, **body: Json) -> Json:
        """A named type, with an alias at times."""
        self.count += 1
        space = self.dice.choice(self.spaces)
        aliases = {"aliases": [f"{self.dice.choice(['', 'a.'])}Old{self.count}"]} if self.dice.random() < 0.15 else {}
        return {"name": f"{space}{stem}{self.count}", **body, **aliases}

    def type(self, depth: int = 3) -> Json:
        return getattr(self, self.dice.choice(_KINDS if depth else _KINDS[:1]))(depth)

    def primitive(self, _depth: int) -> Json:
        return self.dice.choice(PRIMITIVES)

    def logical(self, _depth: int) -> Json:
        return self.dice.choice(LOGICAL)

    def known(self, depth: int) -> Json:
        """A type that is defined before, by its name alone."""
        return self.dice.choice(self.closed) if self.closed else self.primitive(depth)

    def record(self, depth: int) -> Json:
        made = self.named("R", type="record")
        self.open.append(made["name"])
        fields = [self.field(f"f{index}", depth) for index in range(self.dice.randint(0, 3))]
        if self.dice.random() < 0.2:
            back = self.dice.choice(self.open)
            shapes = [["null", back], {"type": "array", "items": back}, {"type": "map", "values": back}]
            fields.append(field("next", self.dice.choice(shapes)))
        self.open.pop()
        self.closed.append(made["name"])
        return made | {"fields": fields}

    def field(self, name: str, depth: int) -> Json:
        made = field(name, self.type(depth - 1))
        default = self.default(made["type"]) if self.dice.random() < 0.4 else None
        if default is not None:
            made["default"] = default[0]
        if self.dice.random() < 0.1:
            made["aliases"] = [f"was_{name}"]
        return made

    def default(self, type_: Json) -> list[Json] | None:
        """A default of a type, in a list; None for a type that is only named, or too deep to be worth it."""
        kind = type_ if isinstance(type_, str) else type_[0] if isinstance(type_, list) else type_["type"]
        if isinstance(type_, list):
            return self.default(kind)
        if kind in DEFAULTS:
            return [DEFAULTS[kind]] if isinstance(type_, str) or type_["logicalType"] in {"own", "date"} else None
        if kind in {"array", "map"}:
            return [[] if kind == "array" else {}]
        if kind == "enum":
            return [type_["symbols"][-1]]
        return ["x" * type_["size"]] if kind == "fixed" and "logicalType" not in type_ else None

    def enum(self, _depth: int) -> Json:
        symbols = [f"S{index}" for index in range(self.dice.randint(1, 4))]
        made = self.named("E", type="enum", symbols=symbols)
        self.closed.append(made["name"])
        return made | ({"default": self.dice.choice(symbols)} if self.dice.random() < 0.3 else {})

    def fixed(self, _depth: int) -> Json:
        made = self.named("F", type="fixed", size=self.dice.randint(0, 3))
        self.closed.append(made["name"])
        if made["size"] and self.dice.random() < 0.2:
            made |= {"logicalType": "decimal", "precision": self.dice.randint(1, 2), "scale": self.dice.randint(0, 1)}
        return made

    def array(self, depth: int) -> Json:
        return {"type": "array", "items": self.type(depth - 1)}

    def map(self, depth: int) -> Json:
        return {"type": "map", "values": self.type(depth - 1)}

    def union(self, depth: int) -> Json:
        branches: dict[str, Json] = {}
        for _ in range(self.dice.randint(1, 4)):
            branch = self.type(depth - 1)
            if not isinstance(branch, list):
                key = str(branch.get("name") or branch["type"]) if isinstance(branch, dict) else branch
                branches.setdefault(key, branch)
        return list(branches.values()) or "null"


def places(data: Json) -> Iterator[tuple[Json, str | int, Json]]:
    """Every schema inside a schema: what holds it, under which key, and itself."""
    todo: list[tuple[Json, str | int]] = [([data], 0)]
    while todo:
        holder, key = todo.pop()
        inner = holder[key]
        yield holder, key, inner
        if isinstance(inner, list):
            todo += [(inner, index) for index in range(len(inner))]
        elif isinstance(inner, dict):
            todo += [(inner, name) for name in ("items", "values") if name in inner]
            todo += [(one, "type") for one in inner.get("fields", ())]


def changed(data: Json, dice: random.Random) -> Json:
    """The same schema after one to three changes."""
    root: Json = [copy.deepcopy(data)]
    for _ in range(dice.randint(1, 3)):
        holder, key, inner = dice.choice([(root if holder == [root[0]] else holder, key, inner)
                                          for holder, key, inner in places(root[0])])
        kind = inner["type"] if isinstance(inner, dict) else "union" if isinstance(inner, list) else "primitive"
        holder[key] = dice.choice([*_CHANGES.get(kind, [_other]), _nullable])(inner, dice)
    return root[0]


def _other(_inner: Json, dice: random.Random) -> Json:
    return dice.choice([*PRIMITIVES, *LOGICAL])


def _nullable(inner: Json, _dice: random.Random) -> Json:
    return inner if isinstance(inner, list) or inner == "null" else ["null", inner]


def _moved(inner: Json, dice: random.Random) -> Json:
    """The same name in another namespace, if it has one; the old one is an alias at times."""
    if "." not in inner["name"]:
        return inner
    more = {"aliases": [inner["name"]]} if dice.random() < 0.3 else {}
    return inner | {"name": dice.choice(["a.", "d."]) + inner["name"].rpartition(".")[2]} | more


def _promoted(inner: Json, dice: random.Random) -> Json:
    wider = {"int": ["long", "float", "double"], "long": ["float", "double"], "float": ["double"],
             "string": ["bytes"], "bytes": ["string"]}
    return dice.choice(wider.get(inner, [inner])) if isinstance(inner, str) else inner


def _unlike(inner: Json, dice: random.Random) -> Json:
    """Another logical type on the same data, or none."""
    alike = [one for one in LOGICAL if one["type"] == inner["type"]]
    return dice.choice([*alike, inner["type"]])


def _default(inner: Json, dice: random.Random) -> Json:
    """A record one of whose fields has a default now, or none any more."""
    fields = [dict(one) for one in inner["fields"]]
    for one in fields[:1] if dice.random() < 0.5 else fields[-1:]:
        had, default = one.pop("default", None), Drawn(dice).default(one["type"])
        if had is None and default is not None:
            one["default"] = default[0]
    return inner | {"fields": fields}


def _renamed(inner: Json, dice: random.Random) -> Json:
    more = {"aliases": [inner["name"]]} if dice.random() < 0.6 else {}
    return inner | {"name": inner["name"] + "x"} | more


def _fields(inner: Json, dice: random.Random) -> Json:
    fields = list(inner["fields"])
    what = dice.randint(0, 4)
    if what <= 1 or not fields:
        made = field(f"n{len(fields)}", dice.choice(PRIMITIVES))
        fields.insert(dice.randint(0, len(fields)), made | ({"default": DEFAULTS[made["type"]]} if what else {}))
    elif what == 2:
        del fields[dice.randrange(len(fields))]
    elif what == 3:
        index = dice.randrange(len(fields))
        old = fields[index]
        more = {"aliases": [old["name"]]} if dice.random() < 0.7 else {}
        fields[index] = old | {"name": old["name"] + "x"} | more
    else:
        dice.shuffle(fields)
    return inner | {"fields": fields}


def _symbols(inner: Json, dice: random.Random) -> Json:
    symbols = list(inner["symbols"])
    if dice.random() < 0.5 and len(symbols) > 1:
        symbols.remove(dice.choice([one for one in symbols if one != inner.get("default")]))
    else:
        symbols.append("N" + str(len(symbols)))
    return inner | {"symbols": symbols}


def _swallowing(inner: Json, dice: random.Random) -> Json:
    return inner | {"default": dice.choice(inner["symbols"])}


def _size(inner: Json, _dice: random.Random) -> Json:
    return inner | {"size": inner["size"] + 1}


def _branches(inner: Json, dice: random.Random) -> Json:
    branches = list(inner)
    if dice.random() < 0.5 and len(branches) > 1:
        del branches[dice.randrange(len(branches))]
    elif dice.random() < 0.5:
        dice.shuffle(branches)
    else:
        added = dice.choice(PRIMITIVES)
        branches += [] if added in [one["type"] if isinstance(one, dict) else one for one in branches] else [added]
    return branches


_CHANGES: dict[str, list[Callable[[Json, random.Random], Json]]] = {
    "record": [_fields, _fields, _renamed, _moved, _default],
    "enum": [_symbols, _symbols, _swallowing, _renamed, _moved],
    "fixed": [_size, _renamed, _moved], "union": [_branches], "primitive": [_other, _promoted],
    **{kind: [_other, _unlike] for kind in ("int", "long", "bytes", "string")},
}


def datum(type_: Type, dice: random.Random, depth: int = 6) -> bytes:
    """Random data of a type in Avro's binary encoding; text and bytes are ASCII."""
    if type_.kind == "record":
        return b"".join(datum(one.type, dice, depth - 1) for one in type_.fields)
    if type_.kind == "union":
        index = dice.randrange(len(type_.branches)) if depth > 0 else 0
        return number(index) + datum(type_.branches[index], dice, depth - 1)
    if type_.items:
        key = number(1) + b"k" if type_.kind == "map" else b""
        items = [key + datum(type_.items, dice, depth - 1) for _ in range(dice.randint(0, 2) if depth > 0 else 0)]
        return (number(len(items)) + b"".join(items) if items else b"") + b"\0"
    text = number(2) + b"ab"
    scalars: dict[str, bytes] = {
        "null": b"", "boolean": dice.choice([b"\0", b"\1"]), "int": number(dice.randint(-1000, 1000)),
        "long": number(dice.randint(-1000, 1000)), "float": struct.pack("<f", dice.randint(-9, 9)),
        "double": struct.pack("<d", dice.randint(-9, 9)), "fixed": bytes(type_.size), "bytes": text, "string": text,
        "enum": number(dice.randrange(len(type_.symbols) or 1)),
    }
    return scalars[type_.kind]


def read_by_fastavro(data: bytes, writer: Type, reader: Type) -> Json:
    """What another implementation makes of some bytes; any error is its own."""
    import fastavro

    written, wanted = (fastavro.parse_schema(expanded(side, "bare")) for side in (writer, reader))
    return fastavro.schemaless_reader(BytesIO(data), written, wanted)
