"""Every variable in a server's URL is declared, and its default is one of its values.

A variable that nobody declares cannot be filled in, so the URL is none; a default outside of the list is a server
that the list says does not exist (OpenAPI 3.1.1 section 4.8.6).

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://{plant}.example.com/{stage}  # error: `{stage}` is not declared
    variables:
      plant: {default: berlin, enum: [berlin, lyon]}
  - url: https://example.com/{version}
    variables:
      version:
        default: v3  # error: `v3` is not in the `enum`
        enum: [v1, v2]
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
servers:
  - url: https://{plant}.example.com
    variables:
      plant: {default: berlin, enum: [berlin, lyon]}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.errors import suggestion
from govtool.finding import Severity
from govtool.lint.nodes import Server
from govtool.lint.rule import Hit
from govtool.lint.validity.templates import variables
from govtool.model.shape import mapping, sequence, text

SEVERITY = Severity.ERROR
FORMATS = ("openapi-3",)


def check(server: Server) -> Iterator[Hit]:
    declared = mapping(server.value, "variables")
    for name in dict.fromkeys(variables(text(server.value.get("url")))):
        if name not in declared:
            yield Hit(server.at("url"), f"`{{{name}}}` is not declared, expected it among the `variables`",
                      help=suggestion(name, declared) or f"declare `{name}` with a default", subject=name)
    for name, variable in declared.items():
        values, default = sequence(mapping(variable).get("enum")), mapping(variable).get("default")
        if values and isinstance(default, str) and default not in values:
            yield Hit(server.at("variables", name, "default"), subject=name,
                      message=f"`{default}` is not in the `enum`, expected one of its values",
                      help=suggestion(default, map(str, values)) or "add it there, or choose another default")
