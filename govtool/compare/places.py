"""The structural walk of one pair of schemas: which keywords differ, where, and which other pairs lie behind them.

It decides nothing. Each difference is a `Row`; each pair of schemas at another place is an `Edge`, whose mode says
how the pair counts here.
"""

from typing import Any, Final

from govtool.compare.branches import Labels, labels, matched, values_of
from govtool.compare.dialects import (
    ANNOTATIONS,
    CHILD_LISTS,
    CHILD_MAPS,
    CHILDREN,
    IN_PLACE,
    IN_PLACE_LISTS,
    IN_PLACE_MAPS,
    KEYWORDS,
    UNASSERTED,
    Schema,
)
from govtool.compare.exclusive import exclusion
from govtool.compare.keywords import FLAGS
from govtool.compare.lower import MALFORMED, UNREAD, UNSENT, Side
from govtool.compare.rows import Differences, Edge, Mode, Row, types_of
from govtool.compare.values import MISSING, is_same, text_of
from govtool.finding import Pointer

_LENGTHS: Final = ("minLength", "minItems", "minProperties")


def differences(old: Side, new: Side, old_urn: str, new_urn: str) -> Differences:
    """The rows and edges of a pair."""
    walk = _Walk(old, new, old_urn, new_urn)
    walk.visit(old.lowered(old_urn), new.lowered(new_urn), (), (), positive=True, solo=True)
    return walk.found


