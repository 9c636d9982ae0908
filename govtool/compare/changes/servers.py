"""Where an API is.

# server-added
The API answers at one more address.

# server-removed
The API is no longer declared at an address.

The path of a server is a part of every URL: when it is gone, old requests go nowhere. Whether another host still
answers is not in the contract, so that stays possible. A base path that moved from the servers into the paths is no
change.

# server-default-changed
A variable of a server has another default: who does not choose gets another address.

```diff
 servers:
-  - url: https://old.example.com/v1  # possible: server-removed
+  - url: https://new.example.com/v1  # ok: server-added
   - url: https://{site}.example.com/v1
     variables:
-      site: {default: north}
+      site: {default: south}  # possible: server-default-changed
 paths:
   /orders:
     get: {responses: {"200": {description: OK}}}
   /archive:
     get:
       servers:
-        - {url: /v1}  # breaking: server-removed
+        - {url: /v2}  # ok: server-added
       responses: {"200": {description: OK}}
```
"""

from govtool.compare.match import Both, Changes
from govtool.compare.requests import line
from govtool.compare.rulings import Event
from govtool.compare.templates import addresses, base, bases, shape
from govtool.finding import Effect, Location
from govtool.model.contract import Contract, Operation, Server
from govtool.model.shape import mapping, text


def check(both: Both[Operation]) -> Changes:
    """The addresses of an operation, its path included."""
    old, new, exchange = both.old, both.new, both.exchange
    versions = exchange.versions
    if old.kind != "path" or (old.servers == new.servers and old.path == new.path):
        return
    before, now = _urls(old, versions.old), _urls(new, versions.new)
    for url, (index, server) in before.items():
        if url not in now:
            said = f"server `{server.url}` is no longer there"
            event = Event(
                "server-removed",
                said,
                (_place(old, exchange.versions.old, index), new.spot.at(on="key")),
                Effect.NARROWER,
            )
            if not now or base(server.url) + shape(old.path) in {one + shape(new.path) for one in bases(new)}:
                yield event.possible("whether the old address still answers is not in the contract")
            else:
                yield event.breaking(
                    exchange.witness(f"{line(old, exchange.bundle)} at `{server.url}`", "no server has this base path")
                )
    for url, (index, server) in now.items():
        if url not in before:
            where = _place(new, exchange.versions.new, index)
            yield Event("server-added", f"server `{server.url}` is new", (None, where), Effect.WIDER).compatible()


def check_defaults(both: Both[Operation]) -> Changes:
    """The variables that a caller may leave alone."""
    known = {server.url: server for server in both.old.servers}
    for index, server in enumerate(both.new.servers):
        old = known.get(server.url)
        for name in server.variables if old is not None else ():
            before, now = (_default(one, name) for one in (old or server, server))
            if before and now and before != now:
                versions, at = both.exchange.versions, ("variables", name, "default")
                was = _place(both.old, versions.old, both.old.servers.index(old or server), *at)
                places = (was, _place(both.new, versions.new, index, *at))
                said = f"variable `{name}` of server `{server.url}` is `{now}` by default, before `{before}`"
                yield Event("server-default-changed", said, places, Effect.DIFFERENT).possible(
                    "whether both addresses answer alike is not in the contract"
                )


def _urls(operation: Operation, contract: Contract) -> dict[str, tuple[int, Server]]:
    """Every URL of the operation, with the server that it comes from; where none is written, none is promised."""
    written = any(spot.value.get("servers") for spot in (operation.spot, operation.path_spot))
    if not written and not any(key in mapping(contract.document.data) for key in ("servers", "host", "basePath")):
        return {}
    return {
        url + shape(operation.path): (index, server)
        for index, server in reversed(list(enumerate(operation.servers)))
        for url in addresses(server)
    }


def _default(server: Server, name: str) -> str:
    variable = server.variables.get(name)
    return text(variable.get("default")) if isinstance(variable, dict) else ""


def _place(operation: Operation, contract: Contract, index: int, *more: str) -> Location:
    """Where the servers stand that hold for an operation, nearest first."""
    for spot in (operation.spot, operation.path_spot):
        if spot.value.get("servers"):
            return spot.at("servers", index, *more)
    return contract.document.at(("servers", index, *more) if "servers" in contract.document.data else ())
