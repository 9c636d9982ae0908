"""Compatibility modes as arrows: which version writes what which version must read."""

from dataclasses import dataclass
from typing import Final

from govtool.errors import UserError, suggestion
from govtool.model.contract import REQUEST, RESPONSE, Role

TRANSITIVE: Final = "_TRANSITIVE"
_ROLES: Final = {
    "BACKWARD": (REQUEST,),  # the old version writes, the new one reads
    "FORWARD": (RESPONSE,),
    "FULL": (REQUEST, RESPONSE),
    "NONE": (REQUEST, RESPONSE),
}
_WINDOW: Final = "WINDOW"
MODES: Final = tuple(name + more for name in _ROLES for more in ("", TRANSITIVE) if name + more != "NONE" + TRANSITIVE)
"""The names of the modes that schema registries know, too."""
NAMES: Final = (*MODES, _WINDOW)
"""Every name of a mode."""


@dataclass(frozen=True, slots=True)
class CompatibilityMode:
    """One mode, by the name that schema registries use."""

    name: str
    alone: bool = False
    """Whether an operation's own arrow counts no longer: nobody reads by an old version of which only data is left."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in which a schema is compared: one for each arrow."""
        return _ROLES["FULL" if self.is_window else self.name.removesuffix(TRANSITIVE)]

    @property
    def is_window(self) -> bool:
        """Whether versions count as long as there is data of them, or somebody who reads by them."""
        return self.name == _WINDOW

    @property
    def level(self) -> str:
        """What a schema registry is told: it knows no window, and the last version always lies in it."""
        return "FULL" if self.is_window else self.name

    @property
    def is_transitive(self) -> bool:
        """Whether every release counts, not only the last: what was written under any of them is still there."""
        return self.name.endswith(TRANSITIVE)

    @property
    def promises(self) -> bool:
        """Whether anything may break at all."""
        return self.name != "NONE"


FULL: Final = CompatibilityMode("FULL")
WINDOW: Final = CompatibilityMode(_WINDOW)
RETAINED: Final = CompatibilityMode("BACKWARD", alone=True)
"""How a version is compared of which only data is left."""
READ: Final = CompatibilityMode("FORWARD", alone=True)
"""How a version is compared of which only readers are left."""


def mode_of(word: str) -> CompatibilityMode | None:
    """The mode of a name, in upper or lower case; FULL for none, which is the safest, and None for an unknown one."""
    name = word.strip().upper().replace("-", "_")
    return CompatibilityMode(name) if name in NAMES else None if name else FULL


def named(word: str) -> CompatibilityMode:
    """The mode of a name; UserError with all of them for an unknown one."""
    found = mode_of(word)
    if found is None:
        hint = suggestion(word.upper().replace("-", "_"), NAMES)
        raise UserError(f"there is no compatibility mode `{word}`", hint or f"known modes: {', '.join(NAMES)}")
    return found
