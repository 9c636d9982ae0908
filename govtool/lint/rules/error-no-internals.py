"""No schema shows how the provider works inside: no stack trace, exception class or SQL state.

Such a member tells an attacker which library to look up, and consumers begin to rely on names that change with every
release (Zalando guideline 177; CWE-209). The option `names` lists them.

## Bad

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Problem:
      type: object
      properties:
        title: {type: string}
        stackTrace: {type: string}  # error: `stackTrace` shows how the provider works inside
        code: {type: string}
        sql_state: {type: string}  # error: `sql_state` shows how the provider works inside
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
components:
  schemas:
    Problem:
      type: object
      properties:
        title: {type: string}
        code: {type: string}
        correlationId: {type: string}
```
"""

from collections.abc import Iterator

from govtool.lint.nodes import Schema
from govtool.lint.policy.names import words
from govtool.lint.rule import Hit
from govtool.model.shape import mapping

TAGS = ("governance", "errors", "security")
KEYS = ("properties",)
OPTIONS = {"names": ["stack trace", "stacktrace", "exception class", "inner exception", "inner error", "innererror",
                     "sql state", "sql message", "sql error"]}


def check(schema: Schema, options: dict[str, list[str]]) -> Iterator[Hit]:
    for name in mapping(schema.value.get("properties")):
        if " ".join(words(name)) in options["names"]:
            yield Hit(schema.at("properties", name, on="key"),
                      f"`{name}` shows how the provider works inside, expected a `code` and a `correlationId`",
                      help="keep it in the log, under the correlation id")
