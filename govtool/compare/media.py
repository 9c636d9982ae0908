"""Media types: which one stands for which (RFC 9110 section 8.3.1 and 12.5.1, RFC 6839 for suffixes)."""

from collections.abc import Mapping
from functools import lru_cache

from govtool.model.contract import Media

Paired = list[tuple[Media | None, Media | None]]


@lru_cache(maxsize=4096)
def covers(wide: str, narrow: str) -> bool:
    """Whether whoever takes `wide` takes `narrow`: the same type or a range around it, and no parameter more.

    `charset` does not count: it says how the text is written, not what it is.
    """
    (one, wanted), (two, given) = _parts(wide), _parts(narrow)
    return wanted <= given and (one == two or _is_range_around(one, two))


def _parts(name: str) -> tuple[str, frozenset[str]]:
    essence, *parameters = name.split(";")
    return essence, frozenset(item for item in parameters if not item.startswith("charset="))


def _is_range_around(wide: str, narrow: str) -> bool:
    if wide in ("*/*", "*"):
        return True
    kind, _, subtype = wide.partition("/")
    other, _, specific = narrow.partition("/")
    if kind != other or not subtype.startswith("*"):
        return False
    return subtype == "*" or (specific.endswith(subtype[1:]) and specific != subtype[1:])


def paired(old: Mapping[str, Media], new: Mapping[str, Media]) -> Paired:
    """Each media type with the most specific one that stands for it in the other version; None where there is none."""
    if list(old) == list(new):
        return list(zip(old.values(), new.values(), strict=True))
    found: Paired = [(media, new[name]) for name, media in old.items() if name in new]
    found += [(media, wide) for name, media in old.items() if name not in new and (wide := _around(media, new))]
    met = {media.type for _, media in found if media}
    found += [(wide, media) for name, media in new.items() if name not in met and (wide := _around(media, old))]
    met_old, met_new = (
        ({media.type for media in side if media} for side in zip(*found, strict=True)) if found else (set(), set())
    )
    found += [(media, None) for name, media in old.items() if name not in met_old]
    return found + [(None, media) for name, media in new.items() if name not in met_new]


def _around(media: Media, others: Mapping[str, Media]) -> Media | None:
    """The most specific of the others that covers a media type."""
    around = (other for other in others.values() if covers(other.type, media.type))
    return min(around, key=lambda other: (other.type.count("*"), -len(other.type)), default=None)
