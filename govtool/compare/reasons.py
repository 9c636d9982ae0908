"""Why a row stays possible: what was not decided, in words that say where to look."""

from decimal import Decimal
from typing import Final

from govtool.compare.patterns import Undecided
from govtool.compare.prove import Prover
from govtool.compare.rows import Row
from govtool.compare.scene import Scene

UNSHOWN: Final = "no value was found that shows it, and none was excluded"
MASKED: Final = "another change refuses the same values"
SPENT: Final = "the schemas are too large to be decided within the work that may be spent"
TOO_MANY: Final = "too many changes meet at one place"
_UNSENT: Final = "no value was found that is sent at all"
_LARGE: Final = 200
_COUNTS: Final = ("maxItems", "minItems", "maxProperties", "minProperties")
_TRIED: Final = 6


def unshown(prover: Prover, scene: Scene, row: Row) -> str:
    """Why no value shows what a row does: it would be too long to be read, or none is sent at all."""
    if row.keyword in _COUNTS and any(isinstance(side, int | Decimal) and side > _LARGE for side in (row.old, row.new)):
        return f"a value that shows it has more than {_LARGE} {'items' if 'Items' in row.keyword else 'properties'}"
    if scene.trouble:
        return scene.trouble
    values = [value for whole in (False, True) for value in scene.some(scene.writer(whole=whole), _TRIED)]
    return UNSHOWN if any(_is_sent(prover, scene, value) for value in values) else _UNSENT


def _is_sent(prover: Prover, scene: Scene, value: object) -> bool:
    try:
        return prover.sends(scene.pair, value)
    except Undecided:
        return True
