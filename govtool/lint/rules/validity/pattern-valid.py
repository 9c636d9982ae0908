r"""Every `pattern` is a regular expression of ECMA-262.

Validators of every language agree on that dialect alone; what Perl, Python or Java add to it is a syntax error or,
worse, means something else (JSON Schema 2020-12 core, section 6.4; OpenAPI 3.1.1 section 4.8.24).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    OrderId:
      type: string
      pattern: '\A[0-9]{12}\Z'  # error: `\A[0-9]{12}\Z` is no regular expression
    Plant: {type: string, pattern: '^[A-Z]{2}[0-9]{2}$'}
    Labels:
      type: object
      patternProperties:
        '^(?i)label-': {type: string}  # error: `^(?i)label-` is no regular expression
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    OrderId: {type: string, pattern: '^[0-9]{12}$'}
    Name: {type: string, pattern: '^\p{L}+(?: \p{L}+)*$'}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.nodes import Header, Items, Parameter, Schema
from govtool.lint.rule import Hit
from govtool.lint.validity.patterns import is_ecma
from govtool.model.shape import mapping
from govtool.model.wording import shortened

SEVERITY = Severity.ERROR
KEYS = ("pattern", "patternProperties")
FORMATS = ("openapi", "jsonschema")


def check(node: Schema | Parameter | Items | Header) -> Iterator[Hit]:
    pattern = node.value.get("pattern")
    places = [(pattern, node.at("pattern"))] if isinstance(pattern, str) else []
    if node.kind == "Schema" and "patternProperties" in node.value:
        names = mapping(node.value, "patternProperties")
        places += [(name, node.at("patternProperties", name, on="key")) for name in names]
    for text, at in places:
        if not is_ecma(text):
            yield Hit(at, f"`{shortened(text)}` is no regular expression of ECMA-262, expected one",
                      help="write it without what only other dialects have: `^` and `$`, no inline flags, no recursion")
