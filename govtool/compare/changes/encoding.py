"""How the parts of a form or multipart body are written.

# encoding-changed
The `encoding` of a part of a body says something else than before.

A content type that is no longer listed is refused; whether another header or style matters is up to the reader.

```diff
 paths:
   /drawings:
     post:
       requestBody:
         content:
           multipart/form-data:
             schema: {type: object, properties: {sheet: {type: string}, note: {type: string}, size: {type: array}}}
             encoding:
-              sheet: {contentType: "image/png, image/jpeg"}
+              sheet: {contentType: image/png}  # breaking: encoding-changed
-              note: {contentType: text/plain}
+              note: {contentType: text/*}  # ok: encoding-changed
-              size: {style: form}
+              size: {style: pipeDelimited}  # possible: encoding-changed
       responses: {"200": {description: OK}}
```
"""

from typing import Any

from govtool.compare.match import Both, Changes
from govtool.compare.media import covers
from govtool.compare.requests import resolved
from govtool.compare.rulings import Event
from govtool.compare.values import is_same
from govtool.finding import Effect
from govtool.model.contract import Media
from govtool.model.media import media_type
from govtool.model.shape import mapping, text
from govtool.source.refs import Bundle


def check(both: Both[Media]) -> Changes:
    """The encodings of the parts of a body, part by part."""
    old, new, versions = both.old.encoding, both.new.encoding, both.exchange.versions
    for name in dict.fromkeys((*old, *new)):
        one, two = mapping(old.get(name)), mapping(new.get(name))
        if is_same(_wire(one), _wire(two)):
            continue
        if _declares(both.old, name, versions.old.bundle) and _declares(both.new, name, versions.new.bundle):
            yield from _part(both, name, one, two)


def _declares(media: Media, name: str, bundle: Bundle) -> bool:
    """Whether there is such a part at all; a schema that names no parts may have any."""
    schema = resolved(bundle, media.schema)
    properties = mapping(schema.value if schema is not None else {}, "properties")
    return name in properties or not properties


def _part(both: Both[Media], name: str, old: dict[str, Any], new: dict[str, Any]) -> Changes:
    exchange = both.exchange
    event = Event(
        "encoding-changed",
        f"the encoding of `{name}` is {_said(new)}, before {_said(old)}",
        both.places("encoding", name),
        Effect.DIFFERENT,
        exchange.role.writer,
    )
    rest = [key for key in (*old, *new) if key != "contentType" and _wire(old).get(key) != _wire(new).get(key)]
    writer, reader = (new, old) if exchange.new_writes else (old, new)
    refused = [one for one in _types(writer) if not any(covers(other, one) for other in _types(reader))]
    if refused and _types(reader):
        yield event.breaking(exchange.witness({name: refused[0]}, f"only `{text(reader.get('contentType'))}` is taken"))
    elif rest or (_types(reader) and not _types(writer)):
        yield event.possible("whether the part is still read is up to the reader")
    else:
        yield event.compatible()


def _wire(encoding: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in encoding.items() if key != "description" and not key.startswith("x-")}


def _types(encoding: dict[str, Any]) -> list[str]:
    return [media_type(part) for part in text(encoding.get("contentType")).split(",") if part.strip()]


def _said(encoding: dict[str, Any]) -> str:
    """The encoding in words: the content type alone, or every setting by its name."""
    if list(_wire(encoding)) == ["contentType"]:
        return f"`{text(encoding['contentType'])}`"
    settings = (
        f"`{key}`" if isinstance(value, dict | list) else f"`{key}: {str(value).lower()}`"
        for key, value in sorted(_wire(encoding).items())
    )
    return ", ".join(settings) or "the default"
