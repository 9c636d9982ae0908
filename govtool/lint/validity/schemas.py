"""What schemas declare, through references and compositions; what cannot be read is not judged."""

from govtool.model.contract import Spot
from govtool.model.reach import conjuncts
from govtool.model.shape import mapping, sequence
from govtool.source.refs import Bundle, RefError

_OPEN = ("oneOf", "anyOf", "if", "patternProperties", "dependentSchemas", "$dynamicRef", "$recursiveRef")
"""Keywords that may bring in further properties."""


def branches(spot: Spot) -> list[Spot]:
    """The alternatives of a schema."""
    return [Spot(spot.document, (*spot.pointer, word, index), item) for word in ("oneOf", "anyOf")
            for index, item in enumerate(sequence(mapping(spot.value).get(word)))]


def declared(bundle: Bundle, spot: Spot) -> frozenset[str] | None:
    """The properties that a schema declares; None where it cannot be told: a broken reference, or further branches."""
    found: set[str] = set()
    try:
        for part in conjuncts(bundle, spot):
            value = mapping(part.value)
            if any(word in value for word in _OPEN):
                return None
            found |= mapping(value, "properties").keys()
    except RefError:
        return None
    return frozenset(found)
