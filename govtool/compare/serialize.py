"""Values of parameters as they are written in a request (OpenAPI 3.1.1 section 4.8.12, the table of style examples)."""

from typing import Any
from urllib.parse import quote

from govtool.compare.values import text_of
from govtool.model.contract import Parameter

_SEPARATORS = {
    "form": ",",
    "simple": ",",
    "spaceDelimited": "%20",
    "pipeDelimited": "|",
    "label": ".",
    "matrix": ",",
    "cookie": ",",
}


def serialized(parameter: Parameter, value: Any) -> str:
    """The text of one parameter: `ids=a,b` in a query, `a,b` in a path or header."""
    is_url = parameter.location in ("path", "query")

    def written(item: Any) -> str:
        return escaped(scalar(item)) if is_url else scalar(item)

    if parameter.content:
        return _named(parameter, escaped(scalar(value, as_json=True)) if is_url else scalar(value, as_json=True))
    if isinstance(value, list):
        return _list(parameter, [written(item) for item in value])
    if isinstance(value, dict):
        return _object(parameter, {name: written(item) for name, item in value.items()})
    return _named(parameter, written(value))


def escaped(text: str) -> str:
    """A text as it may stand in a URL (RFC 3986 section 2.1)."""
    return quote(text, safe="")


def scalar(value: Any, *, as_json: bool = False) -> str:
    """A text as it is, anything else as JSON."""
    return value if isinstance(value, str) and not as_json else text_of(value).decode()


def _list(parameter: Parameter, items: list[str]) -> str:
    if not parameter.explode:
        return _named(parameter, _SEPARATORS.get(parameter.style, ",").join(items))
    if parameter.style == "matrix":
        return "".join(f";{parameter.name}={item}" for item in items)
    if parameter.style in ("label", "simple"):
        return _named(parameter, ("." if parameter.style == "label" else ",").join(items))
    return "&".join(f"{parameter.name}={item}" for item in items)


def _object(parameter: Parameter, items: dict[str, str]) -> str:
    if parameter.style == "deepObject":
        return "&".join(f"{parameter.name}[{key}]={item}" for key, item in items.items())
    if not parameter.explode:
        return _named(
            parameter, _SEPARATORS.get(parameter.style, ",").join(part for pair in items.items() for part in pair)
        )
    texts = [f"{key}={item}" for key, item in items.items()]
    if parameter.style == "matrix":
        return "".join(f";{item}" for item in texts)
    if parameter.style in ("label", "simple"):
        return ("." if parameter.style == "label" else "") + ("." if parameter.style == "label" else ",").join(texts)
    return "&".join(texts)


def _named(parameter: Parameter, written: str) -> str:
    if parameter.location in ("query", "cookie"):
        return f"{parameter.name}={written}"
    if parameter.style == "matrix":
        return f";{parameter.name}={written}"
    return f".{written}" if parameter.style == "label" else written
