"""The formats that rulesets name, as govtool names them."""

import re
from collections.abc import Mapping, Sequence

from govtool.errors import suggestion
from govtool.lint.rule import RuleError

_SHORT = {"oas": "openapi", "aas": "asyncapi", "openapi": "openapi", "asyncapi": "asyncapi"}
_VERSIONS = ("2", "3", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", "3.1", "3.2")
_FORMATS: Mapping[str, str] = {
    **{short + version.replace(".", ""): f"{family}-{version}"
       for short, family in _SHORT.items() for version in _VERSIONS},
    **{name: name for name in ("openapi", "asyncapi", "avro", "jsonschema")},
    "jsonschemaloose": "jsonschema",
    **{f"jsonschemadraft{draft}": f"jsonschema-draft {draft}" for draft in (4, 6, 7)},
    **{f"jsonschema{word}{draft.replace('-', '')}": f"jsonschema-{draft}"
       for word in ("", "draft") for draft in ("2019-09", "2020-12")},
    "arazzo10": "arazzo-1.0", "arazzo1": "arazzo-1",
}
"""Spectral's names without the marks between their words, which it writes in more than one way, and our own."""


def formats_of(names: Sequence[str]) -> tuple[str, ...]:
    """The formats of a list of names; RuleError for one that is not known."""
    found = []
    for name in names:
        format_ = _FORMATS.get(re.sub(r"[-._]", "", name.lower()))
        if format_ is None:
            raise RuleError(f"there is no format `{name}`; {suggestion(name, _FORMATS) or 'one is `oas3`'}")
        found.append(format_)
    return tuple(dict.fromkeys(found))
