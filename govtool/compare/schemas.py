"""Schemas of two versions compared, use by use: may the writer send what the reader refuses."""

from govtool.compare.dialects import default_dialect
from govtool.compare.lower import Side
from govtool.compare.pairs import Graph, Request, Sameness
from govtool.compare.schema_policy import SchemaPolicy, SchemaRules
from govtool.compare.telling import Telling
from govtool.compare.verdicts import Verdicts
from govtool.compare.wire import Wire
from govtool.finding import Change
from govtool.model.contract import Contract, Party, Role, Spot


class SchemaComparer:
    """Collects the uses of schemas in operations; `changes` then tells each root cause once.

    The policy's `literal` asks for inclusion as JSON Schema has it, without the rule that a writer sends only what it
    declares.
    """

    def __init__(self, old: Contract, new: Contract, policy: SchemaPolicy) -> None:
        self._versions = (old.version, new.version)
        self._old = Side("o", old.bundle, default_dialect(old.format, old.document.data))
        self._new = Side("n", new.bundle, default_dialect(new.format, new.document.data))
        self._policy = policy
        self._same = Sameness(self._old, self._new, comparable=True)
        self._graph = Graph(self._old, self._new, self._same)
        self._operations: dict[str, int] = {}

    def add(
        self,
        old: Spot,
        new: Spot,
        role: Role,
        operation: str,
        *,
        wire: Wire | None = None,
        request: Request | None = None,
    ) -> None:
        """One use: in `operation` the schema `old` became `new`; `role` says who writes it.

        `request` makes a value of it into a request that can be sent.
        """
        view = "c" if role.writer is Party.CONSUMER else "p"
        one, two = self._old.urn(_defined(self._old, old), view), self._new.urn(_defined(self._new, new), view)
        if self._same.holds(one, two):
            return
        bit = self._operations.setdefault(operation, len(self._operations))
        arrows = (False, True) if role.kept else (role.writer is Party.PROVIDER,)
        for new_writes in arrows:
            self._graph.use(one, two, bit, new_writes=new_writes, wire=wire, request=request)

    def changes(self) -> list[Change]:
        """The root causes in order, breaking first, each with all operations that it reaches."""
        self._graph.walk()
        literal = self._policy.literal
        verdicts = Verdicts(self._graph, self._old, self._new, literal=literal, formats=not literal)
        verdicts.decide()
        rules = SchemaRules(verdicts, self._policy)
        return Telling(self._graph, verdicts, list(self._operations), rules, self._versions).changes()


def _defined(side: Side, spot: Spot) -> int:
    """The number of a schema; of what it refers to, where it says nothing else."""
    value = spot.value
    if isinstance(value, dict) and len(value) == 1 and isinstance(ref := value.get("$ref"), str):
        return side.reference(spot.document, spot.pointer, ref)
    return side.number(spot.document, spot.pointer, value)
