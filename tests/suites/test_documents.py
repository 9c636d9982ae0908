"""Every real document at hand: read, compared with what other readers make of it, and each value found in its text.

`pytest -s tests/suites/test_documents.py` prints the table of counts.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
import yaml12
from other_reader import read, same

from govtool.finding import Pointer
from govtool.source.document import Document, parse

SPECS = Path(__file__).parents[2] / ".." / "shared" / "specs"
SUFFIXES = {".yaml", ".yml", ".json", ".avsc", ".avpr"}
MOST = 1500
"""Pointers that are looked at in one document: all in a small one, every n-th in a large one."""

# Why a document cannot be read: rule, and the beginning of its message.
UNREADABLE = {
    "avsc/Apicurio__apicurio-registry__app__src__test__resources__git__rule-violation__content__invalid.avsc":
        ("syntax-error", "expecting property name"),
    "avsc/apache__avro__lang__csharp__src__apache__perf__schema.avsc": ("syntax-error", "expecting value"),
    "avsc/apache__gobblin__gobblin-hive-registration__src__test__resources__test-hive-table__hive-test.avsc":
        ("binary-file", "byte 0x00"),
    "domain/epcis/history/2020-08-25-b313993.openapi.json": ("syntax-error", "expecting ':' delimiter"),
}
# Lines of comments before the JSON, which Avro's readers take.
COMMENTED = {"avsc/apache__gobblin__gobblin-metrics-libs__gobblin-metrics-base__src__main__avro__MetricReport.avsc"}
LINE = re.compile("^//.*$", re.MULTILINE)
# What is told of documents that can be read.
TOLD = {("domain/dcsa/tnt/v2/test/tnt_v2.2.0.yaml", "unknown-tag")}
# Lines in brackets or quotes that are not indented, which py-yaml12 refuses; PyYAML does not, nor do we.
REFUSED = {
    "domain/catenax-apis/irs-api/4.2.0.yaml", "domain/catenax-apis/irs-api/4.4.0.yaml",
    "domain/catenax-apis/irs-api/6.0.1.yaml", "domain/epcis/REST_Bindings/openapi.yaml",
}


def folder_of(path: Path) -> str:
    parts = path.relative_to(SPECS).parts[:-1]
    return "/".join(parts[: 2 if parts[:1] in {("domain",), ("pairs",)} else 1])


PATHS = sorted(path for path in SPECS.rglob("*") if path.suffix in SUFFIXES and folder_of(path))
FOLDERS = sorted(set(map(folder_of, PATHS)))
if not FOLDERS:
    pytest.skip("the shared documents are not there", allow_module_level=True)


def documents(folder: str) -> Iterator[tuple[str, bytes, Document]]:
    for path in PATHS:
        if folder_of(path) == folder:
            name, text = path.relative_to(SPECS).as_posix(), path.read_bytes()
            yield name, text, parse(text, name)


def raw_same(ours: Any, raw: Any) -> bool:
    """Equal to what PyYAML reads without any types."""
    if isinstance(raw, dict):
        return list(ours) == list(raw) and all(raw_same(ours[key], value) for key, value in raw.items())
    if isinstance(raw, list):
        return len(ours) == len(raw) and all(map(raw_same, ours, raw))
    return same(ours, raw) or same(ours, read(raw))


# --- the positions ---


def pointers(data: Any) -> list[Pointer]:
    found: list[Pointer] = []
    todo: list[tuple[Pointer, Any]] = [((), data)]
    while todo:
        pointer, value = todo.pop()
        found.append(pointer)
        steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        todo += [((*pointer, step), item) for step, item in steps]
    return found


def sample(found: list[Pointer]) -> list[Pointer]:
    return found[:: max(1, len(found) // MOST)]


def stands_where_it_should(document: Document, pointer: Pointer) -> bool:
    start, end = document.extent(pointer)
    expected = document.get(pointer)
    if document.syntax == "json":
        return same(expected, json.loads(document.text[start:end])) and key_stands(document, pointer)
    return any(reads_as(document.name, text, value)
               for text, value in spellings(document, pointer, start, end, expected))


def key_stands(document: Document, pointer: Pointer) -> bool:
    if not pointer or isinstance(pointer[-1], int):
        return True
    start, end = document.extent(pointer, "key")
    return bool(json.loads(document.text[start:end]) == pointer[-1])


def spellings(document: Document, pointer: Pointer, start: int, end: int, value: Any) -> Iterator[tuple[str, Any]]:
    """A value by itself, and with its key: at its column, so that its lines stay aligned, then in flow style."""
    text = document.text
    if not pointer or isinstance(pointer[-1], int):
        yield at_column(text, start, end), value
        yield f"[{text[start:end]}]", [value]
    else:
        first = document.extent(pointer, "key")[0]
        yield at_column(text, first, end), {pointer[-1]: value}
        yield f"{{{text[first:end]}}}", {pointer[-1]: value}


def at_column(text: str, start: int, end: int) -> str:
    return " " * (start - text.rfind("\n", 0, start) - 1) + text[start:end]


def reads_as(name: str, text: str, value: Any) -> bool:
    if name in REFUSED:
        return same(value, parse(text, "a.yaml").data)
    try:
        return same(value, read(text))
    except ValueError:
        return False


COUNTED: dict[str, Counter[str]] = {}
COLUMNS = ("documents", "unreadable", "refused elsewhere", "values", "positions")


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    # Shown by `-s`.
    print("\n| documents of | " + " | ".join(COLUMNS) + " |\n|---|" + "---|" * len(COLUMNS))  # noqa: T201 - as above
    for name, counted in [*sorted(COUNTED.items()), ("all", sum(COUNTED.values(), Counter()))]:
        print(f"| {name} | " + " | ".join(str(counted[column]) for column in COLUMNS) + " |")  # noqa: T201


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_document_is_read_as_others_read_it_and_each_value_stands_where_it_should(folder: str) -> None:
    counted: Counter[str] = Counter()
    for name, text, document in documents(folder):
        counted["documents"] += 1
        if not document.usable:
            counted["unreadable"] += 1
            rule, message = UNREADABLE[name]
            assert [(one.rule, one.message.startswith(message)) for one in document.problems] == [(rule, True)]
            continue
        assert {(name, problem.rule) for problem in document.problems} <= TOLD
        if document.syntax == "json":
            raw = LINE.sub("", document.text) if name in COMMENTED else text.decode("utf-8-sig")
            assert same(document.data, json.loads(raw)), name
            assert same(document.data, orjson.loads(raw)), name
        elif name in REFUSED:
            raw = yaml.load(document.text, yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only
            assert raw_same(document.data, raw), name
            counted["refused elsewhere"] += 1
        else:
            assert same(document.data, read(document.text)), name
        every = pointers(document.data)
        counted["values"] += len(every)
        for pointer in sample(every):
            assert stands_where_it_should(document, pointer), (name, pointer, document.span(pointer))
            counted["positions"] += 1
    COUNTED[folder] = counted


def test_the_unreadable_documents_are_those_of_the_table() -> None:
    assert all((SPECS / name).is_file() for name in (*UNREADABLE, *(name for name, _ in TOLD)))
    assert all(parse((SPECS / name).read_bytes(), name).problems for name, _ in TOLD)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_the_other_reader_refuses_is_refused_by_it_still(name: str) -> None:
    with pytest.raises(ValueError, match="indentation"):
        yaml12.parse_yaml((SPECS / name).read_text("utf-8"))
