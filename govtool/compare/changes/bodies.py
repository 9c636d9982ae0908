"""Request bodies, and the media types of requests and responses.

# request-body-added
A request carries a body that carried none before.

# request-body-removed
A request no longer carries a body.

# request-body-required
A body must be sent that could be left out before.

# request-body-optional
A body may be left out that had to be sent before.

# media-type-added
A body may come in one more media type.

# media-type-removed
A body may no longer come in a media type: who sends it is refused (415), who asks for it gets something else (406).

# media-type-narrowed
A media type covers less than before: `application/json` where `*/*` was.

# media-type-widened
A media type covers more than before: `*/*` where `application/json` was.

```diff
 paths:
   /orders:
     post:
       requestBody:
+        required: true  # breaking: request-body-required
         content:
           application/json: {schema: {type: object}}
-          application/xml: {schema: {type: string}}  # breaking: media-type-removed
+          text/csv: {schema: {type: string}}  # ok: media-type-added
       responses:
         "200":
           description: OK
           content:
             application/json: {schema: {type: object}}
-            text/html: {schema: {type: string}}  # breaking: media-type-removed
+            text/csv: {schema: {type: string}}  # possible: media-type-added
   /labels:
     post:
-      requestBody: {content: {"application/pdf": {}}}  # breaking: request-body-removed
       responses: {"200": {description: OK}}
   /notes:
     post:
+      requestBody: {content: {"text/plain": {}}}  # ok: request-body-added
       responses: {"200": {description: OK}}
   /files:
     post:
       requestBody:
-        required: true  # ok: request-body-optional
         content:
-          image/png: {}
+          image/*: {}  # ok: media-type-widened
       responses: {"200": {description: OK}}
   /pictures:
     post:
       requestBody:
         content:
-          "*/*": {}
+          image/png: {}  # breaking: media-type-narrowed
       responses: {"200": {description: OK}}
```
"""

from govtool.compare.match import Both, Changes, Exchange, Lone
from govtool.compare.media import covers
from govtool.compare.requests import curl, line
from govtool.compare.rulings import Event
from govtool.finding import Change, Effect, Witness
from govtool.model.contract import Body, Media

_IGNORED = "the reader may ignore a body that it does not expect"


def check_body(lone: Lone[Body]) -> Changes:
    """A request body that only one version has."""
    body, added = lone.part, lone.is_new
    said = (
        (
            "a request body is required, before there was none"
            if body.required
            else "a request body may be sent, before none"
        )
        if added
        else "the request body is no longer declared"
    )
    effect = Effect.WIDER if added != body.required else Effect.NARROWER
    event = Event(
        f"request-body-{'added' if added else 'removed'}", said, lone.places(), effect, lone.exchange.role.writer
    )
    if lone.is_unread:
        yield (
            event.possible(_IGNORED)
            if added
            else event.breaking(_sent(lone.exchange, next(iter(body.content.values()), None), "no body is taken"))
        )
    elif body.required:
        yield event.breaking(_sent(lone.exchange, None, "the body is missing"))
    elif added:
        yield event.compatible()
    else:
        yield event.breaking_by_policy("readers lose it (policy `removed-optional`)")


def check_required(both: Both[Body]) -> Changes:
    """A body that must be sent in one version only."""
    if both.old.required == both.new.required:
        return
    now = both.new.required
    said = "the request body is " + ("required, before optional" if now else "optional, before required")
    event = Event(
        f"request-body-{'required' if now else 'optional'}",
        said,
        both.places("required"),
        Effect.NARROWER if now else Effect.WIDER,
        both.exchange.role.writer,
    )
    yield (
        event.breaking(_sent(both.exchange, None, "the body is missing"))
        if both.reader.required
        else event.compatible()
    )


def check_media(lone: Lone[Media]) -> Changes:
    """A media type that only one version has."""
    media, added, exchange = lone.part, lone.is_new, lone.exchange
    place = "response" if exchange.is_answer else "request"
    said = f"media type `{media.type}` of the {place} is " + ("new" if added else "no longer there")
    event = Event(
        f"media-type-{'added' if added else 'removed'}",
        said,
        lone.places(),
        Effect.WIDER if added else Effect.NARROWER,
        exchange.role.writer,
    )
    if exchange.is_negotiated:
        yield _of_answer(lone, event)
    elif lone.is_unread:
        yield event.breaking(_sent(exchange, media, f"`{media.type}` is not taken"))
    else:
        yield event.compatible()


def _of_answer(lone: Lone[Media], event: Event) -> Change:
    """Who asks chooses among the media types of an answer: one that is gone is missed, a new one must be asked for."""
    if lone.is_new:
        return event.compatible() if lone.whole else event.possible("a client that accepts anything may get it")
    exchange, accept = lone.exchange, f"Accept: {lone.part.type}"
    operation, bundle = exchange.old, exchange.versions.old.bundle
    asked = curl(operation, bundle, headers=(accept,))
    return event.breaking(
        exchange.witness(f"{line(operation, bundle)} with `{accept}`", "no such answer is declared", asked)
    )


def check_range(both: Both[Media]) -> Changes:
    """A media type that covers more, or less, than the one it stands for."""
    old, new, exchange = both.old, both.new, both.exchange
    wider, narrower = covers(new.type, old.type), covers(old.type, new.type)
    if wider == narrower:
        return
    said = f"media type `{new.type}` stands for `{old.type}`"
    event = Event(
        f"media-type-{'widened' if wider else 'narrowed'}",
        said,
        both.places(),
        Effect.WIDER if wider else Effect.NARROWER,
        exchange.role.writer,
    )
    if covers(both.reader.type, both.writer.type):
        yield event.compatible()
    elif exchange.is_negotiated:
        yield event.possible("whether anything else than before is sent cannot be told")
    else:
        yield event.breaking(_sent(exchange, both.writer, f"only `{both.reader.type}` is taken"))


def _sent(exchange: Exchange, media: Media | None, reason: str) -> Witness:
    """The request that the writer sends, with a body of the media type or with none."""
    operation, bundle = exchange.sender, exchange.bundle
    said = f" with `Content-Type: {media.type}`" if media else " without a body"
    return exchange.witness(line(operation, bundle) + said, reason, curl(operation, bundle, media=media))
