"""Facts of a contract from every place that may hold them; the nearest to the contract wins."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govtool.catalog import globs
from govtool.catalog.codeowners import Owners
from govtool.config import Config
from govtool.model.facts import NO_FACTS, Facts
from govtool.model.shape import mapping, text
from govtool.model.vocabulary import facts_from_info


def facts_of(path: str, data: Any, manifest: Any, config: Config, owners: Owners) -> Facts:
    """The manifest's facts, then the document's own, then those of the settings, then the owner of CODEOWNERS."""
    found = stated(mapping(manifest), "manifest")
    found = found.over(facts_from_info(mapping(data, "info"), mapping(data)))
    for row in reversed(config.paths):
        if globs.matches(path, [row.match]):
            found = found.over(stated(row.facts, f"{config.origin}:{row.line}"))
    return found.over(_of_owner(*owners.of(path)))


def stated(keys: Mapping[str, Any], origin: str) -> Facts:
    """The facts under the keys of a manifest, which are those of `info` without `x-`: `systemOfRecord`."""
    found = facts_from_info(as_info(keys))
    found = replace(found, name=text(keys.get("name")), version=text(keys.get("version")))
    given = [*found.origin, *(name for name in ("name", "version") if getattr(found, name))]
    return replace(found, origin=dict.fromkeys(given, origin))


def as_info(keys: Mapping[str, Any]) -> dict[str, Any]:
    """The same facts as a document says them in `info`: `systemOfRecord` is `x-system-of-record`."""
    return {info_key(key): value for key, value in keys.items() if key not in _NO_FACTS}


def info_key(key: str) -> str:
    """A manifest's key in `info`; settings may also say `tier`."""
    key = "criticality" if key == "tier" else key
    return "x-" + re.sub(r"(?<=[a-z0-9])([A-Z])", r"-\1", key).lower()


_NO_FACTS = frozenset({"name", "version", "title", "description", "$schema"})


def _of_owner(owners: str, origin: str) -> Facts:
    """The owner that CODEOWNERS names; of several the first is responsible."""
    return Facts(owner=owners.split(maxsplit=1)[0], origin={"owner": origin}) if owners else NO_FACTS
