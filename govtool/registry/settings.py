"""Compatibility levels and modes: of the registry, and of single subjects."""

from collections.abc import Mapping
from typing import Any, Final

from govtool.compare.modes import MODES, CompatibilityMode
from govtool.registry.refusal import Refusal, no_subject, not_permitted

GLOBAL: Final = ""
"""The name under which the settings of the registry itself are kept."""
LEVEL: Final = "compatibilityLevel"
READWRITE: Final = "READWRITE"
IMPORT: Final = "IMPORT"
_READONLY: Final = frozenset({"READONLY", "READONLY_OVERRIDE"})
_MODES: Final = (READWRITE, IMPORT, *sorted(_READONLY))
_KEPT: Final = frozenset({"alias", "normalize", "validateFields", "compatibilityGroup", "defaultMetadata",
                          "overrideMetadata", "defaultRuleSet", "overrideRuleSet"})
"""What else a client may set; all of it is given back, `alias` and `normalize` have an effect."""

_TYPES: Final[Mapping[str, type]] = {"alias": str, "normalize": bool, "validateFields": bool}


class Settings:
    """What holds for whom. `given` are levels that the repository says; clients may set others over them."""

    def __init__(self) -> None:
        self.given: dict[str, dict[str, Any]] = {GLOBAL: {LEVEL: "BACKWARD"}}
        self.configs: dict[str, dict[str, Any] | None] = {}
        """What clients set, by subject; None for what they took away."""
        self.modes: dict[str, str] = {}

    def config(self, subject: str, *, or_global: bool = False) -> Mapping[str, Any]:
        """The settings of a subject, or of the registry; Refusal (40408) where a subject has none."""
        found = self.configs.get(subject, self.given.get(subject))
        if found is None and or_global:
            return self.config(GLOBAL)
        if found is None:
            raise Refusal(40408, f"Subject '{subject}' has no compatibility level of its own")
        return found

    def configure(self, subject: str, wanted: Mapping[str, Any]) -> None:
        """Set what a client asks for, the rest stays; Refusal for a level (42203) or field (422) that is unknown."""
        unknown = next((key for key in wanted if key not in _KEPT and key != "compatibility"), None)
        if unknown is not None:
            raise Refusal(422, f"Unrecognized field: {unknown}")
        wrong = next((key for key, type_ in _TYPES.items() if not isinstance(wanted.get(key), type_ | None)), None)
        if wrong is not None:
            raise Refusal(422, f"`{wrong}` is {wanted[wrong]!r}, expected a {_TYPES[wrong].__name__}")
        level = wanted.get("compatibility")
        if level is not None and str(level).upper() not in MODES:
            raise Refusal(42203, f"Invalid compatibility level '{level}', expected one of {', '.join(MODES)}")
        if level is None and not wanted:
            raise Refusal(42203, f"No compatibility level, expected one of {', '.join(MODES)}")
        new = {key: value for key, value in wanted.items() if key in _KEPT}
        before = self.configs.get(subject, self.given.get(subject)) or {}
        self.configs[subject] = {**before, **new, **({LEVEL: str(level).upper()} if level is not None else {})}

    def unconfigure(self, subject: str) -> Mapping[str, Any]:
        """Take the settings away, and give what they were; Refusal (40401) where a subject has none."""
        was = self.configs.get(subject, self.given.get(subject))
        if was is None:
            raise no_subject(subject)
        self.configs[subject] = dict(self.given[GLOBAL]) if subject == GLOBAL else None
        return was

    def level(self, subject: str) -> CompatibilityMode:
        """The level that holds for a subject."""
        own = self.config(subject, or_global=True)
        return CompatibilityMode(own.get(LEVEL) or self.config(GLOBAL).get(LEVEL) or "BACKWARD")

    def normalizes(self, subject: str) -> bool:
        """Whether what is registered under a subject is normalized without being asked."""
        own = self.config(subject, or_global=True)
        return own.get("normalize", self.config(GLOBAL).get("normalize")) is True

    def aliased(self, subject: str) -> str:
        """The subject that a name stands for."""
        found = self.configs.get(subject) or {}
        return str(found.get("alias") or subject)

    def mode(self, subject: str, *, or_global: bool = False) -> str:
        """The mode of a subject, or of the registry; Refusal (40409) where a subject has none."""
        found = self.modes.get(subject, READWRITE if subject == GLOBAL else "")
        if not found and or_global:
            return self.mode(GLOBAL)
        if not found:
            raise Refusal(40409, f"Subject '{subject}' has no mode of its own")
        return found

    def set_mode(self, subject: str, wanted: object, *, may_import: bool) -> str:
        """Set a mode; Refusal for an unknown one (42204), and for an import over what is there (42205)."""
        mode = str(wanted).upper()
        if mode not in _MODES:
            raise Refusal(42204, f"Invalid mode '{wanted}', expected one of {', '.join(_MODES)}")
        if mode == IMPORT and not may_import:
            raise not_permitted("Cannot import since found existing subjects: `force=true` does it all the same")
        self.modes[subject] = mode
        return mode

    def unset_mode(self, subject: str) -> str:
        """Take the mode of a subject away, and give what it was; Refusal (40401) where it has none."""
        if subject not in self.modes:
            if subject == GLOBAL:
                return READWRITE
            raise no_subject(subject)
        return self.modes.pop(subject)

    def may_change(self, subject: str) -> None:
        """Refusal (42205) where a subject is only read."""
        if self.mode(subject, or_global=True) in _READONLY:
            raise not_permitted(f"Subject {subject} is in read-only mode")

    def may_register(self, subject: str, *, with_id: bool) -> bool:
        """Whether it is an import; Refusal (42205) where the mode and the request do not agree."""
        self.may_change(subject)
        is_import = self.mode(subject, or_global=True) == IMPORT
        if with_id != is_import:
            raise not_permitted(f"Subject {subject} is not in {'import' if with_id else 'read-write'} mode")
        return is_import

    def forget(self, subject: str) -> None:
        """What goes with a subject that is deleted."""
        if self.configs.get(subject) or subject in self.given:
            self.configs[subject] = None
        self.modes.pop(subject, None)
