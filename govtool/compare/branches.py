"""Which branch of a list of alternatives is which: by its name first, by its shape last."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from govtool.compare.dialects import ANNOTATIONS, CHILD_MAPS, CHILDREN, IN_PLACE_LISTS
from govtool.compare.values import MISSING, is_same, text_of

Labels: TypeAlias = tuple[str, ...]
_LEVELS: Final = ("ref ", "title ", "values ", "shape ", "plain ", "type ", "bool ")


def labels(branch: Any, title: Callable[[str], Labels]) -> Labels:
    """What a branch is known by, strongest first: its reference, its title, its constants, its shape, its type."""
    if branch is True:
        branch = {}
    if not isinstance(branch, dict):
        return (f"bool {branch}",)
    if isinstance(branch.get("$ref"), str):
        return ("ref " + "/".join(title(branch["$ref"])), "type object")
    values = values_of(branch)
    names = [f"title {branch['title']}"] if isinstance(branch.get("title"), str) else []
    if values is not MISSING:
        names.append(f"values {text_of(values)!r}")
    shape = {
        key: sorted(value) if key in CHILD_MAPS and isinstance(value, dict) else "" if key in CHILDREN else value
        for key, value in branch.items()
        if key not in ANNOTATIONS and key not in IN_PLACE_LISTS and key != "prefixItems"
    }
    plain = {key: value for key, value in shape.items() if key in ("type", "required", "properties")}
    return (
        *names,
        f"shape {text_of(shape)!r}",
        f"plain {text_of(plain)!r}",
        f"type {_type(branch.get('type', 'object'))}",
    )


def _type(value: Any) -> str:
    """The type, be it `null` too or not."""
    names = [str(name) for name in (value if isinstance(value, list) else [value])]
    return " ".join(sorted(name for name in names if name != "null")) or "null"


def values_of(schema: dict[str, Any]) -> Any:
    """The values that `enum` and `const` allow; MISSING when neither is there."""
    if not isinstance(schema.get("enum"), list):
        return [schema["const"]] if "const" in schema else MISSING
    listed: list[Any] = schema["enum"]
    return [value for value in listed if is_same(value, schema["const"])] if "const" in schema else listed


def matched(old: list[Labels], new: list[Labels]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Branches that belong together, by their strongest common label; then those gone and those come."""
    pairs: list[tuple[int, int]] = []
    gone, come = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
    for level in _LEVELS:
        named: dict[str, list[int]] = {}
        for second in reversed(come):
            for label in dict.fromkeys(new[second]):
                named.setdefault(label, []).append(second)
        for first in list(gone):
            wanted = [named[label] for label in old[first] if label.startswith(level) and label in named]
            for waiting in wanted:
                while waiting and waiting[-1] not in come:
                    waiting.pop()
            second = min((waiting[-1] for waiting in wanted if waiting), default=None)
            if second is not None:
                pairs.append((first, second))
                del gone[first], come[second]
    return sorted(pairs), list(gone), list(come)
