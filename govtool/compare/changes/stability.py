"""How far consumers may rely on an operation.

# stability-lowered
The stability level of an operation (`x-stability-level`) is lower than before.

Consumers relied on what was promised: it is breaking by policy, for whatever it lets through later. Where the old
level promised nothing (`govtool explain policy.stable-from`), it is compatible. Keep the level, or publish a new major
version.

# stability-raised
The stability level of an operation (`x-stability-level`) is higher than before: from now on it promises more.

```diff
 paths:
   /orders:
     get:
-      x-stability-level: stable
+      x-stability-level: beta  # breaking: stability-lowered
       responses: {"200": {description: OK}}
     post:
-      x-stability-level: alpha
+      x-stability-level: beta  # ok: stability-raised
       responses: {"200": {description: OK}}
```
"""

from govtool.compare.match import Both, Changes
from govtool.compare.rulings import Event
from govtool.compare.stability import KEY, LEVELS, level_of, level_of_status, written_level
from govtool.finding import Bump, Effect
from govtool.model.contract import Operation

EXTENSIONS = (KEY,)


def check_level(both: Both[Operation]) -> Changes:
    """The level of an operation; without a word of its own it has that of the contract."""
    versions = both.exchange.versions
    words = written_level(both.old), written_level(both.new)
    if words[0] == words[1]:
        return
    contracts = versions.old.facts.lifecycle.status, versions.new.facts.lifecycle.status
    old, new = (level_of(word) or level_of_status(around) for word, around in zip(words, contracts, strict=True))
    said = f"`{both.new.name}` is {new}, before {old}"
    if LEVELS.index(new) < LEVELS.index(old):
        event = Event("stability-lowered", said, both.places(KEY), Effect.NONE)
        yield event.breaking_by_policy("consumers rely on the level that they were told")
    elif old != new:
        yield Event("stability-raised", said, both.places(KEY), Effect.NONE).compatible(bump=Bump.MINOR)
