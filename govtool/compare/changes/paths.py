"""Operations that come and go.

# path-added
A path can be called that could not be called before.

# path-removed
A path can no longer be called.

Every client that calls it gets an error. The witness is a request that the old contract describes. A deprecated path
may go once its sunset (`x-sunset`) has passed; `--as-of` says which day it is.

# operation-added
A method of a path can be called that could not be called before.

# operation-removed
A method of a path can no longer be called, while other methods of the path still can.

# webhook-added
The provider may send a webhook that it did not know before.

Nobody receives it who did not register for it.

# webhook-removed
The provider no longer sends a webhook: who relied on it is no longer told.

# callback-added
An operation may call back in one more way.

# callback-removed
An operation no longer calls back in one way: who relied on it is no longer told.

```diff
 paths:
-  /orders: {get: {responses: {"200": {description: OK}}}}  # breaking: path-removed
   /sites:
     get:
       responses: {"200": {description: OK}}
       callbacks:
         told:
-          "{$request.body#/done}": {post: {responses: {"200": {description: OK}}}}  # breaking: callback-removed
           "{$request.body#/held}": {post: {responses: {"200": {description: OK}}}}
+          "{$request.body#/late}": {post: {responses: {"200": {description: OK}}}}  # ok: callback-added
+    post: {responses: {"201": {description: Created}}}  # ok: operation-added
-    delete: {responses: {"204": {description: Gone}}}  # breaking: operation-removed
+  /shifts: {get: {responses: {"200": {description: OK}}}}  # ok: path-added
 webhooks:
-  orderHeld: {post: {responses: {"200": {description: OK}}}}  # breaking: webhook-removed
   orderDone: {post: {responses: {"200": {description: OK}}}}
+  orderLate: {post: {responses: {"200": {description: OK}}}}  # ok: webhook-added
```
"""

from govtool.compare.match import Changes, Lone
from govtool.compare.requests import curl, line
from govtool.compare.rulings import Event
from govtool.finding import Effect, Location, Witness
from govtool.model.contract import Contract, Operation


def check(lone: Lone[Operation]) -> Changes:
    """An operation that only one version has."""
    operation, exchange = lone.part, lone.exchange
    kind = operation.kind if operation.kind != "path" else "path" if lone.whole else "operation"
    name = f"`{operation.path}`" if kind == "path" else f"`{operation.name}`"
    here = (operation.path_spot if kind == "path" else operation.spot).at(on="key")
    if lone.is_new:
        yield Event(f"{kind}-added", f"{name} is new", (None, here), Effect.WIDER).compatible()
        return
    event = Event(
        f"{kind}-removed", f"{name} is no longer there", (here, standing(exchange.versions.new, here)), Effect.NARROWER
    )
    if lone.instead:
        yield event.possible(f"`{lone.instead}` takes the same URL, maybe for something else")
    elif operation.kind == "path":
        bundle = exchange.versions.old.bundle
        before, now = exchange.versions.names()
        asked = curl(operation, bundle)
        yield event.breaking(Witness(line(operation, bundle), before, now, "nothing answers there", asked))
    else:
        yield event.breaking_by_policy("who relied on it is no longer told (policy `removed-optional`)")


def standing(contract: Contract, at: Location) -> Location:
    """The nearest place around an old one that the contract still has."""
    pointer = at.pointer
    while pointer:
        pointer = pointer[:-1]
        try:
            contract.document.get(pointer)
        except LookupError:
            continue
        break
    return contract.document.at(pointer, on="key")
