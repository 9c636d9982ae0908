"""Everything that can be wrong with an Avro schema: one row for each, by the section of the specification it breaks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govtool.finding import Finding, Location, Related, Severity
from govtool.source.problem import cut


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule asks for, the next act, and how much it matters."""

    asks: str
    step: str
    severity: Severity = Severity.ERROR


_IGNORED = "readers ignore it: mend it, or take it away"

FAULTS: Mapping[str, Fault] = {
    "avro-schema-shape": Fault(
        "A schema is the name of a type, an object with a `type`, or an array of schemas (Schema Declaration).",
        "write a type name, an object with `type`, or an array of branches"),
    "avro-type-defined": Fault(
        "A name that is used as a type is defined in the schema or in a file beside it (Names).",
        "define the type, correct its name, or give the file that defines it"),
    "avro-type-defined-before-use": Fault(
        "A named type is defined before it is used, in the order of the text (Names).",
        "move the definition to where the name is used first"),
    "avro-type-namespace": Fault(
        "A name without dots means the namespace around it (Names); some readers also try the null namespace.",
        "name the type in full, or give it a namespace", Severity.WARNING),
    "avro-name-present": Fault(
        "A record, enum, fixed and field has a name (Complex Types).", "add a `name`"),
    "avro-name-legal": Fault(
        "A name starts with a letter or underscore and goes on with letters, digits and underscores; a namespace is "
        "such names with dots between (Names).",
        "rename it, and keep the old name only if it is legal"),
    "avro-name-not-primitive": Fault(
        "The names of the primitive types are taken (Names).", "rename the type, or put it into a namespace"),
    "avro-name-unique": Fault(
        "A full name is defined once in a schema (Names).", "use the name instead of a second definition"),
    "avro-aliases-list": Fault("Aliases are an array of names (Aliases).", "write an array of names"),
    "avro-alias-unique": Fault(
        "An alias of a field is not also the name or alias of another field of the record (Aliases).",
        "take the alias away from one of the two"),
    "avro-fields-list": Fault("A record has an array of fields, each an object (Records).", "write an array of fields"),
    "avro-field-type": Fault("A field has a type (Records).", "add a `type`"),
    "avro-field-unique": Fault("A field name is used once in a record (Records).", "rename one of the two"),
    "avro-field-order": Fault(
        "The order of a field is `ascending`, `descending` or `ignore` (Sort Order).", "write one of the three"),
    "avro-doc-text": Fault("A `doc` is text (Complex Types).", "write text"),
    "avro-default-fits": Fault(
        "A default is a value of the field's type; of a union, of any of its branches (Records, since 1.12).",
        "write a value of the type"),
    "avro-default-finite": Fault(
        "JSON has no number that is not finite; only some readers take the words for it.",
        "use a finite number, or a union with null", Severity.WARNING),
    "avro-symbols-list": Fault("An enum has an array of symbols (Enums).", "write an array of names"),
    "avro-symbol-unique": Fault("A symbol is named once in an enum (Enums).", "delete one of the two"),
    "avro-enum-default-symbol": Fault("The default of an enum is one of its symbols (Enums).", "name a symbol of it"),
    "avro-size-legal": Fault("The size of a fixed is a number of bytes (Fixed).", "write a whole number from 0 on"),
    "avro-items-present": Fault("An array has `items`, a map has `values` (Arrays, Maps).", "add a schema for them"),
    "avro-union-nested": Fault("A union holds no union directly (Unions).", "list the inner branches in the outer one"),
    "avro-union-branch-unique": Fault(
        "A union holds each type that has no name of its own once, whatever its logical type, and each name once "
        "(Unions).", "delete one of the two, or wrap it in a record"),
    "avro-union-filled": Fault("A union without branches has no value.", "add a branch", Severity.WARNING),
    "avro-logical-type-known": Fault(
        "A logical type is one of those in the specification (Logical Types).", _IGNORED, Severity.HINT),
    "avro-logical-type-fits": Fault(
        "A logical type stands on a type that carries it, with the numbers it needs (Logical Types).",
        _IGNORED, Severity.WARNING),
    "avro-recursion-ends": Fault(
        "A type that contains itself can end, by a union, an array or a map.",
        "make the field that leads back nullable", Severity.WARNING),
    "avro-protocol-shape": Fault(
        "A protocol has a name, an array of types and an object of messages (Protocol Declaration).",
        "write what the specification asks for"),
}


def finding(rule: str, message: str, at: Location, first: Location | None = None) -> Finding:
    """A fault where it stands; `first` is the other place where two of them collide."""
    fault = FAULTS[rule]
    related = (Related(first, "first"),) if first else ()
    return Finding(rule, message, at, fault.severity, related=related, help=fault.step)


def shown(value: Any) -> str:
    """A value of the document as a message says it."""
    return cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
