"""What of a comparison is asked for: the operations at some paths, and paths that moved as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govtool.catalog.globs import matches
from govtool.compare.templates import base
from govtool.errors import UserError, suggestion
from govtool.finding import Change
from govtool.model.contract import Contract, Operation, Server

_FEW = 5


@dataclass(frozen=True, slots=True)
class Prefix:
    """What the paths of the old version began with, and what they begin with now; either may be empty."""

    old: str
    new: str

    def moves(self, path: str) -> bool:
        """Whether a path lies below the old prefix: `/api` holds `/api/orders`, not `/apis`."""
        return path == self.old or path.startswith(self.old + "/")

    def moved(self, path: str) -> str:
        """The path as it is now."""
        return self.new + path[len(self.old):]


def parse_prefix(text: str) -> Prefix:
    """The prefixes of `OLD=NEW`; UserError for anything else."""
    old, equals, new = (part.rstrip("/") for part in text.partition("="))
    if not equals or old == new or not all(part[:1] in ("", "/") for part in (old, new)):
        raise UserError(f"`{text}` says no prefix and what it became",
                        "write OLD=NEW, such as `/api=/v2`; `/api=` takes a prefix away, `=/v2` puts one in front")
    return Prefix(old, new)


def moved(contract: Contract, prefixes: Iterable[Prefix]) -> Contract:
    """The old version with its URLs as the new one writes them, so that a base path that moved is no change.

    A prefix is looked for in the paths, and where none has it in the URLs of the servers.
    """
    for prefix in prefixes:
        if any(each.kind == "path" and prefix.moves(each.path) for each in contract.operations):
            contract = replace(contract, operations=tuple(_with_path(each, prefix) for each in contract.operations))
        else:
            contract = _with_servers(contract, prefix)
    return contract


def _with_servers(contract: Contract, prefix: Prefix) -> Contract:
    servers = {id(each.servers): tuple(_with_base(one, prefix) for one in each.servers) for each in contract.operations}
    if all(servers[id(each.servers)] == each.servers for each in contract.operations):
        return contract
    return replace(
        contract,
        servers=tuple(_with_base(server, prefix) for server in contract.servers),
        operations=tuple(replace(each, servers=servers[id(each.servers)]) for each in contract.operations),
    )


def _with_path(operation: Operation, prefix: Prefix) -> Operation:
    is_meant = operation.kind == "path" and prefix.moves(operation.path)
    return replace(operation, path=prefix.moved(operation.path)) if is_meant else operation


def _with_base(server: Server, prefix: Prefix) -> Server:
    path, url = base(server.url), server.url.rstrip("/")
    if not (path and prefix.moves(path) and url.endswith(path)):
        return server
    return replace(server, url=url.removesuffix(path) + prefix.moved(path))


def within(changes: Iterable[Change], patterns: Sequence[str]) -> list[Change]:
    """The changes that touch an operation at one of the paths; all where no pattern is given."""
    return [change for change in changes if not patterns or any(_is_at(name, patterns) for name in change.reach)]


def _is_at(name: str, patterns: Sequence[str]) -> bool:
    """Whether an operation is at a path: `POST /orders`, for a callback the operation that registers it."""
    return matches(name.partition(" > ")[0].partition(" ")[2].lstrip("/"), patterns)


def refuse_unknown_prefixes(prefixes: Iterable[Prefix], old: Sequence[Contract]) -> None:
    """UserError for a prefix that no path and no server of the old versions has."""
    for prefix in prefixes:
        if all(moved(contract, (prefix,)) is contract for contract in old):
            raise UserError(f"no path or server of the old version begins with `{prefix.old}`", _known(_paths(old)))


def refuse_unknown_paths(patterns: Iterable[str], contracts: Iterable[Contract]) -> None:
    """UserError for a pattern that is the path of no operation in either version: a typo must not look like peace."""
    paths = _paths(contracts)
    for pattern in patterns:
        if not any(matches(path.lstrip("/"), (pattern,)) for path in paths):
            raise UserError(f"no operation has a path like `{pattern}`", suggestion(pattern, paths) or _known(paths))


def _paths(contracts: Iterable[Contract]) -> list[str]:
    return sorted({each.path for contract in contracts for each in contract.operations})


def _known(paths: Sequence[str]) -> str:
    named = ", ".join(f"`{path}`" for path in paths[:_FEW])
    return f"the paths are {named}{' …' if len(paths) > _FEW else ''}" if paths else "there are no paths here"
