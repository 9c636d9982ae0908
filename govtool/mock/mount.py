"""Where contracts are found on one port: by the paths of their servers, and by their name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from govtool.mock.exchange import Exchange, Response, Violation
from govtool.mock.plan import Plan, Scene, Settings, plan, scene
from govtool.mock.router import Router
from govtool.model.contract import Contract, Operation, Server
from govtool.model.shape import text

_MOST = 100
_OTHERS = Violation("request", "", "further violations of other kinds", "several")


@dataclass(slots=True, eq=False)
class Endpoint:
    """One operation that is served, and what was seen of it."""

    scene: Scene
    operation: Operation
    path: str
    """Where it is found first."""
    made: Plan | None = None
    statuses: Counter[int] = field(default_factory=Counter)
    violations: Counter[Violation] = field(default_factory=Counter)
    """Bounded: those that come late are counted together."""

    @property
    def plan(self) -> Plan:
        """Its plan, made when it is first needed."""
        if self.made is None:
            self.made = plan(self.scene, self.operation)
        return self.made

    def count(self, exchange: Exchange, response: Response) -> None:
        """Remember what was asked and answered."""
        self.statuses[response.status] += 1
        for each in (*exchange.violations, *exchange.remarks):
            known = each in self.violations or len(self.violations) < _MOST
            self.violations[each if known else _OTHERS] += 1


@dataclass(frozen=True, slots=True, eq=False)
class Mounted:
    """Everything that is served on a port."""

    router: Router[Endpoint]
    endpoints: tuple[Endpoint, ...]
    clashes: tuple[str, ...]
    """What is only found by the name of its contract, since another contract has its path."""


def mounted(contracts: Sequence[Contract], settings: Settings) -> Mounted:
    """All operations of the contracts.

    Each is found below the base paths of its servers. With one contract also without them; with several also below the
    name of its contract, which is the only place where two contracts have the same path.
    """
    router: Router[Endpoint] = Router()
    endpoints: list[Endpoint] = []
    clashes = []
    for name, contract in zip(names(contracts), contracts, strict=True):
        shared = scene(contract, settings)
        for operation in contract.operations:
            if operation.kind != "path" or not operation.path.startswith("/"):
                continue
            bases = base_paths(operation.servers)
            own = [""] if len(contracts) == 1 else [f"/{name}", *(f"/{name}{base}" for base in bases)]
            endpoint = Endpoint(shared, operation, "")
            for prefix in dict.fromkeys((*bases, *own)):
                path = prefix + operation.path
                if router.add(path, operation.method, endpoint) is not endpoint:
                    clashes.append(f"{operation.method} {path} is that of another contract")
                else:
                    endpoint.path = endpoint.path or path
            endpoints.append(endpoint)
    return Mounted(router, tuple(endpoints), tuple(clashes))


def base_paths(servers: Iterable[Server]) -> tuple[str, ...]:
    """The paths of servers' URLs, without a slash at their end; variables have their defaults."""
    return tuple(dict.fromkeys(_base_path(server) for server in servers)) or ("",)


def _base_path(server: Server) -> str:
    url = server.url
    for name, variable in server.variables.items():
        if isinstance(variable, dict):
            url = url.replace(f"{{{name}}}", text(variable.get("default")))
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    path = "/" + path.removeprefix("./").strip("/")
    return "" if path == "/" else path


def names(contracts: Sequence[Contract]) -> Iterator[str]:
    """The name of each contract in paths: that of its package or file; the whole identity where several have it."""
    short = [_short(contract.identity) for contract in contracts]
    taken: set[str] = set()
    for contract, name in zip(contracts, short, strict=True):
        whole = contract.identity.replace("/", "-")
        found = name if short.count(name) == 1 else whole
        while found in taken:
            found += "-2"
        taken.add(found)
        yield found


def _short(identity: str) -> str:
    return identity.partition("@")[0] if "@" in identity else PurePosixPath(identity).stem
