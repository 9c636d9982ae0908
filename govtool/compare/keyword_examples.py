"""An example for each change of a schema keyword: the schema of a property before and after, and what the change is.

The tests run every one, both ways.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple


class Example(NamedTuple):
    """One change, as two schemas in flow style without their braces, and its verdict by who writes."""

    old: str
    new: str
    request: str
    """`ok`, `possible` or `breaking`."""
    response: str


def examples() -> Iterator[tuple[str, Example]]:
    """Every example by its id; where a change has a name in the other direction, that one too."""
    lines = _TABLE.strip().splitlines()
    for names, old, new in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        forth, _, back = names.partition(" <> ")
        id_, request, response = forth.split()
        before, after = (side.strip(" -") for side in (old, new))
        yield id_, Example(before, after, request, response)
        if back:
            id_, *verdicts = back.split()
            one, two = verdicts or (response, request)
            yield id_, Example(after, before, one, two)


# The id, its verdict in a request and in a response; after `<>` the id of the way back, whose verdicts are those of the
# way forth with their places exchanged, unless they are given. Then the two schemas.
_TABLE: Final = """
max-length-narrowed breaking ok <> max-length-widened
  type: string, maxLength: 40
  type: string, maxLength: 18
max-length-added breaking ok <> max-length-removed
  type: string
  type: string, maxLength: 18
min-length-narrowed breaking ok <> min-length-widened
  type: string, minLength: 1
  type: string, minLength: 3
min-length-added breaking ok <> min-length-removed
  type: string
  type: string, minLength: 1
maximum-narrowed breaking ok <> maximum-widened
  type: integer, maximum: 100
  type: integer, maximum: 10
maximum-added breaking ok <> maximum-removed
  type: integer
  type: integer, maximum: 10
minimum-narrowed breaking ok <> minimum-widened
  type: integer, minimum: 0
  type: integer, minimum: 1
minimum-added breaking ok <> minimum-removed
  type: integer
  type: integer, minimum: 1
exclusive-maximum-narrowed breaking ok <> exclusive-maximum-widened
  type: number, exclusiveMaximum: 100
  type: number, exclusiveMaximum: 10
exclusive-maximum-added breaking ok <> exclusive-maximum-removed
  type: number
  type: number, exclusiveMaximum: 10
exclusive-minimum-narrowed breaking ok <> exclusive-minimum-widened
  type: number, exclusiveMinimum: 0
  type: number, exclusiveMinimum: 1
exclusive-minimum-added breaking ok <> exclusive-minimum-removed
  type: number
  type: number, exclusiveMinimum: 0
max-items-narrowed breaking ok <> max-items-widened
  type: array, maxItems: 5
  type: array, maxItems: 3
max-items-added breaking ok <> max-items-removed
  type: array
  type: array, maxItems: 3
min-items-narrowed breaking ok <> min-items-widened
  type: array, minItems: 1
  type: array, minItems: 2
min-items-added breaking ok <> min-items-removed
  type: array
  type: array, minItems: 1
max-properties-narrowed breaking ok <> max-properties-widened
  type: object, maxProperties: 5
  type: object, maxProperties: 3
max-properties-added breaking ok <> max-properties-removed
  type: object
  type: object, maxProperties: 3
min-properties-narrowed breaking ok <> min-properties-widened
  type: object, minProperties: 1
  type: object, minProperties: 2
min-properties-added breaking ok <> min-properties-removed
  type: object
  type: object, minProperties: 1
max-contains-narrowed breaking ok <> max-contains-widened
  type: array, contains: {const: A}, maxContains: 3
  type: array, contains: {const: A}, maxContains: 1
max-contains-added breaking ok <> max-contains-removed
  type: array, contains: {const: A}
  type: array, contains: {const: A}, maxContains: 1
min-contains-narrowed breaking ok <> min-contains-widened
  type: array, contains: {const: A}, minContains: 2
  type: array, contains: {const: A}, minContains: 3
