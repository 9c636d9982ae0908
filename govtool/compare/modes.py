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
MODES: Final = tuple(name + more for name in _ROLES for more in ("", TRANSITIVE) if name + more != "NONE" + TRANSITIVE)
"""Every name of a mode."""


@dataclass(frozen=True, slots=True)
class CompatibilityMode:
    """One mode, by the name that schema registries use."""

    name: str

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in which a schema is compared: one for each arrow."""
        return _ROLES[self.name.removesuffix(TRANSITIVE)]

    @property
    def is_transitive(self) -> bool:
        """Whether every release counts, not only the last: what was written under any of them is still there."""
        return self.name.endswith(TRANSITIVE)

    @property
    def promises(self) -> bool:
        """Whether anything may break at all."""
        return self.name != "NONE"


FULL: Final = CompatibilityMode("FULL")


def mode_of(word: str) -> CompatibilityMode | None:
    """The mode of a name, in upper or lower case; FULL for none, which is the safest, and None for an unknown one."""
    name = word.strip().upper().replace("-", "_")
    return CompatibilityMode(name) if name in MODES else None if name else FULL


def named(word: str) -> CompatibilityMode:
    """The mode of a name; UserError with all of them for an unknown one."""
    found = mode_of(word)
    if found is None:
        hint = suggestion(word.upper().replace("-", "_"), MODES)
        raise UserError(f"there is no compatibility mode `{word}`", hint or f"known modes: {', '.join(MODES)}")
    return found