class _Walk:
    def __init__(self, old: Side, new: Side, old_urn: str, new_urn: str) -> None:
        self.old, self.new, self.old_urn, self.new_urn = old, new, old_urn, new_urn
        self.found = Differences()

    def visit(self, old: Schema, new: Schema, op: Pointer, np: Pointer, *, positive: bool, solo: bool) -> None:
        if isinstance(old, bool) or isinstance(new, bool):
            self.truth(old, new, op, np)
            if old is False or new is False:
                return
        one, two = (old if isinstance(old, dict) else {}), (new if isinstance(new, dict) else {})
        if one.get(UNREAD) != two.get(UNREAD):
            self.row(UNREAD, op, np, one.get(UNREAD, MISSING), two.get(UNREAD, MISSING), is_text=True)
            return
        alone = solo and len(_asserting(one)) <= 1 and len(_asserting(two)) <= 1
        if self.unwrapped(one, two, op, np, positive=positive, solo=alone):
            return
        if self.references(one, two, op, np, positive=positive, solo=alone):
            return
        for keyword in dict.fromkeys((*one, *two)):
            first, second = one.get(keyword, MISSING), two.get(keyword, MISSING)
            if keyword in ("$ref", UNSENT) or _said_elsewhere(keyword, one, two):
                continue
            if keyword in IN_PLACE or keyword in IN_PLACE_LISTS or keyword in IN_PLACE_MAPS:
                self.in_place(keyword, first, second, op, np, positive=positive, solo=alone)
            elif keyword in CHILDREN or keyword in CHILD_LISTS or keyword in CHILD_MAPS:
                self.children(keyword, first, second, op, np, positive=positive and not _counts(one, two, keyword))
            elif keyword in ("const", "enum"):
                if keyword == "enum" or "enum" not in one.keys() | two.keys():
                    self.enum(one, two, op, np)
            else:
                self.assertion(keyword, first, second, op, np)

    def row(
        self, keyword: str, op: Pointer, np: Pointer, old: Any, new: Any, name: str = "", *, is_text: bool = False
    ) -> None:
        self.found.rows.append(Row(keyword, op, np, old, new, name, is_text))

    def truth(self, old: Schema, new: Schema, op: Pointer, np: Pointer) -> None:
        if (old is False) != (new is False):
            self.row("schema", op, np, old is not False, new is not False)

    def unwrapped(
        self, old: dict[str, Any], new: dict[str, Any], op: Pointer, np: Pointer, *, positive: bool, solo: bool
    ) -> bool:
        """`S` became `anyOf: [S, T]` or the other way round: the branch is compared, and the rest is a row."""
        for keyword in ("anyOf", "oneOf"):
            lists = _asserting(old) == [keyword], _asserting(new) == [keyword]
            if (
                lists[0] == lists[1]
                or (keyword in old) == (keyword in new)
                or not _asserting(old)
                or not _asserting(new)
            ):
                continue
            before, after = (old[keyword], [new]) if lists[0] else ([old], new[keyword])
            pairs, gone, come = matched(self.labels(self.old, before), self.labels(self.new, after))
            if not pairs:
                continue
            first, second = pairs[0]
            if gone or come:
                self.row(keyword, op, np, [before[at] for at in gone], [after[at] for at in come])
            self.visit(
                before[first],
                after[second],
                (*op, keyword, first) if lists[0] else op,
                (*np, keyword, second) if lists[1] else np,
                positive=positive and keyword != "oneOf",
                solo=solo,
            )
            return True
        return False

    def references(
        self, old: dict[str, Any], new: dict[str, Any], op: Pointer, np: Pointer, *, positive: bool, solo: bool
    ) -> bool:
        """Edges for in-place references; True when nothing else is left to compare."""
        one, two = old.get("$ref"), new.get("$ref")
        if not isinstance(one, str) and not isinstance(two, str):
            return False
        mode = Mode.ENTANGLED if not positive else Mode.BRANCH if solo else Mode.MERGED
        if isinstance(one, str) and isinstance(two, str):
            self.found.edges.append(Edge(one, two, (*op, "$ref"), (*np, "$ref"), mode))
            return False
        holder = old if isinstance(one, str) else new
        if len(_asserting(holder)) > 1:
            self.row("$ref", op, np, old.get("$ref", MISSING), new.get("$ref", MISSING))
            return False
        first = one if isinstance(one, str) else self.old.inside(self.old_urn, op) if op else self.old_urn
        second = two if isinstance(two, str) else self.new.inside(self.new_urn, np) if np else self.new_urn
        old_path = (*op, "$ref") if isinstance(one, str) else op
        new_path = (*np, "$ref") if isinstance(two, str) else np
        self.found.edges.append(Edge(first, second, old_path, new_path, mode))
        return True

    def in_place(
        self, keyword: str, old: Any, new: Any, op: Pointer, np: Pointer, *, positive: bool, solo: bool
    ) -> None:
        op, np = (*op, keyword), (*np, keyword)
        if keyword in IN_PLACE_LISTS and isinstance(old, list) and isinstance(new, list):
            upright = keyword != "oneOf" or all(
                exclusion(items, side.lowered) is not None for items, side in ((old, self.old), (new, self.new))
            )
            self.branches(
                keyword,
                old,
                new,
                op,
                np,
                positive=positive and upright,
                solo=solo and (keyword != "allOf" or len(old) == len(new) == 1),
            )
        elif keyword in IN_PLACE_MAPS and isinstance(old, dict) and isinstance(new, dict):
            for name in dict.fromkeys((*old, *new)):
                if name in old and name in new:
                    self.visit(old[name], new[name], (*op, name), (*np, name), positive=positive, solo=False)
                else:
                    self.row(keyword, op[:-1], np[:-1], old.get(name, MISSING), new.get(name, MISSING), name)
        elif old is not MISSING and new is not MISSING and keyword in IN_PLACE:
            self.visit(old, new, op, np, positive=False, solo=False)
        else:
            self.row(keyword, op[:-1], np[:-1], old, new)

    def branches(
        self, keyword: str, old: list[Any], new: list[Any], op: Pointer, np: Pointer, *, positive: bool, solo: bool
    ) -> None:
        pairs, gone, come = matched(self.labels(self.old, old), self.labels(self.new, new))
        if gone or come:
            self.row(keyword, op[:-1], np[:-1], [old[at] for at in gone], [new[at] for at in come])
        for first, second in pairs:
            self.visit(old[first], new[second], (*op, first), (*np, second), positive=positive, solo=solo)

    def labels(self, side: Side, branches: list[Any]) -> list[Labels]:
        return [labels(branch, side.title) for branch in branches]

    def children(self, keyword: str, old: Any, new: Any, op: Pointer, np: Pointer, *, positive: bool) -> None:
        if keyword in CHILD_MAPS and _is_map(old) and _is_map(new):
            before, after = _entries(old), _entries(new)
            for name in dict.fromkeys((*before, *after)):
                self.child(
                    keyword, before.get(name, MISSING), after.get(name, MISSING), op, np, name, positive=positive
                )
        elif keyword in CHILD_LISTS and _is_list(old) and _is_list(new):
            before, after = _entries(old), _entries(new)
            for at in sorted(before.keys() | after.keys()):
                self.child(keyword, before.get(at, MISSING), after.get(at, MISSING), op, np, at, positive=positive)
        else:
            self.child(keyword, old, new, op, np, None, positive=positive)

    def child(self, keyword: str, old: Any, new: Any, op: Pointer, np: Pointer, name: Any, *, positive: bool) -> None:
        step = (keyword,) if name is None else (keyword, name)
        one = old.get("$ref") if isinstance(old, dict) else None
        two = new.get("$ref") if isinstance(new, dict) else None
        if isinstance(one, str) and isinstance(two, str):
            mode = Mode.CHILD if positive else Mode.ENTANGLED
            self.found.edges.append(Edge(one, two, (*op, *step), (*np, *step), mode))
        elif not is_same(old, new):
            self.row(keyword, op, np, old, new, "" if name is None else str(name))

    def enum(self, old: dict[str, Any], new: dict[str, Any], op: Pointer, np: Pointer) -> None:
        """`const` is an enum of one; order and repetition say nothing."""
        before, after = values_of(old), values_of(new)
        known = {text_of(value) for value in before} if before is not MISSING else None
        wanted = {text_of(value) for value in after} if after is not MISSING else None
        if known != wanted:
            self.row("enum", op, np, before, after)

    def assertion(self, keyword: str, old: Any, new: Any, op: Pointer, np: Pointer) -> None:
        if keyword == "required" and _is_names(old) and _is_names(new):
            before, after = set(_entries_of(old)), set(_entries_of(new))
            for name in sorted(before ^ after):
                self.row(keyword, op, np, name if name in before else MISSING, name if name in after else MISSING, name)
        elif keyword == "dependentRequired" and _is_map(old) and _is_map(new):
            before_names, after_names = _entries(old), _entries(new)
            for name in dict.fromkeys((*before_names, *after_names)):
                first, second = before_names.get(name, MISSING), after_names.get(name, MISSING)
                if not is_same(first, second):
                    self.row(keyword, op, np, first, second, name)
        elif keyword == "type":
            if set(types_of(old)) != set(types_of(new)):
                self.row(keyword, op, np, old, new)
        elif keyword in FLAGS or keyword == "uniqueItems":
            if (old is True) != (new is True):
                one, two = (value if value is True else MISSING for value in (old, new))
                self.row(keyword, op, np, one, two, is_text=keyword in FLAGS)
        elif not is_same(_at_least(keyword, old), _at_least(keyword, new)):
            is_text = keyword in ANNOTATIONS or keyword in UNASSERTED or keyword not in KEYWORDS
            self.row(keyword, op, np, old, new, is_text=is_text)


