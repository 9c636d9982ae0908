"""Pairs of schemas as a graph: what may differ at all, which pair leads to which, and which operations lead to it.

Each pair is walked once and keeps only what is its own; a cycle is just an edge to a pair that is there already.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final, TypeAlias

import orjson

from govtool.compare.lower import Side
from govtool.compare.places import differences
from govtool.compare.rows import Edge, Mode, Row
from govtool.compare.values import text_of
from govtool.compare.wire import Wire

Request: TypeAlias = Callable[[Any], str]
_REFS: Final = re.compile(rb'"\$(?:ref|dynamicRef|recursiveRef)":("(?:[^"\\]|\\.)*")')


@dataclass(slots=True, eq=False)
class Pair:
    """Two schemas that stand for each other in one flow; `new_writes` is the arrow."""

    old: str
    new: str
    new_writes: bool
    from_text: bool = False
    """The value travels as text: a parameter or header."""
    rows: list[Row] = field(default_factory=list)
    edges: list[tuple[Edge, "Pair"]] = field(default_factory=list)
    parents: list[tuple[Edge, "Pair"]] = field(default_factory=list)
    is_root: bool = False
    wire: Wire | None = None
    """How a root travels as text."""
    request: Request | None = None
    """A root's value as a request that can be sent."""
    uses: int = 0
    """The operations that lead here, as a bit set."""

    @property
    def writer(self) -> str:
        """The URN of the side that writes."""
        return self.new if self.new_writes else self.old

    @property
    def reader(self) -> str:
        """The URN of the side that reads."""
        return self.old if self.new_writes else self.new

    @property
    def stands_alone(self) -> bool:
        """Whether the pair is a location of its own somewhere, so that its verdict counts by itself."""
        return self.is_root or any(edge.mode in (Mode.CHILD, Mode.BRANCH) for edge, _ in self.parents)


class Sameness:
    """Whether two schemas, with all that they refer to, are written the same."""

    def __init__(self, old: Side, new: Side, *, comparable: bool) -> None:
        self._old, self._new = old, new
        self._comparable = comparable
        self._verdicts: dict[tuple[int, int], bool] = {}

    def holds(self, old: str, new: str) -> bool:
        """True when nothing can differ between the two URNs' schemas."""
        if not self._comparable:
            return False
        key = (int(old.split(":")[2]), int(new.split(":")[2]))
        if key not in self._verdicts:
            self._explore(key)
        return self._verdicts[key]

    def _explore(self, start: tuple[int, int]) -> None:
        """All pairs that the start refers to; then what reaches a difference is not the same, and the rest is."""
        back: dict[tuple[int, int], list[tuple[int, int]]] = {start: []}
        todo, differing = [start], []
        while todo:
            key = todo.pop()
            behind = self._behind(key)
            if behind is None:
                differing.append(key)
                continue
            for target in behind:
                if self._verdicts.get(target) is False:
                    differing.append(key)
                elif target not in self._verdicts:
                    if target not in back:
                        back[target] = []
                        todo.append(target)
                    back[target].append(key)
        unlike: set[tuple[int, int]] = set()
        while differing:
            key = differing.pop()
            if key not in unlike:
                unlike.add(key)
                differing.extend(back[key])
        self._verdicts.update((key, key not in unlike) for key in back)

    def _behind(self, key: tuple[int, int]) -> list[tuple[int, int]] | None:
        """The pairs that this one refers to; None when its own text differs."""
        old, new = self._old.node(f"::{key[0]}"), self._new.node(f"::{key[1]}")
        text = text_of(old.value)
        if old.dialect != new.dialect or text != text_of(new.value) or b'"$id":' in text:
            return None  # within a schema that names a part of itself, references are relative to that part
        found = []
        for ref in dict.fromkeys(_REFS.findall(text)):
            name = orjson.loads(ref)
            first = self._old.target(old.document, old.pointer, name)
            second = self._new.target(new.document, new.pointer, name)
            if first is None or second is None:
                if first is not second:
                    return None
                continue
            found.append((first, second))
        return found


