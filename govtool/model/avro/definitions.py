"""What a record, enum, fixed, array and map say (specification, Complex Types)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from govtool.finding import Pointer
from govtool.model.avro.defaults import is_not_finite, mismatch
from govtool.model.avro.faults import shown
from govtool.model.avro.names import full_name, is_full_name, is_name, namespace_of
from govtool.model.avro.types import ABSENT, PRIMITIVES, Field, Type

if TYPE_CHECKING:
    from govtool.model.avro.read import Reading

_ORDERS = ("ascending", "descending", "ignore")
_FIELD = frozenset({"name", "type", "aliases", "default"})


def _name(reading: "Reading", made: Type, raw: Mapping[str, Any], namespace: str) -> None:
    """Give a type its full name and aliases, and let it be known."""
    place = made.pointer
    name, given = raw.get("name"), raw.get("namespace")
    if given is not None and given != "" and not is_full_name(given):
        words = f"`{shown(given)}` is no namespace, expected names with dots between"
        reading.fault("avro-name-legal", words, (*place, "namespace"))
    if not isinstance(name, str) or not name:
        reading.fault("avro-name-present", f"the {made.kind} has no `name`, expected one", place)
        return
    if not is_full_name(name):
        words = f"`{shown(name)}` is no legal name, expected letters, digits and underscores, not a digit first"
        reading.fault("avro-name-legal", words, (*place, "name"))
    made.name = full_name(name, given if isinstance(given, str) else namespace)
    if made.name in PRIMITIVES:
        words = f"`{shown(name)}` is the name of a primitive type, expected another one"
        reading.fault("avro-name-not-primitive", words, (*place, "name"))
    around = namespace_of(made.name)
    made.aliases_written = tuple(_aliases(reading, raw, place, is_full_name))
    made.aliases = tuple(full_name(alias, around) for alias in made.aliases_written)
    reading.define(made)


def _aliases(
    reading: "Reading", raw: Mapping[str, Any], pointer: Pointer, is_legal: Callable[[Any], bool]
) -> list[str]:
    """The aliases that are text, as they are written."""
    aliases = raw.get("aliases", [])
    if not isinstance(aliases, list):
        words = f"the aliases are `{shown(aliases)}`, expected an array of names"
        reading.fault("avro-aliases-list", words, (*pointer, "aliases"))
        return []
    for index, alias in enumerate(aliases):
        if not is_legal(alias):
            words = f"`{shown(alias)}` is no legal name, expected letters, digits and underscores, not a digit first"
            reading.fault("avro-name-legal", words, (*pointer, "aliases", index))
    return [alias for alias in aliases if isinstance(alias, str)]


def _record(reading: "Reading", made: Type, raw: Mapping[str, Any], namespace: str) -> None:
    _name(reading, made, raw, namespace)
    listed = raw.get("fields")
    if not isinstance(listed, list):
        there = f"the fields are `{shown(listed)}`" if "fields" in raw else "the record has no `fields`"
        place = (*made.pointer, "fields") if "fields" in raw else made.pointer
        reading.fault("avro-fields-list", f"{there}, expected an array of fields", place)
        return
    inside = namespace_of(made.name) if made.name else namespace
    fill_fields(reading, made, listed, (*made.pointer, "fields"), inside)


def fill_fields(reading: "Reading", record: Type, listed: list[Any], pointer: Pointer, namespace: str) -> None:
    """Read the fields of a record, or the parameters of a message, which are written as fields are."""
    taken: dict[str, Pointer] = {}
    for index, raw in enumerate(listed):
        place = (*pointer, index)
        if not isinstance(raw, dict):
            reading.fault("avro-fields-list", f"`{shown(raw)}` stands here, expected a field: an object", place)
            continue
        field = _field(reading, raw, place, namespace)
        if field.name in taken:
            words = f"`{field.name}` is already a field of this record, expected each name once"
            reading.fault("avro-field-unique", words, (*place, "name"), taken[field.name])
            continue
        taken[field.name] = (*place, "name")
        record.fields.append(field)
    for field in record.fields:
        if field.has_default:
            _check_default(reading, field)
        for index, alias in enumerate(field.aliases):
            first = taken.setdefault(alias, (*field.pointer, "aliases", index))
            if first[: len(field.pointer)] != field.pointer:
                words = f"the alias `{shown(alias)}` is also another name in this record, expected each name once"
                reading.fault("avro-alias-unique", words, (*field.pointer, "aliases", index), first)


def _field(reading: "Reading", raw: dict[str, Any], place: Pointer, namespace: str) -> Field:
    name = raw.get("name")
    if not isinstance(name, str) or not name:
        reading.fault("avro-name-present", "the field has no `name`, expected one", place)
    elif not is_name(name):
        words = f"`{shown(name)}` is no legal name, expected letters, digits and underscores, not a digit first"
        reading.fault("avro-name-legal", words, (*place, "name"))
    if "type" in raw:
        type_ = reading.type_at(raw["type"], (*place, "type"), namespace)
    else:
        reading.fault("avro-field-type", f"the field `{shown(name)}` has no type, expected one", place)
        type_ = reading.unknown(place)
    if raw.get("order", "ascending") not in _ORDERS:
        words = f"the order is `{shown(raw['order'])}`, expected `ascending`, `descending` or `ignore`"
        reading.fault("avro-field-order", words, (*place, "order"))
    if "doc" in raw and not isinstance(raw["doc"], str):
        reading.fault("avro-doc-text", f"the doc is `{shown(raw['doc'])}`, expected text", (*place, "doc"))
    aliases = tuple(_aliases(reading, raw, place, is_name)) if "aliases" in raw else ()
    extra = {key: value for key, value in raw.items() if key not in _FIELD}
    return Field(name if isinstance(name, str) else "", type_, place, aliases, raw.get("default", ABSENT), extra)


def _check_default(reading: "Reading", field: Field) -> None:
    found = mismatch(field.default, field.type, (*field.pointer, "default"))
    if found:
        pointer, expected = found
        words = f"the default of `{field.name}` does not fit its type, expected {expected}"
        reading.fault("avro-default-fits", words, pointer)
    elif field.type.kind in {"float", "double"} and is_not_finite(field.default):
        words = f"the default of `{field.name}` is the word `{field.default}`, expected a number that JSON can write"
        reading.fault("avro-default-finite", words, (*field.pointer, "default"))


def _enum(reading: "Reading", made: Type, raw: Mapping[str, Any], namespace: str) -> None:
    symbols = raw.get("symbols")
    if isinstance(symbols, list):
        made.symbols = tuple(symbol for symbol in symbols if isinstance(symbol, str))
        _check_symbols(reading, symbols, (*made.pointer, "symbols"))
    else:
        words = f"the symbols are `{shown(symbols)}`, expected an array of names"
        reading.fault("avro-symbols-list", words, made.pointer)
    if "default" in raw:
        default = raw["default"]
        made.default = default if isinstance(default, str) else None
        if default not in made.symbols:
            words = f"the default is `{shown(default)}`, expected one of the symbols"
            reading.fault("avro-enum-default-symbol", words, (*made.pointer, "default"))
    _name(reading, made, raw, namespace)


def _check_symbols(reading: "Reading", symbols: list[Any], pointer: Pointer) -> None:
    seen: dict[str, Pointer] = {}
    for index, symbol in enumerate(symbols):
        place = (*pointer, index)
        if not is_name(symbol):
            words = f"`{shown(symbol)}` is no legal symbol, expected letters, digits and underscores, not a digit first"
            reading.fault("avro-name-legal", words, place)
        elif symbol in seen:
            words = f"`{shown(symbol)}` is already a symbol of this enum, expected each once"
            reading.fault("avro-symbol-unique", words, place, seen[symbol])
        else:
            seen[symbol] = place


def _fixed(reading: "Reading", made: Type, raw: Mapping[str, Any], namespace: str) -> None:
    size = raw.get("size")
    if isinstance(size, int) and not isinstance(size, bool) and size >= 0:
        made.size = size
    else:
        there = f"the size is `{shown(size)}`" if "size" in raw else "the fixed has no size"
        place = (*made.pointer, "size") if "size" in raw else made.pointer
        reading.fault("avro-size-legal", f"{there}, expected a whole number of bytes from 0 on", place)
    _name(reading, made, raw, namespace)


def _array(reading: "Reading", made: Type, raw: Mapping[str, Any], namespace: str) -> None:
    key = "items" if made.kind == "array" else "values"
    if key in raw:
        made.items = reading.type_at(raw[key], (*made.pointer, key), namespace)
        return
    reading.fault("avro-items-present", f"the {made.kind} has no `{key}`, expected a schema for them", made.pointer)
    made.items = reading.unknown(made.pointer)


KINDS: Mapping[str, Callable[["Reading", Type, Mapping[str, Any], str], None]] = {
    "record": _record, "error": _record, "enum": _enum, "fixed": _fixed, "array": _array, "map": _array,
}
"""How each complex type is read, by its `type`."""
