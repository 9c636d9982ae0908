"""Regular expressions of ECMA-262, which is what JSON Schema means by `pattern`."""

from functools import cache
from typing import Any


@cache
def is_ecma(pattern: str) -> bool:
    r"""Whether a text is a regular expression of ECMA-262 in Unicode mode, needless escapes of signs allowed.

    JSON Schema 2020-12 core, section 6.4, asks for that mode. What other dialects write and ECMA-262 reads as plain
    letters (`\A`, `\h`, `\g<name>`) is none.
    """
    found: bool = _validator().is_valid(pattern)
    return found


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator({"format": "regex"}, validate_formats=True)


@cache
def is_usable(pattern: str) -> bool:
    """Whether values can be judged by a pattern: it is one, and no monster."""
    import jsonschema_rs

    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except jsonschema_rs.ValidationError:
        return False
    return True