min-contains-added breaking ok <> min-contains-removed
  type: array, contains: {const: A}
  type: array, contains: {const: A}, minContains: 2
multiple-of-changed breaking breaking
  type: integer, multipleOf: 5
  type: integer, multipleOf: 3
multiple-of-added breaking ok <> multiple-of-removed
  type: integer
  type: integer, multipleOf: 5
pattern-changed breaking breaking
  type: string, pattern: '^[A-Z]{3}$'
  type: string, pattern: '^[A-Z]{2}$'
pattern-added breaking ok <> pattern-removed
  type: string
  type: string, pattern: '^[A-Z]{3}$'
format-changed breaking breaking
  type: string, format: date-time
  type: string, format: date
format-added breaking ok <> format-removed
  type: string
  type: string, format: date
unique-items-added breaking ok <> unique-items-removed
  type: array
  type: array, uniqueItems: true
enum-value-removed breaking ok <> enum-value-added
  enum: [REL, TECO]
  enum: [REL]
enum-changed breaking breaking
  enum: [REL, TECO]
  enum: [REL, CLSD]
enum-added breaking ok <> enum-removed
  type: string
  type: string, enum: [REL, TECO]
type-changed breaking breaking
  type: integer
  type: string
type-narrowed breaking ok <> type-widened
  type: [string, integer]
  type: string
type-added breaking ok <> type-removed
  -
  type: string
nullable-removed breaking ok <> nullable-added
  type: [string, 'null']
  type: string
content-encoding-added possible possible <> content-encoding-removed
  type: string
  type: string, contentEncoding: base64
content-encoding-changed possible possible
  type: string, contentEncoding: base64
  type: string, contentEncoding: base32
content-media-type-added possible possible <> content-media-type-removed
  type: string
  type: string, contentMediaType: application/xml
content-media-type-changed possible possible
  type: string, contentMediaType: application/xml
  type: string, contentMediaType: application/json
property-added ok ok
  type: object, properties: {id: {type: string}}
  type: object, properties: {id: {type: string}, note: {type: string}}
property-removed possible breaking
  type: object, properties: {id: {type: string}, note: {type: string}}
  type: object, properties: {id: {type: string}}
property-required breaking ok <> property-optional
  type: object, properties: {id: {type: string}}
  type: object, properties: {id: {type: string}}, required: [id]
pattern-property-added ok ok <> pattern-property-removed possible breaking
  type: object, properties: {id: {}}
  type: object, properties: {id: {}}, patternProperties: {'^x-': {type: string}}
additional-properties-closed breaking ok <> additional-properties-opened
  type: object, properties: {id: {}}, additionalProperties: {type: string}
  type: object, properties: {id: {}}, additionalProperties: false
additional-properties-added breaking ok <> additional-properties-removed
  type: object, properties: {id: {}}, additionalProperties: true
  type: object, properties: {id: {}}, additionalProperties: {type: string}
unevaluated-properties-closed breaking ok <> unevaluated-properties-opened
  type: object, properties: {id: {}}, unevaluatedProperties: {type: string}
  type: object, properties: {id: {}}, unevaluatedProperties: false
unevaluated-properties-added breaking ok <> unevaluated-properties-removed
  type: object
  type: object, unevaluatedProperties: {type: string}
property-names-added breaking ok <> property-names-removed
  type: object, additionalProperties: true
  type: object, additionalProperties: true, propertyNames: {maxLength: 3}
dependent-required-added breaking ok <> dependent-required-removed
  type: object, properties: {lot: {}, plant: {}}
  type: object, properties: {lot: {}, plant: {}}, dependentRequired: {lot: [plant]}
dependent-required-changed breaking breaking
  type: object, properties: {lot: {}, plant: {}, line: {}}, dependentRequired: {lot: [plant]}
  type: object, properties: {lot: {}, plant: {}, line: {}}, dependentRequired: {lot: [line]}
