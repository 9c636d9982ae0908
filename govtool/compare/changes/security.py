"""Who may call.

# security-narrowed
Fewer callers are let in: a set of credentials that was enough no longer is.

Security is any of several sets of credentials, compared by what goes over the wire and not by the names of schemes;
every old set must still satisfy some new one. A scope more is a narrowing, too. The witness is the set.

# security-widened
More callers are let in: fewer credentials or scopes are needed, or another set will do.

# security-changed
Other credentials are needed than before: some callers are let in that were not, and some no longer are.

# security-scheme-changed
A security scheme gets its tokens elsewhere, or in another way.

```diff
 paths:
   /orders:
     get:
-      security: [{key: []}]
+      security: [{key: [], user: [read]}]  # breaking: security-narrowed
       responses: {"200": {description: OK}}
     post:
-      security: [{user: [read, write]}]
+      security: [{user: [write]}]  # ok: security-widened
       responses: {"200": {description: OK}}
     put:
-      security: [{key: []}]
+      security: [{user: [write]}]  # breaking: security-changed
       responses: {"200": {description: OK}}
 components:
   securitySchemes:
     key: {type: apiKey, in: header, name: X-Key}
     user:
       type: oauth2
       flows:
         clientCredentials:
-          tokenUrl: https://old.example.com/token
+          tokenUrl: https://new.example.com/token  # possible: security-scheme-changed
           scopes: {read: Read, write: Write}
```
"""

from typing import Any

from govtool.compare.match import Both, Changes, Versions, place
from govtool.compare.requests import credentials, line, resolved
from govtool.compare.rulings import Event, Places
from govtool.compare.values import is_same
from govtool.finding import Effect, Location
from govtool.model.contract import Contract, Credential, Operation, Spot
from govtool.model.shape import mapping

Sets = tuple[frozenset[Credential], ...]
_ANONYMOUS: Sets = (frozenset(),)
_TOKENS = ("flows", "flow", "authorizationUrl", "tokenUrl", "deviceAuthorizationUrl", "refreshUrl", "oauth2MetadataUrl")


def check(both: Both[Operation]) -> Changes:
    """The credentials that a caller needs."""
    old, new = both.old.security or _ANONYMOUS, both.new.security or _ANONYMOUS
    shut, opened = _refused(old, new), _refused(new, old)
    if not shut and not opened:
        return
    effect = Effect.DIFFERENT if shut and opened else Effect.NARROWER if shut else Effect.WIDER
    word = {Effect.DIFFERENT: "changed", Effect.NARROWER: "narrowed", Effect.WIDER: "widened"}[effect]
    exchange = both.exchange
    said = f"a caller needs {_said(new)}, before {_said(old)}"
    event = Event(f"security-{word}", said, _places(both), effect, exchange.role.writer)
    refused = opened if exchange.new_writes else shut
    if refused:
        given = f"{line(exchange.sender, exchange.bundle)} with {credentials(refused[0])}"
        yield event.breaking(exchange.witness(given, "the credentials are not enough"))
    else:
        yield event.compatible()


def check_schemes(versions: Versions) -> Changes:
    """Where tokens come from; what they are on the wire is compared where they are needed."""
    for name, written in versions.old.security_schemes.items():
        old = resolved(versions.old.bundle, written)
        new = resolved(versions.new.bundle, versions.new.security_schemes.get(name))
        if old is None or new is None:
            continue
        changed = next((key for key in _TOKENS if not is_same(_flows(old, key), _flows(new, key))), "")
        if changed:
            keys = _first_difference(mapping(old.value).get(changed), mapping(new.value).get(changed))
            event = Event(
                "security-scheme-changed",
                f"security scheme `{name}` gets its tokens otherwise than before",
                (place(old, changed, *keys), place(new, changed, *keys)),
                Effect.DIFFERENT,
                "consumer",
            )
            yield event.possible("whether the old way still works is not in the contract")


def _first_difference(old: Any, new: Any) -> tuple[str, ...]:
    """The keys that lead to the first value that differs, scopes aside."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return ()
    key = next((key for key in (*old, *new) if key != "scopes" and not is_same(old.get(key), new.get(key))), "")
    return (key, *_first_difference(old.get(key), new.get(key))) if key else ()


def _refused(given: Sets, wanted: Sets) -> list[frozenset[Credential]]:
    """The sets that satisfy none of the wanted ones."""
    return [one for one in given if not any(_satisfies(one, other) for other in wanted)]


def _satisfies(given: frozenset[Credential], wanted: frozenset[Credential]) -> bool:
    return all(any(item.kind == need.kind and need.scopes <= item.scopes for item in given) for need in wanted)


def _said(sets: Sets) -> str:
    return " or ".join(dict.fromkeys(credentials(one) for one in sets))


def _places(both: Both[Operation]) -> Places:
    """Where the requirement stands: at the operation, at the root, or in the scheme that means something else now."""
    versions = both.exchange.versions
    names = [item.name for one in both.old.security for item in sorted(one, key=lambda item: item.name)]
    if _written(both.old.security) == _written(both.new.security):
        for name in names:
            old = resolved(versions.old.bundle, versions.old.security_schemes.get(name))
            new = resolved(versions.new.bundle, versions.new.security_schemes.get(name))
            if old is not None and new is not None and not is_same(old.value, new.value):
                return old.at(), new.at()
    return _declared(both.old, versions.old), _declared(both.new, versions.new)


def _written(sets: Sets) -> list[list[tuple[str, tuple[str, ...]]]]:
    """The requirements by the document's own names."""
    return [sorted((item.name, tuple(sorted(item.scopes))) for item in one) for one in sets]


def _declared(operation: Operation, contract: Contract) -> Location:
    root = mapping(contract.document.data)
    if "security" not in operation.spot.value and "security" in root and operation.kind == "path":
        return contract.document.at(("security",))
    return place(operation.spot, "security")


def _flows(scheme: Spot, key: str) -> object:
    """A part of a scheme without its scopes: those are compared where they are needed."""
    value = mapping(scheme.value).get(key)
    if key != "flows" or not isinstance(value, dict):
        return value
    return {
        name: {part: text for part, text in mapping(flow).items() if part != "scopes"} for name, flow in value.items()
    }
