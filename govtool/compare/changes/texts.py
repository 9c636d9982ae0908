"""Words: what people read, and programs do not.

# title-changed
The title of the contract is another one.

# summary-added
A summary is new.

# summary-removed
A summary is gone.

# summary-changed
A summary says something else.

# description-added
A description is new.

# description-removed
A description is gone.

# description-changed
A description says something else.

# example-added
An example is new.

# example-removed
An example is gone.

# example-changed
An example is another one.

# external-docs-added
A link to further documentation is new.

# external-docs-removed
A link to further documentation is gone.

# external-docs-changed
A link to further documentation leads elsewhere.

# extension-added
An extension (`x-…`) is new: govtool does not know what it means to others.

# extension-removed
An extension (`x-…`) is gone.

# extension-changed
An extension (`x-…`) says something else. A value that `x-extensible-enum` lists no more breaks those who send it.

# information-added
The contract says more about itself: contact, licence, terms, tags.

# information-removed
The contract says less about itself.

# information-changed
The contract says something else about itself.

# version-changed
The version of the contract is another one. Whether the step is large enough is judged by all the other changes.

```diff
 info:
-  title: Orders
+  title: Production orders  # ok: title-changed
-  version: 1.0.0
+  version: 1.0.1  # ok: version-changed
-  contact: {name: Planning}
+  contact: {name: Plant planning}  # ok: information-changed
-  license: {name: MIT}  # ok: information-removed
+  termsOfService: https://example.com/terms  # ok: information-added
 paths:
   /orders:
     get:
-      summary: List
+      summary: List the orders  # ok: summary-changed
+      description: In the order of their dates.  # ok: description-added
-      externalDocs: {url: "https://example.com/old"}
+      externalDocs: {url: "https://example.com/new"}  # ok: external-docs-changed
+      x-team: planning  # ok: extension-added
-      x-area: north
+      x-area: south  # ok: extension-changed
       responses:
-        "200": {description: OK}
+        "200": {description: The orders}  # ok: description-changed
     post:
-      description: Adds an order.  # ok: description-removed
+      summary: Add an order  # ok: summary-added
-      externalDocs: {url: "https://example.com/orders"}  # ok: external-docs-removed
-      x-step: 1  # ok: extension-removed
       requestBody:
         content:
           text/plain:
-            example: 4711
+            example: 4712  # ok: example-changed
           application/json:
             schema: true
+            example: 4712  # ok: example-added
           text/csv:
             schema: true
-            example: 4711  # ok: example-removed
       responses: {"201": {description: Created}}
     delete:
-      summary: Drop all  # ok: summary-removed
+      externalDocs: {url: "https://example.com/drop"}  # ok: external-docs-added
       responses: {"204": {description: Dropped}}
```
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from govtool.compare.checks import judged
from govtool.compare.match import Both, Changes, T, Versions, place
from govtool.compare.requests import resolved
from govtool.compare.rulings import Event
from govtool.compare.values import MISSING, is_same
from govtool.finding import Bump, Effect
from govtool.model.contract import Body, Media, Operation, Parameter, Response, Spot
from govtool.model.shape import mapping
from govtool.model.vocabulary import FACT_KEYS
from govtool.source.refs import Bundle

_STEMS = {
    "title": "title",
    "summary": "summary",
    "description": "description",
    "example": "example",
    "examples": "example",
    "externalDocs": "external-docs",
    "contact": "information",
    "license": "information",
    "termsOfService": "information",
    "tags": "information",
    "version": "version",
}
_OF_OPERATION = ("summary", "description", "externalDocs")
_OF_FIELD = ("description", "example", "examples")
_OF_MEDIA = ("example", "examples")
_OF_PART = ("summary", "description")
_OF_INFO = ("title", "summary", "description", "contact", "license", "termsOfService", "version")


def check_operation(both: Both[Operation]) -> Changes:
    """The words about an operation, and about its path."""
    yield from _words(both, _OF_OPERATION, f"`{both.new.name}`")
    paths = Both(_Place(both.old.path_spot), _Place(both.new.path_spot), both.exchange)
    yield from _words(paths, ("summary", "description"), f"`{both.new.path}`")


def check_field(both: Both[Parameter]) -> Changes:
    """The words about a parameter or header."""
    yield from _words(both, _OF_FIELD, f"`{both.new.name}`")


def check_body(both: Both[Body]) -> Changes:
    """The words about a request body."""
    yield from _words(both, _OF_PART, "the request body")


def check_media(both: Both[Media]) -> Changes:
    """The examples of a media type."""
    yield from _words(both, _OF_MEDIA, f"`{both.new.type}`")


def check_response(both: Both[Response]) -> Changes:
    """The words about a response."""
    yield from _words(both, _OF_PART, f"response `{both.new.status}`")


def check_contract(versions: Versions) -> Changes:
    """The words about the contract as a whole."""
    old, new = versions.old.document, versions.new.document
    for section, keys in (("info", _OF_INFO), ("", ("tags", "externalDocs"))):
        at = (section,) if section else ()
        one, two = (Spot(document, at, mapping(document.data, *at)) for document in (old, new))
        for key in _keys(one, two, keys):
            if key not in FACT_KEYS:  # a release says in `info` what the manifest says beside the document
                yield from _word(
                    key, (one, two), (one.value.get(key, MISSING), two.value.get(key, MISSING)), "the contract"
                )


@dataclass(frozen=True, slots=True)
class _Place:
    """A path item, which has no record of its own."""

    spot: Spot


def _words(both: Both[T], keys: tuple[str, ...], name: str) -> Changes:
    old, new = both.old.spot, both.new.spot
    for key in _keys(old, new, keys):
        one, two = old.value.get(key, MISSING), new.value.get(key, MISSING)
        if key == "examples":
            versions = both.exchange.versions
            one, two = _followed(versions.old.bundle, old, one), _followed(versions.new.bundle, new, two)
        yield from _word(key, (old, new), (one, two), name)


def _keys(old: Spot, new: Spot, keys: tuple[str, ...]) -> Iterable[str]:
    extensions = (key for spot in (old, new) for key in spot.value if key[:2] == "x-" and key not in judged())
    return dict.fromkeys((*keys, *extensions))


def _word(key: str, spots: tuple[Spot, Spot], values: tuple[Any, Any], name: str) -> Changes:
    (old, new), (one, two) = spots, values
    if one is two or is_same(one, two):
        return
    suffix = "added" if one is MISSING else "removed" if two is MISSING else "changed"
    stem = _STEMS.get(key, "extension")
    said, bump = f"`{key}` of {name} was {suffix}", Bump.PATCH
    if stem == "extension":
        said = f"extension `{key}` was {suffix}"
    if stem == "version":
        said, bump = f"the version is {_named(two)}, before {_named(one)}", Bump.NONE
    id_ = f"{stem}-changed" if stem in ("title", "version") else f"{stem}-{suffix}"
    yield Event(id_, said, (place(old, key), place(new, key)), Effect.NONE).compatible(bump=bump)


def _named(value: Any) -> str:
    return "none" if value is MISSING else f"`{value}`"


def _followed(bundle: Bundle, spot: Spot, examples: Any) -> Any:
    """Examples by name, behind their references."""
    if not isinstance(examples, dict):
        return examples
    found = (
        (name, resolved(bundle, Spot(spot.document, (*spot.pointer, "examples", name), item)))
        for name, item in examples.items()
    )
    return {name: behind.value if behind else None for name, behind in found}
