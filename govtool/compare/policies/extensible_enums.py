"""Whether a value may be added to what a response or event may say, without breaking its readers.

A reader that knows all values of an `enum` may fail on a new one, so that is a break. An enum that says
`x-extensible-enum: true` has told its readers to expect more; it must have said so before the value came.
`extensible-enums = true` says it for every enum.

Bad: readers were never told.

```diff
 components:
   schemas:
     State:
       type: string
-      enum: [open, done]
+      enum: [open, done, held]
 paths:
   /orders:
     get:
       responses:
         "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/State"}}}}
```

- by default: `enum-value-added` is breaking
- `extensible-enums = true`: `enum-value-added` is compatible

Good: they were.

```diff
 components:
   schemas:
     State:
       type: string
       x-extensible-enum: true
-      enum: [open, done]
+      enum: [open, done, held]
 paths:
   /orders:
     get:
       responses:
         "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/State"}}}}
```

- by default: `enum-value-added` is compatible

The other way it never helps: a client may still send a value that is gone. That holds for an enum, and for the list
that `x-extensible-enum` may be where there is no `enum`.

```diff
 paths:
   /orders:
     get:
       parameters:
         - name: state
           in: query
-          schema: {type: string, x-extensible-enum: [open, done, held]}
+          schema: {type: string, x-extensible-enum: [open, done]}
       responses: {"200": {description: OK}}
```

- by default: `extension-changed` is breaking
- `extensible-enums = true`: `extension-changed` is breaking
"""

from collections.abc import Iterable
from typing import Any

KEYWORD = "x-extensible-enum"


def may_grow(schemas: Iterable[Any]) -> bool:
    """Whether one of the old schemas around an enum told its readers to expect more."""
    return any(isinstance(schema, dict) and bool(schema.get(KEYWORD)) for schema in schemas)


def gone(old: Any, new: Any) -> list[Any]:
    """The values that a list of known values no longer has; none where it is no list in both."""
    both = isinstance(old, list) and isinstance(new, list)
    return [value for value in old if value not in new] if both else []
