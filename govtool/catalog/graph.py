"""The systems and the contracts between them: a graph from who provides to who consumes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govtool.catalog.repository import Repository


@dataclass(frozen=True, slots=True)
class Node:
    """A system or a contract."""

    name: str
    kind: str
    """`system` or `contract`."""
    tier: str = ""
    label: str = ""
    """The product behind a system; the lifecycle of a contract."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A system that provides a contract, or consumes it."""

    system: str
    contract: str
    relation: str
    """`provides` or `consumes`."""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges in a fixed order: contracts by name, systems as the file lists them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(repository: Repository) -> Graph:
    """The systems of `adapters.yaml` and every contract, also one that a system names and nobody has."""
    systems = repository.adapters.systems.values()
    edges = tuple(Edge(one.name, use.contract, relation, use.fields) for one in systems
                  for relation, uses in (("provides", one.provides), ("consumes", one.consumes)) for use in uses)
    known = {package.identity: package.facts for package in repository.packages.values()}
    names = sorted({*repository.identities, *(edge.contract for edge in edges)})
    contracts = [Node(name, "contract", known[name].tier, known[name].lifecycle.status) if name in known
                 else Node(name, "contract") for name in names]
    return Graph((*contracts, *(Node(one.name, "system", one.tier, one.system) for one in systems)), edges)


def mermaid(graph: Graph) -> Iterator[str]:
    """The lines of a Mermaid flowchart."""
    ids = _ids(graph)
    yield "flowchart LR"
    for node in graph.nodes:
        text = _mermaid_text(node.name) + (f"<br/>{_mermaid_text(node.label)}" if node.label else "")
        yield f'  {ids[node.kind, node.name]}["{text}"]' if node.kind == "system" \
            else f'  {ids[node.kind, node.name]}(["{text}"])'
    for edge in graph.edges:
        system, contract = ids["system", edge.system], ids["contract", edge.contract]
        yield f"  {system} --> {contract}" if edge.relation == "provides" else f"  {contract} --> {system}"


def dot(graph: Graph) -> Iterator[str]:
    """The lines of a Graphviz graph."""
    ids = _ids(graph)
    yield "digraph contracts {"
    yield "  rankdir=LR;"
    for node in graph.nodes:
        text = node.name + (f"\n{node.label}" if node.label else "")
        shape = "box" if node.kind == "system" else "ellipse"
        yield f"  {ids[node.kind, node.name]} [label={_dot_text(text)}, shape={shape}];"
    for edge in graph.edges:
        system, contract = ids["system", edge.system], ids["contract", edge.contract]
        yield f"  {system} -> {contract};" if edge.relation == "provides" else f"  {contract} -> {system};"
    yield "}"


DRAWINGS: Mapping[str, Callable[[Graph], Iterator[str]]] = {"mermaid": mermaid, "dot": dot}


def plain(graph: Graph) -> dict[str, Any]:
    """The graph as JSON carries it."""
    return {
        "format": "govtool-graph/1",
        "nodes": [{"kind": node.kind, "name": node.name, "tier": node.tier, "label": node.label}
                  for node in graph.nodes],
        "edges": [{"system": edge.system, "contract": edge.contract, "relation": edge.relation,
                   "fields": list(edge.fields)} for edge in graph.edges],
    }


def _ids(graph: Graph) -> dict[tuple[str, str], str]:
    """A short name for each node: names of people may hold anything."""
    return {(node.kind, node.name): f"{node.kind[0]}{index}" for index, node in enumerate(graph.nodes)}


def _mermaid_text(text: str) -> str:
    """Text in quotes: what Mermaid or HTML would read is written as its number."""
    return re.sub(r"[^\w @./:,+-]", lambda found: f"#{ord(found[0])};", text)


def _dot_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
