"""`compare`: everything that changed between two versions of a contract, and what each change does to whom."""

import re
from collections.abc import Iterable
from typing import Final

from govtool.compare.checks import told
from govtool.compare.flow import flow
from govtool.compare.gathered import UNREADABLE, explained, gathered
from govtool.compare.match import Versions, is_one_schema
from govtool.compare.policy import DEFAULT, Policy, applied
from govtool.compare.schemas import SchemaComparer
from govtool.compare.values import text_of
from govtool.finding import Change
from govtool.model.contract import Contract

_ELSEWHERE: Final = re.compile(r"""\$ref["']?\s*:\s*["']?[^#"'\s]""")


def compare(old: Contract, new: Contract, policy: Policy = DEFAULT) -> list[Change]:
    """The changes by root cause, breaking first; empty for documents that say the same.

    Deterministic: the same two contracts and policy give the same list.
    """
    if old.format.family == new.format.family == "avro":
        from govtool.compare.avro.compared import compared  # only who compares events waits for what reads them

        of_types = compared(old, new, policy.mode_for(new))
        return sorted(applied(of_types, old, new, policy), key=Change.sort_key)
    if _is_same(old, new):
        return []
    if old.format.family == new.format.family == "asyncapi":
        from govtool.compare.events.compare import compare_events

        return compare_events(old, new, policy)
    policy = policy.for_contract(new)
    versions, schemas = Versions(old, new), SchemaComparer(old, new, policy)
    if old.operations or new.operations:
        structural = flow(versions, schemas)
    else:
        structural = told(versions)
        names = (
            [""] if is_one_schema(old) and is_one_schema(new) else [name for name in old.schemas if name in new.schemas]
        )
        for name in names:
            for role in policy.mode_for(new).roles:
                schemas.add(old.schemas[name], new.schemas[name], role, name)
    return sorted(applied(_told(structural, schemas.changes()), old, new, policy), key=Change.sort_key)


def _told(structural: Iterable[Change], of_schemas: Iterable[Change]) -> list[Change]:
    """A change of a named schema is one by its place, everything else by what is said, in however many operations."""
    schemas = explained(of_schemas)
    placed = [change for change in schemas if _is_placed(change)]
    return [*placed, *gathered([*structural, *(change for change in schemas if not _is_placed(change))])]


def _is_placed(change: Change) -> bool:
    at = change.where or change.was
    inline = at is None or at.pointer[:1] == ("paths",)
    return not inline and change.id != UNREADABLE and not change.id.startswith("extension-")


def _is_same(old: Contract, new: Contract) -> bool:
    """Whether nothing can differ: the same data, and no reference that leads to another document."""
    one, two = old.document, new.document
    if one.text != two.text and (one.data != two.data or text_of(one.data) != text_of(two.data)):
        return False
    return not _ELSEWHERE.search(one.text)