@dataclass(slots=True)
class Names:
    """The common names of schemas that stand for each other in one arrow: compared, or beyond any difference."""

    shared: dict[str, str] = field(default_factory=dict)
    equal: dict[str, str] = field(default_factory=dict)

    def remember(self, edge: Edge, *, equal: bool) -> None:
        """Names both ends alike, unless one of them stands for another schema already."""
        if equal:
            _name(self.equal, edge)
        if equal or edge.mode in (Mode.CHILD, Mode.BRANCH):
            _name(self.shared, edge)


def _name(names: dict[str, str], edge: Edge) -> None:
    if edge.old not in names and edge.new not in names:
        names[edge.old] = names[edge.new] = edge.old


class Graph:
    """All pairs that some use reaches and that may differ."""

    def __init__(self, old: Side, new: Side, same: Sameness) -> None:
        self._old, self._new, self._same = old, new, same
        self.pairs: dict[tuple[str, str, bool, bool], Pair] = {}
        self.names = {arrow: Names() for arrow in product((False, True), repeat=2)}
        self._todo: list[Pair] = []

    def use(
        self, old: str, new: str, bit: int, *, new_writes: bool, wire: Wire | None, request: Request | None
    ) -> None:
        """A root: two schemas that an operation names."""
        pair = self._pair(old, new, new_writes=new_writes, from_text=wire is not None)
        pair.is_root = True
        pair.uses |= 1 << bit
        pair.request = pair.request or request
        if pair.wire is None or pair.wire.required:
            pair.wire = wire

    def _pair(self, old: str, new: str, *, new_writes: bool, from_text: bool) -> Pair:
        key = (old, new, new_writes, from_text)
        known = self.pairs.get(key)
        if known is None:
            known = self.pairs[key] = Pair(old, new, new_writes, from_text)
            self._todo.append(known)
        return known

    def walk(self) -> None:
        """Walks every pair once, then tells each which operations lead to it."""
        while self._todo:
            pair = self._todo.pop()
            found = differences(self._old, self._new, pair.old, pair.new)
            pair.rows = found.rows
            names = self.names[pair.new_writes, pair.from_text]
            for edge in found.edges:
                if self._same.holds(edge.old, edge.new):
                    names.remember(edge, equal=True)
                else:
                    names.remember(edge, equal=False)
                    behind = self._pair(edge.old, edge.new, new_writes=pair.new_writes, from_text=pair.from_text)
                    pair.edges.append((edge, behind))
                    behind.parents.append((edge, pair))
        spread(self.pairs.values())


def spread(pairs: Iterable[Pair]) -> None:
    """Gives each pair the uses of all that lead to it: one pass over strongly connected components, roots first."""
    for component in reversed(components(list(pairs))):
        uses = 0
        for pair in component:
            uses |= pair.uses
        for pair in component:
            pair.uses = uses
            for _, behind in pair.edges:
                behind.uses |= uses


def components(pairs: list[Pair]) -> list[list[Pair]]:
    """Strongly connected components, those that are reached before those that reach them (Tarjan, explicit stack)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[Pair] = []
    found: list[list[Pair]] = []
    for start in pairs:
        work = [(start, 0)] if id(start) not in index else []
        while work:
            pair, at = work.pop()
            me = id(pair)
            if at == 0:
                index[me] = low[me] = len(index)
                stack.append(pair)
                on_stack.add(me)
            if at:
                low[me] = min(low[me], low[id(pair.edges[at - 1][1])])
            while at < len(pair.edges):
                behind = pair.edges[at][1]
                at += 1
                if id(behind) not in index:
                    work += [(pair, at), (behind, 0)]
                    break
                if id(behind) in on_stack:
                    low[me] = min(low[me], index[id(behind)])
            else:
                if low[me] == index[me]:
                    found.append(_popped(stack, on_stack, pair))
    return found


def _popped(stack: list[Pair], on_stack: set[int], until: Pair) -> list[Pair]:
    component = []
    while True:
        pair = stack.pop()
        on_stack.discard(id(pair))
        component.append(pair)
        if pair is until:
            return component
