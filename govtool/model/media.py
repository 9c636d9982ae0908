"""The names of media types, brought into one spelling (RFC 9110 section 8.3.1)."""

import re

_PART = re.compile(r'(?:[^;"]|"(?:\\.|[^"\\])*"?)+')
_TOKEN_IN_QUOTES = re.compile(r'"([\w!#$%&\'*+.^`|~-]+)"', re.ASCII)


def media_type(name: str) -> str:
    """Lower case, without spaces around its parameters and needless quotes, the parameters in order of their names.

    Only what stands in necessary quotes keeps its case.
    """
    if ";" not in name:
        return name.strip().lower()
    kind, *parameters = (part.strip() for part in _PART.findall(name))
    return ";".join([kind.lower(), *sorted(map(_parameter, filter(None, parameters)))])


def _parameter(text: str) -> str:
    name, equals, value = (part.strip() for part in text.partition("="))
    value = _TOKEN_IN_QUOTES.sub(r"\1", value)
    shown = value if value.startswith('"') else value.lower()
    return f"{name.lower()}{equals}{shown}"
