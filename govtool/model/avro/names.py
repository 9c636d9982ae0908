"""The names of Avro: which are legal, and what a short one means where it stands (specification, Names)."""

import re
from typing import Any

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def is_name(text: Any) -> bool:
    """Whether this is a name without dots."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None


def is_full_name(text: Any) -> bool:
    """Whether this is names with dots between."""
    return isinstance(text, str) and all(map(is_name, text.split(".")))


def full_name(name: str, namespace: str) -> str:
    """What a name means in a namespace: a name with dots is full already, in `""` a short one is."""
    return name if "." in name or not namespace else f"{namespace}.{name}"


def namespace_of(name: str) -> str:
    """The namespace of a full name; empty for the null namespace."""
    return name.rpartition(".")[0]