def _said_elsewhere(keyword: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether another keyword tells the difference (`if` for its branches, `type` for `null`), or nothing does."""
    if keyword in ("nullable", "x-nullable"):
        return "type" in old or "type" in new
    if keyword in ("then", "else"):
        return "if" not in old or "if" not in new
    return keyword in old.get(MALFORMED, ()) or keyword in new.get(MALFORMED, ())


def _counts(old: dict[str, Any], new: dict[str, Any], keyword: str) -> bool:
    """A wider `contains` may pass `maxContains`, a wider property name or value may be evaluated elsewhere."""
    if keyword == "contains":
        return "maxContains" in old or "maxContains" in new
    return False


def _at_least(keyword: str, value: Any) -> Any:
    """A length; "at least none" says nothing."""
    return MISSING if keyword in _LENGTHS and value == 0 and value is not False else value


def _is_names(value: Any) -> bool:
    return value is MISSING or (isinstance(value, list) and all(isinstance(name, str) for name in value))


def _is_map(value: Any) -> bool:
    return value is MISSING or isinstance(value, dict)


def _is_list(value: Any) -> bool:
    return value is MISSING or isinstance(value, list)


def _entries_of(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _entries(value: Any) -> dict[Any, Any]:
    if isinstance(value, list):
        return dict(enumerate(value))
    return value if isinstance(value, dict) else {}


def _asserting(schema: dict[str, Any]) -> list[str]:
    return [keyword for keyword in schema if keyword in KEYWORDS or keyword == UNREAD]
