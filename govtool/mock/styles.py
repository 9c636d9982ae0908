"""The styles of parameters, taken apart: the other direction of `compare.serialize`.

(OpenAPI 3.1.1 section 4.8.12.2 and its table of style examples.) What separates values stands in the text undecoded, so
it is split first and decoded then: `a%2Cb` is one value with a comma, `a,b` are two. Two spellings are taken where
clients and versions of the specification differ: `%7C` for `|`, `+` and `%20` for a space, and in a `label` commas as
well as full stops.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote, unquote_plus

from govtool.mock.shape import Shape, typed

Decode: TypeAlias = Callable[[str], str]
Entries: TypeAlias = Mapping[str, list[str]]
"""What a query or cookie holds by name, undecoded."""
_SPLIT = {
    "spaceDelimited": re.compile(r"%20|\+| "), "pipeDelimited": re.compile(r"\||%7[Cc]"),
    "tabDelimited": re.compile(r"%09|\t"), "label": re.compile(r"[.,]"),
}
_COMMA = re.compile(",")
_DEEP = re.compile(r"\[([^\[\]]*)\]")
_LEADS = {"label": ".", "matrix": ";"}


class ReadError(ValueError):
    """What cannot be read at all: the message says what is wrong, `keyword` of which kind that is."""

    def __init__(self, reason: str, keyword: str = "style") -> None:
        super().__init__(reason)
        self.keyword = keyword


def decoded(text: str) -> str:
    """Percent-encoding undone; ReadError for what is not UTF-8."""
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise ReadError("it is not UTF-8", "encoding") from None


def decoded_plus(text: str) -> str:
    """As `decoded`, and `+` is a space, as forms write it."""
    if "%" not in text and "+" not in text:
        return text
    try:
        return unquote_plus(text, errors="strict")
    except UnicodeDecodeError:
        raise ReadError("it is not UTF-8", "encoding") from None


def entries(query: str) -> dict[str, list[str]]:
    """The names of a query, decoded, each with its values as they stand there."""
    found: dict[str, list[str]] = {}
    for part in query.split("&") if query else ():
        name, _, value = part.partition("=")
        if "%" in name or "+" in name:
            name = unquote_plus(name)
        found.setdefault(name, []).append(value)
    return found


def list_of(text: str, style: str, name: str, *, explode: bool, decode: Decode) -> list[str]:
    """The items of one text: `a,b`, `.a.b`, `;n=a;n=b`."""
    text = _after_lead(text, style)
    if style == "matrix":
        parts = text.split(";") if explode else [text]
        pairs = [part.partition("=") for part in parts]
        if any(key != name for key, _, _ in pairs):
            raise ReadError(f"it is written `;{text}`, expected `;{name}=…`")
        if explode:
            return [decode(value) for _, _, value in pairs]
        text = pairs[0][2]
    return [decode(part.strip() if style == "simple" else part)
            for part in _SPLIT.get(style, _COMMA).split(text)] if text else []


def object_of(text: str, style: str, name: str, *, explode: bool, decode: Decode) -> dict[str, str]:
    """The members of one text: `R,100,G,200`, `R=100,G=200`, `;R=100;G=200`."""
    if explode:
        inner = _after_lead(text, style)
        separator = re.compile(";") if style == "matrix" else _SPLIT.get(style, _COMMA)
        pairs = [part.partition("=") for part in separator.split(inner)] if inner else []
        if any(not equals for _, equals, _ in pairs):
            raise ReadError("a member has no `=`")
        return {decode(key.strip()): decode(value) for key, _, value in pairs}
    items = list_of(text, style, name, explode=False, decode=decode)
    if len(items) % 2:
        raise ReadError("a member has no value, expected name, value, name, value")
    return dict(zip(items[::2], items[1::2], strict=True))


def scalar_of(text: str, style: str, name: str, *, decode: Decode) -> str:
    """The one value of a text."""
    text = _after_lead(text, style)
    if style == "matrix":
        key, _, text = text.partition("=")
        if key != name:
            raise ReadError(f"it is written `;{key}`, expected `;{name}=…`")
    return decode(text)


def _after_lead(text: str, style: str) -> str:
    lead = _LEADS.get(style)
    if lead is None:
        return text
    if not text.startswith(lead):
        raise ReadError(f"it does not begin with `{lead}`")
    return text[1:]


def deep(found: Entries, name: str, shape: Shape, *, as_text: bool) -> dict[str, Any] | None:
    """The object that `name[key]=value` write together; a key may have keys, or be repeated for a list."""
    tree: dict[str, Any] | None = None
    for key, values in found.items():
        if not key.startswith(name + "["):
            continue
        steps = _DEEP.findall(key[len(name):])
        if not steps or "".join(f"[{step}]" for step in steps) != key[len(name):]:
            raise ReadError(f"it is written `{key}`, expected `{name}[…]`")
        tree = {} if tree is None else tree
        _plant(tree, steps, [decoded_plus(value) for value in values], shape, as_text=as_text)
    return tree


def _plant(tree: dict[str, Any], steps: list[str], values: list[str], shape: Shape, *, as_text: bool) -> None:
    is_list = len(steps) > 1 and steps[-1] == ""
    steps = steps[:-1] if is_list else steps
    for step in steps[:-1]:
        tree, shape = tree.setdefault(step, {}), shape.below(step)
        if not isinstance(tree, dict):
            raise ReadError("a key has both a value and keys of its own")
    inner = shape.below(steps[-1])
    items = inner.items or inner
    found = [typed(value, items, as_text=as_text) for value in values]
    tree[steps[-1]] = found if is_list or len(found) > 1 or "array" in inner.containers else found[0]
