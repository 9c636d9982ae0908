"""XML bodies by the `xml` object of their schemas, in both directions (OpenAPI 3.1.1 section 4.8.26).

Names are compared without their namespace. A document type declaration is refused, so no entity is ever expanded.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from govtool.mock.shape import ANY, Shape, typed
from govtool.mock.styles import ReadError
from govtool.model.shape import mapping, text

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[^\w.:-]")
_DEEPEST = 100


def read(source: bytes, shape: Shape, *, as_text: bool) -> Any:
    """The value that an XML text stands for; ReadError with the position for what is none."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped] # it ships no types
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped] # as above

    try:
        element = fromstring(source, forbid_dtd=True)
    except DefusedXmlException:
        raise ReadError("it has a document type declaration, which is refused", "syntax") from None
    except ParseError as error:
        raise ReadError(f"it is no XML: {error}", "syntax") from None
    except (ValueError, LookupError) as error:
        raise ReadError(f"its encoding is not known: {error}", "encoding") from None
    return _value(element, shape, as_text, 0)


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _value(element: Any, shape: Shape, as_text: bool, depth: int) -> Any:  # noqa: FBT001 - passed on at each level
    if depth > _DEEPEST:
        raise ReadError(f"it nests more than {_DEEPEST} elements", "depth")
    if "object" in shape.containers or (not shape.types and len(element)):
        is_text = not len(element) and not element.attrib and (element.text or "").strip()
        return element.text if is_text else _members(element, shape, as_text, depth)
    if "array" in shape.containers:
        return [_value(child, shape.items or ANY, as_text, depth + 1) for child in element]
    return typed((element.text or "").strip() if shape.types != {"string"} else element.text or "", shape,
                 as_text=as_text)


def _members(element: Any, shape: Shape, as_text: bool, depth: int) -> dict[str, Any]:  # noqa: FBT001 - as above
    children: dict[str, list[Any]] = {}
    for child in element:
        children.setdefault(_local(child.tag), []).append(child)
    attributes = {_local(name): value for name, value in element.attrib.items()}
    found: dict[str, Any] = {}
    for name, below in shape.properties.items():
        spelled = _name(below, name)
        if _is_attribute(below):
            if spelled in attributes:
                found[name] = typed(attributes[spelled], below, as_text=as_text)
        elif "array" in below.containers:
            items = below.items or ANY
            inside = children.pop(spelled, [])
            same = [each for holder in inside for each in holder] if _hints(below).get("wrapped") else (
                inside or children.pop(_name(items, name), []))
            if inside or same:
                found[name] = [_value(each, items, as_text, depth + 1) for each in same]
        elif spelled in children:
            found[name] = _value(children.pop(spelled)[0], below, as_text, depth + 1)
    for name, rest in children.items():
        values = [_value(each, shape.below(name), as_text, depth + 1) for each in rest]
        found[name] = values[0] if len(values) == 1 else values
    return found


def write(value: Any, shape: Shape) -> bytes:
    """A value as an XML text, with the declaration."""
    spot = shape.spot
    is_named = spot is not None and len(spot.pointer) > 1 and spot.pointer[-2] in ("schemas", "definitions")
    root = _name(shape, str(spot.pointer[-1]) if spot and is_named else "root")
    lines = _element(root, value, shape)
    return ('<?xml version="1.0" encoding="UTF-8"?>' + "".join(lines)).encode()


def _element(name: str, value: Any, shape: Shape) -> Iterator[str]:
    tag = _tag(name, shape)
    attributes = _namespace(shape)
    below: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            inner = shape.below(key)
            spelled = _name(inner, key)
            if _is_attribute(inner):
                attributes += f" {_tag(spelled, inner)}={quoteattr(_text(item))}"
            elif isinstance(item, list) and not _hints(inner).get("wrapped"):
                items = inner.items or ANY
                below += [part for each in item for part in _element(_name(items, spelled), each, items)]
            else:
                below += _element(spelled, item, inner)
    elif isinstance(value, list):
        items = shape.items or ANY
        below += [part for each in value for part in _element(_name(items, name), each, items)]
    elif value is not None:
        below.append(escape(_text(value)))
    yield f"<{tag}{attributes}>" if below else f"<{tag}{attributes}/>"
    if below:
        yield from below
        yield f"</{tag}>"


def _hints(shape: Shape) -> Mapping[str, Any]:
    return mapping(shape.spot.value, "xml") if shape.spot else {}


def _is_attribute(shape: Shape) -> bool:
    hints = _hints(shape)
    return hints.get("attribute") is True or hints.get("nodeType") == "attribute"


def _name(shape: Shape, otherwise: str) -> str:
    return text(_hints(shape).get("name")) or otherwise


def _tag(name: str, shape: Shape) -> str:
    prefix = text(_hints(shape).get("prefix"))
    clean = _NO_NAME.sub("_", f"{prefix}:{name}" if prefix else name)
    return clean if clean[:1].isalpha() or clean[:1] == "_" else "_" + clean


def _namespace(shape: Shape) -> str:
    hints = _hints(shape)
    namespace, prefix = text(hints.get("namespace")), text(hints.get("prefix"))
    return f" xmlns{':' + prefix if prefix else ''}={quoteattr(namespace)}" if namespace else ""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NO_CHARACTER.sub("", str(value))
