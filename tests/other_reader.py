"""Another YAML 1.2 reader, py-yaml12, under the mappings that ours states: keys are texts, and `<<` is applied."""

import math
from typing import Any

import yaml12


def read(text: str) -> Any:
    """The value of a text; ValueError where the reader refuses it."""
    return mapped(yaml12.parse_yaml(text))


def mapped(value: Any) -> Any:
    """Its value as ours would be; tags are left out."""
    if isinstance(value, yaml12.Yaml):
        return mapped(value.value)
    if isinstance(value, list):
        return [mapped(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: mapped(item) for key, item in value.items()}
    merged = found.pop("<<", {})
    for source in merged if isinstance(merged, list) else [merged]:
        found = {**source, **found}
    return found


def same(ours: Any, other: Any) -> bool:
    """Equal in value, type and order; of numbers that it cannot hold, the other reader keeps what it can."""
    if isinstance(ours, dict) and isinstance(other, dict):
        pairs = zip(ours.items(), other.items(), strict=False)
        return len(ours) == len(other) and all(is_key(ours_key, key) and same(one, two)
                                               for (ours_key, one), (key, two) in pairs)
    if isinstance(ours, list) and isinstance(other, list):
        return len(ours) == len(other) and all(map(same, ours, other))
    if isinstance(other, float) and not math.isfinite(other):
        return isinstance(ours, str)
    # Its integers have 64 bits.
    if isinstance(ours, int) and ours.bit_length() > 63:
        return isinstance(other, str) or float(ours) == other
    return type(ours) is type(other) and repr(ours) == repr(other)


def is_key(text: str, key: Any) -> bool:
    """Whether a key is written so; what is no text in quotes has the value of its text."""
    return text == key if isinstance(key, str) else same(yaml12.parse_yaml(text), mapped(key))
