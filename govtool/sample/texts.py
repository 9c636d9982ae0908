"""The texts that may stand at a place, the likeliest first."""

import random
from itertools import islice
from typing import Final

from govtool.compare.languages import some_words
from govtool.sample import named
from govtool.sample.formats import FORMATS
from govtool.sample.merge import meets
from govtool.sample.site import Site
from govtool.sample.words import words

_COUNT: Final = 24
_LONGEST: Final = 1_000_000
_FILL: Final = "abcdefghij klmnopqrst uvwxyz "


def pool(site: Site) -> tuple[str, ...]:
    """Different texts that meet all keywords of the place; none where no text was found."""
    if site.texts is None:
        found = [text for text in _candidates(site) if meets(site.merged, text)]
        site.texts = tuple(dict.fromkeys(found))[:_COUNT]
    return site.texts


def _candidates(site: Site) -> list[str]:
    merged, length = site.merged, site.merged.length
    known = [name for name in merged.formats if name in FORMATS]
    if length.least > _LONGEST:
        return []
    if known:
        order = random.Random(len(site.name))  # noqa: S311 - no secret
        texts = [FORMATS[name][0] for name in known]
        texts += [FORMATS[name][1](order.random) for name in known for _ in range(_COUNT)]
    else:
        texts = [text for name in (*merged.formats, site.name) for text in named.texts(name)]
    if merged.patterns:
        found = [text for text in texts if meets(merged, text)]
        key = tuple(dict.fromkeys(merged.patterns)), tuple(merged.barred_patterns)
        return [*found, *words(*key, length.least, length.most, _COUNT)]
    if known:
        return texts
    texts = [fitted(text, length.least, length.most) for text in texts]
    if merged.barred_patterns:
        texts += islice(some_words((), tuple(merged.barred_patterns), length.least, length.most), _COUNT)
    return [*texts, *(fitted(char, length.least, length.most) for char in "aA0é-")]


def fitted(text: str, least: int, most: int | None) -> str:
    """A text made longer or cut to a length."""
    if len(text) < least:
        short = least - len(text)
        text += (_FILL * (short // len(_FILL) + 1))[:short]
    cut = text if most is None else text[:most]
    return cut.rstrip() if cut != text and len(cut.rstrip()) >= least else cut
