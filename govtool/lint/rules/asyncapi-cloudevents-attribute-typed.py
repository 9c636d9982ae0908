"""The attributes of a CloudEvent have the types that CloudEvents gives them.

`time` is a date-time, `source` a URI-reference that is not empty, `dataschema` a URI, and extensions are simple values:
an object has no form as a header (CloudEvents 1.0, "Type System"). A pattern or a constant says as much as a format.

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers:
          type: object
          properties:
            ce_id: {type: string}
            ce_source: {type: string}  # error: `ce_source` has no format, expected `uri-reference`
            ce_time: {type: string, format: date-time}
            ce_dataschema: {type: string}  # error: `ce_dataschema` has no format, expected `uri`
            ce_operator: {type: object}  # error: `ce_operator` is of type `object`, expected a simple value
            ce_sequence: {type: string}
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers:
          type: object
          properties:
            ce_id: {type: string}
            ce_source: {type: string, pattern: ^/plants/}
            ce_time: {type: string, format: date-time}
```
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govtool.lint.policy.schemas import types
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.shape import text
from govtool.source.refs import Bundle

if TYPE_CHECKING:
    from govtool.lint.policy.messages import Member

TAGS = ("documentation", "semantics")
FORMATS = ("asyncapi",)
_FORMATS = {
    "time": ("date-time",),
    "source": ("uri-reference", "uri", "iri-reference", "iri", "uri-template"),
    "dataschema": ("uri", "iri", "uri-reference", "iri-reference"),
}
_TEXTS = frozenset({"id", "source", "specversion", "type", "time", "subject", "dataschema", "datacontenttype"})
_SIMPLE = frozenset({"string", "boolean", "integer"})


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import envelopes

    for envelope in envelopes(contract):
        for name, member in envelope.attributes.items():
            if member.spots and (words := _wrong(contract.bundle, name, member)):
                yield Hit(member.at, f"`{member.name}` {words}", subject=f"{envelope.subject}.{member.name}",
                          help="say it in its schema; structured values belong into `data`")


def _wrong(bundle: Bundle, name: str, member: "Member") -> str:
    """What is wrong with an attribute; empty where nothing is."""
    found = frozenset[str]().union(*(types(bundle, spot) for spot in member.spots))
    surplus = found - (frozenset({"string"}) if name in _TEXTS else _SIMPLE)
    if surplus:
        expected = "text" if name in _TEXTS else "a simple value"
        return f"is of type `{', '.join(sorted(surplus))}`, expected {expected}"
    formats, said = _FORMATS.get(name, ()), text(member.said(bundle, "format"))
    if not formats or said in formats:
        return ""
    if member.said(bundle, "const") == "":
        return "is always empty, expected a value"
    if any(member.said(bundle, word) is not None for word in ("pattern", "const", "enum")):
        return ""
    return f"{f'is a `{said}`' if said else 'has no format'}, expected `{formats[0]}`"
