"""Parameters and headers that come and go, and whether they must be there.

# parameter-added
A parameter is declared that was not declared before.

One that must be sent breaks every client that does not know it: the witness is a request that worked before.

# parameter-removed
A parameter is no longer declared.

A provider may ignore what it used to read, so this stays possible: a filter that is ignored answers with more than was
asked for.

# parameter-required
A parameter must be sent that could be left out before.

# parameter-optional
A parameter may be left out that had to be sent before.

# parameter-moved
A parameter is read from another place: a header that was a query parameter before.

# parameter-renamed
A path parameter has another name.

Its position in the path says which one it is, so nothing changes on the wire.

# header-added
A response carries a header that was not declared before.

# header-removed
A response header is no longer declared.

One that was always there breaks its readers; one that could be missing is a matter of policy (`removed-optional`).

# header-required
A response header is always there that could be missing before.

# header-optional
A response header may be missing that was always there before.

```diff
 paths:
-  /orders/{id}:
+  /orders/{orderId}:
     get:
       parameters:
-        - {name: id, in: path, required: true, schema: {type: string}}
+        - {name: orderId, in: path, required: true, schema: {type: string}}  # ok: parameter-renamed
+        - {name: site, in: query, required: true, schema: {type: string}}  # breaking: parameter-added
+        - {name: limit, in: query, schema: {type: integer}}  # ok: parameter-added
-        - {name: offset, in: query, schema: {type: integer}}  # possible: parameter-removed
-        - {name: lang, in: query, schema: {type: string}}
+        - {name: lang, in: query, required: true, schema: {type: string}}  # breaking: parameter-required
-        - {name: view, in: query, required: true, schema: {type: string}}
+        - {name: view, in: query, schema: {type: string}}  # ok: parameter-optional
-        - {name: tenant, in: query, required: true, schema: {type: string}}
+        - {name: tenant, in: header, required: true, schema: {type: string}}  # breaking: parameter-moved
       responses:
         "200":
           description: OK
           headers:
-            X-Total: {required: true, schema: {type: integer}}  # breaking: header-removed
+            X-Page: {schema: {type: integer}}  # ok: header-added
-            ETag: {required: true, schema: {type: string}}
+            ETag: {schema: {type: string}}  # breaking: header-optional
-            X-Pages: {schema: {type: integer}}
+            X-Pages: {required: true, schema: {type: integer}}  # ok: header-required
```
"""

from govtool.compare.match import Both, Changes, Exchange, Lone
from govtool.compare.requests import curl, line
from govtool.compare.rulings import Event
from govtool.finding import Effect, Witness
from govtool.model.contract import Parameter

_IGNORED = "the reader may ignore what it used to read"


def check_presence(lone: Lone[Parameter]) -> Changes:
    """A parameter or header that only one version declares; one of the path is always sent, it is a part of the URL."""
    field, added, exchange = lone.part, lone.is_new, lone.exchange
    optional = "" if field.required else "optional "
    said = f"{optional}{title(field, exchange)} is " + ("new" if added else "no longer declared")
    if added and field.required:
        said = f"{title(field, exchange)} is required, before there was none"
    effect = Effect.WIDER if added != field.required else Effect.NARROWER
    event = Event(
        f"{kind(exchange)}-{'added' if added else 'removed'}",
        said,
        lone.places(),
        effect,
        exchange.role.writer,
        subject(field),
    )
    if field.location == "path":
        yield event.compatible()
    elif lone.is_unread:
        yield event.compatible() if added else event.possible(_IGNORED)
    elif field.required:
        yield event.breaking(without(field, exchange))
    elif added:
        yield event.compatible()
    else:
        yield event.breaking_by_policy("readers lose it (policy `removed-optional`)")


def check_required(both: Both[Parameter]) -> Changes:
    """A field of both versions that must be there in one of them only."""
    if both.old.required == both.new.required or both.old.location != both.new.location:
        return
    now, exchange = both.new.required, both.exchange
    said = f"{title(both.new, exchange)} is " + ("required, before optional" if now else "optional, before required")
    event = Event(
        f"{kind(exchange)}-{'required' if now else 'optional'}",
        said,
        both.places("required"),
        Effect.NARROWER if now else Effect.WIDER,
        exchange.role.writer,
        subject(both.new),
    )
    yield event.breaking(without(both.new, exchange)) if both.reader.required else event.compatible()


def check_place(both: Both[Parameter]) -> Changes:
    """A parameter that is read from elsewhere, or is called otherwise at its place in the path."""
    exchange, (old, new) = both.exchange, (both.old, both.new)
    if old.location != new.location:
        said = f"`{new.name}` is a {new.location} parameter, before a {old.location} parameter"
        event = Event("parameter-moved", said, both.places("in"), Effect.DIFFERENT, exchange.role.writer, subject(new))
        yield event.breaking(without(new, exchange)) if both.reader.required else event.possible(_IGNORED)
    elif old.name != new.name and new.location == "path":
        said = f"path parameter `{new.name}` was called `{old.name}`"
        yield Event(
            "parameter-renamed", said, both.places("name"), Effect.NONE, exchange.role.writer, subject(new)
        ).compatible()


def kind(exchange: Exchange) -> str:
    """What a field is called: a parameter of the request, a header of the response."""
    return "header" if exchange.is_answer else "parameter"


def title(field: Parameter, exchange: Exchange) -> str:
    """A field in words: `query parameter limit`."""
    return f"response header `{field.name}`" if exchange.is_answer else f"{field.location} parameter `{field.name}`"


def subject(field: Parameter) -> str:
    """The place of a field by name: lists of parameters have no stable index."""
    if not any(isinstance(part, int) for part in field.spot.pointer):
        return ""
    return "/".join(f"{field.location}:{field.name}" if isinstance(part, int) else part for part in field.spot.pointer)


def without(field: Parameter, exchange: Exchange) -> Witness:
    """The message that the writer sends and that lacks what the reader insists on."""
    reason = f"`{field.name}` is missing"
    if exchange.is_answer:
        return exchange.witness({"headers": {}}, reason)
    operation, bundle = exchange.sender, exchange.bundle
    return exchange.witness(line(operation, bundle), reason, curl(operation, bundle))
