"""Rulesets and documents of a few lines, judged through the same door as real ones."""

import json
from pathlib import Path
from typing import Any

from govtool.finding import Finding
from govtool.lint.engine import lint
from govtool.lint.ruleset import RuleSet
from govtool.lint.rulesets import load
from govtool.model.contract import Contract
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree

ORDERS: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Orders", "version": "1.2.3", "contact": {"name": "n", "x-api-id": "z"}, "x-api-id": "abc"},
    "servers": [{"url": "http://a"}, {"url": "https://b/v1"}, {"url": "c"}],
    "tags": [{"name": "b"}, {"name": "a"}],
    "paths": {
        "/orders": {
            "parameters": [{"in": "header", "name": "X"}],
            "get": {
                "operationId": "listOrders", "tags": ["a"],
                "parameters": [{"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 5}},
                               {"in": "header", "name": "Authorization"}],
                "responses": {"200": {"description": "ok"}, "404": {"description": ""},
                              "default": {"description": "d"}},
            },
            "post": {"summary": "s", "deprecated": False, "responses": {"201": {"description": "made"}}},
        },
        "/orders/{id}": {"delete": {"responses": {"204": {"description": "gone"}}}},
        "/health": {"get": {"responses": {}}},
    },
    "components": {"schemas": {
        "Order": {
            "type": "object", "required": ["id", "n"],
            "properties": {"id": {"type": "string"}, "created-at": {"type": "string", "format": "date"},
                           "n": {"type": "number", "maxLength": 0}, "enum": {"type": "string", "enum": ["a"]}},
        },
        "item": {"type": ["string", "null"], "enum": [1, "1", 2.5, True, None]},
    }},
}


def contract(document: Any = None, **others: Any) -> Contract:
    """The contract in a document; `others` lie beside it, with `_` for the dot of their names."""
    files = {name.replace("_", "."): value for name, value in others.items()}
    texts = {"api.yaml": ORDERS if document is None else document, **files}
    tree = MemoryTree({name: (text if isinstance(text, str) else json.dumps(text)).encode()
                       for name, text in texts.items()})
    return read(Bundle(tree), "api.yaml")


def ruleset(folder: Path, text: str, **others: str) -> RuleSet:
    """The rules of a ruleset file; `others` lie beside it."""
    (folder / "rules.yaml").write_text(text, "utf-8")
    for name, more in others.items():
        (folder / name.replace("_", ".")).write_text(more, "utf-8")
    return load(("rules.yaml",), {}, folder)


def declared(rules: RuleSet, judged: Contract) -> list[Finding]:
    """What the declared rules of a ruleset find; the built-in ones are left out."""
    return [finding for finding in lint(judged, rules) if finding.rule not in BUILT_IN]


def places(folder: Path, given: str, then: str, document: Any = None, **others: Any) -> list[str]:
    """Where one rule finds something, as pointers."""
    rules = ruleset(folder, json.dumps({"rules": {"r": {"given": given, "then": json.loads(then)}}}))
    return [finding.at.fragment for finding in declared(rules, contract(document, **others))]


BUILT_IN = frozenset(load((), {}, Path()).rules)
