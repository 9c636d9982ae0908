"""The page of each change of a schema keyword: what happened, what it does to whom, what to do, and an example."""

from collections.abc import Mapping
from typing import Final

from govtool.compare.keyword_examples import Example, examples
from govtool.compare.keywords import SENTENCES

_REQUEST: Final[Mapping[str, str]] = {
    "breaking": "breaks consumers: they may still send what the new version refuses",
    "possible": "may break consumers: what they send is taken, yet maybe no longer used as before",
    "ok": "is compatible: whatever consumers sent before is still taken",
}
_RESPONSE: Final[Mapping[str, str]] = {
    "breaking": "breaks consumers: they may get what the old version never sent, or miss what it did",
    "possible": "may break consumers: what they get is of the same values, yet maybe of another meaning",
    "ok": "is compatible: consumers get nothing that they did not have to expect",
}
_NARROWED: Final = (
    "Take what was taken before, or publish a new major version. Where the old values never worked, a waiver with that "
    "reason says so to everyone."
)
_WIDENED: Final = (
    "Send only what was sent before, tell consumers first and give them time, or publish a new major "
    "version. A new field "
    "beside the old one lets both live together."
)
_BOTH: Final = "Keep the old beside the new (a further field, operation or media type), or publish a new major version."
_SHOWN: Final = (
    "It is reported as breaking only with a value that shows it: one that the writer sends and the "
    "reader refuses at an "
    "operation. Where something around it, such as an `allOf`, never let such a value through, nothing breaks."
)
_NOTES: Final[Mapping[str, str]] = {
    "property-added": "A writer sends only what it declares, so an old client never sends the new "
    "property with a wrong type. "
    "A reader that is closed (`additionalProperties: false`) refuses it, and then it is breaking.",
    "property-removed": "An open reader ignores what it does not know, so values alone do not "
    "decide. In a response the "
    "readers of the field lose it: breaking by the policy `removed-optional`. In a request the server "
    "may ignore what it used to read: possible; breaking where the object is closed.",
    "property-required": "The witness is an object without the property.",
    "property-optional": "The witness is an object without the property, which the reader insists on.",
    "enum-value-added": "An enum that says `x-extensible-enum: true` may grow: its readers have to "
    "expect more. The policy "
    "`extensible-enums` says so for every enum.",
    "type-changed": "In a query, path, header or form, values travel as text: there a number may become a string.",
    "nullable-added": "In OpenAPI 3.0 this is `nullable: true` beside a `type`, in 3.1 one more type.",
    "nullable-removed": "In OpenAPI 3.0 this is `nullable: true` beside a `type`, in 3.1 one type less.",
    "pattern-changed": "The two patterns are compared as sets of texts: one that only admits more is "
    "no break for readers. "
    "The witness is a shortest text.",
    "format-changed": "A format counts where its meaning is the same everywhere (`date`, `uuid`, `int32` …).",
    "format-added": "A format counts where its meaning is the same everywhere (`date`, `uuid`, `int32` …).",
    "format-removed": "A format counts where its meaning is the same everywhere (`date`, `uuid`, `int32` …).",
    "additional-properties-closed": "Consumers of a request may have used a property that the contract never declared.",
    "default-added": "In a body, whoever leaves the value out may get another behaviour. For a "
    "parameter of a request it is "
    "breaking by policy: an old client that leaves it out gets another behaviour.",
    "default-changed": "In a body, whoever leaves the value out may get another behaviour. For a "
    "parameter of a request it "
    "is breaking by policy: an old client that leaves it out gets another behaviour.",
    "default-removed": "In a body, whoever leaves the value out may get another behaviour. For a "
    "parameter of a request it "
    "is breaking by policy: an old client that leaves it out gets another behaviour.",
    "read-only-added": "What is read-only is never sent in a request, so the server does not look at it any more.",
    "write-only-added": "What is write-only is never sent in a response, so its readers lose it.",
    "schema-rewritten": "Shown by comparing both schemas as sets of values, in both directions.",
    "schema-unreadable": "Nothing can be proven about what cannot be read. Map the prefix of a URL "
    "to a folder (`[refs]` in "
    "govtool.toml), or correct the keyword.",
    "keyword-changed": "Name it with `x-` if it is your own: then it is an extension, which changes no values.",
    "discriminator-added": "By the specification a discriminator refuses nothing, yet readers choose the branch by it.",
    "discriminator-removed": "By the specification a discriminator refuses nothing, yet readers "
    "choose the branch by it.",
    "discriminator-changed": "By the specification a discriminator refuses nothing, yet readers "
    "choose the branch by it: a "
    "value that no longer leads anywhere is breaking by policy.",
    "nullable-flag-added": "`nullable` counts only beside `type` (OpenAPI 3.0.3); many read it as `null` anyway.",
    "nullable-flag-removed": "`nullable` counts only beside `type` (OpenAPI 3.0.3); many read it as `null` anyway.",
    "content-encoding-changed": "No value violates it, yet the reader decodes the text otherwise.",
    "content-media-type-changed": "No value violates it, yet the reader reads the text otherwise.",
}


def pages() -> dict[str, str]:
    """Every page, by id, in Markdown."""
    shown = dict(examples())
    return {id_: _page(id_, sentence, shown.get(id_)) for id_, sentence in SENTENCES.items()}


def _page(id_: str, sentence: str, example: Example | None) -> str:
    parts = [sentence]
    if example is not None:
        parts.append(
            f"- In a request, it {_REQUEST[example.request]}.\n- In a response or a webhook, it "
            f"{_RESPONSE[example.response]}."
        )
    if id_ in _NOTES:
        parts.append(_NOTES[id_])
    if example is not None and "breaking" in (example.request, example.response):
        parts += [] if id_ in ("property-removed", "pattern-property-removed", "write-only-added") else [_SHOWN]
        parts.append(f"What to do: {_advice(example)}")
    if example is not None:
        parts.append(_shown(example))
    return "\n\n".join(parts) + "\n"


def _advice(example: Example) -> str:
    if example.request == example.response:
        return _BOTH
    return _NARROWED if example.request == "breaking" else _WIDENED


def _shown(example: Example) -> str:
    verdicts = f"request: {example.request}, response: {example.response}"
    return f"```diff\n-order: {{{example.old}}}\n+order: {{{example.new}}}  # {verdicts}\n```"
