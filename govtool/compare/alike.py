"""Operations that are written the same in both versions: nothing of them can differ but the schemas they refer to.

Then the new version's parts need not be read: each stands where the old one's does.
"""

import re

from govtool.compare.match import Versions
from govtool.compare.values import text_of
from govtool.model.contract import Operation, Spot
from govtool.model.shape import mapping

_REF = re.compile(rb'"\$ref": ?"([^"]*)"')
_SCHEMA = re.compile(rb"#/(components/schemas|definitions)/")
"""What is compared by itself."""
_SHARED = re.compile(rb"#/(?:(components)/)?(\w+)/")
"""What several operations may share: `#/components/responses/…`, in OpenAPI 2.0 `#/responses/…`."""
_OPERATIONS = frozenset({"paths", "webhooks"})


class Alike:
    """Tells for two versions which operations are written the same."""

    def __init__(self, versions: Versions) -> None:
        self._old, self._new = versions.old.document, versions.new.document
        one, two = mapping(self._old.data), mapping(self._new.data)
        self._data = one, two
        same_format = versions.old.format == versions.new.format
        self._is_one_language = same_format and one.get("security") == two.get("security")
        self._items: dict[tuple[int, int], bool] = {}
        self._sections: dict[bytes, bool] = {}

    def holds(self, old: Operation, new: Operation) -> bool:
        """Whether two operations, with all that they share with others but schemas, are written the same."""
        one, two = old.path_spot, new.path_spot
        if not self._is_one_language or one.pointer != two.pointer or one.pointer[0] not in _OPERATIONS:
            return False
        if one.document is not self._old or two.document is not self._new:
            return False
        key = (id(one.value), id(two.value))
        if key not in self._items:
            self._items[key] = self._is_same(one.value, two.value)
        return self._items[key] and (old.security, old.servers) == (new.security, new.servers)

    def counterpart(self, spot: Spot) -> Spot:
        """What stands in the new version where a part of such an operation stands in the old one."""
        return Spot(self._new, spot.pointer, self._new.get(spot.pointer))

    def _is_same(self, old: object, new: object) -> bool:
        """Whether two parts are written the same, and all that they refer to but schemas."""
        text = text_of(old)
        return text == text_of(new) and all(map(self._is_known, set(_REF.findall(text))))

    def _is_known(self, ref: bytes) -> bool:
        return _SCHEMA.match(ref) is not None or self._leads_to_same(ref)

    def _leads_to_same(self, ref: bytes) -> bool:
        """Whether a reference leads into a section of shared parts that is the same in both versions."""
        found = _SHARED.match(ref)
        if found is None or found[2].decode() in _OPERATIONS:
            return False
        section = found[0]
        if section not in self._sections:
            self._sections[section] = True  # as long as nothing else is found: parts of a section may refer to it
            keys = [key.decode() for key in found.groups() if key]
            if not self._is_same(*(mapping(data, *keys) for data in self._data)):
                # What was found equal meanwhile may have counted on this section.
                self._sections = {name: is_same for name, is_same in self._sections.items() if not is_same}
                self._sections[section] = False
        return self._sections[section]