dependent-schema-added breaking ok <> dependent-schema-removed
  type: object, properties: {lot: {}, plant: {}}
  type: object, properties: {lot: {}, plant: {}}, dependentSchemas: {lot: {required: [plant]}}
items-added breaking ok <> items-removed
  type: array
  type: array, items: {type: string}
prefix-item-added breaking ok <> prefix-item-removed
  type: array
  type: array, prefixItems: [{type: string}]
unevaluated-items-added breaking ok <> unevaluated-items-removed
  type: array, prefixItems: [{type: string}]
  type: array, prefixItems: [{type: string}], unevaluatedItems: {type: integer}
contains-added breaking ok <> contains-removed
  type: array
  type: array, contains: {const: A}
all-of-added breaking ok <> all-of-removed
  allOf: [{type: string}]
  allOf: [{type: string}, {maxLength: 18}]
any-of-removed breaking ok <> any-of-added
  anyOf: [{type: string}, {type: integer}]
  anyOf: [{type: string}]
one-of-removed breaking ok <> one-of-added
  oneOf: [{type: string}, {type: integer}]
  oneOf: [{type: string}]
not-added breaking ok <> not-removed
  type: string
  type: string, not: {const: NONE}
if-added breaking ok <> if-removed
  type: object, properties: {kind: {}, lot: {}}
  type: object, properties: {kind: {}, lot: {}}, if: {required: [kind]}, then: {required: [lot]}
schema-forbidden breaking ok <> schema-allowed
  type: object, properties: {note: true}
  type: object, properties: {note: false}
schema-rewritten ok ok
  type: [string, integer]
  anyOf: [{type: string}, {type: integer}]
keyword-changed possible possible
  type: string, vendorRule: A
  type: string, vendorRule: B
schema-unreadable possible possible
  type: string
  type: text
default-changed possible possible
  type: integer, default: 1
  type: integer, default: 2
default-added possible possible <> default-removed
  type: integer
  type: integer, default: 1
read-only-added possible ok <> read-only-removed ok ok
  type: object, properties: {id: {type: string}}
  type: object, properties: {id: {type: string, readOnly: true}}
write-only-added ok breaking <> write-only-removed ok ok
  type: object, properties: {pin: {type: string}}
  type: object, properties: {pin: {type: string, writeOnly: true}}
title-added ok ok <> title-removed
  type: string
  type: string, title: Material
comment-changed ok ok
  type: string, $comment: one
  type: string, $comment: two
comment-added ok ok <> comment-removed
  type: string
  type: string, $comment: one
xml-changed ok ok
  type: string, xml: {name: a}
  type: string, xml: {name: b}
xml-added ok ok <> xml-removed
  type: string
  type: string, xml: {name: a}
content-schema-added possible possible <> content-schema-removed
  type: string, contentMediaType: application/json
  type: string, contentMediaType: application/json, contentSchema: {type: object}
content-schema-changed possible possible
  type: string, contentMediaType: application/json, contentSchema: {type: object}
  type: string, contentMediaType: application/json, contentSchema: {type: array}
any-of-changed breaking breaking
  anyOf: [{type: string}, {type: integer}]
  anyOf: [{type: string}, {type: boolean}]
one-of-changed breaking breaking
  oneOf: [{type: string}, {type: integer}]
  oneOf: [{type: string}, {type: boolean}]
then-added breaking ok <> then-removed
  type: object, properties: {kind: {}, lot: {}}, if: {required: [kind]}
  type: object, properties: {kind: {}, lot: {}}, if: {required: [kind]}, then: {required: [lot]}
else-added breaking ok <> else-removed
  type: object, properties: {kind: {}, lot: {}}, if: {required: [kind]}
  type: object, properties: {kind: {}, lot: {}}, if: {required: [kind]}, else: {required: [lot]}
"""
