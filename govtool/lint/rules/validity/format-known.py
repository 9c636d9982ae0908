"""A contract says which format it is in, and which version of it.

Without the mark (`openapi`, `swagger`, `asyncapi`, `$schema`, or the type of an Avro schema) no tool knows how to read
the document, and nothing of it can be judged (OpenAPI 3.1.1 section 4.8.1).

## Bad

```yaml
openapi: three  # error: `openapi` is the text `three`
info: {title: Orders, version: 1.0.0}
paths: {}
```

```yaml
openapi: 3.1.0
info: {title: Stock, version: 1.0.0}
paths: {}
```

```yaml
swagger: [2, 0]  # error: `swagger` is a list
info: {title: Shifts, version: 1.0.0}
paths: {}
```

## Good

```yaml
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths: {}
```
"""

from collections.abc import Iterator

from govtool.finding import Severity
from govtool.lint.rule import Hit
from govtool.model.contract import Contract
from govtool.model.wording import shown

SEVERITY = Severity.ERROR
_MARKS = ("openapi", "swagger", "asyncapi")


def check(contract: Contract) -> Iterator[Hit]:
    data, document = contract.document.data, contract.document
    mark = next((mark for mark in _MARKS if isinstance(data, dict) and mark in data), None)
    if contract.format.family == "":
        words = f"`{mark}` is {shown(data[mark])}, which is read by nobody" if mark else (
            "this is no contract: there is no `openapi`, `swagger`, `asyncapi` or `$schema`")
        yield Hit(document.at((mark,) if mark else ()), f"{words}, expected a version",
                  help="name the format and its version at the root: `openapi: 3.1.1`")
    elif mark and contract.format.version == "":
        yield Hit(document.at((mark,)), f"`{mark}` is {shown(data[mark])}, expected a version",
                  help=f"write it as `{mark}: {'2.0' if mark == 'swagger' else '3.1.1'}`")
