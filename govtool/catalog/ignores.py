"""The ignore files of oasdiff, read as waivers: free text, one accepted change in each line that names an operation.

A line says the method and path of an operation and what happened to it, in the tool's own sentence or with its check id
in brackets, and may say more around it. Only what the two tools judge alike is taken over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_OPERATION = re.compile(r"\b(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)\s+(/\S*)", re.IGNORECASE)
_QUOTED = re.compile(r"(?<!\w)(?:'(?!oneOf|anyOf|allOf)[^']*'|`(?!oneOf|anyOf|allOf)[^`]*`)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BOUND = re.compile(
    r"\b(?P<exclusive>exclusive )?(?P<end>max|min)(?:imum)?(?P<of> length| items| contains| properties)?"
    r"\b(?: was)? (?P<move>decreased|increased|set|unset)\b"
)
_KEYWORD = re.compile(
    r"\b(contains|content encoding|content media type|content schema|dependent required|dependent schema|if|then|else|"
    r"pattern property|prefix items|property names|unevaluated items|unevaluated properties) (added|removed|changed)\b"
)
_STEPS = {
    ("max", "decreased"): "narrowed", ("max", "increased"): "widened", ("min", "decreased"): "widened",
    ("min", "increased"): "narrowed",
}
_SENTENCES = tuple((re.compile(pattern), rule) for pattern, rule in (
    (r"\bapi path removed\b", "path-removed"),
    (r"\bapi removed\b", "operation-removed"),
    (r"\bwebhook removed\b", "webhook-removed"),
    (r"\b(deleted the .*request parameter|request parameter removed)\b", "parameter-removed"),
    (r"\bnew (required |path )?(\w+ )?request (path )?parameter\b", "parameter-added"),
    (r"\brequest parameter\b.* became required\b", "parameter-required"),
    (r"\brequest body became required\b", "request-body-required"),
    (r"\b(added required request body|request body added required)\b", "request-body-added"),
    (r"\brequest body removed\b", "request-body-removed"),
    (r"\bnew required request property\b", "property-required"),
    (r"\bproperty\b.* became required\b", "property-required"),
    (r"\bproperty\b.* became optional\b", "property-optional"),
    (r"\bremoved the (required |optional )?(request )?property\b", "property-removed"),
    (r"\b(request|required|optional) property removed\b", "property-removed"),
    (r"\bbecame not nullable\b", "nullable-removed"),
    (r"\bbecame nullable\b", "nullable-added"),
    (r"\b(removed the (non )?success response|success status removed)\b", "response-removed"),
    (r"\b(removed the media type|media type removed)\b", "media-type-removed"),
    (r"\b(added the (new )?(\w+ )?enum value|enum value added)\b", "enum-value-added"),
    (r"\benum value\b.*\badded\b|\badded the new\b.*\benum value\b", "enum-value-added"),
    (r"\benum value\b.*\bremoved\b|\bremoved the\b.*\benum value\b", "enum-value-removed"),
    (r"\b(restricted to a list of enum values|became enum)\b", "enum-added"),
    (r"\b(added the pattern|pattern added)\b", "pattern-added"),
    (r"\b(changed the pattern|pattern changed)\b", "pattern-changed"),
    (r"\b(mandatory|optional|required) response header\b.* removed\b", "header-removed"),
    (r"\bresponse header\b.* became optional\b", "header-optional"),
    (r"\b(list of types narrowed|was narrowed)\b", "type-narrowed"),
    (r"\b(list of types widened|was widened|type generalized)\b", "type-widened"),
    (r"(?<!/)\bformat (was )?changed\b", "format-changed"),
    (r"(?<!media) type(/format)? (was )?changed\b", "type-changed"),
    (r"\b(one|any|all) of removed\b|\bremoved\b.*\b(one|any|all) of\b", "{}-of-removed"),
    (r"\b(one|any|all) of added\b|\badded\b.*\b(one|any|all) of\b", "{}-of-added"),
))
"""What a line says, in the words of `_plain` → the change here; the first that fits."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """What an ignore file accepts."""

    waivers: tuple[dict[str, Any], ...]
    """Entries of `waivers.yaml`, one for each kind of change, limited to the operations that the lines name."""
    left_out: tuple[tuple[int, str], ...]
    """Lines that name an operation or a component, and a change that has no counterpart here, by number."""


def read(text: str, file: str) -> Ignored:
    """The waivers that an ignore file comes to; `file` is what the reasons call it."""
    operations: dict[str, set[str]] = {}
    left_out = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _OPERATION.search(line)
        rule = _rule(_plain(line.replace(found[0], " "))) if found else ""
        if found and rule:
            operations.setdefault(rule, set()).add(f"{found[1].upper()} {found[2]}")
        elif found or re.search(r"\bcomponents\b", line, re.IGNORECASE):
            left_out.append((number, line.strip()))
    reason = f"accepted before, in {file}"
    waivers = tuple({"rule": rule, "operations": sorted(named), "reason": reason}
                    for rule, named in sorted(operations.items()))
    return Ignored(waivers, tuple(left_out))


def _plain(line: str) -> str:
    """The words of a line: no quoted names, `maxLength` and `max-length` as `max length`."""
    return " ".join(_HUMP.sub(" ", _QUOTED.sub(" ", line)).replace("-", " ").lower().split())


def _rule(words: str) -> str:
    """The change here that some words of there tell; empty for none."""
    return next(_candidates(words), "")


def _candidates(words: str) -> Iterator[str]:
    if bound := _BOUND.search(words):
        end = bound["end"] if bound["of"] else {"max": "maximum", "min": "minimum"}[bound["end"]]
        stem = ("exclusive-" if bound["exclusive"] else "") + end + (bound["of"] or "").replace(" ", "-")
        step = {"set": "added", "unset": "removed"}.get(bound["move"]) or _STEPS[bound["end"], bound["move"]]
        yield f"{stem}-{step}"
    if keyword := _KEYWORD.search(words):
        stem = "prefix-item" if keyword[1] == "prefix items" else keyword[1].replace(" ", "-")
        yield f"{stem}-{keyword[2]}"
    for pattern, rule in _SENTENCES:
        if found := pattern.search(words):
            yield rule.format(next(filter(None, reversed(found.groups())), "")) if "{}" in rule else rule
