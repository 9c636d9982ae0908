"""What it is that an optional field of a response or event is no longer declared: breaking, possible or compatible.

Values alone do not decide: the field was optional, so no reader may insist on it. Yet whoever used it loses it, so the
default is `"breaking"`, for an optional response header, a webhook and a callback too. Where adapters.yaml declares the
consumers of a contract, each with the fields that it uses, `check` and `release` call the loss of a field that none of
them uses possible.

Bad: readers of the note get it no more.

```diff
 paths:
   /orders:
     get:
       responses:
         "200":
           description: OK
           content:
             application/json:
               schema:
                 type: object
                 properties:
                   id: {type: string}
-                  note: {type: string}
```

- by default: `property-removed` is breaking
- `removed-optional = "possible"`: `property-removed` is possible
- `removed-optional = "compatible"`: `property-removed` is compatible

Good: it stays declared as long as someone may read it.

```diff
 paths:
   /orders:
     get:
       responses:
         "200":
           description: OK
           content:
             application/json:
               schema:
                 type: object
                 properties:
-                  note: {type: string}
+                  note: {type: string, deprecated: true}
```

- by default: `deprecated-added` is compatible
"""

from dataclasses import replace

from govtool.finding import Bump, Change, Confidence, Verdict

LOSSES = frozenset({"webhook-removed", "callback-removed", "definition-removed", "header-removed",
                    "message-removed", "request-body-removed"})
"""The changes beside those of schemas by which someone may lose what was optional."""


def of_optional(change: Change, verdict: Verdict) -> Change:
    """The loss of something that was optional, as the policy has it."""
    if change.confidence is not Confidence.POLICY or change.verdict is verdict:
        return change
    confidence = Confidence.POSSIBLE if verdict is Verdict.POSSIBLE else Confidence.POLICY
    return replace(change, verdict=verdict, confidence=confidence, bump=Bump.MINOR, witness=None)
