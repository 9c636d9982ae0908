"""The variables in a server's address are declared, in use, and have a default that is one of their values.

A variable that nobody declares cannot be filled in, and one without a place is filled in for nothing (AsyncAPI 3.0,
"Server Object"; 2.6, "Server Object").

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
servers:
  plant:
    host: "{plant}.example.com:{port}"  # error: `{port}` is not declared
    protocol: kafka
    variables:
      plant:
        enum: [berlin, lyon]
        default: paris  # error: `paris` is not in the `enum`
      stage: {enum: [test, live]}  # error: `stage` is no variable of this server
```

## Good

```yaml
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
servers:
  plant:
    url: "{plant}.example.com"
    protocol: kafka
    variables:
      plant: {enum: [berlin, lyon], default: berlin}
channels: {}
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
FORMATS = ("asyncapi",)
_ADDRESSES = ("url", "host", "pathname")


def check(server: Server) -> Iterator[Hit]:
    declared = mapping(server.value, "variables")
    used = {name: field for field in _ADDRESSES for name in variables(text(server.value.get(field)))}
    for name, field in used.items():
        if name not in declared:
            yield Hit(server.at(field), f"`{{{name}}}` is not declared, expected it among the `variables`",
                      help=suggestion(name, declared) or f"declare `{name}`", subject=name)
    for name, variable in declared.items():
        if name not in used:
            yield Hit(server.at("variables", name, on="key"),
                      f"`{name}` is no variable of this server, expected `{{{name}}}` in its address",
                      help=suggestion(name, used) or "take it away", subject=name)
        values, default = sequence(mapping(variable).get("enum")), mapping(variable).get("default")
        if values and isinstance(default, str) and default not in values:
            yield Hit(server.at("variables", name, "default"), subject=name,
                      message=f"`{default}` is not in the `enum`, expected one of its values",
                      help=suggestion(default, map(str, values)) or "add it there, or choose another default")
