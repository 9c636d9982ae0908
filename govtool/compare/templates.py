"""Addresses: path templates by position, with the path of the server in front of them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, product

from govtool.model.contract import Operation, Server
from govtool.model.shape import sequence, text

_HOLE = re.compile(r"\{([^{}]*)\}")
_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]*|//[^/]*")
_MOST = 64


@lru_cache(maxsize=16_384)
def positions(template: str) -> tuple[str, ...]:
    """The names in the braces, in order."""
    return tuple(_HOLE.findall(template))


@lru_cache(maxsize=16_384)
def shape(template: str) -> str:
    """The template without the names of its parameters: they are the document's own (`/orders/{}`)."""
    return _HOLE.sub("{}", template)


def addresses(server: Server) -> tuple[str, ...]:
    """Every URL that a server stands for, by the values of its variables; one that takes any value stays a hole."""
    found = dict.fromkeys(_HOLE.findall(server.url))
    choices = [_values(server.variables, name) for name in found]
    urls = []
    for chosen in islice(product(*choices), _MOST):
        values = dict(zip(found, chosen, strict=True))
        urls.append(_filled(server.url, values).rstrip("/"))
    return tuple(dict.fromkeys(urls))


def _filled(url: str, values: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: values[hole[1]], url)


def _values(variables: Mapping[str, Mapping[str, object]], name: str) -> list[str]:
    variable = variables.get(name)
    declared = sequence(variable.get("enum")) if isinstance(variable, dict) else []
    return [text(value) for value in declared] or ["{}"]


def base(url: str) -> str:
    """The path of a server's URL, without a slash at its end."""
    path = _HOST.sub("", url, count=1)
    return "/" + path.strip("/") if path.strip("/") else ""


def bases(operation: Operation) -> tuple[str, ...]:
    """The paths in front of the operation's own; without servers it is the root (OpenAPI 3.1.1 section 4.8.1)."""
    found = (base(url) for server in operation.servers for url in addresses(server))
    return tuple(dict.fromkeys(found)) or ("",)
