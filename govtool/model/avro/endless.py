"""Types that have no finite value, as each one holds another of its kind."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping

from govtool.model.avro.types import Field, Type


def endless(types: Iterable[Type]) -> Iterator[tuple[str, Field]]:
    """The records among these that have no value, with the field that leads back; the fields of each are known."""
    known = [type_ for type_ in types if type_.kind == "record"]
    finite = finite_records(known)
    for record in known:
        if id(record) not in finite:
            back = next(field for field in record.fields if not _ends(field.type, finite))
            yield record.name, back


def finite_records(records: Iterable[Type]) -> dict[int, int]:
    """The ids of the records that have a value, and of those they are made of: the least fixpoint.

    With each its rank: a value can be made of records of lower rank alone.
    """
    todo = deque(_reached(records))
    users = _users(todo)
    finite: dict[int, int] = {}
    while todo:
        record = todo.popleft()
        if id(record) not in finite and all(_ends(field.type, finite) for field in record.fields):
            finite[id(record)] = len(finite)
            todo += users[id(record)]
    return finite


def _users(records: Iterable[Type]) -> Mapping[int, list[Type]]:
    """By the id of a record those that may have a value once it has one."""
    users: dict[int, list[Type]] = defaultdict(list)
    for record in records:
        held = (each for field in record.fields for each in (field.type, *field.type.branches))
        for id_ in dict.fromkeys(id(each) for each in held if each.kind == "record"):
            users[id_].append(record)
    return users


def _reached(records: Iterable[Type]) -> list[Type]:
    seen: dict[int, Type] = {}
    todo = list(records)
    while todo:
        type_ = todo.pop()
        if id(type_) not in seen:
            seen[id(type_)] = type_
            todo += type_.children
    return [type_ for type_ in seen.values() if type_.kind == "record"]


def _ends(type_: Type, finite: Mapping[int, int]) -> bool:
    if type_.kind == "record":
        return id(type_) in finite
    if type_.kind == "union":
        return not type_.branches or any(_ends(branch, finite) for branch in type_.branches)
    return True
