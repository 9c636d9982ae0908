"""One history in a process of its own: `python history.py OURS|PEER HISTORY COUNT` prints what it took, as JSON.

`peer` needs the package `avro` of PyPI in the Python that runs it, and nothing of ours.
"""

import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from events.made import HISTORIES


def taken(work: Callable[[], object]) -> float:
    """The CPU seconds of some work."""
    begin = process_time()
    work()
    return process_time() - begin


def ours(texts: Sequence[str]) -> dict[str, float]:
    """Reading each version with its fingerprint, then the newest against all others."""
    from govtool.compare.avro.modes import check_history
    from govtool.compare.avro.resolve import Memory
    from govtool.compare.modes import named
    from govtool.model.avro.fingerprints import field_wires, wire
    from govtool.model.avro.read import read_schema
    from govtool.model.avro.text import parse_avro

    types: list[Any] = []
    found = {"read": taken(lambda: types.extend(read_schema(parse_avro(text, "a.avsc")).root for text in texts)),
             "fingerprints": taken(lambda: [(wire(one), field_wires(one)) for one in types])}
    for mode in ("BACKWARD_TRANSITIVE", "FULL_TRANSITIVE"):
        ask = partial(check_history, types[-1], types[:-1], named(mode), memory=Memory())
        found |= {f"{mode} cold": taken(ask), f"{mode} warm": taken(ask)}
    return found


def peer(texts: Sequence[str]) -> dict[str, float]:
    """The same with the official checker, which keeps nothing between two questions."""
    import avro.schema
    from avro.compatibility import ReaderWriterCompatibilityChecker

    new: Any = ReaderWriterCompatibilityChecker
    types: list[Any] = []
    found = {"read": taken(lambda: types.extend(map(avro.schema.parse, texts)))}

    def backward() -> None:
        checker = new()
        for old in types[:-1]:
            checker.get_compatibility(types[-1], old)

    def full() -> None:
        checker = new()
        for old in types[:-1]:
            checker.get_compatibility(types[-1], old)
            checker.get_compatibility(old, types[-1])

    return found | {"BACKWARD_TRANSITIVE cold": taken(backward), "FULL_TRANSITIVE cold": taken(full)}


if __name__ == "__main__":
    who, history, count = sys.argv[1:]
    made = [json.dumps(HISTORIES[history](number)) for number in range(int(count))]
    print(json.dumps({"ours": ours, "peer": peer}[who](made)))
