"""URL templates with their variables in braces, as paths and servers are written."""

import re

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def variables(template: str) -> tuple[str, ...]:
    """The names in braces, in their order."""
    return tuple(_VARIABLE.findall(template))


def anonymous(template: str) -> str:
    """The template without its names: two that are equal stand for the same URLs."""
    return _VARIABLE.sub("{}", template)


def rest(template: str) -> str:
    """What is left beside the variables; a brace in it has no partner."""
    return _VARIABLE.sub("", template)
